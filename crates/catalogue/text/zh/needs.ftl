# 需求测算

# 没有数据的原因
needs-missing-kind = 没有办学类型，无法确定适用的标准。请在“学校基本情况”填写。
needs-missing-owner = 没有举办者。只有公办学校计入缺口，请在“学校基本情况”填写。
needs-missing-setting = 没有城乡分类，而这项要求因城乡不同。请在“学校基本情况”填写。
needs-missing-boarding = 没有填是否寄宿制，而这项要求因此不同。请在“学校基本情况”填写。
needs-missing-built = 没有填建校年份，而这项要求因此不同。请在“学校基本情况”填写。
needs-missing-record = 没有基准学年的数据。请补填该校当年各表。
needs-missing-basis = 没有计算所依据的人数或班数。请在在校生、教职工各表补填。
needs-missing-split = 没有高中部人数或拆分权重，无法分出义务教育阶段的份额。请补填高中部人数。
needs-missing-present = 没有“{ $item }”的现有数量。没有的请填0，不要留空。
needs-missing-under-way = 在建的其他工程项目没有写数量，无法确定是否还缺。请在“其他工程项目”补填。
needs-missing-range = 数值超出合理范围，无法计算。请核对人数和现有数量。

# 不纳入测算的学校
needs-excluded-not-public = 民办或中外合作办学，不在支持范围。
needs-excluded-not-compulsory = 没有义务教育阶段，不在支持范围。
needs-excluded-closing = 布局规划拟撤并，不再安排建设。
needs-excluded-not-kept = 布局规划过渡保留或未列入布局规划，不属于拟长期保留的学校，不列入本规划。
needs-excluded-planned = 规划新建、尚未招生，需求计入学区学位。
needs-excluded-key-school = 因打造“重点校”形成的超大规模学校，不在支持范围。

# 学位供需
needs-shortage-none = 学位够用。
needs-shortage-between-schools = 学区学位够用，但校际分布不均、有大班额。应当先调整招生，不宜扩建。
needs-shortage-between-zones = 本学区学位不足，而县内其他学区有余。应当先调整学区和招生，再考虑建设。
needs-shortage-real = 全县该学段学位不足，需要新增学位。

# 预测缺少的数据
needs-lacking-history = 没有连续两个学年的分年级人数，无法推算升级。请补填上一学年数据。
needs-lacking-grades = 部分学校没有基准学年的分年级人数，其预测为“无数据”。
needs-lacking-births = 部分学区或年份没有出生人口，相应年份的一年级只能按近年人数沿用几年，标为“假定”，再往后为“无数据”。请在“出生人口”补填。
needs-lacking-test = 不足连续三个学年的分年级人数，无法回测：预测方法未经检验，不给预测区间。请补填以前学年数据。
needs-lacking-figures = 政策包缺少预测参数，无法预测。请用内置政策包，或补齐 forecast 各项。
needs-lacking-zones = 部分小学没有划定学区，无法按出生人口推算一年级。请填写所属学区。

# 先调整招生、后建设
needs-steer-head = 先行调整：{ $schools } 所学校班额或校额超限，分流 { $moved } 人，仍须建设解决 { $rest } 人（{ $known }/{ $of } 个学校学段有班数和人数）
needs-steer-even = 校内均衡编班，调整 { $pupils } 人
needs-steer-classes = 利用空余教室增设 { $classes } 个班，安排 { $pupils } 人
needs-steer-move-zone = 分流 { $pupils } 人到本学区 { $to }{ $distance }
needs-steer-move-out = 分流 { $pupils } 人到外学区 { $to }{ $distance }
needs-steer-distance = （直线 { $metres } 米，实际路程待核）
needs-steer-rest = 余 { $pupils } 人，查明的空余学位接收不了，须新增学位解决
needs-steer-grade = { $grade } 年级

