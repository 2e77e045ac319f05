# the command line
cli-about = Junheng plans the programme that brings weak compulsory-education schools up to standard: from a county's workbook to a checked, optimised five-year plan and its papers.
cli-usage = Usage:
cli-arg-help = Show help
cli-arg-version = Show the version
cli-arg-default = {" "}(default: { $value })
cli-arg-one-of = {" "}({ $values })
cli-arg-json = Print JSON
cli-arg-lang = Language: zh (default) or en
cli-arg-plain = No colours
cli-arg-policy = A further policy pack folder; may be given several times, later ones lie on top
cli-arg-fonts = A folder of the office's own fonts, preferred over the system's
cli-examples =
    Examples
      junheng demo                                 plans and papers of a demo city's ten counties
      junheng workbook new --region 150121         an empty workbook for Tumd Left Banner
      junheng workbook check county.xlsx           check a filled-in workbook
      junheng plan county.xlsx --out papers
      junheng plan county.xlsx --out trial --budget county:2023:=3000万 --budget city:2021-2025:-10%        from workbook to programme and papers
      junheng check county.xlsx                    review the hand-made plan in a workbook

    Exit codes: 0 fine, 1 findings that block, 2 bad input, 3 bad usage.
cli-demo-about = Make the demo city (invented data): workbooks, plans and papers of every county
cli-demo-arg-out = Output folder
cli-demo-arg-seed = Random seed; the same seed gives the same bytes
cli-demo-examples =
    Examples
      junheng demo --out demo
cli-workbook-about = The county workbook: new, check, export
cli-workbook-new-about = Write an empty county workbook
cli-workbook-new-arg-region = County code (six digits, such as 150121)
cli-workbook-new-arg-name = Name of the county; needed when the code is not in the built-in list
cli-workbook-new-arg-out = Output file, by default "<code>-工作簿.xlsx"
cli-workbook-new-examples =
    Examples
      junheng workbook new --region 150121
      junheng workbook new --region 150199 --name 某某开发区 --out zone.xlsx
cli-workbook-check-about = Check a filled-in workbook and list every problem
cli-workbook-check-arg-file = Workbook (.xlsx .xls .ods) or a single table as .csv
cli-workbook-check-arg-marked = Also write a copy with the bad cells marked
cli-workbook-check-arg-dossier = Also write the dossier as JSON once it passes
cli-workbook-check-examples =
    Examples
      junheng workbook check county.xlsx --marked county-marked.xlsx
cli-workbook-export-about = Write a filled-in workbook from a dossier
cli-workbook-export-arg-file = Dossier JSON or workbook
cli-workbook-export-arg-out = The .xlsx to write
cli-workbook-export-examples =
    Examples
      junheng workbook export dossier.json --out county.xlsx
cli-import-about = Turn tables of other sources into dossiers by a mapping file
cli-import-arg-files = Source files
cli-import-arg-mapping = Mapping file (.toml)
cli-import-arg-out = Output folder, one dossier JSON per county
cli-import-examples =
    Examples
      junheng import schools.csv --mapping mappings/hangzhou.toml --out dossiers
cli-bulk-about = Stream a big table (a million rows): problems, repeated rows, totals that do not agree
cli-bulk-arg-file = .xlsx, .ods or .csv
cli-bulk-arg-table = The table whose columns it is held against (such as enrolment)
cli-bulk-examples =
    Examples
      junheng bulk enrolment.xlsx
      junheng bulk county.xlsx --table schools
cli-needs-about = Measure needs: gaps, large classes, balance indicators, seats
cli-needs-arg-file = Workbook or dossier JSON
cli-needs-arg-school = One school only (number or name)
cli-needs-examples =
    Examples
      junheng needs county.xlsx
      junheng needs county.xlsx --school 2115000123 --json
