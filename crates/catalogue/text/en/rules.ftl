# rules
rules-unset = No standard is set, or data are missing, for: { $figures }. This cannot be checked.
rules-unset-do = Set the figure in a policy pack, or complete the data; until then a person must look at it.

rules-switch-off = A policy pack has switched off rule { $rule }; it was not run. Authority: { $reference }.
rules-switch-blocks = A policy pack has made rule { $rule } one that blocks. Authority: { $reference }.
rules-switch-needs-reason = A policy pack has made rule { $rule } one that asks for a reason. Authority: { $reference }.
rules-switch-notice = A policy pack has made rule { $rule } a notice. Authority: { $reference }.
rules-switch-do = For the reviewer to know; check that the authority still holds.
rules-switch-refused = A policy pack asks to switch off or loosen rule { $rule } (authority: { $reference }), but its level is below the one that may waive the rule: the rule was run as it stands.
rules-switch-refused-do = Have the entitled level issue the pack, or strike the switch.

rules-r0101-name = Private school
rules-r0101 = "{ $project }" ({ $school }) is for a school run by: { $owner }. Private schools are outside the programme.
rules-r0101-do = Take the project out of the plan; if the owner is recorded wrongly, correct the school table first.

rules-r0102-name = Senior part
rules-r0102 = "{ $project }" ({ $school }) serves the senior stage ({ $what }), which is not compulsory education.
rules-r0102-do = Take it out; where both stages share it, list only the junior share and name the junior part.

rules-r0103-name = Attached kindergarten
rules-r0103 = "{ $project }" ({ $school }) is for a kindergarten, which is outside the programme.
rules-r0103-do = Take it out and use a preschool programme instead.

rules-r0104-name = Not in the layout plan
rules-r0104 = { $school }, where "{ $project }" is planned, is not in the local school layout plan.
rules-r0104-do = Amend the layout plan first, or move the project to a school that the plan keeps.

rules-r0105-name = School not kept for long
rules-r0105 = The layout plan lists { $school } ("{ $project }") as { $status }: it is not a school to be kept for the long term.
rules-r0105-do = Take it out; where pupils' safety in the meantime demands it, give the reason and ask the region.

rules-r0106-name = Key-school giant
rules-r0106 = { $school } ({ $pupils } pupils) is a very large school born of a key-school drive; "{ $project }" may not be planned.
rules-r0106-do = Take it out; build seats at schools nearby and spread the pupils.

rules-r0107-name = Unknown school or site
rules-r0107 = The school or site "{ $school }" of "{ $project }" is not in the tables of schools and sites.
rules-r0107-do = Check the key of the school or site; for a new school fill in the table of candidate sites first.

rules-r0108-name = Eligibility data missing
rules-r0108 = { $school } lacks data ({ $missing }), so its eligibility cannot be judged.
rules-r0108-do = Fill in the tables of schools and layout and check again.

rules-r0109-name = Part not named
rules-r0109 = { $school } is of the kind { $kind }; "{ $project }" says "whole school" and not which part.
rules-r0109-do = Name the primary, junior or compulsory part; share common facilities by pupils.

rules-r0110-name = Part does not exist
rules-r0110 = "{ $project }" is for { $part }, but { $school } is of the kind { $kind } and has no such stage.
rules-r0110-do = Check the kind of school and the part, and correct the one that is wrong.

rules-r0111-name = School of another county
rules-r0111 = { $school } belongs to { $region }, not to this county ({ $county }).
rules-r0111-do = Leave it to its own county; after a boundary change update the school table.

rules-r0201-name = Forbidden content
rules-r0201 = "{ $project }" ({ $school }) contains { $item } at { $amount } (10,000 yuan), which may not be planned.
rules-r0201-do = Strike the item and reduce the investment; the rest may stay.

rules-r0202-name = Content barred for the source
rules-r0202 = "{ $project }" contains { $item } and uses { $amount } (10,000 yuan) of { $source } in { $year }, which may not pay for it.
rules-r0202-do = Make { $item } a project of its own with other money, or replace { $source } in this project.

rules-r0203-name = Content not in the catalogue
rules-r0203 = "{ $project }" contains { $item } ({ $amount }, 10,000 yuan), which the catalogue does not list.
rules-r0203-do = Use the matching item of the catalogue, or give the reason to the city.

