# review: permissions and accounts
review-action = { $action ->
    [desk_read] 查看工作台
    [overview_read] 查看全域汇总
    [pack_read] 查看政策包
    [document_upload] 上传资料
    [account_create] 开设账户
    [region_manage] 维护区划
    [audit_read] 查看审计记录
    [audit_verify] 校验审计记录
    [system_health] 查看运行状况
    [system_backup] 备份与恢复
    [system_configure] 修改系统设置
    [school_read] 查看学校数据
    [school_edit] 修改学校数据
    [school_import] 导入工作簿
    [budget_edit] 填报资金来源
    [needs_read] 查看缺口
    [pack_choose] 选用政策包
    [plan_create] 新建规划
    [plan_read] 查看规划
    [plan_edit] 修改规划
    [plan_optimise] 优化规划
    [plan_share] 向上级开放草稿
    [plan_discard] 删除草稿
    [plan_freeze] 冻结规划
    [plan_sign] 会签规划
    [plan_submit] 报送规划
    [plan_withdraw] 撤回规划
    [plan_score] 专家评分
    [plan_review] 审核规划
    [plan_return] 退回规划
    [plan_approve] 审定规划
    [plan_adjust] 申请调整规划
    [expert_assign] 指派专家
    [finding_read] 查看审核发现
    [finding_waive] 豁免审核发现
    [paper_make] 生成成果文件
    [paper_download] 下载成果文件
    [document_read] 查看资料
    [document_edit] 修改资料
    [document_report] 举报资料
    [document_take_down] 下架资料
    [document_restore] 恢复资料
    [account_read] 查看账户
    [account_assign] 分配岗位
    [account_lock] 停用账户
    [account_unlock] 启用账户
    [account_reset] 重置密码或动态口令
    [account_revoke] 注销账户
    [profile_edit] 维护本人账户
    [token_read] 查看接口令牌
    [token_create] 创建接口令牌
    [token_revoke] 作废接口令牌
    [cycle_read] 查看规划周期
    [cycle_manage] 管理规划周期
    [job_read] 查看后台任务
    [job_cancel] 取消后台任务
    [delivery_read] 查看项目台账
    [delivery_report] 填报进度
    [delivery_accept] 确认验收
    [inspection_record] 登记检查问题
    [rectification_close] 整改销号
    [performance_score] 绩效评分
    [ledger_read] 查看资金账
    [quota_issue] 下达资金
    [payment_enter] 申请支付
    [payment_approve] 批准支付
    [payment_reverse] 冲销支付
    [month_close] 月末结账
    [notice_read] 查看公示
    [notice_prepare] 起草公示
    [notice_publish] 发布公示
    [notice_withdraw] 撤回公示
    [feedback_answer] 答复公众意见
   *[other] { $action }
}

review-role = { $role ->
    [planner] 规划员
    [signatory] 会签人
    [reviewer] 审核人
    [expert] 专家
    [approver] 审定人
    [delivery_clerk] 项目专管员
    [treasurer] 资金专管员
    [auditor] 审计员
    [system_admin] 系统管理员
    [security_admin] 安全管理员
    [audit_admin] 审计管理员
   *[other] { $role }
}

review-department = { $department ->
    [education] 教育部门
    [development] 发展改革部门
    [finance] 财政部门
    [audit] 审计部门
    [other] 其他部门
   *[other] { $department }
}

review-plan-state = { $state ->
    [draft] 起草中
    [returned] 已退回
    [frozen] 已冻结（会签中）
    [submitted] 已报送
    [reviewed] 已审核
    [approved] 已批准
    [superseded] 已被替代
   *[other] { $state }
}

review-account-state = { $state ->
    [active] 正常
    [locked] 已停用
    [revoked] 已注销
   *[other] { $state }
}

review-document-state = { $state ->
    [shown] 展示中
    [taken_down] 已下架
   *[other] { $state }
}

review-project-state = { $state ->
    [planned] 未开工
    [building] 建设中
    [accepted] 已验收
    [closed] 已销号
   *[other] { $state }
}

review-fund-state = { $state ->
    [open] 未结账
    [closed] 已结账
   *[other] { $state }
}

review-notice-state = { $state ->
    [draft] 待发布
    [published] 已发布
    [withdrawn] 已撤回
   *[other] { $state }
}