cli-forecast-about = Forecast pupils of county, zones and schools, with intervals and back-tested errors
cli-forecast-arg-file = Workbook or dossier JSON
cli-forecast-arg-backtest = List the back-test: methods by stage and size, and how far off they were in the past
cli-forecast-arg-school = One school only (number or name), by grade
cli-forecast-arg-births = Assume a change of the births yet to enter school, such as -15%
cli-forecast-examples =
    Examples
      junheng forecast county.xlsx
      junheng forecast county.xlsx --backtest
      junheng forecast county.xlsx --births -15% --json
cli-trace-about = Say how a gap, a boarding demand or the means for the curriculum came about: which cells, which clause, each step
cli-trace-arg-file = Workbook or dossier JSON
cli-trace-arg-school = School number or name
cli-trace-arg-item = Item name or code (such as 图书 or books)
cli-trace-arg-boarding = Boarding demand: boarders, beds and dormitory area short, by school year
cli-trace-arg-year = This school year alone (2023 is 2023–2024)
cli-trace-arg-curriculum = Whether a small rural school can offer the full curriculum
cli-trace-examples =
    Examples
      junheng trace county.xlsx --school 2115000123 --item books
      junheng trace county.xlsx --school 2115000123 --boarding --year 2023
      junheng trace county.xlsx --school 2115000123 --curriculum --json
cli-plan-about = From a workbook to a checked, optimised five-year programme and its papers
cli-plan-arg-file = Workbook or dossier JSON
cli-plan-arg-out = Output folder
cli-arg-keep-plan = Consider the workbook's hand-made projects as candidates too
cli-plan-arg-no-papers = Plan only, write no papers
cli-arg-rounds = Rounds of the bound search (limit on work)
cli-arg-budget = assume money, may be repeated: "SOURCE:YEAR:=AMOUNT" in place of that year's budget, "SOURCE:YEAR:±PERCENT%" to change it; the year may be a span (2021-2025). Sources: central, region, city, county, or the Chinese name
cli-plan-arg-seconds = search for at most so many seconds; what is stopped then is marked "not reproducible". Without it only counted work stops the search, and the same data always give the same plan
cli-arg-require = what must be reached, may be repeated: "ID[:YEAR]" a project is in and finished in time, "danger:YEAR" no D-class building left, "seats:YEAR" missing seats made good; what cannot all be met is shown as the shortest list that clashes
cli-assume-require = "{ $given }" is no demand: write a project's number, alone or with ":YEAR", or "danger:YEAR", "seats:YEAR"; the year has four digits.
cli-arg-births = assume births, such as -15%: changes the birth years whose children had not begun to enter school by the base year
cli-compare-about = Scenarios side by side: each planned, checked and reviewed; money, projects, seats, large classes, findings and proof compared
cli-compare-arg-file = workbook or dossier JSON
cli-compare-arg-case = a case, may be repeated: "NAME:SETTING;SETTING". Settings are those of plan: budget=SOURCE:YEAR:CHANGE, births=±PERCENT%, require=WHAT, policy=FOLDER, keep-plan
cli-compare-arg-out = folder for the comparison as a workbook and JSON; without it the screen only
cli-compare-examples =
    Examples
      junheng compare county.xlsx --case "less:budget=county:2021-2025:-10%" --case "fewer:births=-15%" --out compared
cli-why-about = Why a project is in, why in its years, what would bring it in; what a million more would bring
cli-why-arg-file = workbook or dossier JSON
cli-why-arg-of = number of a project, or number or name of a school; without it all candidates are listed
cli-why-arg-more = what so much more money would bring: SOURCE:YEAR:AMOUNT, or AMOUNT for every source and year in turn; for example county:2023:100万
cli-why-examples =
    Examples
      junheng why county.xlsx 2115920519-09
      junheng why county.xlsx --more county:2023:100万
cli-plan-examples =
    Examples
      junheng plan county.xlsx --out papers
      junheng plan county.xlsx --out trial --budget county:2023:=3000万 --budget city:2021-2025:-10%
