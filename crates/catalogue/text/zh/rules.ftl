# rules
rules-unset = 以下内容没有设定标准或缺少数据，无法核查：{ $figures }。
rules-unset-do = 请在政策包中设定相应数值，或补齐数据；在此之前请人工审核。

rules-switch-off = 规则{ $rule }已由政策包停用，没有执行。依据：{ $reference }。
rules-switch-blocks = 规则{ $rule }已由政策包改为“禁止”。依据：{ $reference }。
rules-switch-needs-reason = 规则{ $rule }已由政策包改为“需说明”。依据：{ $reference }。
rules-switch-notice = 规则{ $rule }已由政策包改为“提示”。依据：{ $reference }。
rules-switch-do = 请审核人知悉，并核对该依据是否仍然有效。
rules-switch-refused = 政策包要求停用或放宽规则{ $rule }（依据：{ $reference }），但发布该政策包的层级低于这条规则的豁免层级，没有采用，规则仍按原样执行。
rules-switch-refused-do = 请由有权的一级发布政策包，或者删去这项调整。

rules-r0101-name = 民办学校
rules-r0101 = “{ $project }”（{ $school }）的举办者是“{ $owner }”，民办学校不在实施范围内。
rules-r0101-do = 请把该项目移出规划；如果举办者登记有误，请先在学校表中更正。

rules-r0102-name = 高中部
rules-r0102 = “{ $project }”（{ $school }）用于{ $what }，不属于义务教育阶段。
rules-r0102-do = 请移出规划；初高中共用的，只列初中部分摊的内容，并把学校组成部分改为“初中部”。

rules-r0103-name = 附设幼儿园
rules-r0103 = “{ $project }”（{ $school }）用于幼儿园，不在实施范围内。
rules-r0103-do = 请移出规划，改由学前教育项目解决。

rules-r0104-name = 未列入学校布局规划
rules-r0104 = “{ $project }”的学校{ $school }未列入当地学校布局规划。
rules-r0104-do = 请先按程序修订布局规划，或把项目调整到规划保留的学校。

rules-r0105-name = 非长期保留学校
rules-r0105 = “{ $project }”的学校{ $school }在布局规划中是“{ $status }”，不是拟长期保留的学校。
rules-r0105-do = 请移出规划；确需保障学生过渡期安全的，说明理由报自治区同意。

rules-r0106-name = “重点校”超大规模学校
rules-r0106 = { $school }（在校生{ $pupils }人）是因打造“重点校”形成的超大规模学校，“{ $project }”不能列入。
rules-r0106-do = 请移出规划，把学位建设安排到周边学校，分流生源。

rules-r0107-name = 学校或校址不在册
rules-r0107 = “{ $project }”填的学校或校址“{ $school }”在学校表、校址表中找不到。
rules-r0107-do = 请核对学校编号或校址编号；新建学校请先填写备选校址表。

rules-r0108-name = 资格资料不全
rules-r0108 = { $school }缺少{ $missing }，无法判断是否属于实施范围。
rules-r0108-do = 请在学校表、布局规划表中补齐后重新审核。

rules-r0109-name = 未注明义务教育部分
rules-r0109 = { $school }是{ $kind }，“{ $project }”填的是“全校”，没有写明用于哪个学段。
rules-r0109-do = 请把学校组成部分改为“小学部”“初中部”或“义务教育阶段”，共用设施按学生数分摊。

rules-r0110-name = 学段与学校类型不符
rules-r0110 = “{ $project }”填的是{ $part }，而{ $school }是{ $kind }，没有这个学段。
rules-r0110-do = 请核对学校类型和学校组成部分，改正其中填错的一项。

rules-r0111-name = 非本县学校
rules-r0111 = { $school }登记的区划代码是{ $region }，不是本县的{ $county }，本县规划不能安排。
rules-r0111-do = 请由所在县编制；区划调整的，请更新学校表中的所属区划。

rules-r0201-name = 不得列入的内容
rules-r0201 = “{ $project }”（{ $school }）列有{ $item }，投资{ $amount }万元，属于不得列入规划的内容。
rules-r0201-do = 请删除这项内容并相应核减投资；其他内容可以保留。

