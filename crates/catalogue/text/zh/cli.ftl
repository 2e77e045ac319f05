# 命令行 / the command line
cli-about = 均衡：义务教育薄弱环节改善与能力提升项目规划。从县级工作簿到经校验、优化的五年规划与成果文件。
cli-usage = 用法：
cli-arg-help = 显示帮助
cli-arg-version = 显示版本
cli-arg-default = （默认：{ $value }）
cli-arg-one-of = （可选：{ $values }）
cli-arg-json = 以 JSON 输出
cli-arg-lang = 语言：zh（默认）或 en
cli-arg-plain = 不用颜色
cli-arg-policy = 另加的政策包文件夹，可多次给出，后者覆盖前者
cli-arg-fonts = 本单位字体文件夹，优先于系统字体
cli-examples =
    示例
      junheng demo                                 生成演示市十个旗县区的规划与成果文件
      junheng workbook new --region 150121         生成土默特左旗的空白工作簿
      junheng workbook check 土左旗.xlsx           检查填好的工作簿
      junheng plan 土左旗.xlsx --out 成果          由工作簿得到五年规划与成果文件
      junheng check 土左旗.xlsx                    审核工作簿中手工编制的规划

    退出码：0 正常；1 有禁止性问题；2 输入有误；3 用法有误。
cli-demo-about = 生成演示市（虚构数据）各旗县区的工作簿、规划与成果文件
cli-demo-arg-out = 输出文件夹
cli-demo-arg-seed = 随机种子，同一种子结果逐字节相同
cli-demo-examples =
    示例
      junheng demo --out demo
cli-workbook-about = 县级工作簿：新建、检查、导出
cli-workbook-new-about = 生成空白的县级工作簿
cli-workbook-new-arg-region = 旗县区代码（六位，如 150121）
cli-workbook-new-arg-name = 旗县区名称；代码不在内置名单中时须给出
cli-workbook-new-arg-out = 输出文件，默认“<代码>-工作簿.xlsx”
cli-workbook-new-examples =
    示例
      junheng workbook new --region 150121
      junheng workbook new --region 150199 --name 某某开发区 --out 开发区.xlsx
cli-workbook-check-about = 检查填好的工作簿，列出全部问题
cli-workbook-check-arg-file = 工作簿（.xlsx .xls .ods）或单张表的 .csv
cli-workbook-check-arg-marked = 另存一份标出问题单元格的副本
cli-workbook-check-arg-dossier = 通过检查后另存为档案 JSON
cli-workbook-check-examples =
    示例
      junheng workbook check 土左旗.xlsx --marked 土左旗-问题.xlsx
cli-workbook-export-about = 由档案 JSON 导出填好的工作簿
cli-workbook-export-arg-file = 档案 JSON 或工作簿
cli-workbook-export-arg-out = 输出的 .xlsx
cli-workbook-export-examples =
    示例
      junheng workbook export 档案.json --out 土左旗.xlsx
cli-import-about = 按映射文件把其他来源的表格转成档案
cli-import-arg-files = 源文件
cli-import-arg-mapping = 映射文件（.toml）
cli-import-arg-out = 输出文件夹，每个县一个档案 JSON
cli-import-examples =
    示例
      junheng import 学校.csv --mapping mappings/hangzhou.toml --out 档案
cli-bulk-about = 流式读取大表（百万行），找出重复行，核对合计，报告问题
cli-bulk-arg-file = .xlsx .ods 或 .csv
cli-bulk-arg-table = 按哪张表的列核对（如 enrolment）
cli-bulk-examples =
    示例
      junheng bulk 全区学生班级.xlsx
      junheng bulk 县工作簿.xlsx --table schools
cli-needs-about = 测算需求：缺口、大班额、均衡指标、学位供需
cli-needs-arg-file = 工作簿或档案 JSON
cli-needs-arg-school = 只看一所学校（编号或名称）
cli-needs-examples =
    示例
      junheng needs 土左旗.xlsx
      junheng needs 土左旗.xlsx --school 2115000123 --json
cli-forecast-about = 预测学生数：全县、学区和学校，附预测区间和回测误差
cli-forecast-arg-file = 工作簿或档案 JSON
cli-forecast-arg-backtest = 列出回测：各学段、规模组所用方法和以往预测误差
cli-forecast-arg-school = 只看一所学校（编号或名称），分年级
cli-forecast-arg-births = 假定尚未入学的出生人口增减，如 -15%
cli-forecast-examples =
    示例
      junheng forecast 土左旗.xlsx
      junheng forecast 土左旗.xlsx --backtest
      junheng forecast 土左旗.xlsx --births -15% --json