cli-check-about = Review the hand-made plan in a workbook
cli-check-arg-files = Workbook or dossier JSON; several counties are compared per pupil and per price as well
cli-check-arg-peers = Other counties to compare with, themselves not reviewed; one without a plan is named and left out
cli-check-arg-out = Also write the review papers into this folder
cli-check-arg-all = List every finding (by default three per rule)
cli-check-examples =
    Examples
      junheng check county.xlsx
      junheng check county.xlsx --json > review.json
      junheng check a.xlsx b.xlsx c.xlsx --out reviews
      junheng check a.xlsx --peers b.xlsx c.xlsx d.xlsx
cli-verify-about = Check a folder of papers: hash every file again and compare with the manifest
cli-verify-arg-folder = Folder of papers
cli-verify-examples =
    Examples
      junheng verify papers
cli-policy-about = Policy packs: show, check, explain
cli-policy-show-about = List every figure, requirement and catalogue entry in force for a region
cli-policy-show-arg-region = County code
cli-policy-show-examples =
    Examples
      junheng policy show --region 150121
cli-policy-check-about = Check policy pack folders
cli-policy-check-arg-folders = Policy pack folders
cli-policy-check-examples =
    Examples
      junheng policy check packs/national
cli-policy-explain-about = Explain a figure: values, scope, reference, certainty, who overlays whom
cli-policy-explain-arg-figure = Key of a figure, requirement or catalogue entry
cli-policy-explain-arg-region = County code
cli-policy-explain-examples =
    Examples
      junheng policy explain class_size.large
cli-synth-about = Make larger invented data
cli-synth-arg-counties = Number of counties
cli-synth-arg-seed = Random seed
cli-synth-arg-out = Output folder
cli-synth-arg-workbooks = Write workbooks too
cli-synth-examples =
    Examples
      junheng synth --counties 100 --seed 7 --out invented
cli-completions-about = Print a completion script
cli-completions-arg-shell = Shell
cli-completions-examples =
    Examples
      junheng completions bash > /etc/bash_completion.d/junheng
cli-mistake-command = No such command: { $given }
cli-mistake-option = There is no such option: { $option }
cli-mistake-extra = One argument too many: { $option }. Put words with spaces in quotes.
cli-mistake-missing = Still missing: { $option }
cli-mistake-value = "{ $given }" cannot be the value of { $option }
cli-mistake-number = Wrong number of values for { $option }
cli-mistake-other = Wrong usage: { $option }
cli-mistake-perhaps = . Possible: { $tried }
cli-mistake-help = Add --help to see the usage
cli-cannot-read = Cannot read { $path }: { $cause ->
    [not-found] there is no such file or folder; check the path
    [permission] permission denied; check who may use it
    [full] the disk is full; make room and try again
    [folder] this is a folder, not a file
    [not-a-folder] a part of the path is no folder; check the path
    [read-only] the disk is read-only; choose another place
    [not-text] it is no UTF-8 text; save it as UTF-8
   *[other] check path, permissions and disk space
  }. ({ $error })
cli-cannot-write = Cannot write { $path }: { $cause ->
    [not-found] there is no such file or folder; check the path
    [permission] permission denied; check who may use it
    [full] the disk is full; make room and try again
    [folder] this is a folder, not a file
    [not-a-folder] a part of the path is no folder; check the path
    [read-only] the disk is read-only; choose another place
    [not-text] it is no UTF-8 text; save it as UTF-8
   *[other] check path, permissions and disk space
  }. ({ $error })
