# 工作簿和表格的问题：是什么、为什么、怎么办。

exchange-newer-format-what = 文件格式版本为 { $format }，本程序只认识到 { $known }。
exchange-newer-format-why = 新版本的内容可能被误读。
exchange-newer-format-remedy = 请升级程序，或用原来的程序打开。

exchange-other-county-what = 这是 { $found } 的数据，应为 { $wanted }。
exchange-other-county-why = 交错了文件，或者改动了行政区划代码。
exchange-other-county-remedy = 请确认文件；代码改错的，改回 { $wanted }。

exchange-county-missing-what = 文件没有写明是哪个旗县区的数据。
exchange-county-missing-why = 没有行政区划代码，无法建立档案。
exchange-county-missing-remedy = 请填写“基本信息”表；单张表请复制到县级工作簿中再检查。

exchange-bad-cycle-what = 规划周期 { $first }—{ $last } 年不对。
exchange-bad-cycle-why = 规划末年不能早于规划首年，周期不能超过 { $most } 年。
exchange-bad-cycle-remedy = 请改正“规划首年”和“规划末年”。

exchange-table-missing-what = 没有找到“{ $table }”表，或者表里还没有填学校。
exchange-table-missing-why = 其他各表都以它为准。
exchange-table-missing-remedy = 请先填写这张表；没有这张表的，从空白工作簿中复制，或把工作表改名为“{ $table }”。

exchange-sheet-unknown-what = 工作表“{ $sheet }”不在本工作簿的表之内，没有读入。
exchange-sheet-unknown-why = 名称和表头都对不上。
exchange-sheet-unknown-remedy = 需要读入的，请改成对应的表名和表头；不需要的不用管。

exchange-header-missing-what = 在“{ $table }”表里没有找到表头，缺少：{ $missing }。
exchange-header-missing-why = 表头可能被删改，或者前面的说明太长。
exchange-header-missing-remedy = 请从空白工作簿复制表头。

exchange-column-missing-what = 缺少“{ $column }”一列。
exchange-column-missing-why = 没有这一列，整张表的行都无法使用。
exchange-column-missing-remedy = 请补上这一列。

exchange-column-unknown-what = 不认识“{ $column }”这一列，没有读入。
exchange-column-unknown-why = 表头与规定的名称不同。
exchange-column-unknown-remedy = 需要读入的，请改成规定的表头；不需要的可以删除。

exchange-column-twice-what = “{ $column }”出现了两列，只读了 { $first } 那一列。
exchange-column-twice-why = 无法判断以哪一列为准。
exchange-column-twice-remedy = 请删除或改名其中一列。

exchange-unit-unknown-what = “{ $column }”的表头单位写作“{ $unit }”，不能换算成“{ $own }”。
exchange-unit-unknown-why = 单位不同类，数字不能直接使用。
exchange-unit-unknown-remedy = 请把表头单位改为“{ $own }”，并核对数字。

exchange-unit-ambiguous-what = “{ $column }”的单位不明，表上写了几个：{ $units }。
exchange-unit-ambiguous-why = 无法判断用哪个单位。
exchange-unit-ambiguous-remedy = 请在这一列的表头写明单位。

exchange-merged-number-what = { $range } 合并了单元格，里面是数字。
exchange-merged-number-why = 一个数字无法分给几行。
exchange-merged-number-remedy = 请取消合并，逐行填写。

exchange-hidden-column-what = “{ $column }”一列是隐藏的，也读入了。
exchange-hidden-column-why = 隐藏的数据容易忘记更新。
exchange-hidden-column-remedy = 请取消隐藏并核对。

exchange-hidden-sheet-what = 工作表“{ $sheet }”是隐藏的，也读入了。
exchange-hidden-sheet-why = 隐藏的数据容易忘记更新。
exchange-hidden-sheet-remedy = 请取消隐藏并核对；不用的请删除。

exchange-hidden-rows-what = 有 { $count } 行是隐藏或筛选掉的，也读入了。
exchange-hidden-rows-why = 隐藏的行同样算数据。
exchange-hidden-rows-remedy = 请取消隐藏或筛选，核对后再交。

exchange-total-mismatch-what = “{ $column }”的合计为 { $stated }，各行相加为 { $sum }。
exchange-total-mismatch-why = 合计与明细对不上，可能漏了行或填错数。
exchange-total-mismatch-remedy = 请核对各行和合计。系统以各行为准。

