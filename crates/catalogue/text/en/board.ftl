# year board, months, candidates and agreements, money, scenarios, dealing with findings

wb-plan-tabs = Pages of the plan
wb-plan-tab-list = Projects
wb-board-title = Year board
wb-board-lead = Drag a project to another year on trial and see at once what it does to money, seats and findings; adopt it when content. Or open a project and choose a year.
wb-board-search = School or project
wb-board-find = Find
wb-board-out = Not in the plan
wb-board-count = { $count } projects start
wb-board-out-count = { $count } candidates
wb-board-empty = No projects
wb-board-more = { $count } more; use the search above
wb-board-locked = Locked
wb-board-on-trial = On trial
wb-board-effect = Effect of the trial
wb-board-hint = Nothing on trial yet. Drag a card by its grip (with a mouse the whole card), or open a project and choose a year. A trial changes no data.
wb-board-waiting = Computing…
wb-board-took = Took
wb-board-step = { $name } → { $years }
wb-board-step-out = { $name } → out of the plan
wb-board-money = Money
wb-board-money-same = Use by source and year does not change
wb-board-before = Now
wb-board-after = On trial
wb-board-has = Available
wb-board-repaid = { $count } projects that were not moved change their source of money
wb-board-seats = Seats
wb-board-no-seats = No zone of the county is short of seats to build
wb-board-year-end = End of
wb-board-short = Short
wb-board-findings-same = The findings do not change
wb-board-appear = New
wb-board-vanish = Gone
wb-board-undo = Undo the last step
wb-board-drop = Drop all
wb-board-adopt = Adopt
wb-board-reason-label = Reason (4 characters or more, kept in the history)
wb-board-cannot = Money is lacking or something is forbidden; go on changing or undo.
wb-board-adopted = Adopted and kept as a new version. All earlier versions can be looked up.
wb-board-newer = What you saw is not the latest version: version { $number } exists, somebody changed it. Look at the changes below before you adopt.
wb-board-since = Version { $number } ({ $who }, { $when }): { $why }
wb-board-nothing = The plan on trial is the plan as it stands; there is nothing to adopt.
wb-board-not-kept = The plan on trial lacks money or holds something forbidden and cannot be adopted. Go back to the year board and follow its hints.
wb-board-reason = Give a reason of 4 to 300 characters.
wb-board-label = Changed by hand
wb-board-by-hand = Changed by hand
wb-board-out-by-hand = Taken out of the plan by hand
wb-board-too-many = One trial has { $most } steps at most. Adopt or drop some first.
wb-board-bad-move = The step "{ $given }" is not understood. Open the year board again.
wb-board-lack = { $year } lacks { $amount } ten thousand yuan: only { $sources } may pay, and that is used up. Choose another year, take something out, or add money.
wb-board-to = Move to
wb-board-early = little time to prepare
wb-board-take-out = Take out of the plan
wb-board-first = First year
wb-board-last = Year of completion
wb-board-span = Try these years
wb-board-school = School
wb-board-why = Why
wb-board-lock = Hold to this year
wb-board-unlock = Let go
wb-board-lock-note = When held, the next optimisation keeps this project and its first year.
wb-board-proven = Still the proven plan; its proof holds.
wb-board-same-value = The same points in every tier.
wb-board-no-value = This plan cannot be valued as the optimiser values (money lacking, too little time to prepare, or hand-made projects), so no proof speaks of it.
wb-board-value = { $way ->
    [lower] { $points } points fewer than now in the tier { $tier }. Nothing was proven of the plan as it stands, so how far it is from the best is not said.
   *[higher] { $points } points more than now in the tier { $tier }. Nothing was proven of the plan as it stands, so how far it is from the best is not said.
 }
wb-board-unproven = No longer the proven plan: { $way ->
    [lower] { $points } points fewer in the tier { $tier }
   *[higher] { $points } points more in the tier { $tier }
 }{ $gap ->
    [none] .
   *[other] ; by the same proof it is within { $gap } of the best in that tier.
 }
wb-board-changed = { $way ->
    [lower] Changed by hand: { $points } points fewer in the tier { $tier } than the proven plan
   *[higher] Changed by hand: { $points } points more in the tier { $tier } than the proven plan
 }