cli-in-file = { $path }: { $what }
cli-output-lost = The output is not complete: standard output could not be written, perhaps the disk is full. Make room and try again.
cli-not-a-region = "{ $given }" is not a region code. Use six digits, such as 150121.
cli-region-needs-name = Code { $given } is not in the built-in list; give its name with --name.
cli-no-school = No school has the number or name "{ $given }".
cli-no-item = No item is called "{ $given }". "junheng policy show" lists names and codes.
cli-no-need = { $school } has no requirement about "{ $item }".
cli-no-figure = No figure, requirement or catalogue entry has the key "{ $given }". "junheng policy show" lists all keys.
cli-no-plan = The workbook holds no projects, so there is nothing to review. Fill in the project tables, or let "junheng plan" make a plan.
cli-problems = { $errors } errors, { $warnings } warnings, { $notices } notices
cli-dossier-refused = The dossier has errors and is not used. Correct what is listed above, or correct the workbook and export the dossier again.
cli-import-refused = The workbook has errors and was not imported. Mend them and try again; "junheng workbook check --marked" gives a copy with the bad cells marked.
cli-marked-written = Copy with the problems marked: { $path }
cli-dossier-written = Dossier: { $path }
cli-workbook-written = Workbook: { $path }
cli-workbook-fine = No problems found: { $schools } schools, { $projects } projects
cli-papers-in = The papers are in { $path }
cli-plan-head = { $county }  plan { $first }–{ $last }
cli-plan-projects = { $chosen } projects (of { $all } candidates), investment { $total } 万元, money available { $budget } 万元
cli-plan-proof = At most { $gap }% from the best possible (recomputed by the independent checker; stopped: { $stop })
cli-plan-stopped = Not reproducible (stopped by the clock): another run may give another plan. Every paper says so; it is no plan to submit.
cli-plan-tiers = By tier (with the tiers above settled, at most this far from the best): { $list }
cli-tier-required = required projects
cli-tier-safety = safety
cli-tier-seats = seats
cli-tier-need = other needs
cli-plan-proof-none = No gap can be stated: { $stop }
cli-plan-unproved = The independent checker refused the plan; no papers are written. This is a fault of the software: please report it with the dossier.
cli-plan-findings = Review: { $blocks } block, { $reasons } need a reason, { $notices } notices
cli-plan-left = { $left } not chosen; the results workbook says why
cli-stop-optimal = every tier proven best, given the one before
cli-stop-gap-reached = gap reached
cli-stop-limit-reached = work limit reached
cli-stop-clock = stopped by the clock
cli-stop-nothing-to-choose = nothing to choose
cli-check-compared = Compared with the counties given together: { $count } counties (three or more are needed to conclude)
cli-check-alone = No other county to compare with: the plan is reviewed by itself
cli-check-no-plan = { $county } has no projects in its workbook: it is neither reviewed nor compared, and the others go on. Fill in the project tables, or let "junheng plan" make a plan.
cli-check-peer-no-plan = { $county } has no projects in its workbook and is not compared; the others are.
cli-check-twice = { $county } is given more than once: a county counts once in the comparison, with { $first }; this file is not among the counties' figures.
cli-check-cycle = The cycle of { $county } is { $from }–{ $to }, unlike the county before; it is compared with counties of its own cycle only.
cli-check-unread = This file cannot be read: it is neither reviewed nor compared, and the others go on.
cli-check-none = None of the files given holds a plan to review.
cli-check-waived = { $count } more are waived by a level entitled to; the papers give the reasons
cli-level-county = county
cli-level-city = city
cli-level-region = region
cli-finding-waived = Waived: { $name } ({ $level }, { $date }): { $reason }
cli-list-mark = { "; " }
cli-evidence-more = { $count } more
cli-check-fine = Nothing blocks
cli-check-blocked = { $blocks } findings block: the plan may not be handed in
cli-check-more = … { $count } more of this rule; --all lists them
cli-severity-blocks = blocks
cli-severity-needs-reason = needs a reason
cli-severity-notice = notice
cli-waiver-nobody = cannot be waived
cli-waiver-county = the county may waive it
cli-waiver-city = the city may waive it
cli-waiver-region = the region may waive it
cli-finding-clause = Basis: { $clause }; { $waiver }
cli-finding-uncertain = Figure used: { $certainty }
cli-finding-evidence = Evidence:
cli-finding-remedy = To do:
cli-confirmed = confirmed
cli-secondary = secondary source, to be checked
cli-to-be-checked = to be checked
cli-needs-head = { $county }  needs of school year { $year }
cli-needs-coverage = { $schools } schools; { $known } of { $of } requirements have data. Gaps are measured school by school and added up where data exist; they are not the difference of the totals
cli-demo-intro = Demo city: ten counties, all data invented. Workbook → check → needs → programme → proof → review → papers
cli-demo-total = City: { $schools } schools, { $pupils } pupils; { $projects } projects, investment { $total } 万元
cli-demo-faulty = The hand-made plan of { $county } has { $planted } planted faults; the review found { $found }. Blocking findings on its clean twin: { $clean }
cli-demo-missed = Not found: { $what }
cli-demo-where = The papers are in { $path }
cli-demo-open = Open first: { $path }
cli-demo-serve = Open the workbench in a browser: { $program } serve --demo (accounts and passwords are shown on the sign-in page)
cli-demo-next = Plan a county of your own: junheng workbook new --region 150121
cli-demo-took = Took { $seconds } s
cli-verify-fine = { $count } files agree with the manifest; manifest hash { $hash }
cli-verify-bad = Differs from the manifest: { $name }
cli-verify-missing = In the manifest but not there: { $name }
cli-verify-not-manifest = { $path } is not a manifest: { $error }
cli-synth-written = Wrote { $counties } invented counties with { $schools } schools to { $path }
cli-policy-fine = The packs are fine: { $packs }; content hash { $hash }
cli-policy-conflicts = Conflicting clauses (reported, not decided by the software)
cli-policy-assumed = Assumed for now: { $assumed }
cli-col-county = County
cli-col-schools = Schools
cli-col-pupils = Pupils
cli-col-large = Large classes
cli-col-short = Gaps
cli-col-projects = Projects
cli-col-total = Investment (万元)
cli-col-budget = Money (万元)
cli-col-gap = From best ≤
cli-col-findings = Block/reason/notice
cli-col-rule = Rule
cli-col-item = Item
cli-col-unit = Unit
cli-col-required = Required
cli-col-present = Present
cli-col-gap-amount = Short
cli-col-coverage = With data
cli-col-key = Key
cli-col-name = Name
cli-col-value = Value
cli-col-certainty = Certainty
cli-col-clause = Reference
cli-col-stage = Stage
cli-col-mean = Mean
cli-col-cv = CV
cli-col-limit = Limit
cli-col-year = Year
cli-col-zone = Zone
cli-col-demand = Demand
cli-col-seats = Seats
cli-col-balance = Balance
cli-no-data = no data
cli-pack-problem = { $file } line { $line } { $key }: { $what }
cli-policy-near = Similar keys: { $keys }
cli-policy-everywhere = everything
cli-policy-applies = Applies to:{" "}
cli-policy-reference = Reference:{" "}
cli-policy-certainty = Certainty:{" "}
cli-policy-overlaid = overlaid by { $pack }
cli-col-short-schools = Schools short
cli-col-indicator = Indicator
cli-col-threshold = Threshold
cli-col-standard = Standard
cli-col-school = School
cli-col-way = Adjustment
cli-standard-basic = basic
cli-standard-balanced = balanced
cli-needs-large = { $large } large classes, { $very } of them very large ({ $known } of { $of } classes have sizes); { $average } places without class sizes whose average proves at least one large class each; { $schools } large schools (by the regulation's limit; the relaxed one, known from secondary sources alone, is not applied)
cli-workbook-unwritten = The workbook could not be written: { $error }. Most likely a text is longer than a cell holds; shorten it and try again.
cli-problem = { $line }
cli-dossier-unwritten = The dossier could not be written: { $error }
cli-bulk-sheet = Reading the sheet "{ $sheet }" ({ $table }): { $rows } rows of data; { $others } other sheets hold something else and are not read
cli-bulk-sheet-is = · { $sheet }: { $table } (--table { $key })
cli-bulk-sheet-other = · { $sheet }: no table of data
cli-bulk-elsewhere = No sheet of the file holds the table "{ $table }". Name another table with --table, or correct the sheet's name or headings. The sheets are:
    { $sheets }
cli-bulk-empty = No sheet of the file holds the table "{ $table }": all are empty. Please check the file.
cli-bulk-not-compared = Too many rows: { $count } were not compared with those before them. Check the file in parts.
cli-bulk-totals-not-compared = Too many total rows: { $count } stated totals were not compared. Check the file in parts.
cli-bulk-more = … { $count } more of the same kind
cli-bulk-read = { $rows } rows: { $good } good, { $totals } totals; { $values } values in { $seconds } s
cli-no-table = No table is called "{ $given }". There are: { $names }
cli-place-blank = not filled in
cli-place-path = dossier file, { $path }
cli-trace-year = { $item } ({ $year })
cli-no-boarding = { $school } has no boarding demand to compute: it boards nobody, is not measured, or there is no such school year.
cli-no-curriculum = { $school } is not a small rural school that is measured, or its pupils or urban–rural class are not known: the curriculum is not judged.
cli-trace-place = { $words } (from { $place })
cli-trace-head = { $item } ({ $standard })
cli-indicator-degree-teachers = teachers above the required degree per 100 pupils
cli-indicator-backbone-teachers = backbone teachers per 100 pupils
cli-indicator-sport-art-teachers = sport and art teachers per 100 pupils
cli-indicator-teaching-area = teaching area per pupil
cli-indicator-sports-area = sports area per pupil
cli-indicator-equipment-value = teaching equipment per pupil
cli-indicator-multimedia-rooms = multimedia rooms per 100 pupils

cli-after-gaps = Gaps against the basic standard before and after the plan (items that change)
cli-after-indicators = Indicators before and after the plan (those that change)
cli-col-schools-before = Schools before
cli-col-schools-after = Schools after
cli-col-short-before = Short before
cli-col-short-after = Short after
cli-col-mean-before = Mean before
cli-col-mean-after = Mean after
cli-col-cv-before = CV before
cli-col-cv-after = CV after
cli-plan-wanted = No budget is given, so no year and no money can be arranged. By the basic standard there is needed:
cli-plan-nothing-wanted = No budget is given, and the data at hand make no candidate project (see the results workbook for each school).
cli-plan-give-money = Costs are estimates at the pack's unit prices, without other fees and contingency. To plan, fill in the budget sheet year by year, or assume money for a trial, for example: --budget county:2023-2025:=1000万
cli-word-total = Total
cli-col-category = Kind
cli-col-wanted = Needed
cli-col-places = Places
cli-col-estimate = Estimate (万元)
cli-plan-assumed = Assumed: { $what }
cli-assume-budget = --budget "{ $given }" is not understood. Write SOURCE:YEAR:=AMOUNT or SOURCE:YEAR:±PERCENT%, for example county:2023:=3000万 or county:2023:-10%.
cli-assume-source = --budget "{ $given }": no such source. Write central, region, city, county, government_bond, other_public, or the Chinese name.
cli-assume-year = --budget "{ $given }": the year has four digits, or is a span, for example 2023 or 2021-2025.
cli-assume-amount = --budget "{ $given }": after the equals sign comes an amount with its unit, for example 3000万, 1.2亿元 or 500000元; a bare number could be 元 or 万元.
cli-assume-change = --budget "{ $given }": after the year comes =AMOUNT, or a percentage with its sign, for example -10% or +5%, not below -100%, to a tenth of a percent.
cli-assume-births = --births "{ $given }": a percentage with its sign, for example -15%, not below -100%, to a tenth of a percent.
cli-forecast-head = { $county }  forecast of pupils (base year { $year })
cli-forecast-interval = Intervals: by the errors of the back-test, about { $level } % of outcomes should lie within. “—”: the history is too short for one
cli-forecast-assumed = Years with *: no births are known for them; first grades (or grade 7) are carried on from the past, an assumption
cli-forecast-births = Scenario: { $assumed }
cli-forecast-lacking = Lacking: { $why }
cli-forecast-adjustments = Adjustments taken into account
cli-forecast-group = any size
cli-forecast-group-from = { $from } and more
cli-forecast-group-to = { $from } to { $to }
cli-forecast-level-school = all schools
cli-forecast-level-zone = zone totals
cli-forecast-level-county = county total
cli-forecast-backtest = Back-test: forecasts made from each past year with what was known then, against what came
cli-forecast-no-backtest = There is no history to test on (three school years in a row by grade at least)
cli-col-low = Low
cli-col-high = High
cli-col-forecast = Forecast
cli-col-method = Method
cli-col-why = Why
cli-col-group = School size
cli-col-level = Level
cli-col-horizon = Years ahead
cli-col-tests = Tests
cli-col-mape = Mean error %
cli-col-median = Median error %
cli-col-mape-last = Last value %
cli-col-mape-ratio = Own ratios %
cli-col-covered = Within interval
cli-col-grade = Grade
cli-col-persons = Persons
cli-col-reason = Reason
cli-col-adjustment = Adjustment
cli-arg-data = the site's data folder
cli-arg-database = address of PostgreSQL (postgres://…); without it SQLite in the data folder
cli-site-missing = There is no site in “{ $path }”. Name the data folder with --data.
cli-backup-about = Back up a site while it runs, into a folder with a signed manifest
cli-backup-arg-out = new folder for the backup
cli-backup-examples =
    Examples
      junheng backup --data data --out backup/2026-03-01
      junheng backup --data data --database postgres://junheng@localhost/junheng --out backup/2026-03-01
cli-backup-done =
    Backed up to “{ $path }”: { $rows } rows, { $files } files, { $entries } audit entries.
    Audit root { $root }
    Public key { $key } (keep it elsewhere, to compare on restore)
cli-restore-about = Check a backup and restore it to an empty place; backups of SQLite and PostgreSQL restore to either
cli-restore-arg-folder = the backup
cli-restore-arg-check = check only
cli-restore-arg-key = demand that the site with this public key signed it
cli-restore-examples =
    Examples
      junheng restore backup/2026-03-01 --check
      junheng restore backup/2026-03-01 --data new-data
cli-restore-checked =
    The backup “{ $path }” is sound: { $rows } rows, { $files } files, { $entries } audit entries.
    Audit root { $root }
    Signed by { $key }
cli-restore-done =
    Restored to “{ $path }”, every row compared: { $rows } rows, { $files } files, { $entries } audit entries.
    Audit root { $root }
    Signed by { $key }
cli-restore-other-key = The backup was signed by { $found }, not by { $wanted } as demanded. Nothing was restored.
cli-migrate-about = Bring the database to this program's schema (starting the server does so too)
cli-migrate-examples =
    Examples
      junheng migrate --data data
cli-migrate-done = The { $engine } database has schema { $schema }.
cli-audit-about = The audit log: verify, sign checkpoints, prove, export
cli-audit-verify-about = Verify the audit log by a reader that shares no code with the writer
cli-audit-verify-arg-log = an exported log instead of a site
cli-audit-verify-arg-key = the site's public key in hex; without it the one in the data folder
cli-audit-verify-arg-checkpoints = a checkpoint kept elsewhere, which the log must continue; may be given several times
cli-audit-verify-examples =
    Examples
      junheng audit verify --data data
      junheng audit verify --data data --key KEY --checkpoint checkpoint.txt
      junheng audit verify --log log.jsonl --key KEY
cli-audit-checkpoint-about = Sign a checkpoint: printed or kept by others it shows later that the log was not changed
cli-audit-checkpoint-arg-out = write it to a file as well
cli-audit-checkpoint-examples =
    Examples
      junheng audit checkpoint --data data --out checkpoint.txt
cli-audit-prove-about = Prove (in JSON) that an entry is in the log, or that the log continues an earlier one
cli-audit-prove-arg-entry = number of the entry, from 0
cli-audit-prove-arg-from = earlier size that the log is to continue
cli-audit-prove-arg-size = up to which size, all by default
cli-audit-prove-examples =
    Examples
      junheng audit prove --data data --entry 12
      junheng audit prove --data data --from 100
cli-audit-export-about = Export the log as lines of JSON, for others to verify
cli-audit-export-arg-out = output file
cli-audit-export-examples =
    Examples
      junheng audit export --data data --out log.jsonl
cli-audit-holds =
    The audit log holds: { $entries } entries, { $checkpoints } checkpoints agree, signatures cover the first { $covered }.
    Root { $root }
cli-audit-broken = { $count } things in the audit log do not agree ({ $entries } entries). Keep everything as it is, write no more, and call the audit administrator.
cli-audit-uncovered = The last { $count } entries are not covered by a signed checkpoint yet; sign one.
cli-audit-own-key = The key was taken from the data folder. A key and checkpoints kept elsewhere (--key, --checkpoint) prove more.
cli-audit-unreadable = “{ $path }” cannot be read as an audit log: { $error }
cli-audit-key = The public key is 64 hexadecimal digits.
cli-audit-signed = Public key { $key }
cli-audit-no-entry = There is no such entry in the log.
cli-audit-exported = The log was exported to “{ $path }”; public key { $key }
cli-serve-about = Start the workbench: plan in a browser, at one address
cli-serve-arg-listen = Address and port to listen on, 127.0.0.1:8080 by default
cli-serve-arg-data = Data folder, by default data (demo-data in demo mode)
cli-serve-arg-database = PostgreSQL, postgres://…; a file in the data folder without it
cli-serve-arg-demo = Demo mode: the invented demo city, one account per role
cli-serve-arg-demo-counties = Invented counties beside the demo city, for measuring
cli-serve-arg-config = Configuration file (TOML)
cli-serve-arg-certificate = TLS certificate chain (PEM)
cli-serve-arg-key = TLS private key (PEM)
cli-serve-arg-address = The address of a reverse proxy, such as https://plan.example.gov.cn
cli-serve-arg-idle-minutes = Minutes without a request after which one signs in again, 30 by default
cli-serve-arg-session-hours = Hours a session lasts at most, 10 by default
cli-serve-arg-hosts = A name the site answers to, several times if there are more; with this or an address, requests for any other name are refused
cli-serve-arg-passwords = What passwords must be: classes (kinds of characters, changed now and then, the default) or length (long, never changed)
cli-serve-arg-password-length = Fewest characters of a password, 8 by default (12 with length)
cli-serve-arg-password-classes = Fewest kinds of characters of a password, 3 by default (1 with length)
cli-serve-arg-password-days = Days after which a password must be changed, 0 for never, 90 by default (0 with length)
cli-serve-arg-upload-mib = Largest upload in MiB, 64 by default
cli-serve-arg-timeout-seconds = Seconds a request may take, 30 by default
cli-serve-arg-jobs = Background jobs this process does at the same time, 1 by default; 0 leaves them to other processes of the site
cli-serve-arg-reserve-mib = MiB of disk held back so that people can still sign in and look when the disk is full, 64 by default
cli-serve-arg-log = What the log tells: error, warn, info, debug
cli-serve-arg-scenario-policy = Folder of policy packs that scenarios may be planned by, several times if there are more; what is in force stays
cli-serve-arg-log-json = The log as one JSON object per line
cli-serve-examples =
    Examples
      junheng serve --demo
      junheng serve --data /var/lib/junheng
      junheng serve --data /var/lib/junheng --listen 0.0.0.0:8443 --certificate cert.pem --key key.pem

    Settings may also stand in the file of --config or in the environment (JUNHENG_LISTEN, JUNHENG_DATA, …); flags win, then the environment.
cli-serve-open = The workbench is ready: open { $address } in a browser
cli-serve-first = First run: open { $address }/first?token={ $token } (good for a day, once), choose the region and name the three administrators.
cli-serve-demo = Demo account: { $login }, password { $password }; the others stand on the sign-in page.
cli-serve-stop = Ctrl+C stops it.
cli-serve-config = A setting cannot be used: { $why }
