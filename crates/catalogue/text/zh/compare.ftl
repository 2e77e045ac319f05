# compare: scenarios side by side

compare-money = 资金（万元）
compare-budget = 可用资金
compare-total = 总投资
compare-source = 其中：{ $source }
compare-year = 其中：{ $year }年
compare-spots = 分年度分来源（万元）
compare-year-source = { $year }年{ $source }
compare-projects = 项目（个）
compare-chosen = 列入项目
compare-reached = 学位与大班额
compare-seats = 规划期末仍短缺的学位（个）
compare-large = { $year }年{ $stage }大班额（班）
compare-left = 未列入的备选项目
compare-left-count = { $tier ->
    [required] 必办
    [safety] 安全
    [seats] 学位
   *[need] 其余需求
 }：个数
compare-left-cost = { $tier ->
    [required] 必办
    [safety] 安全
    [seats] 学位
   *[need] 其余需求
 }：投资（万元，按最小规模）
compare-findings = 审核（条）
compare-blocks = 禁止
compare-reasons = 需说明
compare-notices = 提示
compare-proof = 得分与证明
compare-points = { $tier ->
    [required] 必办
    [safety] 安全
    [seats] 学位
   *[need] 其余需求
 }：得分
compare-gap = { $tier ->
    [required] 必办
    [safety] 安全
    [seats] 学位
   *[need] 其余需求
 }：离最优不超过（%）
compare-base = 现方案
compare-head = { $county }方案对比：各情景经同一优化、同一独立校验和同一套审核规则
compare-case = { $name }：{ $assumed }
compare-as-is = 按填报数据，不作假设
compare-policy = 政策包另加 { $path }
compare-keep-plan = 手工填报的项目一并作为备选
compare-refused = { $name }：没有方案，必办事项不能同时做到
compare-change = { $name } 与现方案相比：新列入 { $came } 个，退出 { $went } 个，改年份 { $moved } 个，改规模 { $resized } 个
compare-came = { "  " }新列入：{ $list }
compare-went = { "  " }退出：{ $list }
compare-moved = { "  " }改年份：{ $list }
compare-resized = { "  " }改规模：{ $list }
compare-stopped = { $name }：按时间停止，不可重现
compare-none = 各情景都没有方案，不出文件。
compare-col-group = 类别
compare-col-measure = 指标
compare-unproved = 情景“{ $name }”的方案没有通过独立校验，不出对比。这是软件的错误，请连同档案报告。
compare-bad-case = 看不懂情景“{ $given }”：请写“名称:设定;设定”，设定有 budget=来源:年度:变化、births=±百分数%、require=事项、policy=文件夹、keep-plan。例如 --case "少钱:budget=county:2023:-10%"
compare-twice = 有两个情景都叫“{ $name }”，请改名。
compare-few = 请至少给出一个情景，例如 --case "少生:births=-15%"
compare-moved-count = { "  " }另有 { $count } 个项目只改年份