cli-trace-about = 说明一个缺口、寄宿需求或课程条件是怎样算出来的：数据出自哪个单元格，标准出自哪一条
cli-trace-arg-file = 工作簿或档案 JSON
cli-trace-arg-school = 学校编号或名称
cli-trace-arg-item = 项目名称或代码（如 图书 或 books）
cli-trace-arg-boarding = 寄宿需求：各学年的寄宿生、所缺床位和学生宿舍
cli-trace-arg-year = 只看这一学年（如 2023，指2023—2024学年）
cli-trace-arg-curriculum = 乡村小规模学校开齐课程的条件
cli-trace-examples =
    示例
      junheng trace 土左旗.xlsx --school 2115000123 --item 图书
      junheng trace 土左旗.xlsx --school 2115000123 --boarding --year 2023
      junheng trace 土左旗.xlsx --school 2115000123 --curriculum --json
cli-plan-about = 由工作簿得到经校验、优化的五年规划与成果文件
cli-plan-arg-file = 工作簿或档案 JSON
cli-plan-arg-out = 输出文件夹
cli-arg-keep-plan = 把工作簿中手工填报的项目作为备选一并考虑
cli-plan-arg-no-papers = 只算规划，不出成果文件
cli-arg-rounds = 求上界的轮数（计算量限度）
cli-arg-budget = 资金假设，可多次给出：“来源:年度:=金额”代替当年该来源的预算，“来源:年度:±百分数%”按比例增减；年度可写一段（2021-2025）。来源写 central、region、city、county 或中文名
cli-plan-arg-seconds = 最多搜索多少秒，到时停止并把结果标明“不可重现”；不写则只按计算量停止，同样的数据总得同样的方案
cli-arg-require = 必办事项，可多次给出：“项目编号[:年份]”必须列入并按期完成，“危房:年份”D级危房到期全部拆除，“学位:年份”短缺学位到期全部补足；做不到时列出互相冲突的最少几件
cli-assume-require = 看不懂必办事项“{ $given }”：请写“项目编号”或“项目编号:年份”，或者“危房:年份”“学位:年份”，年份写四位。
cli-arg-births = 出生人口假设，如 -15%：基准学年时还没有孩子入学的各出生年份按此增减
cli-compare-about = 几种情景并排对比：各自编排、校验、审核，列出资金、项目、学位、大班额、审核和证明的差别
cli-compare-arg-file = 工作簿或档案 JSON
cli-compare-arg-case = 情景，可多次给出：“名称:设定;设定”。设定与 plan 的选项相同：budget=来源:年度:变化、births=±百分数%、require=事项、policy=政策包文件夹、keep-plan
cli-compare-arg-out = 输出文件夹：写出方案对比表（xlsx）和 JSON；不写则只在屏幕显示
cli-compare-examples =
    示例
      junheng compare 土左旗.xlsx --case "少钱:budget=county:2021-2025:-10%" --case "少生:births=-15%" --out 对比
cli-why-about = 某个项目为什么列入、为什么排在这一年、怎样才能列入；再多一百万能换来什么
cli-why-arg-file = 工作簿或档案 JSON
cli-why-arg-of = 项目编号，或学校编号、学校名称；不写则列出全部备选项目
cli-why-arg-more = 增加多少资金能换来什么：“来源:年度:金额”，或者只写金额，逐个来源逐年试算；例如 county:2023:100万
cli-why-examples =
    示例
      junheng why 土左旗.xlsx 2115920519-09
      junheng why 土左旗.xlsx --more county:2023:100万
cli-plan-examples =
    示例
      junheng plan 土左旗.xlsx --out 成果
      junheng plan 土左旗.xlsx --out 试算 --budget county:2023:=3000万 --budget 市级:2021-2025:-10%
cli-check-about = 审核工作簿中手工编制的规划
cli-check-arg-files = 工作簿或档案 JSON；给出几个区县时，同时互相比较生均申请额和单价
cli-check-arg-peers = 只用来比较、不审核的其他区县的工作簿或档案 JSON；没有规划的说明后略过
cli-check-arg-out = 同时把审核成果写入此文件夹
cli-check-arg-all = 列出全部问题（默认每条规则最多列三条）
cli-check-examples =
    示例
      junheng check 土左旗.xlsx
      junheng check 土左旗.xlsx --json > 审核.json
      junheng check 土左旗.xlsx 托县.xlsx 和林县.xlsx --out 审核
      junheng check 土左旗.xlsx --peers 托县.xlsx 和林县.xlsx 清水河县.xlsx
