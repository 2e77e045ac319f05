# 读入表格文件


# 文件读不进来
intake-unreadable = 文件打不开：{ $cause ->
    [not-found] 没有这个文件或文件夹，请检查路径
    [permission] 没有权限，请检查文件权限
    [full] 磁盘已满，请清理后再试
    [folder] 这是文件夹，不是文件
    [not-a-folder] 路径中有一段不是文件夹，请检查路径
    [read-only] 所在磁盘只读，请换一个位置
    [not-text] 内容不是 UTF-8 文字，请另存为 UTF-8 再试
   *[other] 请检查路径、权限和磁盘空间
  }。请确认文件没有被其他程序占用，再试一次。（{ $reason }）
intake-not-a-file = 这不是文件（可能是文件夹）。请给出一个表格文件的路径。
intake-empty = 文件是空的，没有任何内容。请重新导出或另选文件。
intake-xlsb = 不支持 .xlsb（二进制工作簿）。请在 Excel 中“另存为”，类型选“Excel 工作簿 (*.xlsx)”，再上传。
intake-encrypted = 文件设了打开密码。请在 Excel 中打开，到“文件 → 信息 → 保护工作簿”取消密码，保存后再上传。
intake-damaged = 文件已损坏或不完整，读不下去。请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件再上传；如果打不开，请向提供者重新索取。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-too-slow = 文件读了 { $seconds } 秒仍未读完，已停止。请删去无关的工作表和空白格式，或拆成几个文件分别上传。
intake-unsafe-name = 文件内含有不该出现的路径“{ $name }”，可能是伪造的文件，已拒绝读取。请用 Excel 或 WPS 另存为新的 .xlsx 文件再上传。
intake-forbidden-markup = 文件内含有普通表格不会有的内容（自定义实体），已拒绝读取。请用 Excel 或 WPS 另存为新的 .xlsx 文件再上传。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-bad-encoding = 文本文件的编码认不出来，会出现乱码。请用 Excel 打开，另存为“CSV UTF-8”或 .xlsx，再上传。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-reader-failed = 读取程序没有正常工作，文件未能读入。请再试一次；如果仍不行，请把文件和时间告诉管理员。

# 不是表格
intake-looks-like-html = 这个文件其实是网页，只是扩展名改成了表格（从其他系统导出时常见）。请用 Excel 或 WPS 打开，另存为 .xlsx，再上传。
intake-looks-like-xml = 这个文件是 XML 文本，不是工作簿。请用 Excel 或 WPS 打开，另存为 .xlsx，再上传。
intake-looks-like-pdf = 这是 PDF 文件，不能当表格读取。请上传原来的 .xlsx 文件。
intake-looks-like-word = 这是 Word 文档，不是表格文件。请把其中的表格复制到 Excel，存为 .xlsx，再上传。
intake-looks-like-slides = 这是演示文稿，不是表格文件。请上传 .xlsx 文件。
intake-looks-like-picture = 这是图片，不能当表格读取。请上传原来的 .xlsx 文件。
intake-looks-like-archive = 这是压缩包，不是表格文件。请先解压，把里面的表格文件逐个上传。
intake-looks-like-old-excel = 这是 Excel 95 或更早的格式，无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx，再上传。
intake-looks-like-unknown = 认不出这是什么文件。请上传 .xlsx、.xls、.ods 或 .csv 文件。

# 超出限额
intake-too-large-file-bytes = 文件太大，超过 { $limit } MB。请删去图片和无关的工作表，或拆成几个文件。
intake-too-large-entries = 文件内部零件超过 { $limit } 个，不像普通的工作簿。请另存为新的 .xlsx 文件再上传。
intake-too-large-unpacked-bytes = 文件解压后超过 { $limit } MB，已停止读取。请删去无关的工作表和空白格式，另存后再上传。
intake-too-large-ratio = 文件的压缩比超过 { $limit } 倍，像是压缩炸弹，已拒绝读取。请删去大片重复内容，另存为新的 .xlsx 文件再上传。
intake-too-large-sheets = 工作表超过 { $limit } 张。请删去无关的工作表，或拆成几个文件。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-too-large-rows = 一张工作表有内容的行超过 { $limit } 行。请拆成几个文件。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-too-large-cells = 有内容的单元格超过 { $limit } 个。请删去无关的内容，或拆成几个文件。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-too-large-string-bytes = 单元格的文字太长，超过约 { $limit } 个汉字。请缩短文字，或把详细说明另附文档。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-too-large-shared-bytes = 工作簿里的文字合计超过 { $limit } MB。请拆成几个文件。
intake-too-large-merges = 合并单元格或隐藏列超过 { $limit } 处。请取消不必要的合并。{ $placed ->
    [yes] 位置：{ $place }。
   *[no] {""}
 }
intake-too-large-memory = 读取这个文件需要的内存超过 { $limit } MB，已停止。请删去无关的工作表，或拆成几个文件。

# 读入时值得一说的事
intake-notice-wrong-extension = 文件扩展名是 .{ $extension }，内容其实是 .{ $format }，已按内容读取。建议改正扩展名。
intake-notice-encoding = 文本文件按 { $encoding } 编码读取。如有乱码，请另存为“CSV UTF-8”。
intake-notice-ragged-rows = 第 { $row } 行的列数比表头多，可能是内容里的分隔符没有加引号，请核对。

# 表头
intake-table-no-header = 在工作表“{ $sheet }”里没有找到表头。缺少：{ $missing }。请使用模板的表头，不要改名。
intake-table-missing-column = 工作表“{ $sheet }”的表头缺少“{ $column }”一列。请补上这一列，或把原列名改回“{ $column }”。
intake-table-duplicate-column = 工作表“{ $sheet }”里“{ $column }”出现了两列（{ $first } 和 { $cell }），已取 { $first }。请删去或改名多余的一列。
intake-table-ambiguous-unit = 表上方写了几个单位（{ $units }），不知道“{ $column }”用哪一个。请把单位写进列名，例如“{ $column }（万元）”。
intake-table-hidden-column = 工作表“{ $sheet }”的“{ $column }”一列是隐藏的，仍按其内容读取。请取消隐藏并核对。
intake-table-merged-number = 工作表“{ $sheet }”的 { $range } 把一个数合并到几行，不知道各行是多少。请取消合并，逐行填写。

# 数
intake-number-empty = 没有填写。请填数字；确实没有数据的，请留空并在备注说明。
intake-number-placeholder = 填的是“无数据”的符号，按没有数据处理。
intake-number-not-a-number = 不是数字。请只填数字，不写文字。
intake-number-grouping = 逗号或空格的位置不对，可能是小数，也可能是千位分隔。请写成 1234.5 这样的数字。
intake-number-trailing = 数字 { $value } 后面带了文字“{ $rest }”。请只填数字，单位写在表头。
intake-number-too-long = 数字位数太多，超出能精确计算的范围。请核对是否多写了位数。

# 日期
intake-date-empty = 没有填写日期。请按 2021-10-05 或 2021年10月 的写法填写。
intake-date-placeholder = 填的是“无”的符号，按没有日期处理。
intake-date-ambiguous = 日期有两种读法（{ $first } 或 { $second }），不能替您猜。请按 2021-10-05 的写法填写。
intake-date-short-year = 年份只写了两位。请写四位年份，例如 2021-10-05。
intake-date-impossible = 没有这样的日期，或年份不在 1900 至 2200 之间。请核对。
intake-date-not-a-date = 不是日期。请按 2021-10-05 或 2021年10月 的写法填写。