exchange-year-missing-what = 这一行没有填学年。
exchange-year-missing-why = 学校数据必须知道是哪一学年的。
exchange-year-missing-remedy = 请填写学年，例如 2020；或在工作表名称中写明学年。

exchange-required-what = 没有填“{ $column }”。
exchange-required-why = 缺了它，这一行无法使用。
exchange-required-remedy = 请补填；多余的行请整行删除。

exchange-duplicate-row-what = “{ $key }”重复，“{ $sheet }”第 { $row } 行已经有了。
exchange-duplicate-row-why = 同一内容只能有一行，否则会重复计算。
exchange-duplicate-row-remedy = 请删除重复的一行，或改正编号。

exchange-cell-error-what = “{ $column }”是公式错误 { $value }。
exchange-cell-error-why = 公式没有算出结果。
exchange-cell-error-remedy = 请改正公式，或直接填数字。

exchange-not-a-number-what = “{ $column }”填的“{ $value }”不是数字。
exchange-not-a-number-why = 这一列只能填数字。
exchange-not-a-number-remedy = 请改成数字；没有填 0，不掌握空着。

exchange-unit-in-cell-what = “{ $column }”填的“{ $value }”，数字后面有“{ $rest }”。
exchange-unit-in-cell-why = 无法判断后面的文字是不是单位。
exchange-unit-in-cell-remedy = 请只填数字，按表头的单位换算。

exchange-grouping-what = “{ $column }”填的“{ $value }”，逗号或空格的位置不对。
exchange-grouping-why = 可能是小数点误打成逗号，也可能多打了空格。
exchange-grouping-remedy = 请改成不带逗号和空格的数字。

exchange-not-whole-what = “{ $column }”填的“{ $value }”不是整数。
exchange-not-whole-why = 人数、班数、间数等只能是整数。
exchange-not-whole-remedy = 请改成整数，并检查单位是否填错。

exchange-negative-what = “{ $column }”填了负数 { $value }。
exchange-negative-why = 这一列不可能小于 0。
exchange-negative-remedy = 请核对后改正。

exchange-rounded-what = “{ $column }”填的 { $value } 小数位太多，按 { $kept } 读入。
exchange-rounded-why = 面积和金额精确到小数点后规定的位数。
exchange-rounded-remedy = 请核对；可以接受的不用改。

exchange-too-large-what = “{ $column }”填的 { $value } 太大。
exchange-too-large-why = 超出了可能的范围。
exchange-too-large-remedy = 请检查单位和位数。

exchange-text-too-long-what = “{ $column }”的内容超过 { $most } 字。
exchange-text-too-long-why = 这样长的内容不能保存在一个单元格里。
exchange-text-too-long-remedy = 请缩短；长的说明放进资料库。
exchange-none-or-zero-what = “{ $column }”填的“{ $value }”意思不明。
exchange-none-or-zero-why = “无”可能是没有（0），也可能是没有数据。
exchange-none-or-zero-remedy = 没有的填 0；不掌握的空着。

exchange-placeholder-what = “{ $column }”填的“{ $value }”按无数据处理。
exchange-placeholder-why = 横线、斜线一类的符号表示没有数据。
exchange-placeholder-remedy = 确实没有数据的不用改；实际为 0 的请填 0。

exchange-not-a-date-what = “{ $column }”填的“{ $value }”不是日期。
exchange-not-a-date-why = 无法识别为年月日。
exchange-not-a-date-remedy = 请写成 2021-10-15；到月的写成 2021-10。

exchange-date-ambiguous-what = “{ $column }”填的“{ $value }”可以是 { $first }，也可以是 { $second }。
exchange-date-ambiguous-why = 月和日分不清，不作猜测。
exchange-date-ambiguous-remedy = 请写成 2021-10-15 的样子。

exchange-date-short-year-what = “{ $column }”填的“{ $value }”，年份只有两位。
exchange-date-short-year-why = 不能确定是哪个世纪。
exchange-date-short-year-remedy = 请写四位数年份。

exchange-date-impossible-what = “{ $column }”填的“{ $value }”，没有这一天。
exchange-date-impossible-why = 日历上没有，或者超出 1900—2200 年。
exchange-date-impossible-remedy = 请改成正确的日期。

exchange-date-imprecise-what = “{ $column }”填的“{ $value }”不够精确。
exchange-date-imprecise-why = { $wanted ->
    [month] 这一列要写到月。
   *[other] 这一列要写到日。
}
exchange-date-imprecise-remedy = 请补全；不清楚的空着。