cli-verify-about = 核对成果文件夹：重算每份文件的哈希并与清单比对
cli-verify-arg-folder = 成果文件夹
cli-verify-examples =
    示例
      junheng verify 成果
cli-policy-about = 政策包：查看、检查、解释
cli-policy-show-about = 列出对某地生效的全部数值、要求与目录
cli-policy-show-arg-region = 旗县区代码
cli-policy-show-examples =
    示例
      junheng policy show --region 150121
cli-policy-check-about = 检查政策包文件夹
cli-policy-check-arg-folders = 政策包文件夹
cli-policy-check-examples =
    示例
      junheng policy check packs/national
cli-policy-explain-about = 解释一个数值：取值、适用范围、依据、把握程度、由谁覆盖
cli-policy-explain-arg-figure = 数值、要求或目录条目的键
cli-policy-explain-arg-region = 旗县区代码
cli-policy-explain-examples =
    示例
      junheng policy explain class_size.large
cli-synth-about = 生成更大的虚构数据
cli-synth-arg-counties = 县数
cli-synth-arg-seed = 随机种子
cli-synth-arg-out = 输出文件夹
cli-synth-arg-workbooks = 同时写出工作簿
cli-synth-examples =
    示例
      junheng synth --counties 100 --seed 7 --out 虚构
cli-completions-about = 输出命令补全脚本
cli-completions-arg-shell = 外壳
cli-completions-examples =
    示例
      junheng completions bash > /etc/bash_completion.d/junheng
cli-mistake-command = 没有这个命令：{ $given }
cli-mistake-option = 没有这个选项：{ $option }
cli-mistake-extra = 多给了一项：{ $option }。文字里有空格的，请用引号括起来。
cli-mistake-missing = 还缺少：{ $option }
cli-mistake-value = “{ $given }”不能作为 { $option } 的值
cli-mistake-number = { $option } 的值个数不对
cli-mistake-other = 命令用法有误：{ $option }
cli-mistake-perhaps = 。可选：{ $tried }
cli-mistake-help = 加 --help 查看用法
cli-cannot-read = 读不了文件 { $path }：{ $cause ->
    [not-found] 没有这个文件或文件夹，请检查路径
    [permission] 没有权限，请检查文件权限
    [full] 磁盘已满，请清理后再试
    [folder] 这是文件夹，不是文件
    [not-a-folder] 路径中有一段不是文件夹，请检查路径
    [read-only] 所在磁盘只读，请换一个位置
    [not-text] 内容不是 UTF-8 文字，请另存为 UTF-8 再试
   *[other] 请检查路径、权限和磁盘空间
  }。（{ $error }）
cli-cannot-write = 写不了文件 { $path }：{ $cause ->
    [not-found] 没有这个文件或文件夹，请检查路径
    [permission] 没有权限，请检查文件权限
    [full] 磁盘已满，请清理后再试
    [folder] 这是文件夹，不是文件
    [not-a-folder] 路径中有一段不是文件夹，请检查路径
    [read-only] 所在磁盘只读，请换一个位置
    [not-text] 内容不是 UTF-8 文字，请另存为 UTF-8 再试
   *[other] 请检查路径、权限和磁盘空间
  }。（{ $error }）