review-deny-inactive = 您的账户已停用或注销，不能继续操作。请联系本单位安全管理员。
review-deny-roles-apart = 您的账户同时担任了不得兼任的岗位，所有操作已暂停。请安全管理员重新分配岗位。
review-deny-foreign = 没有找到这条记录，或者它不属于您所在的地区。
review-deny-draft = 这份规划还没有报送。县级报送之前，或者由县级主动开放之后，上级才能查看。
review-deny-expert = 这个县没有指派给您评审。请联系组织评审的单位。
review-deny-document-readers = 这份资料只对指定岗位开放。
review-deny-taken-down = 这份资料已下架。如需查看，请联系资料所在地区的审定人。
review-deny-token = 接口令牌没有这项权限：{ review-action }。请由令牌所有人重新创建令牌并勾选该权限。
review-deny-token-step-up = { review-action }须由本人登录并完成二次认证，不能通过接口令牌办理。
review-deny-auditor = 审计员只查看，不修改任何业务记录。
review-deny-administrator = 系统管理员、安全管理员、审计管理员不接触业务数据，不能办理：{ review-action }。
review-deny-administration = 这是管理员的工作：{ review-action }。请联系系统管理员或安全管理员。
review-deny-money = 资金业务只能由财政部门人员办理：{ review-action }。
review-deny-role = 您的岗位不办理这项工作：{ review-action }。如确需办理，请安全管理员调整岗位。
review-deny-home = 只能由记录所属地区办理：{ review-action }。上级可以查看，不能代办。
review-deny-desk = 这份规划目前不在您这一级办理，不能{ review-action }。
review-deny-self = 不能对本人的账户办理：{ review-action }。请由另一位安全管理员办理。
review-deny-four-eyes = 您参与了编制或填报，不能再由您{ review-action }。请由其他人员办理。
review-deny-seat = 会签席位只有教育、发展改革、财政三个部门，您所在的部门没有席位。
review-deny-seat-taken = 您所在的部门本轮已经会签。
review-deny-signed = 您本轮已经会签过，一人只能占一个席位。
review-deny-cycle = 本规划周期已关闭，不能再修改。请联系负责管理规划周期的审定人。
review-deny-frozen = 规划已冻结或已报送，不能修改。需要修改的，请先撤回，或由上级退回。
review-deny-discard = 只有草稿可以删除，其他版本须留存。
review-deny-sign-state = 规划冻结以后才能会签。
review-deny-unsigned = 教育、发展改革、财政三个部门还没有全部会签，不能报送。
review-deny-submit-state = 规划冻结并会签以后才能报送。
review-deny-withdraw-state = 只有已冻结或已报送、尚未审核的规划可以撤回。
review-deny-adjust-state = 只有已批准的规划可以申请调整。
review-deny-review-state = 规划报送以后才能办理：{ review-action }。
review-deny-return-state = 只有已冻结、已报送或已审核的规划可以退回。
review-deny-approve-state = 规划审核通过以后才能审定。
review-deny-waive-level = 这条审核发现不能豁免，或者须由更高层级豁免。
review-deny-waive-state = 规划冻结后或批准后，不能再豁免审核发现。
review-deny-restore-state = 这份资料没有下架，不需要恢复。
review-deny-account-revoked = 账户已注销，不能再办理：{ review-action }。
review-deny-lock-state = 账户已停用。
review-deny-unlock-state = 账户没有停用，不需要启用。
review-deny-report-state = 项目已验收或销号，不能再填报进度。
review-deny-accept-state = 只有建设中的项目可以确认验收。
review-deny-inspection-state = 只有建设中或已验收的项目可以办理：{ review-action }。
review-deny-month = 该月份已结账，不能再办理：{ review-action }。更正请在未结账月份另作冲销。
review-deny-notice-draft = 公示已发布或已撤回，不能再办理：{ review-action }。
review-deny-notice-published = 只有已发布的公示可以办理：{ review-action }。
review-deny-step-up = 请先完成二次认证，再{ review-action }。
review-deny-mismatch = 操作与对象不符：{ review-action }。这是程序错误，请联系系统管理员。
review-deny-broken = 权限策略无法执行，所有操作已停止。请联系系统管理员。

review-password-short = 密码太短：至少{ $shortest }个字符，现在是{ $length }个。
review-password-long = 密码太长：最多{ $longest }个字符。
review-password-control = 密码中有不可见的控制字符，请重新输入。
review-password-classes = 密码至少要包含小写字母、大写字母、数字、其他符号中的{ $classes }种，现在有{ $kinds }种。
review-password-common = 这个密码太常见，容易被猜中，请换一个。
review-password-about = 密码中主要是账户名、姓名或地区信息，容易被猜中，请换一个。
review-login-wait = 登录失败次数过多，请在{ $minutes }分钟后再试。
review-session-ended = { $why ->
    [idle] 您较长时间没有操作，已自动退出，请重新登录。
    [absolute] 本次登录已达最长时间，请重新登录。
    [account] 您的账户已停用或注销。请联系本单位安全管理员。
    [revoked] 您的密码、动态口令或岗位已变更，请重新登录。
   *[clock] 服务器时间异常，请重新登录。
}
