# compare: scenarios side by side

compare-money = Money (ten thousand yuan)
compare-budget = Money available
compare-total = Total investment
compare-source = of it { $source }
compare-year = of it in { $year }
compare-spots = By year and source (ten thousand yuan)
compare-year-source = { $year } { $source }
compare-projects = Projects
compare-chosen = In the plan
compare-reached = Seats and large classes
compare-seats = Seats still short at the end of the cycle
compare-large = Large classes { $year }, { $stage }
compare-left = Candidates not in the plan
compare-left-count = { $tier ->
    [required] required
    [safety] safety
    [seats] seats
   *[need] other needs
 }: number
compare-left-cost = { $tier ->
    [required] required
    [safety] safety
    [seats] seats
   *[need] other needs
 }: cost (ten thousand yuan, smallest size)
compare-findings = Findings
compare-blocks = blocking
compare-reasons = needing a reason
compare-notices = notices
compare-proof = Points and proof
compare-points = { $tier ->
    [required] required
    [safety] safety
    [seats] seats
   *[need] other needs
 }: points
compare-gap = { $tier ->
    [required] required
    [safety] safety
    [seats] seats
   *[need] other needs
 }: within (%) of the best
compare-base = as things are
compare-head = { $county }, cases side by side: the same optimiser, the same independent checker, the same rules
compare-case = { $name }: { $assumed }
compare-as-is = the data as given, nothing assumed
compare-policy = with the policy pack { $path }
compare-keep-plan = with the plan's own projects as candidates
compare-refused = { $name }: no plan, the demands cannot all be met
compare-change = { $name } against the plan as things are: { $came } in, { $went } out, { $moved } in other years, { $resized } in another size
compare-came = { "  " }in: { $list }
compare-went = { "  " }out: { $list }
compare-moved = { "  " }other years: { $list }
compare-resized = { "  " }another size: { $list }
compare-stopped = { $name }: stopped by the clock, not reproducible
compare-none = No case has a plan; no files are written.
compare-col-group = Group
compare-col-measure = Measure
compare-unproved = The plan of case "{ $name }" fails the independent check; no comparison is made. This is a fault of the software: please report it with the dossier.
compare-bad-case = "{ $given }" is no case: write "NAME:SETTING;SETTING" with settings budget=SOURCE:YEAR:CHANGE, births=±PERCENT%, require=WHAT, policy=FOLDER, keep-plan. For example --case "less:budget=county:2023:-10%"
compare-twice = Two cases are called "{ $name }"; rename one.
compare-few = Give at least one case, for example --case "fewer:births=-15%"
compare-moved-count = { "  " }{ $count } projects only in other years