cli-in-file = { $path }：{ $what }
cli-output-lost = 结果没有全部输出：写到标准输出时出错，可能磁盘已满。请腾出空间后再试。
cli-not-a-region = “{ $given }”不是区划代码。请用六位代码，如 150121。
cli-region-needs-name = 内置名单中没有代码 { $given }，请用 --name 给出名称。
cli-no-school = 没有编号或名称为“{ $given }”的学校。
cli-no-item = 没有名为“{ $given }”的项目。可用 junheng policy show 查看项目名称与代码。
cli-no-need = { $school }没有关于“{ $item }”的配置要求。
cli-no-figure = 没有键为“{ $given }”的数值、要求或目录条目。可用 junheng policy show 查看全部键。
cli-no-plan = 工作簿中没有填报规划项目，无可审核。请填写“规划项目”等表，或用 junheng plan 由软件编制。
cli-problems = 共 { $errors } 个错误、{ $warnings } 个警告、{ $notices } 个提示
cli-dossier-refused = 档案有错误，未采用。请按上面各条改正，或在工作簿中改正后重新导出档案。
cli-import-refused = 工作簿有错误，未导入。请改正后再试；用 junheng workbook check 并加 --marked 可得到标出问题的副本。
cli-marked-written = 标出问题的副本：{ $path }
cli-dossier-written = 档案：{ $path }
cli-workbook-written = 工作簿：{ $path }
cli-workbook-fine = 工作簿没有发现问题：{ $schools } 所学校，{ $projects } 个规划项目
cli-papers-in = 成果文件在 { $path }
cli-plan-head = { $county }  { $first }—{ $last } 年规划
cli-plan-projects = 项目 { $chosen } 个（备选 { $all } 个），总投资 { $total } 万元，可用资金 { $budget } 万元
cli-plan-proof = 离最优不超过 { $gap }%（已由独立校验复算；停止原因：{ $stop }）
cli-plan-stopped = 不可重现：搜索按给定的时间停止，再算一次可能得到不同的方案；成果文件上都已标明，不能作为上报依据。
cli-plan-tiers = 按层级（前一层安排好以后，这一层离最优不超过）：{ $list }
cli-tier-required = 必办项目
cli-tier-safety = 安全
cli-tier-seats = 学位
cli-tier-need = 其余需求
cli-plan-proof-none = 没有可证明的差距：{ $stop }
cli-plan-unproved = 独立校验未通过，不出成果文件。这是软件的错误，请连同档案报告。
cli-plan-findings = 审核：禁止 { $blocks }，需说明 { $reasons }，提示 { $notices }
cli-plan-left = 未入选 { $left } 个，原因见结果工作簿
cli-stop-optimal = 前一层排定后，各层均已证明最优
cli-stop-gap-reached = 达到要求的差距
cli-stop-limit-reached = 达到计算量限度
cli-stop-clock = 按给定的时间停止
cli-stop-nothing-to-choose = 没有可选项目
cli-check-compared = 与一同给出的区县比较，共{ $count }个区县（三个以上才下结论）
cli-check-alone = 没有可比较的其他区县，只审核本县规划
cli-check-no-plan = { $county }没有填报规划项目，未审核，也不参加比较；其他区县照常进行。请填写“规划项目”等表，或用 junheng plan 编制。
cli-check-peer-no-plan = { $county }没有填报规划项目，不参加比较；其他区县照常比较。
cli-check-twice = { $county }给了不止一份：比较时每个区县只算一次，用 { $first }；这一份不计入各区县数值。
cli-check-cycle = { $county }的规划期是{ $from }—{ $to }年，与前面的区县不同，只与规划期相同的区县比较。
cli-check-unread = 读不了，这份不审核也不比较；其他区县照常进行。
cli-check-none = 给出的文件中没有一份可以审核的规划。
cli-check-waived = 另有 { $count } 条已由有权的一级豁免，理由见审核成果
cli-level-county = 县级
cli-level-city = 市级
cli-level-region = 自治区级
cli-finding-waived = 已豁免：{ $name }（{ $level }，{ $date }）：{ $reason }
cli-list-mark = ；
cli-evidence-more = 另有{ $count }处
cli-check-fine = 未发现禁止性问题
cli-check-blocked = 发现 { $blocks } 个禁止性问题，规划不得上报
cli-check-more = ……同一规则另有 { $count } 条，加 --all 全部列出
cli-severity-blocks = 禁止
cli-severity-needs-reason = 需说明
cli-severity-notice = 提示
cli-waiver-nobody = 不得豁免
cli-waiver-county = 县级可豁免
cli-waiver-city = 市级可豁免
cli-waiver-region = 自治区可豁免
cli-finding-clause = 依据：{ $clause }；{ $waiver }
cli-finding-uncertain = 所用标准：{ $certainty }
cli-finding-evidence = 证据：
cli-finding-remedy = 处理：
cli-confirmed = 已核对原文
cli-secondary = 二手来源，待核
cli-to-be-checked = 待核
cli-needs-head = { $county }  { $year } 学年需求测算
cli-needs-coverage = 学校 { $schools } 所；缺口测算 { $known }/{ $of } 项有数据。缺口逐校计算后相加，只含有数据的学校，因此不等于应有合计减现有合计
cli-demo-intro = 演示市：十个旗县区，数据全部虚构。工作簿 → 检查 → 需求 → 规划 → 校验 → 审核 → 成果文件
cli-demo-total = 全市：学校 { $schools } 所，在校生 { $pupils } 人；规划项目 { $projects } 个，总投资 { $total } 万元
cli-demo-faulty = { $county }的手工规划埋有 { $planted } 处错误，审核找出 { $found } 处；其无错版本的禁止性问题：{ $clean }
cli-demo-missed = 未找出：{ $what }
cli-demo-where = 成果文件在 { $path }
cli-demo-open = 先看：{ $path }
cli-demo-serve = 在浏览器里打开工作台：{ $program } serve --demo（演示账户和密码显示在登录页）
cli-demo-next = 给自己的县做规划：junheng workbook new --region 150121
cli-demo-took = 用时 { $seconds } 秒
cli-verify-fine = { $count } 份文件与清单一致；清单哈希 { $hash }
cli-verify-bad = 与清单不一致：{ $name }
cli-verify-missing = 清单中的文件不在：{ $name }
cli-verify-not-manifest = { $path } 不是清单，或已损坏。（{ $error }）
cli-synth-written = 写出 { $counties } 个虚构的县、{ $schools } 所学校到 { $path }
cli-policy-fine = 政策包没有问题：{ $packs }；内容哈希 { $hash }
cli-policy-conflicts = 条款冲突（软件不代为裁决）
cli-policy-assumed = 暂按：{ $assumed }
cli-col-county = 旗县区
cli-col-schools = 学校
cli-col-pupils = 在校生
cli-col-large = 大班额
cli-col-short = 缺口项
cli-col-projects = 项目
cli-col-total = 总投资(万元)
cli-col-budget = 可用资金(万元)
cli-col-gap = 离最优≤
cli-col-findings = 禁止/说明/提示
cli-col-rule = 规则
cli-col-item = 项目
cli-col-unit = 单位
cli-col-required = 应有
cli-col-present = 现有
cli-col-gap-amount = 缺口
cli-col-coverage = 有数据
cli-col-key = 键
cli-col-name = 名称
cli-col-value = 数值
cli-col-certainty = 把握程度
cli-col-clause = 依据
cli-col-stage = 学段
cli-col-mean = 均值
cli-col-cv = 差异系数
cli-col-limit = 上限
cli-col-year = 年度
cli-col-zone = 学区
cli-col-demand = 需求
cli-col-seats = 学位
cli-col-balance = 余缺
cli-no-data = 无数据
cli-pack-problem = { $file } 第 { $line } 行 { $key }：{ $what }
cli-policy-near = 相近的键：{ $keys }
cli-policy-everywhere = 全部
cli-policy-applies = 适用：
cli-policy-reference = 依据：
cli-policy-certainty = 把握程度：
cli-policy-overlaid = 已被 { $pack } 覆盖
cli-col-short-schools = 有缺口学校
cli-col-indicator = 指标
cli-col-threshold = 标准
cli-col-standard = 标准类别
cli-col-school = 学校
cli-col-way = 先行调整
cli-standard-basic = 基本办学条件
cli-standard-balanced = 优质均衡
cli-needs-large = 大班额 { $large } 个班，其中超大班额 { $very } 个（{ $known }/{ $of } 个班有班额数据）；没有各班人数、由平均班额断定有大班额的 { $average } 处，每处至少 1 个班；大校额学校 { $schools } 所（按办法的上限，没有按二手来源的放宽上限判断）
cli-workbook-unwritten = 工作簿写不出来。多半是某个文字超过了单元格容量，请缩短后再试。（{ $error }）
cli-problem = { $line }
cli-dossier-unwritten = 档案写不出来。（{ $error }）
cli-bulk-sheet = 读取工作表“{ $sheet }”（{ $table }）：{ $rows } 行数据；另有 { $others } 张工作表不是这张表，未读
cli-bulk-sheet-is = ·{ $sheet }：{ $table }（--table { $key }）
cli-bulk-sheet-other = ·{ $sheet }：不是数据表
cli-bulk-elsewhere = 文件里没有“{ $table }”这张表。请用 --table 指明要核对哪张表，或改正工作表名称、表头。现有工作表：
    { $sheets }