# 大班额、大校额走势
needs-outlook-large = { $stage }大班额走势（不采取措施，按均衡编班推算；括号内为有数据的学校学段）：{ $years }
needs-outlook-sizes = 大校额走势：{ $count } 所学校某年超限，其中 { $gone } 所在预测期内自行降到上限以内

# 预测方法
needs-method-last-value = 上年持平
needs-method-roll-up = 整级顺升
needs-method-survival-ratio = 本校升级率
needs-method-shrunk-ratio = 收缩升级率
needs-method-damped-trend = 衰减趋势
needs-method-combination = 组合预测
needs-why-best = 回测误差最小
needs-why-simpler = 与误差最小的方法相差不超过一个标准误，取较简单的
needs-why-pooled = 该规模学校太少，按全学段选择
needs-why-untested = 历史太短或学校太少，未经回测

# 预测调整
needs-adjustment-migration = 净迁入
needs-adjustment-settlement = 安置点
needs-adjustment-closing = 撤并，学生并入片区内其他学校
needs-adjustment-opening = 新校开办，均分片区内新生
needs-adjustment-growing = 新校逐年增加年级
needs-adjustment-running-out = 停止招生，逐年减少年级

needs-boarding-head = 寄宿需求：寄宿制学校 { $schools } 所，另有 { $unknown } 所没有说明是否寄宿。寄宿生按基准学年各学段的寄宿比例和在校生预测推算。
needs-boarding-year = { $year } 学年寄宿生 { $boarders } 人，缺床位 { $beds } 张，缺宿舍 { $dormitory } 平方米
needs-boarding-peak = { $year } 学年寄宿生 { $boarders } 人（最多的一年），缺床位 { $beds } 张，缺宿舍 { $dormitory } 平方米

needs-curriculum-head = 乡村小规模学校 { $schools } 所（另有 { $unknown } 所人数或城乡分类不明），开齐课程的场室和器材：
needs-curriculum-subject = { $subject }：缺 { $lacks } 所，无数据 { $unknown } 所
needs-curriculum-all = 科学、音乐、美术、体育、信息技术、阅读、劳动都有专用或共用的场室或器材

# 测算步骤
needs-trace-count = 读取{ $what }
needs-trace-has = 读取现有{ $item }
needs-trace-adds = 读取在建：{ $programme }项目 { $project } 的{ $item }
needs-trace-unknown = 缺数据：{ $missing }
needs-trace-instead = 各分项 { $steps } 都没有数据，改按整体判断
needs-trace-one = 每校
needs-trace-weight = { $stage }的折算权重
needs-trace-require = 应有：{ $name }，基数取 ({ $count })
needs-trace-nothing = 应消除
needs-trace-forecast = { $year }学年{ $stage }预测学生数（{ $method }）
needs-trace-forecast-assumed = { $year }学年{ $stage }预测学生数（{ $method }；起始年级没有出生数据，是假设）
needs-trace-forecast-none = { $year }学年{ $stage }预测学生数：没有预测
needs-trace-scale = 寄宿比例不变：({ $count }) × ({ $then }) ÷ ({ $now })，进一
needs-trace-small = 是否乡村小规模学校：({ $count }) 少于{ $below }人
needs-trace-serves = { $subject }：{ $steps } 有一项即可
needs-trace-online = 网络课堂（专递课堂、名师课堂、名校网络课堂）：{ $steps } 有一项即可
needs-trace-yes = 是
needs-trace-no = 否
needs-trace-means = 具备
needs-trace-lacks = 不具备
needs-trace-of-stage = { $stage }{ $what }
needs-trace-none = 没有在建数量
needs-trace-short = 缺口 = 应有 ({ $required }) − 现有 ({ $present }) − 在建 ({ $underway })，不足 0 按 0
needs-basis-pupils = 在校生
needs-basis-girls = 女生
needs-basis-boys = 男生
needs-basis-boarders = 寄宿生
needs-basis-classes = 班数
needs-basis-teachers = 专任教师
needs-basis-school = 学校
needs-trace-quantity = { $figure } { $unit }