rules-r0202-name = 资金来源不支持的内容
rules-r0202 = “{ $project }”列有{ $item }，却在{ $year }年安排了{ $source }{ $amount }万元，该资金不得用于这项内容。
rules-r0202-do = 请把{ $item }单独立项，改用允许的资金；或者把本项目中的{ $source }换成其他来源。

rules-r0203-name = 目录未列的内容
rules-r0203 = “{ $project }”列有{ $item }（{ $amount }万元），建设内容目录中没有这一项。
rules-r0203-do = 请改填目录中的相应内容；确有必要的，说明理由报市级审核。

rules-r0204-name = 有条件列入的内容
rules-r0204 = “{ $project }”列有{ $item }，须符合条件才能列入：{ $condition }
rules-r0204-do = 请在立项理由中写明符合上述条件的情况，并附依据。

rules-r0205-name = 不得列入的信息化内容
rules-r0205 = “{ $project }”列有{ $item }（{ $amount }万元），不得纳入规划。
rules-r0205-do = 请删除，另从部门信息化经费或学校公用经费中解决。

rules-r0206-name = 建设性质与内容不符
rules-r0206 = “{ $project }”的建设性质填的是“{ $nature }”，内容却属于{ $category }。
rules-r0206-do = 校舍类填新建、扩建、改建或维修改造，设备和信息化类填购置；混在一起的请分开立项。

rules-r0301-name = 超标准配置
rules-r0301 = { $school }现有{ $item }{ $present }{ $unit }，规划再增加{ $added }{ $unit }，达到{ $after }{ $unit }，超过上限{ $ceiling }{ $unit }。
rules-r0301-do = 请按缺口核减数量；因学生增加等原因确需超过的，写明测算依据报市级同意。

rules-r0302-name = 单价超上限
rules-r0302 = “{ $project }”的{ $item }单价{ $price }元/{ $unit }，高于上限{ $cap }元/{ $unit }。
rules-r0302-do = 请附造价文件或询价记录说明原因，或者调低单价。

rules-r0303-name = 新建、改扩建校舍未达优质均衡条件
rules-r0303 = “{ $project }”建成后，{ $school }仍有以下方面低于优质均衡条件：{ $items }。
rules-r0303-do = 新建、改扩建校舍应当一次达标：请增加规模，或者减少新增学位；确需分期的，写明后续安排和年份。达到优质均衡条件的部分不算超标准。

rules-r0304-name = 基本缺口未补齐而超标准建设
rules-r0304 = 全县还有{ $open }项基本办学条件缺口没有安排，而{ $school }的{ $item }建成后达到{ $after }{ $unit }，超过标准{ $standard }{ $unit }。
rules-r0304-do = 请先安排基本办学条件缺口；超出标准的部分核减，超出基本办学条件范畴的内容移出规划。
rules-r0304-beyond = 全县还有{ $open }项基本办学条件缺口没有安排，而“{ $project }”列有超出基本办学条件范畴的{ $item }（{ $amount }万元）。

rules-r0305-name = 学校规模超上限
rules-r0305 = { $school }现有{ $pupils }人，新增{ $seats }个学位后为{ $after }人，超过上限{ $limit }人。
rules-r0305-do = 请把新增学位安排到周边学校或新校址；用于化解大班额、不增加招生的，说明理由。建校较早或随迁子女较多的学校，政策包另列放宽的上限，但只见于二手来源，软件不自动放宽，可以作为申请豁免的理由。

rules-r0306-name = 新建超大规模学校
rules-r0306 = { $school }规划新建{ $seats }个学位，达到超大规模学校的起点{ $limit }人。
rules-r0306-do = 请分成两所学校或减小规模。

rules-r0307-name = 其他费、预备费占比过高
rules-r0307 = “{ $project }”的{ $what }{ $amount }万元，超过计费基数{ $of }万元的{ $limit }%。
rules-r0307-do = 请按取费标准重新计算，或说明构成。

rules-r0401-name = 设备和信息化项目跨年
rules-r0401 = “{ $project }”属于{ $category }，却安排在{ $start }年至{ $finish }年，这类项目应当当年完成。
rules-r0401-do = 请改为一年内完成；分批购置的，按年度拆成几个项目。

rules-r0402-name = 超过完成期限
rules-r0402 = “{ $project }”计划{ $finish }完成，晚于规定的完成期限{ $completion }。
rules-r0402-do = 请提前开工或缩减规模，使项目在期限内完成。