rules-r0204-name = Conditional content
rules-r0204 = "{ $project }" contains { $item }, which is allowed only under a condition: { $condition }
rules-r0204-do = State in the reason how the condition is met, with the evidence.

rules-r0205-name = Forbidden digital content
rules-r0205 = "{ $project }" contains { $item } ({ $amount }, 10,000 yuan), which may not be planned.
rules-r0205-do = Strike it; pay for it from the department's or the school's running money.

rules-r0206-name = Nature and content disagree
rules-r0206 = "{ $project }" is marked as { $nature } while its content is { $category }.
rules-r0206-do = Use a building nature for buildings and purchase for equipment; split mixed projects.

rules-r0301-name = Over-standard
rules-r0301 = { $school } has { $present } { $unit } of { $item }; the plan adds { $added } and makes it { $after }, above the ceiling of { $ceiling }.
rules-r0301-do = Reduce the quantity to the gap, or give the calculation to the city.

rules-r0302-name = Unit price over the cap
rules-r0302 = "{ $project }": { $item } costs { $price } yuan per { $unit }, above the cap of { $cap }.
rules-r0302-do = Attach the estimate or quotations, or lower the price.

rules-r0303-name = New or extended school below the balanced standard
rules-r0303 = Once "{ $project }" stands, { $school } still falls short of the balanced standard in: { $items }.
rules-r0303-do = New and extended buildings meet the standard at once: enlarge it or add fewer seats; where it comes in phases, say what follows and when. What is needed to meet the balanced standard is never over-standard.

rules-r0304-name = Above standard while basics are open
rules-r0304 = { $open } basic gaps of the county are not planned for, while { $school } would have { $after } { $unit } of { $item }, above the standard of { $standard }.
rules-r0304-do = Plan for the basic gaps first; cut what is above the standard and strike what goes beyond basic conditions.
rules-r0304-beyond = { $open } basic gaps of the county are not planned for, while "{ $project }" contains { $item } ({ $amount }, 10,000 yuan), which goes beyond basic conditions.

rules-r0305-name = School too large
rules-r0305 = { $school } has { $pupils } pupils; { $seats } new seats make { $after }, above the limit of { $limit }.
rules-r0305-do = Add the seats at schools nearby or on a new site; if they only relieve large classes, say so. For schools built long ago or with many migrant children the packs list a relaxed limit, known from secondary sources alone: it is not applied by itself, and may be a reason to ask for a waiver.

rules-r0306-name = New school of excessive size
rules-r0306 = { $seats } seats are planned on { $school }, which reaches the size of a very large school ({ $limit }).
rules-r0306-do = Build two schools, or a smaller one.

rules-r0307-name = Fees or contingency high
rules-r0307 = "{ $project }": { $what } of { $amount } exceeds { $limit }% of its base of { $of } (10,000 yuan).
rules-r0307-do = Work it out again from the fee rules, or explain what it is made of.

rules-r0401-name = Equipment over several years
rules-r0401 = "{ $project }" is { $category } but runs from { $start } to { $finish }; such projects finish within the year.
rules-r0401-do = Finish it in one year; split purchases by year into several projects.

rules-r0402-name = Finished too late
rules-r0402 = "{ $project }" is to be finished in { $finish }, after the completion day { $completion }.
rules-r0402-do = Start earlier or reduce it so that it finishes in time.

rules-r0403-name = What "before 2025" means
rules-r0403 = { $count } projects finish in { $year }. The completion clause can be read in two ways: { $readings }. Assumed: { $assumed }
rules-r0403-do = Ask the city which reading holds; if the earlier one, move these projects forward.

rules-r0404-name = Before the cycle
rules-r0404 = "{ $project }" starts in { $start }, before the cycle's first year { $first }.
rules-r0404-do = Leave out what was started before; list the remaining part from { $first } on.

rules-r0405-name = Years reversed
rules-r0405 = "{ $project }" finishes in { $finish }, before it starts in { $start }.
rules-r0405-do = Check both years.

rules-r0406-name = Months and years disagree
rules-r0406 = "{ $project }": works from { $begin } to { $end } do not fit its years { $start } to { $finish }.
rules-r0406-do = Make months and years agree, and check the money by year.

