# demand: what the county says must be reached

demand-project = Demanded: project { $project } in the plan, finished { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-danger = Demanded: no D-class dangerous building left in the county { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-danger-school = Demanded: no D-class dangerous building left at school { $school } { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-seats = Demanded: all missing seats of the county made good { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-seats-zone = Demanded: the missing seats of zone { $zone } made good { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-seats-stage = Demanded: the missing seats of { $stage } made good { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-seats-zone-stage = Demanded: the missing seats of zone { $zone }, { $stage } made good { $year ->
    [none] within the cycle
   *[other] by the end of { $year }
 }
demand-exclude = Agreed: project { $project } is not in the plan
demand-not-before = Agreed: project { $project } does not start before { $year }
demand-fixed = Agreed: project { $project } is held to start in { $year }
demand-never-barred = { "    " }another agreement keeps "{ $name }" out, or every year it could start in is barred; the two contradict each other, take one of them back.
demand-no-candidate = The agreement on project { $project } has no effect: there is no such candidate; check the number.
demand-that-project = · "{ $name }" ({ $project }) finished by the end of { $year }
demand-that-danger = · { $name }: D-class dangerous buildings, { $area }, gone by the end of { $year }
demand-that-seats = · { $name }: { $seats } missing seats made good by the end of { $year }
demand-origin-cell = { "    " }from: { $cells }
demand-origin-cell-basis = { "    " }from: { $basis } ({ $cells })
demand-origin-basis = { "    " }from: { $basis }
demand-origin-given = { "    " }from: --require on the command line, or the dossier file
demand-never-year = { "    " }the year lies before the first of the cycle ({ $first }), so no plan can do it.
demand-never-unknown = { "    " }there is no project or candidate numbered { $project }; check the number.
demand-never-danger = { "    " }no candidate takes down the D-class buildings of { $name }.
demand-never-seats = { "    " }even with all candidates built in time, whatever the money, only { $seats } seats would be added; the rest takes a new school or pupils going elsewhere. Enter new projects in the workbook.
demand-danger-unknown = { $name } does not say how much D-class area it has, so that the demand on dangerous buildings leaves it out.
demand-danger-outside = { $name } has D-class buildings but lies outside the programme, so that the demand on dangerous buildings leaves it out; deal with them elsewhere.
demand-clash = These { $count } demands cannot all be met with the money, years and eligibility given:
demand-clash-one = This demand cannot be met with the money, years and eligibility given:
demand-clash-any = The list is as short as it can be: without any one of them all the others can be met together (each verified).
demand-clash-perhaps = Whether the list can be made shorter was not decided within the work allowed.
demand-remedies = Any one of these resolves it (each amount verified: 100 yuan less is not enough):
demand-no-remedy = No one source and year with more money, and no later year for one of them, resolves it alone; change several, or give one up.
demand-remedy-money = · { $amount } ten thousand yuan more of { $source } in { $year }
demand-remedy-later = · "{ $what }" by the end of { $year } instead
programme-demand-open = The demand "{ $name }" is not in the plan; whether it can be met was not decided within the work allowed. Allow a later year or more money and plan again, or raise --rounds.