exchange-not-a-year-what = “{ $column }”填的“{ $value }”不是年份。
exchange-not-a-year-why = 应为四位数年份。
exchange-not-a-year-remedy = 请写成 2020；学年写秋季开学的年份。

exchange-not-in-list-what = “{ $column }”填的“{ $value }”不在可选范围内。
exchange-not-in-list-why = 可选：{ $options }。
exchange-not-in-list-remedy = 请从下拉列表中选择。

exchange-not-yes-no-what = “{ $column }”填的“{ $value }”不是“是”或“否”。
exchange-not-yes-no-why = 这一列只认“是”和“否”。
exchange-not-yes-no-remedy = 请填“是”或“否”，不掌握空着。

exchange-bad-school-code-what = 学校标识码“{ $code }”不是十位数字。
exchange-bad-school-code-why = 标识码由教育部统一编发，固定为十位。
exchange-bad-school-code-remedy = 请核对改正；没有标识码的空着。

exchange-placeholder-code-what = 学校标识码“{ $code }”是占位的数，按没有标识码处理。
exchange-placeholder-code-why = 这样的数不是真正的标识码。
exchange-placeholder-code-remedy = 请补填真正的标识码；没有的空着。

exchange-credit-code-what = “{ $code }”是统一社会信用代码，不是学校标识码，按没有标识码处理。
exchange-credit-code-why = 两种代码不能混用。
exchange-credit-code-remedy = 请填写十位学校标识码。

exchange-bad-region-code-what = 行政区划代码“{ $code }”不对。
exchange-bad-region-code-why = 应为六位国家标准代码，开发区为六至十二位本地代码。
exchange-bad-region-code-remedy = 请核对改正。

exchange-item-missing-what = “{ $column }”填了数量，但不知道是什么内容。
exchange-item-missing-why = 数量的单位要由内容确定。
exchange-item-missing-remedy = 请先填写内容。

exchange-school-unknown-what = “{ $school }”没有在“学校基本情况”表登记。
exchange-school-unknown-why = 数据无处归属。
exchange-school-unknown-remedy = 请先登记这所学校，或改正编号、名称。

exchange-school-ambiguous-what = 有 { $count } 所学校叫“{ $school }”。
exchange-school-ambiguous-why = 分不清是哪一所。
exchange-school-ambiguous-remedy = 请填写学校编号。

exchange-name-differs-what = 编号 { $school } 登记的名称是“{ $registered }”，这里写的是“{ $given }”。
exchange-name-differs-why = 编号和名称不一致，可能填错行。
exchange-name-differs-remedy = 请核对。系统以编号为准。

exchange-reference-unknown-what = “{ $key }”在“{ $table }”表中没有。
exchange-reference-unknown-why = 引用的编号不存在。
exchange-reference-unknown-remedy = 请先在“{ $table }”表登记，或改正编号。

exchange-location-half-what = 经度和纬度只填了一个。
exchange-location-half-why = 缺一个就不能确定位置。
exchange-location-half-remedy = 请补填另一个，或都空着。

exchange-location-swapped-what = 经度 { $lon }、纬度 { $lat } 填反了。
exchange-location-swapped-why = 我国的经度在 73 至 136 度之间，纬度在 3 至 54 度之间。
exchange-location-swapped-remedy = 请把两个数对调。

exchange-location-outside-what = 经度 { $lon }、纬度 { $lat } 不在我国范围内。
exchange-location-outside-why = 位置明显有误。
exchange-location-outside-remedy = 请核对坐标。

exchange-datum-unstated-what = 没有写明坐标系，按“未注明”处理。
exchange-datum-unstated-why = 不同地图的坐标相差可达几百米，不能用于要求精确距离的判断。
exchange-datum-unstated-remedy = 知道来源的请选择坐标系。

exchange-classes-over-pupils-what = { $school } { $where }：{ $classes } 个班，只有 { $pupils } 名学生。
exchange-classes-over-pupils-why = 班数不可能多于学生数。
exchange-classes-over-pupils-remedy = 请核对学生数和班数，是否填反了列。

exchange-girls-over-pupils-what = { $school } { $where }：女生 { $girls } 人，多于学生数 { $pupils } 人。
exchange-girls-over-pupils-why = 女生是学生的一部分。
exchange-girls-over-pupils-remedy = 请核对。