rules-r0407-name = Out of order
rules-r0407 = "{ $project }" starts in { $start } but waits for "{ $other }", which finishes in { $finish }.
rules-r0407-do = Move one of them; if both fit into one year, say in which months.
rules-r0407-absent = "{ $project }" waits for { $other }, which is not in the plan.

rules-r0408-name = Not ready to start
rules-r0408 = "{ $project }" is to start in { $start }, but its preparation has not caught up: { $state }.
rules-r0408-do = Obtain the land and the approval, or start a year later.

rules-r0409-name = Too little lead time
rules-r0409 = "{ $project }" needs { $lead } more months and can start in { $ready } at the earliest, later than { $start }.
rules-r0409-do = Start later, or say how the preparation gets shorter.

rules-r0410-name = Later than needed
rules-r0410 = "{ $project }" is needed by { $need } but finishes in { $finish }.
rules-r0410-do = Plan it earlier; if the money does not allow it, say how the time is bridged.

rules-r0411-name = Seats start late
rules-r0411 = "{ $project }" adds seats but starts only in { $start }; the cycle begins in { $first } and seats should start within { $years } years.
rules-r0411-do = Start earlier, with land, approval and tendering ahead.

rules-r0412-name = Long building time
rules-r0412 = "{ $project }" takes { $years } years, more than the usual { $limit }.
rules-r0412-do = Check the time; split phases into projects.

rules-r0501-name = Investment and money differ
rules-r0501 = "{ $project }" costs { $total } and has { $funded } arranged: { $difference } (10,000 yuan) are missing.
rules-r0501-do = Find the money or reduce the investment: no gap may be left.
rules-r0501-over = "{ $project }" costs { $total } but has { $funded } arranged: { $difference } (10,000 yuan) too much.

rules-r0502-name = Money outside the project's years
rules-r0502 = "{ $project }" has { $amount } of { $source } in { $year }, outside its years { $start } to { $finish }.
rules-r0502-do = Move the money into the project's years, or correct them.

rules-r0503-name = Year without money
rules-r0503 = "{ $project }" runs in { $years }, for which no money is arranged.
rules-r0503-do = Spread the money over the works, or shorten the project.

rules-r0504-name = Unlawful or unnamed source
rules-r0504 = { $amount } (10,000 yuan) of "{ $project }" in { $year } come from: { $source }. That is no source for a plan.
rules-r0504-do = Use public money with its document; no borrowing in a school's name, no contractor advances, no levies.

rules-r0505-name = Source without a document
rules-r0505 = { $source } of { $amount } (10,000 yuan) in { $year } names no document.
rules-r0505-do = Add the title and number of the budget document.

rules-r0506-name = Over the budget
rules-r0506 = In { $year } { $source } offers { $offered }; { $count } projects use { $used }: { $over } (10,000 yuan) too much.
rules-r0506-do = Put less urgent projects off, or add budget with its document.

rules-r0507-name = No budget line
rules-r0507 = { $count } projects use { $used } (10,000 yuan) of { $source } in { $year }, for which there is no budget line.
rules-r0507-do = Add the budget line with its document, or change the source.

rules-r0508-name = Bond money without name or document
rules-r0508 = { $source } of { $amount } (10,000 yuan) in { $year } lacks: { $missing }.
rules-r0508-do = Name the money and cite its document; without one it cannot be planned with.

rules-r0509-name = Very small project
rules-r0509 = "{ $project }" costs { $total }, less than { $floor } (10,000 yuan): running money should pay for it.
rules-r0509-do = Merge it into a like project of the school, or take it out.

rules-r0510-name = Amounts not in whole 100 yuan
rules-r0510 = "{ $project }" has amounts that are not whole multiples of 100 yuan: { $amounts }.
rules-r0510-do = Round the amounts to 100 yuan so that the tables add up.

rules-r0511-name = High share of upper-level money
rules-r0511 = Of { $total } (10,000 yuan) in the plan { $upper } are central and regional money: { $share }%, more than { $limit }%.
rules-r0511-do = Give the basis of the request, and add money of city and county.

rules-r0512-name = High investment per pupil
rules-r0512 = The plan's { $total } (10,000 yuan) for { $pupils } pupils make { $each } yuan each, more than { $limit }.
rules-r0512-do = Check sizes and prices, and compare with the counties around.

rules-r0513-name = Beyond the county's means
rules-r0513 = County money of { $own } in { $year } is { $share }% of education spending in { $base } ({ $education }), more than { $limit }%.
rules-r0513-do = Spread it over the years, or let the finance department confirm it.

