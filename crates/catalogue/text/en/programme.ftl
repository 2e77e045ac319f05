# programme

programme-error-figure = The policy packs lack the parameter "{ $key }", or its value makes no sense. Add it and plan again.
programme-error-overflow = Amounts are out of range. Check quantities and unit prices.
programme-error-malformed = The planning data contradict themselves ({ $at }). Check money and projects.

programme-title-danger-d = { $school }: grade D dangerous buildings rebuilt
programme-title-danger-c = { $school }: grade C dangerous buildings repaired
programme-title-boundary = { $school }: walls, gates and slopes
programme-title-teaching = { $school }: teaching rooms extended
programme-title-dormitory = { $school }: dormitory with its facilities
programme-title-canteen = { $school }: canteen extended
programme-title-toilet = { $school }: toilets
programme-title-heating = { $school }: heating
programme-title-sports = { $school }: sports fields
programme-title-staff = { $school }: staff dormitories and offices
programme-title-grounds = { $school }: school grounds
programme-title-security = { $school }: security equipment
programme-title-living = { $school }: living equipment
programme-title-equipment = { $school }: teaching equipment
programme-title-campus = { $school }: repairs of grounds and facilities
programme-title-goods = { $school }: facilities and equipment
programme-title-desks = { $school }: desks and chairs
programme-title-digital = { $school }: IT equipment

programme-reason = Measured against the basic standard the school lacks { $gaps }; what is missing is added.
programme-reason-danger = The school has { $gaps }; safety risks come first.
programme-reason-seats = Its zone is short of seats ({ $stage }) for good: { $rooms } classrooms add { $seats } seats.
programme-target-item = { $item } added
programme-target-accepted-works = Works passing acceptance
programme-target-accepted-goods = Equipment passing acceptance
programme-target-seats = Seats added
programme-target-pupils = Pupils who benefit
programme-target-satisfaction = Satisfaction of pupils, staff and parents
programme-unit-people = persons
programme-unit-seats = seats

programme-school-not-public = { $school } is not a public school and cannot be supported.
programme-school-not-compulsory = { $school } has no compulsory stage and cannot be supported.
programme-school-closing = { $school } is to close or merge; nothing is planned there.
programme-school-planned = { $school } is a planned new school without data yet; it is planned from the need for seats.
programme-school-key-school = { $school } is a very large school born of a "key school" drive and cannot be supported.
programme-school-not-kept = { $school } is not kept for the long term in the layout plan; nothing is planned there.
programme-school-owner-unknown = The owner of { $school } is not given, so it is not known to be public. Add it and plan again.
programme-school-kind-unknown = The kind of { $school } is not given, so its stages are not known. Add it and plan again.
programme-school-layout-unknown = The layout status of { $school } is not given, so it is not known to be kept. Add it and plan again.

programme-gap-no-project = { $item } is short by { $quantity }; no project can bring it.
programme-gap-not-eligible = { $item } is short by { $quantity }; no source may pay for it, or none that may pay for the rest of the project.
programme-gap-unpriced = { $item } is short by { $quantity }; the packs have no unit cost for it. Add one.

programme-hand-no-school = The hand-made project "{ $project }" is at no registered school and was not considered.
programme-hand-amount = The hand-made project "{ $project }" has no content, or its total is not a positive multiple of 100 yuan; it was not considered.
programme-hand-years = The years of the hand-made project "{ $project }" do not fit the cycle; it was not considered.
programme-hand-not-in-year = The hand-made project "{ $project }" is a purchase and must finish in its year; it was not considered.
programme-hand-no-source = No single source may pay for all of the hand-made project "{ $project }"; split it or change its sources.

programme-budget-left-out = { $year } { $source } { $amount } (10,000 yuan) is not counted: outside the cycle, unlawful, not positive, or bond or other money without a document.
programme-budget-no-document = { $year } { $source } { $amount } (10,000 yuan) has no document. It is counted; add the document.

programme-out-no-year = "{ $project }" is out: its preparation and works cannot be finished within the cycle.
programme-out-no-source = "{ $project }" is out: no source may pay for it.
programme-out-no-value = "{ $project }" is out: it closes no need that counts.
programme-out-too-dear = "{ $project }" is out: even alone it lacks { $amount } (10,000 yuan) in { $year }.
programme-out-waits = "{ $project }" is out: there is money, but what it depends on is not planned or not finished in time, or the search ended before fitting it in.
programme-out-money = "{ $project }" is out: the money goes to more urgent projects. Estimate: { $amount } (10,000 yuan) more in { $year } would bring it in.
programme-out-price = "{ $project }" is out: it costs { $total } (10,000 yuan). Estimate: it would match the projects chosen at { $worth } or less, or with { $amount } more in { $year }.
programme-out-variant = "{ $project }" is not used: the same work is planned in another size.

scenario-budget-set = { $source } in { $year } is taken as { $amount } 万元; this is not an approved budget.
scenario-budget-percent = { $source } in { $year } is what was given, changed by { $change }.
scenario-births = Births of the years whose children had not begun to enter school by the base year are changed by { $change }.
scenario-error-unlawful = { $source } is no lawful source and cannot be assumed.
scenario-error-needs-document = { $source } counts only with its document, so no amount can be assumed; give it with its document in the workbook's budget sheet.
scenario-error-outside = { $year } lies outside the cycle; money can be assumed only for its years.
scenario-error-no-money = There is no { $source } in { $year } to change; write =AMOUNT instead, or give the budget first.
scenario-error-no-births = There are no births to change: none were given, or the children of every year given had begun to enter school by the base year.
scenario-error-range = What the assumption makes is out of range; check percentages and amounts.
programme-money-returned = { $source }: { $amount } (10,000 yuan) is still unplanned at the end of { $year } and may not be carried any further, so it counts as returned: preparation, building time or project size let nothing more in.
programme-money-beyond = { $source }: { $amount } (10,000 yuan) is unplanned at the end of { $year } and is carried beyond the cycle.

# the year board
programme-trial-apart = This project is not eligible; it cannot be moved to other years, only taken out.
programme-trial-unknown = There is no project or candidate numbered { $project }.
programme-trial-cycle = The years must lie within { $first }–{ $last }, and the last not before the first.
programme-trial-one-year = "{ $name }" buys equipment or IT and must be done within one year.
programme-trial-two-sizes = Another size of "{ $name }" is in the plan; take that one out first.
programme-trial-no-source = No source of money may pay for "{ $name }".
programme-trial-too-early = Starting "{ $name }" in { $year } is too early for { $months } months of preparation, or an agreement bars that year; it may be kept where everything is ready, but the reviewer will ask why.