wb-gantt-title = Months
wb-gantt-lead = Preparation, purchase and building of every project by school.
wb-gantt-none = No such project. Optimise the plan first.
wb-gantt-prepare = Preparation (assumed)
wb-gantt-build = Building
wb-gantt-buy = Purchase and installation
wb-gantt-open = Months not known
wb-gantt-works = Building or purchase
wb-gantt-kind = Kind
wb-gantt-table = Show as a table
wb-gantt-pages = Pages
wb-gantt-label = Months of { $count } projects; the same as a table below
wb-gantt-note-season = Months of building: of projects made from gaps as the policy pack's building season has them, of projects entered by hand as entered.
wb-gantt-note-lead = Preparation: counted back from the start by the policy pack's months, never before the date of the plan; an assumption, no promise.
wb-gantt-note-accept = The dossier has no months of acceptance; none are drawn.

wb-candidates-title = Candidates
wb-candidates-lead = { $all } candidates, { $shown } as asked for.
wb-candidates-list = Candidates
wb-candidates-tier = Tier
wb-candidates-points = Points
wb-candidates-cost = Cost (10,000 yuan)
wb-candidates-sources = Who may pay
wb-candidates-state = Result
wb-candidates-in = In the plan
wb-candidates-out = Out
wb-candidates-reason = Why
wb-candidates-none = No such candidate.
wb-candidates-no-reason = Not optimised yet, or data changed since; open the project to have it proved.
wb-candidates-unplanned = Schools and gaps without a candidate ({ $count })

wb-demand-title = Demands and agreements
wb-demand-side = Kept by every optimisation
wb-demand-none = None. Those of the workbook's sheet of demands stand here too.
wb-demand-add = Add one
wb-demand-kind = Matter
wb-demand-kind-project = Project must be in
wb-demand-kind-exclude = Project must not be in
wb-demand-kind-not-before = Project not before a year
wb-demand-kind-fixed = Project held to a year
wb-demand-kind-danger = No D-class building left
wb-demand-kind-seats = All missing seats made good
wb-demand-project = Project number
wb-demand-by = Year
wb-demand-any-year = Within the cycle
wb-demand-school = School number (for one alone)
wb-demand-zone = Zone
wb-demand-stage = Stage
wb-demand-all = All
wb-demand-primary = Primary
wb-demand-junior = Junior
wb-demand-basis = Basis
wb-demand-save = Save
wb-demand-remove = Take back
wb-demand-saved = Saved; the next optimisation keeps to it.
wb-demand-why = Agreement added: { $what }
wb-demand-gone = Agreement taken back: { $what }
wb-demand-bad-kind = Choose the matter.
wb-demand-bad-project = There is no project or candidate of this number. Choose one from the list.
wb-demand-bad-year = Choose a year of the cycle.
wb-demand-bad-school = There is no school of this number. Check it.
wb-demand-bad-zone = There is no such zone. Choose one from the list.

wb-more-title = What a million yuan more of county money would bring in each year
wb-more-do = Solve year by year
wb-more-none = Not solved yet. Each year is solved once and set beside the best plan as it is; that takes seconds to a minute.
wb-more-old = This was solved for an earlier version; the data have changed. Solve again.
wb-more-changes = Projects
wb-more-change = { $came } come in, { $went } leave, { $other } change year or size
wb-more-done = Every year is solved.

wb-why-reason = What the plan says
wb-why-seats = Seats added
wb-why-closes = Gaps it closes: 
wb-why-proved = Proved by solving again
wb-why-explain = What stands above is estimated from the prices of money. To know what is truly gained and lost the problem is solved again several times, which takes seconds to a minute; the answer is kept.
wb-why-ask = Prove it
wb-why-other-plan = The plan was changed; what follows speaks of the plan that optimising the present data and agreements makes.
wb-why-board = Open on the year board
wb-why-no-candidate = This project is no candidate (not eligible), so nothing can be proved of it.
wb-why-done = "{ $name }" is answered.
wb-job-why = Proving why a project is in or out
wb-job-more = Solving what more money brings
wb-job-scenario = Planning a scenario
wb-job-again = Solving again with something changed…

wb-budgets-title = Money
wb-budgets-lead = Money to plan with by source and year. A change is kept as a new version of the dossier.
wb-budgets-lines = Sources of money
wb-budgets-amount = Amount (10,000 yuan)
wb-budgets-document = Document
wb-budgets-number = Its number
wb-budgets-name = Name (other public money)
wb-budgets-new = Add a line: source
wb-budgets-not-counted = not counted
wb-budgets-save = Save the money
wb-budgets-saved = The money is saved.
wb-budgets-empty-note = An emptied amount takes the line away. Bonds and other public money count only with their document.
wb-budgets-account = Yearly accounts and carrying over
wb-budgets-carry = { $years ->
    [0] { $source }: what is not used in its year cannot be carried over and is returned.
   *[other] { $source }: what is not used can be carried over { $years } years, the oldest first; what is left then is returned.
 }