rules-r0403-name = “2025年前”的含义
rules-r0403 = 有{ $count }个项目在{ $year }年完成。完成期限有两种理解：{ $readings }。目前的处理：{ $assumed }
rules-r0403-do = 请向市教育局确认口径；如须在上一年年底前完成，请提前安排这些项目。

rules-r0404-name = 早于规划期
rules-r0404 = “{ $project }”{ $start }年开始，早于规划期第一年{ $first }年。
rules-r0404-do = 已开工的项目不再列入；续建部分从{ $first }年起另列。

rules-r0405-name = 起止年份颠倒
rules-r0405 = “{ $project }”的完成年份{ $finish }早于开始年份{ $start }。
rules-r0405-do = 请核对开始年份和完成年份。

rules-r0406-name = 工期月份与年份不符
rules-r0406 = “{ $project }”计划{ $begin }开工、{ $end }完工，与实施年度{ $start }—{ $finish }年不一致。
rules-r0406-do = 请统一月份和年份，资金年度也相应核对。

rules-r0407-name = 前后次序颠倒
rules-r0407 = “{ $project }”{ $start }年开始，但它要等“{ $other }”建成，后者{ $finish }年才完成。
rules-r0407-do = 请推后本项目或提前前置项目；同一年内能够衔接的，说明月份安排。
rules-r0407-absent = “{ $project }”的前置项目{ $other }不在规划中。

rules-r0408-name = 首年开工但前期未就绪
rules-r0408 = “{ $project }”安排{ $start }年开工，但前期工作还没有跟上：{ $state }。
rules-r0408-do = 请抓紧办理用地和可行性研究报告审批；当年办不完的，把开工年份推后。

rules-r0409-name = 前期时间不足
rules-r0409 = “{ $project }”前期还需{ $lead }个月，最早{ $ready }才能开工，晚于计划的{ $start }。
rules-r0409-do = 请推后开工，或说明如何压缩前期时间。

rules-r0410-name = 晚于需要年份
rules-r0410 = “{ $project }”最迟{ $need }年需要投入使用，却安排在{ $finish }年完成。
rules-r0410-do = 请提前安排；资金确实不足的，说明过渡办法。

rules-r0411-name = 学位项目启动偏晚
rules-r0411 = “{ $project }”新增学位，{ $start }年才启动，而规划期从{ $first }年开始；学位项目宜在前{ $years }年内启动。
rules-r0411-do = 请结合入学高峰提前实施，先行办理征地、立项和招投标。

rules-r0412-name = 建设工期偏长
rules-r0412 = “{ $project }”建设{ $years }年，超过一般不超过的{ $limit }年。
rules-r0412-do = 请核实工期；分期建设的，按期拆分项目。

rules-r0501-name = 投资与资金不平衡
rules-r0501 = “{ $project }”总投资{ $total }万元，已落实资金{ $funded }万元，缺口{ $difference }万元。
rules-r0501-do = 请补足资金来源或核减投资；不留资金缺口。
rules-r0501-over = “{ $project }”总投资{ $total }万元，安排资金{ $funded }万元，多出{ $difference }万元。

rules-r0502-name = 资金不在实施年度内
rules-r0502 = “{ $project }”在{ $year }年安排{ $source }{ $amount }万元，而项目实施期是{ $start }—{ $finish }年。
rules-r0502-do = 请把资金调整到实施年度内，或更正项目年份。

rules-r0503-name = 实施年度没有资金
rules-r0503 = “{ $project }”的实施期包括{ $years }年，但{ $years }年一分钱也没有安排。
rules-r0503-do = 请按工程进度分年安排资金，或缩短实施年度。

rules-r0504-name = 资金来源不合法或不明
rules-r0504 = “{ $project }”{ $year }年的{ $amount }万元来自“{ $source }”，不能作为规划资金来源。
rules-r0504-do = 请改为财政资金并附依据文件；严禁以学校名义举债、由施工单位垫资或向家长收费。

rules-r0505-name = 资金来源没有依据文件
rules-r0505 = { $year }年{ $source }{ $amount }万元没有填写依据文件。
rules-r0505-do = 请在年度资金预算表中补充下达文件或财政承诺文件的名称、文号。

