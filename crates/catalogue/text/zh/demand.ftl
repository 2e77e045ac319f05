# demand: what the county says must be reached

demand-project = 必办：项目 { $project } 必须列入，{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }完成
demand-danger = 必办：全县D级危房{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }全部拆除
demand-danger-school = 必办：学校 { $school } 的D级危房{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }全部拆除
demand-seats = 必办：全县短缺的学位{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }全部补足
demand-seats-zone = 必办：学区 { $zone } 短缺的学位{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }全部补足
demand-seats-stage = 必办：全县{ $stage }短缺的学位{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }全部补足
demand-seats-zone-stage = 必办：学区 { $zone } { $stage }短缺的学位{ $year ->
    [none] 规划期内
   *[other] { $year }年底前
 }全部补足
demand-exclude = 约定：项目 { $project } 不得列入
demand-not-before = 约定：项目 { $project } 不得早于{ $year }年开工
demand-fixed = 约定：项目 { $project } 锁定在{ $year }年开工
demand-never-barred = { "    " }另有约定不让“{ $name }”列入，或者它能开工的年份都被排除，两项约定互相矛盾，请取消其中一项。
demand-no-candidate = 约定中的项目 { $project } 不在备选项目里，这项约定没有起作用，请核对编号。
demand-that-project = · “{ $name }”（{ $project }）{ $year }年底前完成
demand-that-danger = · { $name }D级危房{ $area }，{ $year }年底前拆除
demand-that-seats = · { $name }短缺的学位{ $seats }个，{ $year }年底前补足
demand-origin-cell = { "    " }依据：{ $cells }
demand-origin-cell-basis = { "    " }依据：{ $basis }（{ $cells }）
demand-origin-basis = { "    " }依据：{ $basis }
demand-origin-given = { "    " }依据：命令行 --require 或档案文件给出
demand-never-year = { "    " }完成年份早于规划期的第一年（{ $first }年），规划做不到。
demand-never-unknown = { "    " }没有编号为 { $project } 的规划项目或备选项目，请核对编号。
demand-never-danger = { "    " }{ $name }没有形成拆除D级危房的备选项目。
demand-never-seats = { "    " }即使不计资金，把各备选扩建项目都按时建成，也只能新增{ $seats }个学位；其余须新建学校或跨学区调剂，请在工作簿填报新建项目。
demand-danger-unknown = { $name }没有填报D级危房面积，“D级危房全部拆除”没有把它计算在内。
demand-danger-outside = { $name }有D级危房，但不在本规划支持范围，“D级危房全部拆除”没有把它计算在内，请另行处置。
demand-clash = 下面{ $count }件必办事项，按现有的资金、年度和支持范围不能同时做到：
demand-clash-one = 下面这件必办事项，按现有的资金、年度和支持范围做不到：
demand-clash-any = 这几件已经不能再少：放弃其中任何一件，其余各件都能同时做到（已逐一验证）。
demand-clash-perhaps = 计算限度内未能判定这几件是否还能再减少。
demand-remedies = 下面任何一种办法都可以化解（金额已逐一验证，再少100元就不够）：
demand-no-remedy = 单靠增加一个来源一个年度的资金，或者推迟其中一件，都不能化解；请同时调整几项，或者放弃其中一件。
demand-remedy-money = · { $year }年{ $source }增加{ $amount }万元
demand-remedy-later = · 把“{ $what }”的完成年份推迟到{ $year }年
programme-demand-open = 必办事项“{ $name }”未能排入；是否能做到，在计算限度内没有判定。请放宽年份或增加资金后再算，或者用 --rounds 加大计算量。