cli-bulk-empty = 文件里没有“{ $table }”这张表：各工作表都是空的。请确认选对了文件。
cli-bulk-not-compared = 行数太多，有 { $count } 行没有与前面各行比对是否重复。请分文件核对。
cli-bulk-totals-not-compared = 合计行太多，有 { $count } 个合计数没有核对。请分文件核对。
cli-bulk-more = ……同类问题另有 { $count } 处
cli-bulk-read = 共 { $rows } 行：可用 { $good } 行，合计行 { $totals } 行；{ $values } 个值，用时 { $seconds } 秒
cli-no-table = 没有名为“{ $given }”的表。可用：{ $names }
cli-place-blank = 表中未填
cli-place-path = 档案文件 { $path }
cli-trace-year = { $item }（{ $year }学年）
cli-no-boarding = { $school }没有寄宿需求可算：不是寄宿制学校、不计入测算，或者没有这一学年。
cli-no-curriculum = { $school }不是测算范围内的乡村小规模学校，或者缺少学生数、城乡分类，不判断开齐课程的条件。
cli-trace-place = { $words }（取自 { $place }）
cli-trace-head = { $item }（{ $standard }）
cli-indicator-degree-teachers = 每百名学生高于规定学历教师数
cli-indicator-backbone-teachers = 每百名学生县级以上骨干教师数
cli-indicator-sport-art-teachers = 每百名学生体育艺术专任教师数
cli-indicator-teaching-area = 生均教学及辅助用房面积
cli-indicator-sports-area = 生均体育运动场馆面积
cli-indicator-equipment-value = 生均教学仪器设备值
cli-indicator-multimedia-rooms = 每百名学生网络多媒体教室数

