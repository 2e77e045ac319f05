# programme

programme-error-figure = 政策包缺少参数“{ $key }”或数值不合理，请补充后重新编制。
programme-error-overflow = 金额超出可计算范围，请检查数量和单价。
programme-error-malformed = 规划问题数据自相矛盾（{ $at }），请检查资金和项目数据。

programme-title-danger-d = { $school }D级危房拆除重建项目
programme-title-danger-c = { $school }C级危房维修加固项目
programme-title-boundary = { $school }围墙大门护坡改造项目
programme-title-teaching = { $school }教学及辅助用房扩建项目
programme-title-dormitory = { $school }学生宿舍及配套扩建项目
programme-title-canteen = { $school }学生食堂扩建项目
programme-title-toilet = { $school }厕所改造项目
programme-title-heating = { $school }供暖改造项目
programme-title-sports = { $school }运动场地改造项目
programme-title-staff = { $school }教师宿舍及办公用房扩建项目
programme-title-grounds = { $school }校园环境改造项目
programme-title-security = { $school }安防设备购置项目
programme-title-living = { $school }生活设施设备购置项目
programme-title-equipment = { $school }教学设施设备购置项目
programme-title-campus = { $school }校园设施维修改造项目
programme-title-goods = { $school }设施设备购置项目
programme-title-desks = { $school }课桌椅购置项目
programme-title-digital = { $school }信息化设备购置项目

programme-reason = 对照基本办学条件标准，该校缺少{ $gaps }，按照缺什么补什么的原则补齐。
programme-reason-danger = 该校现有{ $gaps }，按照消除校舍安全隐患的要求优先安排。
programme-reason-seats = 所在学区{ $stage }学位长期不足，扩建普通教室{ $rooms }间，新增学位{ $seats }个。
programme-target-item = 补齐{ $item }
programme-target-accepted-works = 竣工验收合格率
programme-target-accepted-goods = 设备验收合格率
programme-target-seats = 新增学位数
programme-target-pupils = 受益学生数
programme-target-satisfaction = 师生和家长满意度
programme-unit-people = 人
programme-unit-seats = 个

programme-school-not-public = { $school }不是公办学校，不在支持范围。
programme-school-not-compulsory = { $school }没有义务教育学段，不在支持范围。
programme-school-closing = { $school }拟撤并，不安排项目。
programme-school-planned = { $school }为规划新建学校，尚无基础数据，按学位需求另行安排。
programme-school-key-school = { $school }属于因打造“重点校”而形成的超大规模学校，不在支持范围。
programme-school-not-kept = { $school }未列入学校布局规划长期保留，不安排项目。
programme-school-owner-unknown = { $school }举办者未填写，无法判断是否公办，请补充后重新编制。
programme-school-kind-unknown = { $school }办学类型未填写，无法判断学段，请补充后重新编制。
programme-school-layout-unknown = { $school }学校布局规划状态未填写，无法判断是否长期保留，请补充后重新编制。

programme-gap-no-project = { $item }缺{ $quantity }，不是项目内容能够解决的，请另行研究。
programme-gap-not-eligible = { $item }缺{ $quantity }，现有资金来源都不能用于该项内容，或者与同一项目其他内容没有共同可用的资金来源。
programme-gap-unpriced = { $item }缺{ $quantity }，政策包没有该项单价，无法测算投资，请补充单价。

programme-hand-no-school = 手工项目“{ $project }”没有对应的在册学校，未参加比选。
programme-hand-amount = 手工项目“{ $project }”没有建设内容，或者总投资不是正的整百元，未参加比选，请核对金额。
programme-hand-years = 手工项目“{ $project }”建设年限不在规划期内，未参加比选，请核对起止年份。
programme-hand-not-in-year = 手工项目“{ $project }”为购置类，应当当年完成，不能跨年，未参加比选。
programme-hand-no-source = 手工项目“{ $project }”没有一种资金来源可以用于其全部内容，未参加比选，请拆分项目或调整来源。

programme-budget-left-out = { $year }年{ $source }{ $amount }万元未计入可用资金：不在规划期内、来源不合规、金额不为正，或者债券和其他资金没有依据文件。
programme-budget-no-document = { $year }年{ $source }{ $amount }万元没有依据文件，已计入可用资金，请补充文件。

programme-out-no-year = “{ $project }”落选：前期工作和工期决定了它在规划期内不能按时完成。
programme-out-no-source = “{ $project }”落选：没有可以用于该项目的资金来源。
programme-out-no-value = “{ $project }”落选：没有可计的需求分值。
programme-out-too-dear = “{ $project }”落选：即使不安排其他项目，{ $year }年可用资金仍不够，还差{ $amount }万元。
programme-out-waits = “{ $project }”落选：资金够用，但它依赖的项目未安排或者未按时完成，或者计算限度内未能排入。
programme-out-money = “{ $project }”落选：各年资金已安排给更紧要的项目。估算：{ $year }年可用资金再增加{ $amount }万元即可安排。
programme-out-price = “{ $project }”落选：总投资{ $total }万元，按资金紧张程度估算，投资降到{ $worth }万元以内才与入选项目相当；或者{ $year }年可用资金再增加{ $amount }万元。
programme-out-variant = “{ $project }”未采用：同一内容已按另一规模安排。

scenario-budget-set = { $year }年{ $source }按{ $amount }万元计，不是已批准的预算。
scenario-budget-percent = { $year }年{ $source }在填报数的基础上增减{ $change }。
scenario-births = 基准学年时还没有孩子入学的各出生年份，出生人数增减{ $change }。
scenario-error-unlawful = { $source }不是合规的资金来源，不能作为假设。
scenario-error-needs-document = { $source }须有依据文件才能计入可用资金，不能假定金额；请在工作簿的资金表中连同文件填报。
scenario-error-outside = { $year }年不在规划期内，资金假设只能用于规划期内的年度。
scenario-error-no-money = { $year }年没有填报{ $source }，无从增减；请改用“=金额”的写法，或者先填报预算。
scenario-error-no-births = 没有可以增减的出生人口数据：没有填报，或者各出生年份的孩子在基准学年都已开始入学。
scenario-error-range = 按假设计算的数超出可计算范围，请检查百分数和金额。
programme-money-returned = { $source }到{ $year }年末有{ $amount }万元超过可以结转的年限仍未安排，按结余资金收回测算：剩余项目受前期工作、工期或单个项目规模限制，未能排入。
programme-money-beyond = { $source }到{ $year }年末有{ $amount }万元未安排，结转到规划期以后，可用于后续任务。

# 年度排布（试排）
programme-trial-apart = 这个项目不符合支持条件，不能换年份，只能移出规划。
programme-trial-unknown = 没有编号为 { $project } 的项目或备选项目。
programme-trial-cycle = 年份必须在规划期{ $first }—{ $last }年以内，竣工年份不早于开工年份。
programme-trial-one-year = “{ $name }”是设备购置或信息化项目，必须当年完成，不能跨年。
programme-trial-two-sizes = “{ $name }”的另一种规模已经列入规划，请先把那一种移出。
programme-trial-no-source = 没有任何资金来源可以支付“{ $name }”。
programme-trial-too-early = “{ $name }”{ $year }年开工，按前期工作需要{ $months }个月测算来不及，或者另有约定排除了这一年；确已具备条件的可以采用，但审核时需要说明。
