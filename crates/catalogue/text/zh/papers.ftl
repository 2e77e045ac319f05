# papers
typeset-no-chinese-font = 在 { $folders } 没有找到中文字体，无法生成 PDF。请安装系统软件包 { $package }（apt-get install { $package }），或用 --fonts 指明本单位的字体文件夹。
typeset-font-unreadable = 字体 { $path } 读不出来：{ $why }。请检查路径和权限。
typeset-blank = 排版模板中有字体画不出的字：{ $characters }。请补充字体或改换模板用字。
typeset-date = 文件日期 { $date } 不存在。请在封面表改正规划日期。
typeset-template = 排版模板有误。（{ $error }）
papers-overflow = { $where }超出可计算范围。请检查该处的数量、单价和金额是否多写了位数。
papers-not-reconciled = { $table }的合计不平：{ $what }按明细相加为 { $lines }，表内合计为 { $total }。为免误报，成果文件未生成。
papers-form = 表样文件有误：{ $what }。
papers-written = { $file }未能生成。（{ $error }）
papers-rare = 下列字没有字体可用，PDF 中以编码代替，请手工补写或安装含这些字的字体：{ $characters }。
papers-unlawful = 资金来源“{ $source }”不是合法来源，已按申报金额 { $amount } 万元照列并标注，请先按审核发现改正。