cli-after-gaps = 规划前后的基本办学条件缺口（有变化的项目）
cli-after-indicators = 规划前后的优质均衡指标（有变化的指标）
cli-col-schools-before = 规划前(校)
cli-col-schools-after = 规划后(校)
cli-col-short-before = 规划前缺口
cli-col-short-after = 规划后缺口
cli-col-mean-before = 规划前均值
cli-col-mean-after = 规划后均值
cli-col-cv-before = 规划前差异系数
cli-col-cv-after = 规划后差异系数
cli-plan-wanted = 没有填报预算，不能安排年度和资金。按基本办学条件测算需要：
cli-plan-nothing-wanted = 没有填报预算；按现有数据也没有形成备选项目（各校情况见结果工作簿）。
cli-plan-give-money = 金额是按政策包单价估算的，不含工程建设其他费用和预备费。要编制规划，请在工作簿“资金来源”表逐年填报预算，或者先按假设试算，例如：--budget county:2023-2025:=1000万
cli-word-total = 合计
cli-col-category = 类别
cli-col-wanted = 需要数量
cli-col-places = 涉及处数
cli-col-estimate = 估算投资(万元)
cli-plan-assumed = 假设：{ $what }
cli-assume-budget = --budget 的“{ $given }”看不懂。写法：来源:年度:=金额，或来源:年度:±百分数%，例如 county:2023:=3000万、county:2023:-10%。
cli-assume-source = --budget 的“{ $given }”：资金来源不认识。可写 central、region、city、county、government_bond、other_public，或者中央、自治区、省级、市级、县级。
cli-assume-year = --budget 的“{ $given }”：年度应为四位数，或者一段年度，例如 2023、2021-2025。
cli-assume-amount = --budget 的“{ $given }”：等号后面应为带单位的金额，例如 3000万、1.2亿元、500000元；不带单位的数分不清是元还是万元。
cli-assume-change = --budget 的“{ $given }”：年度后面应为“=金额”，或者带正负号的百分数，例如 -10%、+5%，不低于 -100%，精确到千分之一。
cli-assume-births = --births 的“{ $given }”：应为带正负号的百分数，例如 -15%，不低于 -100%，精确到千分之一。
cli-forecast-head = { $county }  学生数预测（基准学年 { $year }）
cli-forecast-interval = 区间：按回测误差，约 { $level }% 的实际数应落在其内。“—”表示历史太短，不给区间
cli-forecast-assumed = 带 * 的年度：没有相应出生人口，一年级（或初一）沿用近年人数，为假定
cli-forecast-births = 情景假设：{ $assumed }
cli-forecast-lacking = 数据不足：{ $why }
cli-forecast-adjustments = 已计入的调整
cli-forecast-group = 不限人数
cli-forecast-group-from = { $from }人以上
cli-forecast-group-to = { $from }—{ $to }人
cli-forecast-level-school = 全部学校
cli-forecast-level-zone = 学区合计
cli-forecast-level-county = 全县合计
cli-forecast-backtest = 回测：站在以往各学年，只用当时已知的数据预测，与后来的实际数比较
cli-forecast-no-backtest = 没有可以回测的历史（至少要连续三个学年的分年级人数）
cli-col-low = 下限
cli-col-high = 上限
cli-col-forecast = 预测
cli-col-method = 方法
cli-col-why = 选用理由
cli-col-group = 学校规模
cli-col-level = 层级
cli-col-horizon = 提前年数
cli-col-tests = 比较次数
cli-col-mape = 平均误差%
cli-col-median = 中位误差%
cli-col-mape-last = 上年持平%
cli-col-mape-ratio = 本校升级率%
cli-col-covered = 落入区间
cli-col-grade = 年级
cli-col-persons = 人数
cli-col-reason = 原因
cli-col-adjustment = 调整
cli-arg-data = 站点的数据文件夹
cli-arg-database = PostgreSQL 地址（postgres://…）；不给出则用数据文件夹中的 SQLite
cli-site-missing = “{ $path }”中没有站点数据。请用 --data 指明数据文件夹。
cli-backup-about = 在线备份：站点运行时即可执行，所得文件夹带签名清单
cli-backup-arg-out = 备份写入的新文件夹
cli-backup-examples =
    示例
      junheng backup --data data --out 备份/2026-03-01
      junheng backup --data data --database postgres://junheng@localhost/junheng --out 备份/2026-03-01