exchange-boarders-over-pupils-what = { $school } { $where }：寄宿生 { $boarders } 人，多于学生数 { $pupils } 人。
exchange-boarders-over-pupils-why = 寄宿生是学生的一部分。
exchange-boarders-over-pupils-remedy = 请核对。

exchange-class-sizes-sum-what = { $school } { $where }：各班人数相加为 { $sum }，学生数为 { $pupils }。
exchange-class-sizes-sum-why = 两处必须一致。
exchange-class-sizes-sum-remedy = 请核对“班额”表和“分年级学生班级”表。

exchange-class-sizes-count-what = { $school } { $where }：填了 { $count } 个班的人数，班数为 { $classes }。
exchange-class-sizes-count-why = 两处必须一致。
exchange-class-sizes-count-remedy = 请核对“班额”表和“分年级学生班级”表。

exchange-class-sizes-gap-what = 第 { $class } 班空着，后面的班却填了。
exchange-class-sizes-gap-why = 各班要依次填写，空着就不知道有没有这个班。
exchange-class-sizes-gap-remedy = 请补填；没有这个班的，把后面的往前移。

exchange-boarding-contradiction-what = { $school } 填了不是寄宿制，{ $year } 学年却有寄宿生 { $boarders } 人。
exchange-boarding-contradiction-why = 两处互相矛盾。
exchange-boarding-contradiction-remedy = 请核对“是否寄宿制”和寄宿生数。

exchange-stage-mismatch-what = { $school } 是{ $kind }，{ $year } 学年却有{ $stage }学生。
exchange-stage-mismatch-why = 办学类型与学生不符。
exchange-stage-mismatch-remedy = 请核对办学类型和年级。

exchange-danger-over-floor-what = { $school } { $year } 学年危房 { $danger } 平方米，多于校舍建筑面积 { $floor } 平方米。
exchange-danger-over-floor-why = 危房是校舍的一部分。
exchange-danger-over-floor-remedy = 请核对两个面积，是否填错单位。

exchange-part-over-whole-what = { $school } { $year } 学年“{ $part }”为 { $value }，多于“{ $whole }”{ $limit }。
exchange-part-over-whole-why = 部分不可能多于全部。
exchange-part-over-whole-remedy = 请核对，是否填错列或单位。

exchange-implausible-what = { $school } { $where }“{ $column }”为 { $value }，超过了可能的上限 { $limit }。
exchange-implausible-why = 没有学校会有这么多，多半是单位或位数填错。
exchange-implausible-remedy = 请核对。确实无误的，请联系系统管理员调整上限。

exchange-outlier-what = { $school } { $year } 学年{ $measure }为 { $value }，同类学校一般为 { $median }。
exchange-outlier-why = 与同类学校相差很大，可能填错。
exchange-outlier-remedy = 请核对；属实的不用改。

exchange-jump-what = { $school }的学生数由 { $before } 学年的 { $old } 人变为 { $year } 学年的 { $new } 人。
exchange-jump-why = 一年之内变化很大，可能填错。
exchange-jump-remedy = 请核对；属实的不用改。

exchange-no-base-year-what = { $school } 没有基准学年（{ $year }）的学生数据。
exchange-no-base-year-why = 缺口和预测都以基准学年为准，这所学校不能计算。
exchange-no-base-year-remedy = 请补填；已停办的请在“布局规划状态”中注明。

exchange-months-sum-what = 全年出生 { $total } 人，各月相加为 { $sum } 人。
exchange-months-sum-why = 两处必须一致。
exchange-months-sum-remedy = 请核对。

exchange-months-partial-what = 只填了 { $known } 个月的出生人数，分月数没有采用。
exchange-months-partial-why = 分月数要十二个月都有才能用。
exchange-months-partial-remedy = 请补齐，或把分月数都空着。

exchange-education-over-budget-what = 教育支出 { $part } 万元，多于一般公共预算支出 { $whole } 万元。
exchange-education-over-budget-why = 教育支出是其中的一部分。
exchange-education-over-budget-remedy = 请核对两个数，是否填反或单位不一致。

exchange-years-reversed-what = 完成年份 { $finish } 早于开始年份 { $start }。
exchange-years-reversed-why = 不可能先完成后开始。
exchange-years-reversed-remedy = 请改正年份。

exchange-funding-mismatch-what = 项目 { $project }：各年资金合计 { $funded } 万元，总投资 { $total } 万元。
exchange-funding-mismatch-why = 资金应当与投资相等，不留缺口，也不多列。
exchange-funding-mismatch-remedy = 请核对“资金安排”和“项目明细”。