rules-r0506-name = 超出年度预算
rules-r0506 = { $year }年{ $source }预算{ $offered }万元，{ $count }个项目共安排{ $used }万元，超出{ $over }万元。
rules-r0506-do = 请按轻重缓急推后部分项目，或补充有文件依据的预算。

rules-r0507-name = 没有对应的预算
rules-r0507 = { $count }个项目在{ $year }年使用{ $source }{ $used }万元，但年度资金预算表中没有这一来源。
rules-r0507-do = 请补填预算和依据文件，或调整资金来源。

rules-r0508-name = 债券或其他财政资金无名称或文件
rules-r0508 = { $year }年{ $source }{ $amount }万元缺少{ $missing }。
rules-r0508-do = 请写明债券或资金的名称，并附下达文件；没有文件的不能列入规划。

rules-r0509-name = 零星小额项目
rules-r0509 = “{ $project }”总投资{ $total }万元，低于{ $floor }万元，宜从公用经费或日常维修经费中解决。
rules-r0509-do = 请考虑合并到同校同类项目，或移出规划。

rules-r0510-name = 金额不是百元的整数倍
rules-r0510 = “{ $project }”有金额不是100元的整数倍：{ $amounts }。
rules-r0510-do = 请把金额取整到100元（0.01万元），使各表合计一致。

rules-r0511-name = 申请上级资金占比偏高
rules-r0511 = 规划总资金{ $total }万元，其中中央和自治区资金{ $upper }万元，占{ $share }%，高于{ $limit }%。
rules-r0511-do = 请说明申请上级资金的依据，并落实市、县财政投入。

rules-r0512-name = 生均投资偏高
rules-r0512 = 规划总投资{ $total }万元，按在校生{ $pupils }人计算生均{ $each }元，高于{ $limit }元。
rules-r0512-do = 请核实规模和单价，并与周边县比较后说明。

rules-r0513-name = 超出县级财力
rules-r0513 = { $year }年县级资金{ $own }万元，相当于{ $base }年教育支出{ $education }万元的{ $share }%，高于{ $limit }%。
rules-r0513-do = 请结合财政可承受能力调整年度安排，或由财政部门出具承诺。

rules-r0514-name = 没有市县配套或专项资金
rules-r0514 = 规划资金{ $total }万元中没有市级和县级资金。
rules-r0514-do = 通知要求市、旗县区设立专项和配套资金，请与财政部门商定；中央和自治区资金不以县级配套为前提，确实没有的写明原因，不影响报送。

rules-r0515-name = 资金未用足而缺口仍在
rules-r0515 = 有文件依据的资金{ $offered }万元，规划使用{ $used }万元，还有{ $left }万元未安排，而{ $open }项基本缺口没有项目。
rules-r0515-do = 请优先用剩余资金安排基本办学条件缺口。

rules-r0516-name = 生均申请上级资金高于其他区县
rules-r0516 = 本县生均申请中央和自治区资金{ $own }元，是{ $count }个区县中位数{ $median }元的{ $multiple }倍（最低{ $lowest }元，最高{ $highest }元），超过{ $limit }倍。
rules-r0516-do = 请对照其他区县说明差距从哪里来（学位缺口、危房、寄宿条件等），说不清的部分核减申请额。

rules-r0517-name = 生均投资高于其他区县
rules-r0517 = 本县生均投资{ $own }元，是{ $count }个区县中位数{ $median }元的{ $multiple }倍（最低{ $lowest }元，最高{ $highest }元），超过{ $limit }倍。
rules-r0517-do = 请核对学生数和投资额；缺口确实大的，在规划文本中写明。

rules-r0518-name = 新增学位单位投资高于其他区县
rules-r0518 = 本县每新增一个学位投资{ $own }元，是{ $count }个区县中位数{ $median }元的{ $multiple }倍（最低{ $lowest }元，最高{ $highest }元），超过{ $limit }倍。
rules-r0518-do = 请核对学位数是否少报、项目里是否混入与学位无关的内容，再核实造价。

rules-r0601-name = 与其他工程重复
rules-r0601 = “{ $project }”的{ $item }与“{ $programme }”（{ $other }，{ $start }—{ $finish }年）在{ $school }重复。
rules-r0601-do = 请扣除其他工程已安排的数量；属于补足差额的，写明两边各建多少。