cli-backup-done =
    已备份到“{ $path }”：{ $rows } 行数据，{ $files } 个文件，审计日志 { $entries } 条。
    审计根摘要 { $root }
    站点公钥 { $key }（请另处保存，恢复时核对）
cli-restore-about = 核对备份并恢复到空的位置；SQLite 与 PostgreSQL 的备份可互相恢复
cli-restore-arg-folder = 备份文件夹
cli-restore-arg-check = 只核对，不恢复
cli-restore-arg-key = 要求备份由此公钥的站点签名
cli-restore-examples =
    示例
      junheng restore 备份/2026-03-01 --check
      junheng restore 备份/2026-03-01 --data 新数据
cli-restore-checked =
    备份“{ $path }”完好：{ $rows } 行数据，{ $files } 个文件，审计日志 { $entries } 条。
    审计根摘要 { $root }
    签名公钥 { $key }
cli-restore-done =
    已恢复到“{ $path }”，逐行比对一致：{ $rows } 行数据，{ $files } 个文件，审计日志 { $entries } 条。
    审计根摘要 { $root }
    签名公钥 { $key }
cli-restore-other-key = 备份由公钥 { $found } 签名，与要求的 { $wanted } 不同。没有恢复。
cli-migrate-about = 把数据库升级到本程序的结构（启动服务时也会自动升级）
cli-migrate-examples =
    示例
      junheng migrate --data data
cli-migrate-done = { $engine } 数据库已是第 { $schema } 版结构。
cli-audit-about = 审计日志：核验、签署检查点、出具证明、导出
cli-audit-verify-about = 核验审计日志；核验程序与写入程序不共用代码
cli-audit-verify-arg-log = 核验导出的日志文件，而不是站点数据
cli-audit-verify-arg-key = 站点公钥（十六进制）；不给出则用数据文件夹中的
cli-audit-verify-arg-checkpoints = 另处保存的检查点文件，可多次给出；日志须与其相接
cli-audit-verify-examples =
    示例
      junheng audit verify --data data
      junheng audit verify --data data --key 公钥 --checkpoint 检查点.txt
      junheng audit verify --log 日志.jsonl --key 公钥
cli-audit-checkpoint-about = 签署检查点：请打印或交上级保存，以后可证明日志未被改动
cli-audit-checkpoint-arg-out = 另存为文件
cli-audit-checkpoint-examples =
    示例
      junheng audit checkpoint --data data --out 检查点.txt
cli-audit-prove-about = 出具证明（JSON）：某条记录在日志中，或现在的日志接续以前的
cli-audit-prove-arg-entry = 记录的序号（从 0 起）
cli-audit-prove-arg-from = 以前的条数：证明日志接续那时
cli-audit-prove-arg-size = 证明到多少条为止，默认全部
cli-audit-prove-examples =
    示例
      junheng audit prove --data data --entry 12
      junheng audit prove --data data --from 100
