# 年度排布、进度图、备选与约定、资金、情景、审核处理

wb-plan-tabs = 规划编排的各个页面
wb-plan-tab-list = 项目清单
wb-board-title = 年度排布
wb-board-lead = 把项目拖到别的年份先试排，马上看到资金、学位和审核发现的变化；满意后再采用。也可点开项目，在按钮中选年份。
wb-board-search = 学校或项目名称
wb-board-find = 查找
wb-board-out = 不列入
wb-board-count = { $count } 个项目开工
wb-board-out-count = { $count } 个备选
wb-board-empty = 没有项目
wb-board-more = 还有 { $count } 个，请用上方的查找
wb-board-locked = 已锁定
wb-board-on-trial = 试排
wb-board-effect = 试排效果
wb-board-hint = 还没有试排。拖动卡片左侧的把手（用鼠标可拖整张卡片），或点开项目名称选择年份。试排不改动数据。
wb-board-waiting = 正在计算…
wb-board-took = 用时
wb-board-step = { $name } → { $years } 年
wb-board-step-out = { $name } → 不列入
wb-board-money = 资金
wb-board-money-same = 各来源、各年度用款不变
wb-board-before = 现方案
wb-board-after = 试排后
wb-board-has = 可用
wb-board-repaid = { $count } 个未移动的项目要换资金来源
wb-board-seats = 学位
wb-board-no-seats = 本县没有需要新建学位的学区
wb-board-year-end = 年末
wb-board-short = 短缺
wb-board-findings-same = 审核发现没有变化
wb-board-appear = 新出现
wb-board-vanish = 消失
wb-board-undo = 撤销上一步
wb-board-drop = 全部放弃
wb-board-adopt = 采用
wb-board-reason-label = 调整理由（4 字以上，记入历史）
wb-board-cannot = 资金没有落实或有禁止事项，不能采用；请继续调整或撤销。
wb-board-adopted = 已采用，存为新的一版。原来的各版仍可查到。
wb-board-newer = 您看到的不是最新一版：现在是第 { $number } 版，别人已经改过。请核对下面的变化后再采用。
wb-board-since = 第 { $number } 版（{ $who }，{ $when }）：{ $why }
wb-board-nothing = 试排后的方案与现方案相同，不需要采用。
wb-board-not-kept = 试排后的方案资金没有落实或有禁止事项，不能采用。请回到年度排布，按提示调整。
wb-board-reason = 请填写理由，4 至 300 字。
wb-board-label = 手工调整
wb-board-by-hand = 手工调整
wb-board-out-by-hand = 手工移出规划
wb-board-too-many = 一次试排最多 { $most } 步。请先采用或放弃一部分。
wb-board-bad-move = 看不懂试排步骤“{ $given }”。请重新打开年度排布。
wb-board-lack = { $year } 年还差 { $amount } 万元：可以支付的只有{ $sources }，已经用完。请换年份、移出别的项目，或增加资金。
wb-board-to = 移到
wb-board-early = 前期偏紧
wb-board-take-out = 移出规划
wb-board-first = 开工年份
wb-board-last = 竣工年份
wb-board-span = 按这个工期试排
wb-board-school = 学校
wb-board-why = 为什么
wb-board-lock = 锁定在这一年
wb-board-unlock = 取消锁定
wb-board-lock-note = 锁定后，再次优化时保留这个项目和开工年份。
wb-board-proven = 仍是经证明的优化方案，证明继续有效。
wb-board-same-value = 各层得分与现方案相同。
wb-board-no-value = 这个方案不能按优化的口径打分（资金未落实、前期不足或手工项目），没有最优性证明。
wb-board-value = { $way ->
    [lower] { $tier }得分比现方案低 { $points } 分。现方案没有最优性证明，所以不说离最优多远。
   *[higher] { $tier }得分比现方案高 { $points } 分。现方案没有最优性证明，所以不说离最优多远。
 }
wb-board-unproven = 不再是经证明的优化方案：{ $way ->
    [lower] { $tier }得分比它低 { $points } 分
   *[higher] { $tier }得分比它高 { $points } 分
 }{ $gap ->
    [none] 。
   *[other] ；按原来的证明，这一层离最优不超过 { $gap }。
 }
wb-board-changed = { $way ->
    [lower] 手工调整过：{ $tier }得分比经证明的优化方案低 { $points } 分
   *[higher] 手工调整过：{ $tier }得分比经证明的优化方案高 { $points } 分
 }