rules-r0514-name = No city or county money
rules-r0514 = None of the plan's { $total } (10,000 yuan) comes from city or county.
rules-r0514-do = The notice asks city and county for special and supporting funds: agree them with the finance department. Central and regional money does not depend on county matching; where there is none, say why. This does not hold the plan back.

rules-r0515-name = Money unused while gaps are open
rules-r0515 = Of { $offered } in documented money { $used } are used; { $left } (10,000 yuan) are left while { $open } basic gaps have no project.
rules-r0515-do = Use what is left for the basic gaps.

rules-r0516-name = Asks for more upper-level money per pupil than other counties
rules-r0516 = The county asks for { $own } yuan of central and regional money per pupil, { $multiple } times the middle of { $count } counties ({ $median } yuan; lowest { $lowest }, highest { $highest }): more than { $limit } times.
rules-r0516-do = Say where the difference comes from (seats, dangerous buildings, boarding); ask for less where it cannot be explained.

rules-r0517-name = Invests more per pupil than other counties
rules-r0517 = The county plans { $own } yuan per pupil, { $multiple } times the middle of { $count } counties ({ $median } yuan; lowest { $lowest }, highest { $highest }): more than { $limit } times.
rules-r0517-do = Check pupils and investment; where the gaps really are larger, say so in the plan text.

rules-r0518-name = Pays more per new seat than other counties
rules-r0518 = Each new seat costs { $own } yuan, { $multiple } times the middle of { $count } counties ({ $median } yuan; lowest { $lowest }, highest { $highest }): more than { $limit } times.
rules-r0518-do = Check whether seats are understated or other work is mixed in, then check the price of the works.

rules-r0601-name = Duplicate of another programme
rules-r0601 = { $item } of "{ $project }" repeats "{ $programme }" ({ $other }, { $start } to { $finish }) at { $school }.
rules-r0601-do = Deduct what the other programme does; if this fills the rest, say how much each does.

rules-r0602-name = Duplicate within the plan
rules-r0602 = { $item } of { $school } stands in "{ $project }" and in "{ $other }" for the same years.
rules-r0602-do = Merge them, or say how they differ.

rules-r0603-name = Filed twice
rules-r0603 = "{ $project }" and "{ $other }" ({ $other_id }) at { $school } have the same lines and amounts ({ $total }, 10,000 yuan).
rules-r0603-do = Strike one of them.

rules-r0604-name = Investment code used twice
rules-r0604 = "{ $project }" and "{ $other }" carry the same investment code { $code }.
rules-r0604-do = One code is one project: check it on the platform, or merge the projects.

rules-r0605-name = Gap closed twice
rules-r0605 = The projects claim to close more than the gaps of { $school }: { $items }.
rules-r0605-do = Take out what is double.

rules-r0606-name = Renovated again too soon
rules-r0606 = { $item } at { $school } is renovated in "{ $other }" ({ $year }) and again in "{ $project }" ({ $start }).
rules-r0606-do = Make it one renovation, or say which different parts (building, rooms) the two are for.
rules-r0606-other = "{ $programme }" finished { $item } at { $school } in { $year }; "{ $project }" renovates it again in { $start }.

rules-r0701-name = Far more than the gap
rules-r0701 = { $school } is short of { $short } { $unit } of { $item }; { $quantity } are planned, more than { $factor } times as many.
rules-r0701-do = Reduce it to the measured gap; if the data are wrong, correct them first.

rules-r0702-name = Project without a gap
rules-r0702 = By the data { $school } is not short of { $items }; "{ $project }" meets no gap.
rules-r0702-do = Check the data; give the reason, or take the project out.

rules-r0703-name = Price far from its peers
rules-r0703 = "{ $project }": { $item } at { $price } yuan per { $unit }; the median of { $count } prices in the plan is { $median }, more than { $ratio } times off.
rules-r0703-do = Check unit and quantity for slips; else attach quotations.

rules-r0704-name = Clone projects
rules-r0704 = { $schools } schools have projects with identical lines ({ $items }) that do not follow their measured gaps, for example { $names }.
rules-r0704-do = Work out each school's quantity from its own gap.

