# needs

needs-missing-kind = The kind of school is missing, so the standard cannot be chosen. Fill it in under “学校基本情况”.
needs-missing-owner = Who runs the school is missing. Only public schools count; fill it in under “学校基本情况”.
needs-missing-setting = The urban–rural class is missing and this requirement depends on it. Fill it in under “学校基本情况”.
needs-missing-boarding = Whether the school boards pupils is missing and this requirement depends on it. Fill it in under “学校基本情况”.
needs-missing-built = The year the school was built is missing and this requirement depends on it. Fill it in under “学校基本情况”.
needs-missing-record = There is no record for the base year. Fill in the school's tables of that year.
needs-missing-basis = The count of pupils, classes or teachers it rests on is missing. Fill in the enrolment and staff tables.
needs-missing-split = The senior part's pupils or the weights are missing, so the compulsory share cannot be told. Fill in the senior pupils.
needs-missing-present = What the school has of “{ $item }” is missing. Write 0 where there is none; do not leave it empty.
needs-missing-under-way = A project under way does not say how much it adds, so it is not known what is still short. Fill it in under “其他工程项目”.
needs-missing-range = A figure is out of all range. Check the counts and quantities.

needs-excluded-not-public = Private or jointly run; not supported.
needs-excluded-not-compulsory = No compulsory stage; not supported.
needs-excluded-closing = To be closed or merged under the layout plan; nothing more is built there.
needs-excluded-not-kept = Kept for a transition only or not in the layout plan; not among the schools kept for long.
needs-excluded-planned = Planned and not yet open; its needs are seats of its zone.
needs-excluded-key-school = A very large school born of a “key school” drive; not supported.

needs-shortage-none = Seats suffice.
needs-shortage-between-schools = The zone's seats suffice, yet pupils are badly spread and classes large. Change enrolment first; do not extend.
needs-shortage-between-zones = This zone is short of seats that other zones of the county have to spare. Redraw zones and enrolment first, then consider building.
needs-shortage-real = The county is short of seats at this stage; seats must be added.

needs-lacking-history = Pupils by grade are not known for two school years in a row, so grades cannot be moved on. Fill in the year before.
needs-lacking-grades = Some schools have no pupils by grade for the base year; their forecast is “no data”.
needs-lacking-births = Births are missing for some zones or years; the first grades they would give are carried on for a few years as assumed, and are “no data” after that. Fill in the births.
needs-lacking-test = Fewer than three school years in a row by grade: no method could be tested on the past, and there are no intervals. Fill in earlier school years.
needs-lacking-figures = The policy packs lack parameters of the forecast. Use the built-in packs or complete the figures under “forecast”.
needs-lacking-zones = Some primary schools are in no zone, so births cannot be turned into first grades. Fill in the zone.

# Steering before building
needs-steer-head = Before building: { $schools } schools are above class or school size; { $moved } pupils to be steered, { $rest } need new seats ({ $known } of { $of } school stages have classes and pupils)
needs-steer-even = divide the grade evenly, { $pupils } pupils change class
needs-steer-classes = open { $classes } more classes in free classrooms for { $pupils } pupils
needs-steer-move-zone = steer { $pupils } pupils to { $to } of the same zone{ $distance }
needs-steer-move-out = steer { $pupils } pupils to { $to } of another zone{ $distance }
needs-steer-distance = { " " }({ $metres } m in a straight line; the way itself is to be checked)
needs-steer-rest = { $pupils } pupils left beyond the seats known to be free: new seats
needs-steer-grade = grade { $grade }

# Large classes and schools to come
needs-outlook-large = Large classes, { $stage }, if nothing is done and grades are divided evenly (in brackets the school stages known): { $years }
needs-outlook-sizes = Large schools: { $count } above the limit in some year, { $gone } of them fall below it by themselves

# Methods of the forecast
needs-method-last-value = Last value
needs-method-roll-up = Classes move up unchanged
needs-method-survival-ratio = The school's own ratios
needs-method-shrunk-ratio = Shrunken ratios
needs-method-damped-trend = Damped trend
needs-method-combination = Combination
needs-why-best = Smallest error in the back-test
needs-why-simpler = Within one standard error of the best, and simpler
needs-why-pooled = Too few schools of the size: chosen over the whole stage
needs-why-untested = History too short or too few schools: untested

# Adjustments of the forecast
needs-adjustment-migration = Net migration
needs-adjustment-settlement = Settlement
needs-adjustment-closing = Closes; its pupils go to the other schools of the zone
needs-adjustment-opening = Opens; takes an even part of the zone's entrants
needs-adjustment-growing = New school growing by a grade a year
needs-adjustment-running-out = Takes nobody in any more; runs out by a grade a year

needs-boarding-head = Boarding demand: { $schools } boarding schools; { $unknown } more do not say whether they board pupils. Boarders follow from the share of each stage in the base year and the forecast of pupils.
needs-boarding-year = School year { $year }: { $boarders } boarders; { $beds } beds and { $dormitory } m² of dormitory short
needs-boarding-peak = School year { $year }: { $boarders } boarders, the most of all years; { $beds } beds and { $dormitory } m² of dormitory short

needs-curriculum-head = { $schools } small rural schools ({ $unknown } more of unknown size or class); rooms and apparatus for the full curriculum:
needs-curriculum-subject = { $subject }: { $lacks } lack any, { $unknown } without data
needs-curriculum-all = science, music, art, sport, computing, reading and labour each have a room or apparatus of their own or shared

# steps of a trace
needs-trace-count = Read: { $what }
needs-trace-has = Read what is there: { $item }
needs-trace-adds = Read what is under way: { $item } of { $project } ({ $programme })
needs-trace-unknown = no data: { $missing }
needs-trace-instead = no part { $steps } has data: judged as a whole instead
needs-trace-one = per school
needs-trace-weight = Weight of { $stage }
needs-trace-require = required: { $name }, on the count ({ $count })
needs-trace-nothing = must go
needs-trace-forecast = { $stage } pupils forecast for { $year } ({ $method })
needs-trace-forecast-assumed = { $stage } pupils forecast for { $year } ({ $method }; no births are known for its first grade, which is an assumption)
needs-trace-forecast-none = { $stage } pupils forecast for { $year }: there is no forecast
needs-trace-scale = share of boarders kept: ({ $count }) × ({ $then }) ÷ ({ $now }), rounded up
needs-trace-small = small rural school: ({ $count }) is below { $below } pupils
needs-trace-serves = { $subject }: any one of { $steps } is enough
needs-trace-online = lessons from elsewhere (online classrooms): any one of { $steps } is enough
needs-trace-yes = yes
needs-trace-no = no
needs-trace-means = has the means
needs-trace-lacks = lacks the means
needs-trace-of-stage = { $stage } { $what }
needs-trace-none = nothing under way
needs-trace-short = short = required ({ $required }) − present ({ $present }) − under way ({ $underway }), never below 0
needs-basis-pupils = pupils
needs-basis-girls = girls
needs-basis-boys = boys
needs-basis-boarders = boarders
needs-basis-classes = classes
needs-basis-teachers = full-time teachers
needs-basis-school = school
needs-trace-quantity = { $figure } { $unit }