wb-gantt-title = 进度图
wb-gantt-lead = 按学校列出各项目的前期、采购和施工月份。
wb-gantt-none = 没有符合条件的项目。请先在“项目清单”优化编制。
wb-gantt-prepare = 前期工作（测算）
wb-gantt-build = 施工
wb-gantt-buy = 采购安装
wb-gantt-open = 月份未定
wb-gantt-works = 施工或采购
wb-gantt-kind = 类别
wb-gantt-table = 以表格显示
wb-gantt-pages = 分页
wb-gantt-label = { $count } 个项目的进度图，同样内容见下方表格
wb-gantt-note-season = 施工月份：由缺口生成的项目按政策包的施工期测算，手工填报的按填报的计划开工、竣工月份。
wb-gantt-note-lead = 前期工作：由开工月份按政策包的前期月数往回推算，不早于规划日期；是测算，不是承诺。
wb-gantt-note-accept = 验收月份档案中没有，没有画出。

wb-candidates-title = 备选与约定
wb-candidates-lead = 共 { $all } 个备选项目，符合条件 { $shown } 个。
wb-candidates-list = 备选项目
wb-candidates-tier = 层级
wb-candidates-points = 得分
wb-candidates-cost = 投资（万元）
wb-candidates-sources = 可用来源
wb-candidates-state = 结果
wb-candidates-in = 已列入
wb-candidates-out = 未列入
wb-candidates-reason = 为什么
wb-candidates-none = 没有符合条件的备选项目。
wb-candidates-no-reason = 还没有优化过，或优化后数据改过；点项目名称可求证。
wb-candidates-unplanned = 没有形成备选项目的学校和缺口（{ $count }）

wb-demand-title = 必办与约定
wb-demand-side = 优化时一律遵守
wb-demand-none = 没有约定。工作簿“必办事项”表填报的也在这里。
wb-demand-add = 增加一项约定
wb-demand-kind = 事项
wb-demand-kind-project = 项目必须列入
wb-demand-kind-exclude = 项目不得列入
wb-demand-kind-not-before = 项目不得早于某年开工
wb-demand-kind-fixed = 项目锁定在某年开工
wb-demand-kind-danger = D级危房全部拆除
wb-demand-kind-seats = 短缺学位全部补足
wb-demand-project = 项目编号
wb-demand-by = 年份
wb-demand-any-year = 规划期内
wb-demand-school = 学校编号（只管一所时）
wb-demand-zone = 学区
wb-demand-stage = 学段
wb-demand-all = 全部
wb-demand-primary = 小学
wb-demand-junior = 初中
wb-demand-basis = 依据
wb-demand-save = 保存
wb-demand-remove = 取消
wb-demand-saved = 约定已保存，下次优化时遵守。
wb-demand-why = 增加约定：{ $what }
wb-demand-gone = 取消约定：{ $what }
wb-demand-bad-kind = 请选择事项。
wb-demand-bad-project = 没有这个编号的项目或备选项目。请从列表中选择项目编号。
wb-demand-bad-year = 请选择规划期内的年份。
wb-demand-bad-school = 没有这个编号的学校。请核对学校编号。
wb-demand-bad-zone = 没有这个学区。请从列表中选择。

wb-more-title = 县级资金每年再多 100 万元，能换来什么
wb-more-do = 逐年求解
wb-more-none = 还没有求解。每年求解一次，并与现在的最优方案比较，需要几秒到几十秒。
wb-more-old = 这是按以前的档案求解的，数据已经改过。请重新求解。
wb-more-changes = 项目变化
wb-more-change = 新列入 { $came }，退出 { $went }，改年份或规模 { $other }
wb-more-done = 各年都已求解。

wb-why-reason = 方案中的说明
wb-why-seats = 新增学位
wb-why-closes = 所补缺口：
wb-why-proved = 重新求解的证明
wb-why-explain = 上面是按资金价格的推算。要知道确切的得失，须把问题重新求解若干次，一般要几秒到一分钟；结果留存，别人再看不用重算。
wb-why-ask = 求证
wb-why-other-plan = 现方案改动过，下面说的是按现有数据和约定重新优化得到的方案。
wb-why-board = 在年度排布中打开
wb-why-no-candidate = 这个项目不在备选项目里（不符合支持条件），不能求证。
wb-why-done = “{ $name }”已求证。
wb-job-why = 求证列入或落选的原因
wb-job-more = 求解增加资金的效果
wb-job-scenario = 编制情景方案
wb-job-again = 改变条件重新求解…

wb-budgets-title = 资金
wb-budgets-lead = 各来源各年度可用于规划的资金。修改后存为新的一版档案。
wb-budgets-lines = 资金来源
wb-budgets-amount = 金额（万元）
wb-budgets-document = 依据文件
wb-budgets-number = 文号
wb-budgets-name = 名称（其他财政资金）
wb-budgets-new = 增加一笔：来源
wb-budgets-not-counted = 不计入
wb-budgets-save = 保存资金
wb-budgets-saved = 资金已保存。
wb-budgets-empty-note = 金额清空即删除这一笔。债券和其他财政资金须有依据文件才计入。
wb-budgets-account = 分年资金账与结转
wb-budgets-carry = { $years ->
    [0] { $source }：当年没有用完的不能结转，按结余收回。
   *[other] { $source }：没有用完的可以结转 { $years } 年，先用最早的；再用不完按结余收回。
 }