rules-r0705-name = Building at a school that closes
rules-r0705 = The layout plan lists { $school } as { $status }, due in { $year }; "{ $project }" still spends { $total } (10,000 yuan) there and finishes in { $finish }.
rules-r0705-do = Drop the project; equipment may follow the pupils to their new school.

rules-r0706-name = Round-number plan
rules-r0706 = { $round } of { $count } projects have totals in whole { $step } (10,000 yuan), more than { $limit }%: they look guessed.
rules-r0706-do = Work out the totals from quantities and prices.

rules-r0707-name = Price below the lowest believable one
rules-r0707 = "{ $project }": { $item } at { $price } yuan per { $unit }, below the lowest believable price of { $floor }.
rules-r0707-do = Check price and unit, so that nothing is left out or added later.

rules-r0708-name = Possibly split to avoid tendering
rules-r0708 = { $school } has { $count } building projects in { $year }, each below { $limit } and { $sum } (10,000 yuan) together.
rules-r0708-do = Tender them together where possible, or say why they are different works.

rules-r0709-name = Lump sum
rules-r0709 = "{ $project }" totals { $total }, a whole multiple of { $step } (10,000 yuan), and lacks a unit price or its basis: it looks like a lump sum.
rules-r0709-do = Work out the total from quantities and prices.

rules-r0710-name = Unit price far from other counties
rules-r0710 = The county's usual price of { $item } ({ $nature }) is { $own } yuan per { $unit }; the middle of { $count } counties is { $median } (lowest { $lowest }, highest { $highest }): more than { $limit } times apart.
rules-r0710-do = Check the unit and the grade of what is bought; if they are right, attach quotations or a price document.

rules-r0801-name = Other plan not cited
rules-r0801 = The plan it should rest on is not cited: { $plan }.
rules-r0801-do = Enter its title, number and yearly targets in the table of other plans.

rules-r0802-name = Large classes without a target
rules-r0802 = { $classes } classes in { $schools } schools have { $limit } pupils or more, and no target speaks of { $year }.
rules-r0802-do = Enter yearly targets, and plan seats or steer enrolment.
rules-r0802-left = { $classes } classes in { $schools } schools have { $limit } pupils or more, and the target still leaves { $left } in { $year }.

rules-r0803-name = Seats and seat plan disagree
rules-r0803 = The seat plan asks for { $wanted } new seats ({ $place }); this plan adds { $seats }, { $missing } too few.
rules-r0803-do = Add seats, or say which other programme provides them.
rules-r0803-over = The seat plan asks for { $wanted } new seats ({ $place }); this plan adds { $seats }, more than { $limit }%.

rules-r0804-name = Settlement without a school
rules-r0804 = Settlement "{ $settlement }" has { $children } pupils ({ $stage }) and no school that stays to serve them.
rules-r0804-do = Name a school nearby, and extend it where seats are short.

rules-r0805-name = Online coverage below target
rules-r0805 = The target for { $year } is { $target } schools online; now and by the plan there are { $online }, and { $unknown } have no data.
rules-r0805-do = Complete the data, and plan for the schools not covered.

rules-r0806-name = Dangerous buildings not dealt with
rules-r0806 = { $school } has { $area } m² of grade D buildings, and neither the plan nor another programme deals with them.
rules-r0806-do = Plan rebuilding or closing before everything else, and say where the pupils go.

rules-r0807-name = Too few relocation seats
rules-r0807 = The relocation plan asks for { $wanted } new seats; this plan adds { $seats } at the schools and in the zones of the settlements.
rules-r0807-do = Plan seats near the settlements, or say which other programme provides them.

rules-r0808-name = Basic gaps without a project
rules-r0808 = { $gaps } basic gaps of { $schools } schools have no project, for example { $names }.
rules-r0808-do = Say how each is met, or add projects.

rules-r0809-name = Seats added where there are enough
rules-r0809 = "{ $project }" adds { $seats } seats ({ $stage }) in { $zone }, where every year to { $year } has seats to spare, at least { $spare }.
rules-r0809-do = Change enrolment areas and steer pupils first; where a settlement or a barrier makes new seats necessary, say so.

rules-r0810-name = Class rooms added while pupils grow fewer
rules-r0810 = { $school } has { $now } pupils and expects { $then } in { $year }, a fall of more than { $limit }%; "{ $project }" still adds { $item }.
rules-r0810-do = See whether rooms that fall free can be used, so that nothing stands idle; for large classes or special rooms, say what they are for.