exchange-price-mismatch-what = 项目 { $project } 的{ $item }：金额 { $amount } 万元，数量乘单价为 { $priced } 万元。
exchange-price-mismatch-why = 两者应当一致。
exchange-price-mismatch-remedy = 请核对数量、单价和金额。

exchange-project-empty-what = 项目 { $project } 没有建设内容。
exchange-project-empty-why = 没有内容就无法审核和计价。
exchange-project-empty-remedy = 请在“项目明细”表填写内容。

exchange-amount-overflow-what = 项目 { $project } 的金额太大，无法相加。
exchange-amount-overflow-why = 超出了可能的范围。
exchange-amount-overflow-remedy = 请检查金额的单位和位数。

exchange-zero-missing-what = “{ $column }”有 { $count } 个 0 按无数据处理。
exchange-zero-missing-why = 对应文件规定：这一列的 0 表示尚未开办或没有填报。
exchange-zero-missing-remedy = 确实为 0 的，请在本县工作簿中填写。

exchange-row-skipped-what = 跳过了 { $count } 行：{ $reason }。
exchange-row-skipped-why = 对应文件规定不读入这些行。
exchange-row-skipped-remedy = 请核对是否应当读入。

exchange-key-shared-what = “{ $key }”有 { $count } 所学校共用，已在后面加序号区分。
exchange-key-shared-why = 同一标识码下有几个校区分别填报。
exchange-key-shared-remedy = 请核对哪些是同一所学校的校区，并在档案中填写“所属学校编号”。

exchange-administered-what = { $count } 所学校的区划“{ $name }”（{ $code }）由其他单位代管，按 { $region } 读入。
exchange-administered-why = 代管区域的学校归谁规划，数据本身没有说明。
exchange-administered-remedy = 请与代管单位商定，并在对应文件中写明。

exchange-name-unmapped-what = “{ $name }”在对应文件中没有。
exchange-name-unmapped-why = 不知道它对应哪个区划或学区。
exchange-name-unmapped-remedy = 请在对应文件的名称表中补上，或列入不读的行。

exchange-sheet-unmapped-what = 工作表“{ $sheet }”与对应文件不符，没有读入。
exchange-sheet-unmapped-why = 表头中没有找到：{ $missing }。
exchange-sheet-unmapped-remedy = 需要读入的，请修改对应文件；不需要的不用管。

exchange-mapping-unfit-what = 映射文件“{ $mapping }”与这些文件不符，什么也没有读入。
exchange-mapping-unfit-why = 要找的是：{ $wanted }。文件里有的是：{ $found }。
exchange-mapping-unfit-remedy = 请换用与这些文件相配的映射文件，或者按实际的文件名、工作表名和表头修改映射文件。

exchange-mapping-unused-what = 映射文件的一部分没有用上：{ $wanted }。
exchange-mapping-unused-why = 给出的文件里没有这样的文件名、工作表和表头。
exchange-mapping-unused-remedy = 漏给了文件的，请一并给出；不需要的不用管。

exchange-mapping-assumed-what = “{ $column }”一律按“{ $value }”读入，这是映射文件的假定。
exchange-mapping-assumed-why = { $reason }。
exchange-mapping-assumed-remedy = 请核对；不符的学校，导出工作簿后逐校改正。

exchange-split-left-out-what = { $what }共 { $count } 条没有写入分县档案。
exchange-split-left-out-why = 这些数据不属于哪一所学校，也没有注明属于哪个县，无法分配。
exchange-split-left-out-remedy = 请按县分别导入（映射文件不写 split），或者导出工作簿后填写。

exchange-spaces-in-number-what = 有 { $count } 个数字中间有空格，去掉空格后读入，第一个是“{ $value }”。
exchange-spaces-in-number-why = 年鉴排版或扫描时常有多余的空格。
exchange-spaces-in-number-remedy = 请与原书核对；合计相符的可以放心。

exchange-value-omitted-what = “{ $column }”没有读入：{ $reason }。
exchange-value-omitted-why = 对应文件注明这个值有误。
exchange-value-omitted-remedy = 请向学校核实，在本县工作簿中填写正确的数。

exchange-local-code-what = “{ $code }”不是十位学校标识码，按没有标识码处理。
exchange-local-code-why = 可能是当地自编的号码。
exchange-local-code-remedy = 有真正的标识码的，请在本县工作簿中填写。