wb-budgets-budget = Budget
wb-budgets-in = Carried in
wb-budgets-used = Planned
wb-budgets-out = Carried out
wb-budgets-returned = Returned
wb-budgets-over = { $amount } over
wb-budgets-bad-form = The form is not complete; open the page again.
wb-budgets-bad-amount = The amount "{ $given }" of { $source } in { $year } is not understood. Give ten thousand yuan with four decimals at most.
wb-budgets-bad-new = The new line is not complete, or the amount "{ $given }" is not understood. Choose source and year, give ten thousand yuan.

wb-scenarios-title = Scenarios
wb-scenarios-lead = Plan with other assumptions and set the plans side by side; adopt one where wanted.
wb-scenarios-none = No scenarios yet. Keep the present plan under a name, or plan one with other assumptions.
wb-scenario-name = Name of the scenario
wb-scenario-keep = Keep the present plan
wb-scenario-kept = The present plan is kept as a scenario.
wb-scenario-removed = Taken off the page; the history keeps it.
wb-scenario-adopted = Adopted and kept as a new version.
wb-scenario-new = Plan a scenario
wb-scenario-all = All money, change in %
wb-scenario-one = One source
wb-scenario-any-source = Every source
wb-scenario-any-year = Every year
wb-scenario-percent = That source, change in %
wb-scenario-without = Without a source
wb-scenario-no-source = None
wb-scenario-births = Births, change in %
wb-scenario-demand = Demand besides
wb-scenario-no-demand = None
wb-scenario-do = Plan it
wb-scenario-side = Side by side
wb-scenario-side-note = Small: difference from the present plan; money in ten thousand yuan
wb-scenario-measure = Measure
wb-scenario-present = Present plan
wb-scenario-note = Of version { $version } · { $when }
wb-scenario-old = The dossier has a newer version; compare with care.
wb-scenario-differences = Projects that differ from the present plan
wb-scenario-same = The same projects in the same years as the present plan.
wb-scenario-adopt = Adopt this plan
wb-scenario-remove = Remove
wb-scenario-as-was = The plan as it stood when kept
wb-scenario-made = Scenario "{ $name }" is planned: { $projects } projects.
wb-scenario-refused = The demands of scenario "{ $name }" cannot all be met.
wb-scenario-bad-name = Give the scenario a name of { $most } characters at most.
wb-scenario-bad-percent = "{ $given }" is not understood. Give per cent such as -10 or +2.5, no less than -100.
wb-scenario-no-plan = There is no plan yet to keep. Optimise first.
wb-scenario-no-money = This plan was made with the money of its scenario; the county's own does not reach. Change the money first, or choose another plan:

wb-change-came = In { $count }: { $list }
wb-change-went = Out { $count }: { $list }
wb-change-moved = Other year { $count }: { $list }
wb-change-resized = Other size { $count }: { $list }

wb-evidence-clause = What the clause says
wb-evidence-read = What the rule read
wb-mend-title = Mend it here
wb-mend-do = Mend
wb-mend-done = Mended; the review ran again.
wb-mend-year = Another year
wb-mend-try = Try
wb-mend-budgets = Change it on the page of money
wb-mend-school = Check it on the school's page
wb-mend-land = Land
wb-mend-approval = Approvals
wb-mend-code = Code of the investment project
wb-mend-reason = Reason
wb-mend-lead = Months of preparation
wb-mend-works-start = Start of works
wb-mend-works-finish = Completion of works
wb-mend-need-by = Needed by
wb-mend-why = Mended after finding { $rule }: { $field } of { $name }
wb-mend-bad = { $field }: "{ $given }" cannot be used. Write months as 2022-04, years with four digits, choose the rest from the list.
wb-waiver-history = Waivers granted
wb-waiver-none = None was granted in the workbench yet.
wb-waiver-entered = entered by { $who }, { $when }
wb-waiver-gone = withdrawn by { $who }, { $when }
wb-waiver-state-gone = withdrawn
wb-waiver-withdraw = Withdraw
wb-waiver-withdrawn = Withdrawn; the record stays.
# Policy packs of a scenario
wb-scenario-packs = Policy packs
wb-scenario-packs-in-force = those in force
wb-scenario-packs-built-in-name = the built-in packs alone
wb-scenario-packs-built-in = Planned by the built-in packs alone, without those the office added
wb-scenario-packs-with = Planned with the pack “{ $name }” over those in force
wb-scenario-no-packs = This site offers no policy packs named “{ $name }”.
wb-scenario-group-name = Name
wb-scenario-group-money = Money
wb-scenario-group-people = Pupils
wb-scenario-group-must = Must be done