rules-r0811-name = Layout target and register differ
rules-r0811 = The layout plan keeps { $target } schools by { $year }; the register keeps { $keep } ({ $unknown } more have no layout status).
rules-r0811-do = Compare the tables of layout and other plans and correct one of them; after an amendment cite the amended plan.

rules-r0901-name = No projects
rules-r0901 = The plan has no projects.
rules-r0901-do = Make projects first, then hand in.

rules-r0902-name = No content
rules-r0902 = "{ $project }" ({ $school }) has no content lines.
rules-r0902-do = Enter items, quantities and prices.

rules-r0903-name = Performance targets missing
rules-r0903 = "{ $project }" lacks performance targets: { $missing }.
rules-r0903-do = Give at least one target each of output, benefit and satisfaction.

rules-r0904-name = No reason given
rules-r0904 = "{ $project }" gives neither a reason nor a gap it closes.
rules-r0904-do = Give the reason, or name the gap.

rules-r0905-name = No word on preparation
rules-r0905 = "{ $project }" is a building project and does not state: { $missing }.
rules-r0905-do = State how far it is, also when nothing has been done.

rules-r0906-name = No investment code
rules-r0906 = "{ $project }" has reached the state { $approval } but carries no investment code.
rules-r0906-do = Enter the code of the online approval platform.

rules-r0907-name = Malformed investment code
rules-r0907 = The investment code "{ $code }" of "{ $project }" is not of the form 0000-000000-00-00-000000.
rules-r0907-do = Copy it again from the platform.

rules-r0908-name = No price or basis
rules-r0908 = "{ $project }": { $items } lack a unit price or its basis.
rules-r0908-do = Enter the price and where it comes from.

rules-r0909-name = Old prices
rules-r0909 = "{ $project }" uses prices of { $year }, more than { $limit } years before the plan.
rules-r0909-do = Work it out again with recent prices.

rules-r0910-name = No base-year data
rules-r0910 = { $school } has no data for { $year }; { $count } projects cannot be checked against gaps and standards.
rules-r0910-do = Enter pupils and conditions, then check again.

rules-r0911-name = Waiver without effect
rules-r0911 = The waiver of { $rule } by { $name } (level: { $level }) has no effect: the rule may be waived by this level or above: { $least }.
rules-r0911-do = Correct the waiver, or the plan; a waiver without effect changes nothing in the review.
rules-r0911-unknown = { $name } (level: { $level }) waives { $rule }, which is no rule.
rules-r0911-barred = The waiver of { $rule } by { $name } (level: { $level }) has no effect: nobody may waive this rule; the plan must be corrected.
rules-r0911-incomplete = The waiver of { $rule } (level: { $level }) names nobody or gives no reason and has no effect.

rules-r1001-name = Amount does not follow
rules-r1001 = "{ $project }", { $item }: { $quantity } { $unit } at { $price } yuan make { $priced }, not { $amount } (10,000 yuan).
rules-r1001-do = Correct amount, quantity or price, and check the total.

rules-r1002-name = Zero or negative figures
rules-r1002 = "{ $project }" has figures that are zero or negative: { $values }.
rules-r1002-do = Correct them; leave out what there is not.

rules-r1003-name = Amounts out of range
rules-r1003 = The amounts of "{ $project }" are too large to add up.
rules-r1003-do = Check for extra digits, or yuan taken for 10,000 yuan.

rules-r1004-name = Key used twice
rules-r1004 = The key { $id } ("{ $project }") is used by another project.
rules-r1004-do = Give every project a key of its own.

rules-r1005-name = Funding line twice
rules-r1005 = "{ $project }" has two lines of { $source } in { $year }.
rules-r1005-do = Merge them, or correct the source.

rules-r1006-name = Seats without rooms
rules-r1006 = "{ $project }" adds { $seats } seats, but { $school } gets only { $rooms } class rooms of { $size }.
rules-r1006-do = Check seats and rooms; if idle rooms are used, say how many.
rules-r1006-none = "{ $project }" adds { $seats } seats but builds no class rooms.

rules-r1007-name = Gap and content disagree
rules-r1007 = "{ $project }" claims to close { $closed } { $unit } of { $item } but plans { $planned } at that school.
rules-r1007-do = Correct the gap or the content.