rules-r0602-name = 规划内重复
rules-r0602 = { $school }的{ $item }在“{ $project }”和“{ $other }”中同期安排。
rules-r0602-do = 请合并成一个项目，或说明两者的分工。

rules-r0603-name = 同校重复申报
rules-r0603 = “{ $project }”与“{ $other }”（{ $other_id }）在{ $school }的内容、数量和金额完全相同，涉及{ $total }万元。
rules-r0603-do = 请删除其中一个。

rules-r0604-name = 投资项目代码重复
rules-r0604 = “{ $project }”与“{ $other }”使用同一个投资项目代码{ $code }。
rules-r0604-do = 一个代码对应一个项目：请核对在线平台上的代码，或合并项目。

rules-r0605-name = 同一缺口重复填补
rules-r0605 = { $school }的下列缺口，几个项目合起来填补的比实际缺的多：{ $items }。
rules-r0605-do = 请核对“所补缺口”表：重复填补的核减数量，学校并不缺的把缺口或项目删去。

rules-r0606-name = 短期内重复改造
rules-r0606 = { $school }的{ $item }已在“{ $other }”（{ $year }年）中改造，“{ $project }”（{ $start }年）又安排一次。
rules-r0606-do = 请合并成一次改造，或写明两次改造的部位不同（楼号、间数）。
rules-r0606-other = { $school }的{ $item }刚由“{ $programme }”在{ $year }年建成或改造，“{ $project }”{ $start }年又要改造。

rules-r0701-name = 数量明显超出缺口
rules-r0701 = { $school }的{ $item }只缺{ $short }{ $unit }，规划安排{ $quantity }{ $unit }，超过{ $factor }倍。
rules-r0701-do = 请按实测缺口核减；缺口数据有误的，先更正学校数据。

rules-r0702-name = 没有缺口的项目
rules-r0702 = 按现有数据，{ $school }不缺{ $items }，“{ $project }”没有对应的缺口。
rules-r0702-do = 请核实学校数据；确有需要的写明理由，否则移出规划。

rules-r0703-name = 单价与同类项目相差悬殊
rules-r0703 = “{ $project }”的{ $item }单价{ $price }元/{ $unit }，本规划{ $count }笔同类单价的中位数是{ $median }元/{ $unit }，相差超过{ $ratio }倍。
rules-r0703-do = 请核对单位和数量是否填错；没有填错的，附询价记录。

rules-r0704-name = 雷同项目
rules-r0704 = 有{ $schools }所学校的项目内容、数量、金额完全相同（{ $items }），与各校实测缺口不对应，例如{ $names }。
rules-r0704-do = 请按各校缺口逐校测算，不要平均分配。

rules-r0705-name = 在拟撤并学校上建设
rules-r0705 = { $school }在布局规划中是“{ $status }”，{ $year }年实施，“{ $project }”却还要在这里投资{ $total }万元、{ $finish }年才完成。
rules-r0705-do = 请撤销该项目；设备可以随学生调配到接收学校。

rules-r0706-name = 金额普遍取整
rules-r0706 = { $count }个项目中有{ $round }个的总投资是{ $step }万元的整数倍，超过{ $limit }%，像是估列。
rules-r0706-do = 请按数量和单价逐项测算后填报。

rules-r0707-name = 单价低于合理下限
rules-r0707 = “{ $project }”的{ $item }单价{ $price }元/{ $unit }，低于合理下限{ $floor }元/{ $unit }。
rules-r0707-do = 请核对单价和计量单位，避免漏项或以后追加。

rules-r0708-name = 疑似化整为零
rules-r0708 = { $school }{ $year }年有{ $count }个校舍项目，单个都低于{ $limit }万元，合计{ $sum }万元。
rules-r0708-do = 可以合并招标的请合并；确属不同工程的，说明原因。

rules-r0709-name = 整数估列
rules-r0709 = “{ $project }”总投资{ $total }万元，是{ $step }万元的整数倍，又没有单价或价格依据，像是整笔估列。
rules-r0709-do = 请按数量和单价逐项测算后填报。