cli-audit-export-about = 导出日志为逐行 JSON，供他人独立核验
cli-audit-export-arg-out = 输出文件
cli-audit-export-examples =
    示例
      junheng audit export --data data --out 日志.jsonl
cli-audit-holds =
    审计日志完好：{ $entries } 条，{ $checkpoints } 个检查点均相符，签名覆盖前 { $covered } 条。
    根摘要 { $root }
cli-audit-broken = 审计日志有 { $count } 处不符（共 { $entries } 条）。请保留现场，不要再写入，并联系审计管理员。
cli-audit-uncovered = 最后 { $count } 条尚未被检查点签名覆盖，请签署新的检查点。
cli-audit-own-key = 公钥取自数据文件夹。用另处保存的公钥和检查点核验（--key、--checkpoint），证明力更强。
cli-audit-unreadable = “{ $path }”无法作为审计日志读取：{ $error }
cli-audit-key = 公钥应为 64 位十六进制数。
cli-audit-signed = 站点公钥 { $key }
cli-audit-no-entry = 日志中没有所指的记录。
cli-audit-exported = 日志已导出到“{ $path }”；站点公钥 { $key }
cli-serve-about = 启动工作台：用浏览器规划，一个地址
cli-serve-arg-listen = 监听的地址和端口，默认 127.0.0.1:8080
cli-serve-arg-data = 数据文件夹，默认 data（演示模式为 demo-data）
cli-serve-arg-database = PostgreSQL 数据库，postgres://…；不给则用数据文件夹里的文件
cli-serve-arg-demo = 演示模式：装入虚构的演示市，每个岗位一个账户
cli-serve-arg-demo-counties = 演示市之外再装入多少个虚构区县，供测速使用
cli-serve-arg-config = 配置文件（TOML）
cli-serve-arg-certificate = TLS 证书链（PEM）
cli-serve-arg-key = TLS 私钥（PEM）
cli-serve-arg-address = 反向代理对外的地址，如 https://guihua.example.gov.cn
cli-serve-arg-idle-minutes = 多少分钟不操作后须重新登录，默认 30
cli-serve-arg-session-hours = 一次登录最长多少小时，默认 10
cli-serve-arg-hosts = 工作台可用的站点名称，可多次给出；给出 address 或 host 后，其他名称的请求一律拒绝
cli-serve-arg-passwords = 密码要求：classes（种类为主，定期更换，默认）或 length（长度为主，不要求更换）
cli-serve-arg-password-length = 密码最少几位，默认 8（length 为 12）
cli-serve-arg-password-classes = 密码最少含几种字符，默认 3（length 为 1）
cli-serve-arg-password-days = 密码多少天须更换，0 为不要求，默认 90（length 为 0）
cli-serve-arg-upload-mib = 上传文件的最大大小（MiB），默认 64
cli-serve-arg-timeout-seconds = 一次请求最长多少秒，默认 30
cli-serve-arg-jobs = 本进程同时做几项后台任务，默认 1；0 表示留给同一站点的其他进程
cli-serve-arg-reserve-mib = 预留的磁盘空间（MiB），磁盘写满时仍可登录和查看，默认 64
cli-serve-arg-log = 日志内容：error、warn、info、debug
cli-serve-arg-scenario-policy = 情景方案可以选用的政策包文件夹，可多次给出；不影响现行政策
cli-serve-arg-log-json = 日志每行一个 JSON 对象
cli-serve-examples =
    示例
      junheng serve --demo
      junheng serve --data /var/lib/junheng
      junheng serve --data /var/lib/junheng --listen 0.0.0.0:8443 --certificate 证书.pem --key 私钥.pem

    设置也可写在 --config 的文件里，或用环境变量 JUNHENG_LISTEN、JUNHENG_DATA 等；命令行优先，其次环境变量。
cli-serve-open = 工作台已就绪，请用浏览器打开 { $address }
cli-serve-first = 首次使用：打开 { $address }/first?token={ $token }（一天内有效，只用一次），选择区划，建立三名管理员。
cli-serve-demo = 演示账户：{ $login }，密码 { $password }；其余账户见登录页。
cli-serve-stop = 按 Ctrl+C 停止。
cli-serve-config = 配置有误：{ $why }
