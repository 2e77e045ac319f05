# 不是本站的名称
wb-error-host = 这里不是您要找的站点
wb-error-host-todo = 您用的网址不是本站登记的名称，为防冒用没有处理这个请求。请用单位公布的网址打开；确是本站的新名称的，请系统管理员在配置的 hosts 中登记。
# 未报送的规划草案，上级看不到
wb-plan-withheld = 该县规划尚未报送。报送以前，项目、资金安排和审核发现只有该县自己能看；这里不显示，不表示没有。
wb-desk-large-note-alone = { $year } 年预计 { $now } 个，不计规划项目
wb-needs-large-summary-alone = 不计规划项目：{ $now }。