wb-budgets-budget = 当年预算
wb-budgets-in = 上年结转
wb-budgets-used = 安排
wb-budgets-out = 结转下年
wb-budgets-returned = 结余收回
wb-budgets-over = 超 { $amount }
wb-budgets-bad-form = 表单不完整，请重新打开页面。
wb-budgets-bad-amount = { $year } 年{ $source }的金额“{ $given }”看不懂。请填万元数，最多四位小数。
wb-budgets-bad-new = 增加的一笔不完整或金额“{ $given }”看不懂。请选来源、年份，金额填万元数。

wb-scenarios-title = 情景
wb-scenarios-lead = 换一种假设编一个方案，与现方案并排比较；需要时采用其中一个。
wb-scenarios-none = 还没有情景。给现方案起个名字存下来，或者填写假设编制一个。
wb-scenario-name = 情景名称
wb-scenario-keep = 存下现方案
wb-scenario-kept = 现方案已存为情景。
wb-scenario-removed = 已从页面移除，历史中仍保留。
wb-scenario-adopted = 已采用，存为新的一版。
wb-scenario-new = 编制一个情景
wb-scenario-all = 全部资金增减（%）
wb-scenario-one = 某一来源
wb-scenario-any-source = 全部来源
wb-scenario-any-year = 全部年度
wb-scenario-percent = 该来源增减（%）
wb-scenario-without = 没有这一来源
wb-scenario-no-source = 不设
wb-scenario-births = 出生人口增减（%）
wb-scenario-demand = 另加必办
wb-scenario-no-demand = 不加
wb-scenario-do = 编制
wb-scenario-side = 并排比较
wb-scenario-side-note = 小字为与现方案之差；金额单位万元
wb-scenario-measure = 指标
wb-scenario-present = 现方案
wb-scenario-note = 基于第 { $version } 版 · { $when }
wb-scenario-old = 编制后档案已有新版，比较仅供参考。
wb-scenario-differences = 与现方案不同的项目
wb-scenario-same = 项目和年度与现方案相同。
wb-scenario-adopt = 采用这个方案
wb-scenario-remove = 移除
wb-scenario-as-was = 存下时的现方案
wb-scenario-made = 情景“{ $name }”已编制，{ $projects } 个项目。
wb-scenario-refused = 情景“{ $name }”的必办事项不能同时做到。
wb-scenario-bad-name = 请填写情景名称，{ $most } 字以内。
wb-scenario-bad-percent = 看不懂“{ $given }”。请填百分数，例如 -10、+2.5，减少不超过 100。
wb-scenario-no-plan = 还没有规划，不能存为情景。请先优化编制。
wb-scenario-no-money = 这个方案按情景假设的资金编制，现有资金不够，不能直接采用。请先在“资金”页修改资金，或换一个方案：

wb-change-came = 新列入 { $count }：{ $list }
wb-change-went = 退出 { $count }：{ $list }
wb-change-moved = 改年份 { $count }：{ $list }
wb-change-resized = 改规模 { $count }：{ $list }

wb-evidence-clause = 条款要求
wb-evidence-read = 规则读到的数据
wb-mend-title = 就地改正
wb-mend-do = 改正
wb-mend-done = 已改正，审核重新进行。
wb-mend-year = 换年份
wb-mend-try = 试排
wb-mend-budgets = 到“资金”页修改
wb-mend-school = 到学校页核对
wb-mend-land = 用地状态
wb-mend-approval = 立项审批进度
wb-mend-code = 投资项目代码
wb-mend-reason = 建设理由
wb-mend-lead = 前期所需月数
wb-mend-works-start = 计划开工年月
wb-mend-works-finish = 计划竣工年月
wb-mend-need-by = 需用年份
wb-mend-why = 按审核发现 { $rule } 改正：{ $name }的{ $field }
wb-mend-bad = { $field }“{ $given }”不能使用。年月写成 2022-04，年份写四位数，其余从列表选择。
wb-waiver-history = 豁免记录
wb-waiver-none = 还没有在工作台中豁免过。
wb-waiver-entered = { $who }于 { $when } 录入
wb-waiver-gone = { $who }于 { $when } 撤销
wb-waiver-state-gone = 已撤销
wb-waiver-withdraw = 撤销豁免
wb-waiver-withdrawn = 豁免已撤销，记录仍保留。
# 情景所用的政策包
wb-scenario-packs = 政策包
wb-scenario-packs-in-force = 现行政策包
wb-scenario-packs-built-in-name = 只用内置政策包
wb-scenario-packs-built-in = 只按内置政策包测算，不用本单位另加的政策包
wb-scenario-packs-with = 在现行政策包之上加用政策包“{ $name }”
wb-scenario-no-packs = 本站没有提供名为“{ $name }”的政策包。
wb-scenario-group-name = 名称
wb-scenario-group-money = 资金
wb-scenario-group-people = 生源
wb-scenario-group-must = 必办