rules-r0710-name = 单价与其他区县相差悬殊
rules-r0710 = 本县{ $item }（{ $nature }）的单价一般为{ $own }元/{ $unit }，{ $count }个区县的中位数是{ $median }元/{ $unit }（最低{ $lowest }元，最高{ $highest }元），相差超过{ $limit }倍。
rules-r0710-do = 请核对计量单位和配置档次；没有差错的，附询价记录或造价文件。

rules-r0801-name = 缺少衔接规划
rules-r0801 = 没有填写“{ $plan }”，规划缺少编制基础。
rules-r0801-do = 请在衔接规划表中填写文件名称、文号和分年度目标。

rules-r0802-name = 大班额目标未衔接
rules-r0802 = 现有{ $schools }所学校的{ $classes }个班达到{ $limit }人及以上，但消除大班额规划没有到{ $year }年的目标。
rules-r0802-do = 请在衔接规划表中把目标提到全部消除并分到各年度，同时安排学位或分流措施；确实消除不了的，写明剩余班级怎么办。
rules-r0802-left = 现有{ $schools }所学校的{ $classes }个班达到{ $limit }人及以上，而规划目标到{ $year }年仍保留{ $left }个。

rules-r0803-name = 新增学位与学位规划不符
rules-r0803 = 学位补齐规划要求{ $place }新增{ $wanted }个学位，本规划新增{ $seats }个，少{ $missing }个。
rules-r0803-do = 请增加学位项目，或说明由哪些其他工程解决。
rules-r0803-over = 学位补齐规划要求{ $place }新增{ $wanted }个学位，本规划新增{ $seats }个，超过{ $limit }%。

rules-r0804-name = 搬迁安置点就学未落实
rules-r0804 = 安置点“{ $settlement }”有{ $stage }学生{ $children }人，没有落实接收学校，或接收学校拟撤并。
rules-r0804-do = 请指定就近的接收学校，学位不足的同时安排扩建。

rules-r0805-name = 网络教学覆盖目标未衔接
rules-r0805 = { $year }年网络教学环境目标是{ $target }所，现有和规划合计{ $online }所，另有{ $unknown }所没有数据。
rules-r0805-do = 请补齐学校网络数据，并为未覆盖的学校安排项目。

rules-r0806-name = D级危房没有安排
rules-r0806 = { $school }有D级危房{ $area }平方米，规划和其他工程都没有安排。
rules-r0806-do = 请最优先安排拆除重建或停用，并写明安置办法。

rules-r0807-name = 搬迁安置学位不足
rules-r0807 = 搬迁学校规划要求新增{ $wanted }个学位，本规划在安置点所在学区和接收学校一共新增{ $seats }个。
rules-r0807-do = 请为安置点就近安排学位，或说明由哪些其他工程解决。

rules-r0808-name = 基本缺口没有安排
rules-r0808 = { $schools }所学校的{ $gaps }项基本办学条件缺口没有项目，例如{ $names }。
rules-r0808-do = 请逐项说明由什么渠道解决，或补充项目。

rules-r0809-name = 学位充足仍新增学位
rules-r0809 = “{ $project }”在{ $zone }新增{ $stage }学位{ $seats }个，而预测到{ $year }年该学区每年都有富余，最少的一年富余{ $spare }个。
rules-r0809-do = 请先调整招生范围、引导生源合理流动；确因集中居住、道路阻隔等需要新增的，写明理由。

rules-r0810-name = 生源减少仍扩建教室
rules-r0810 = { $school }现有{ $now }人，预测{ $year }学年降到{ $then }人，降幅超过{ $limit }%，“{ $project }”仍扩建{ $item }。
rules-r0810-do = 请核实是否可以调剂使用现有教室，避免建成后闲置；为化解大班额或补功能教室的，写明用途。

rules-r0811-name = 布局目标与学校名册不一致
rules-r0811 = 学校布局规划到{ $year }年保留{ $target }所，而学校名册中保留的是{ $keep }所（另有{ $unknown }所没有布局状态）。
rules-r0811-do = 请核对布局规划表和衔接规划表，改正其中一处；布局规划已修订的，引用修订后的文件。

rules-r0901-name = 规划没有项目
rules-r0901 = 规划里一个项目也没有。
rules-r0901-do = 请先编制项目，再提交审核。

rules-r0902-name = 没有建设内容
rules-r0902 = “{ $project }”（{ $school }）没有填写建设内容明细。
rules-r0902-do = 请在建设内容表中填写内容、数量和单价。