exchange-plan-reference-unknown-what = 规划中的“{ $key }”在“{ $table }”表中没有。
exchange-plan-reference-unknown-why = 引用的编号不存在，审核时会作为问题提出。
exchange-plan-reference-unknown-remedy = 请先在“{ $table }”表登记，或改正编号。

exchange-wrong-extension-what = 文件的扩展名是 .{ $found }，内容是 .{ $wanted }，按内容读入。
exchange-wrong-extension-why = 扩展名与内容不符，别的程序可能打不开。
exchange-wrong-extension-remedy = 请改用扩展名 .{ $wanted }。

exchange-encoding-what = 文本文件的编码是 { $encoding }，已按此读入。
exchange-encoding-why = 编码不同，生僻字可能显示不对。
exchange-encoding-remedy = 请核对校名中的生僻字；另存为 UTF-8 更稳妥。

exchange-ragged-rows-what = 文本文件各行的列数不一样，从第 { $row } 行起。
exchange-ragged-rows-why = 可能有多余的逗号或没有成对的引号。
exchange-ragged-rows-remedy = 请用表格软件打开，核对这一行及以后的列。

exchange-part-skipped-what = 有 { $count } 行没有读入：它们已包含在其他行内。
exchange-part-skipped-why = 不读这些行，合计才相符；读入就会重复计算。
exchange-part-skipped-remedy = 请核对；确实单列的，请在对应文件中改为必读的行。

exchange-duplicate-code-what = 编号 { $school } 和 { $first } 的学校标识码都是 { $value }。
exchange-duplicate-code-why = 一个标识码只属于一所学校。
exchange-duplicate-code-remedy = 请核对标识码；是同一学校的校区的，请填写“所属学校编号”。

exchange-duplicate-name-what = 编号 { $school } 和 { $first } 的学校名称都是“{ $value }”。
exchange-duplicate-name-why = 同名学校在其他表中只能按编号区分。
exchange-duplicate-name-remedy = 请核对是否重复登记；确实同名的，其他表要填编号。

exchange-example-filled-what = 示例行里填了本县的数据，没有读入。
exchange-example-filled-why = 第一列写着“示例”的行一律跳过。
exchange-example-filled-remedy = 请把数据移到下面的空行，或删去第一列的“示例”二字。

exchange-severity-error = 错误
exchange-severity-warning = 警告
exchange-severity-notice = 提示
exchange-marks-sheet = 问题清单
exchange-marks-heading-sheet = 工作表
exchange-marks-heading-cell = 单元格
exchange-marks-heading-severity = 等级
exchange-marks-heading-problem = 问题和处理办法
exchange-marks-resolved = 已改正
exchange-line = { $severity }　{ $place }　{ $what }{ $why }{ $remedy }
exchange-json-syntax = 不是有效的档案文件，或已损坏：{ $cause ->
    [cut] 文件不完整，在第 { $line } 行中断
    [data] 第 { $line } 行的内容不合档案格式
    [shape] 内容不合档案格式
   *[syntax] 第 { $line } 行不是有效的 JSON
  }。请用 junheng 重新导出档案，或改用工作簿。（{ $detail }）
exchange-json-cycle = 规划周期 { $first }—{ $last } 年不对：末年不能早于首年，周期不能超过 { $most } 年。请改正后再试。
exchange-json-twice = 档案的 { $list } 中有两条记录的编号都是 { $id }。请改正编号或删去重复的一条。
exchange-json-negative = 档案中 { $path } 是负数。现有数量不能小于 0，请改正；不掌握的请删去这一项。
exchange-json-newer = 档案格式版本为 { $format }，本程序只认识到 { $known }。请升级程序。
exchange-json-older = 档案格式版本 { $format } 不存在。请检查文件。
exchange-mapping-syntax = 映射文件“{ $file }”第 { $line } 行写错了：请检查引号、方括号和等号是否成对，键名是否与说明一致，值的类型是否正确。（{ $detail }）
exchange-mapping-version = 对应文件“{ $file }”的版本是 { $version }，本程序只认识 { $known }。
exchange-mapping-target = 对应文件“{ $file }”：没有“{ $target }”这一列。可以写的列见《映射文件》。
exchange-mapping-fixed = 对应文件“{ $file }”：“{ $target }”的固定值“{ $value }”不能用。
exchange-mapping-key = 对应文件“{ $file }”：没有列对应 { $target }，无法建立记录。
exchange-mapping-region = 对应文件“{ $file }”：“{ $code }”不是行政区划代码。