rules-r0903-name = 绩效目标不全
rules-r0903 = “{ $project }”缺少{ $missing }。
rules-r0903-do = 产出、效益、满意度三类指标至少各填一项。

rules-r0904-name = 没有立项依据
rules-r0904 = “{ $project }”没有立项理由，也没有对应的缺口。
rules-r0904-do = 请填写立项理由，或在所补缺口表中注明。

rules-r0905-name = 没有前期工作情况
rules-r0905 = “{ $project }”是校舍项目，没有填写{ $missing }。
rules-r0905-do = 请按实际进度填写；还没有办的也要写明“未落实”或“未开展”。

rules-r0906-name = 没有投资项目代码
rules-r0906 = “{ $project }”{ $approval }，但没有填写投资项目代码。
rules-r0906-do = 请填写投资项目在线审批监管平台的代码。

rules-r0907-name = 投资项目代码格式不对
rules-r0907 = “{ $project }”的投资项目代码“{ $code }”格式不对，应为 0000-000000-00-00-000000（半角数字）。
rules-r0907-do = 请对照平台批复重新填写。

rules-r0908-name = 没有单价或价格依据
rules-r0908 = “{ $project }”的{ $items }没有填写单价或价格依据。
rules-r0908-do = 请填写单价，并注明取自哪个单价标准、造价文件或询价。

rules-r0909-name = 价格基期过早
rules-r0909 = “{ $project }”的单价基期是{ $year }年，距规划日期超过{ $limit }年。
rules-r0909-do = 请按近期价格重新测算。

rules-r0910-name = 学校缺基准学年数据
rules-r0910 = { $school }没有{ $year }学年的数据，{ $count }个项目无法核对缺口和标准。
rules-r0910-do = 请补充学生数和办学条件后重新审核。

rules-r0911-name = 豁免无效
rules-r0911 = { $name }（{ $level }）对{ $rule }的豁免无效：这条规则须由{ $least }及以上豁免。
rules-r0911-do = 请改正豁免记录，或者先改正规划；无效的豁免不影响审核结论。
rules-r0911-unknown = { $name }（{ $level }）豁免的规则{ $rule }不存在。
rules-r0911-barred = { $name }（{ $level }）对{ $rule }的豁免无效：这条规则任何一级都不得豁免，只能改正规划。
rules-r0911-incomplete = 对{ $rule }的豁免（{ $level }）没有写明豁免人或理由，无效。

rules-r1001-name = 金额与数量、单价不符
rules-r1001 = “{ $project }”的{ $item }：{ $quantity }{ $unit } × { $price }元，应为{ $priced }万元，填报{ $amount }万元。
rules-r1001-do = 请更正金额、数量或单价，并核对总投资。

rules-r1002-name = 数量或金额为负或为零
rules-r1002 = “{ $project }”有数值为负或为零：{ $values }。
rules-r1002-do = 请更正；没有的内容不要填零，留空即可。

rules-r1003-name = 金额大到无法计算
rules-r1003 = “{ $project }”的金额或数量太大，无法求和。
rules-r1003-do = 请检查是否多填了位数，或把元填成了万元。

rules-r1004-name = 项目编号重复
rules-r1004 = 项目编号{ $id }（“{ $project }”）已被其他项目使用。
rules-r1004-do = 请给每个项目编不同的编号。

rules-r1005-name = 同年同源资金填了两次
rules-r1005 = “{ $project }”在{ $year }年的{ $source }填了两行。
rules-r1005-do = 请合并成一行；如果来源填错，请更正。

rules-r1006-name = 新增学位与新建教室不符
rules-r1006 = “{ $project }”新增{ $seats }个学位，而{ $school }只新增普通教室{ $rooms }间，按每班{ $size }人容纳不下。
rules-r1006-do = 请核对学位数或教室数；利用闲置教室的，写明间数。
rules-r1006-none = “{ $project }”新增{ $seats }个学位，却没有安排教室或教学用房。

rules-r1007-name = 所补缺口与建设内容不符
rules-r1007 = “{ $project }”注明填补{ $item }缺口{ $closed }{ $unit }，而同一学校的建设内容只有{ $planned }{ $unit }。
rules-r1007-do = 请更正所补缺口或建设内容。
