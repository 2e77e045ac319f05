//! Everything that can be done (操作), what kind of record it is done to, and whether it needs a fresh second factor.

crate::named::named! {
    /// The kind of record an action is done to (对象类别).
    Kind {
        /// 本单位.
        Office = "office",
        /// 县级数据.
        Dossier = "dossier",
        /// 规划.
        Plan = "plan",
        /// 资料.
        Document = "document",
        /// 账户.
        Account = "account",
        /// 接口令牌.
        Token = "token",
        /// 规划周期.
        Cycle = "cycle",
        /// 后台任务.
        Job = "job",
        /// 在建项目.
        Project = "project",
        /// 资金账.
        Fund = "fund",
        /// 公示.
        Notice = "notice",
    }
}

crate::named::named! {
    /// Something that can be done (操作).
    Action {
        /// 工作台: what waits for me.
        DeskRead = "desk_read",
        /// 全域汇总: figures of all counties below.
        OverviewRead = "overview_read",
        /// 查看政策包.
        PackRead = "pack_read",
        /// 上传资料.
        DocumentUpload = "document_upload",
        /// 开设账户, without any right yet.
        AccountCreate = "account_create",
        /// 维护区划.
        RegionManage = "region_manage",
        /// 查看审计记录.
        AuditRead = "audit_read",
        /// 校验审计记录.
        AuditVerify = "audit_verify",
        /// 查看运行状况.
        SystemHealth = "system_health",
        /// 备份与恢复.
        SystemBackup = "system_backup",
        /// 修改系统设置.
        SystemConfigure = "system_configure",
        /// 查看学校.
        SchoolRead = "school_read",
        /// 修改学校数据.
        SchoolEdit = "school_edit",
        /// 导入工作簿.
        SchoolImport = "school_import",
        /// 填报资金来源.
        BudgetEdit = "budget_edit",
        /// 查看缺口.
        NeedsRead = "needs_read",
        /// 选用政策包.
        PackChoose = "pack_choose",
        /// 新建规划.
        PlanCreate = "plan_create",
        /// 查看规划.
        PlanRead = "plan_read",
        /// 修改规划.
        PlanEdit = "plan_edit",
        /// 优化规划.
        PlanOptimise = "plan_optimise",
        /// 向上级开放草稿.
        PlanShare = "plan_share",
        /// 删除草稿.
        PlanDiscard = "plan_discard",
        /// 冻结规划, so that it can be signed.
        PlanFreeze = "plan_freeze",
        /// 会签.
        PlanSign = "plan_sign",
        /// 报送上级.
        PlanSubmit = "plan_submit",
        /// 撤回.
        PlanWithdraw = "plan_withdraw",
        /// 专家评分.
        PlanScore = "plan_score",
        /// 审核.
        PlanReview = "plan_review",
        /// 退回修改.
        PlanReturn = "plan_return",
        /// 审定批准.
        PlanApprove = "plan_approve",
        /// 申请调整 an approved plan.
        PlanAdjust = "plan_adjust",
        /// 指派专家.
        ExpertAssign = "expert_assign",
        /// 查看审核发现.
        FindingRead = "finding_read",
        /// 豁免审核发现.
        FindingWaive = "finding_waive",
        /// 生成成果文件.
        PaperMake = "paper_make",
        /// 下载成果文件.
        PaperDownload = "paper_download",
        /// 查看资料.
        DocumentRead = "document_read",
        /// 修改资料 or add a version.
        DocumentEdit = "document_edit",
        /// 举报资料.
        DocumentReport = "document_report",
        /// 下架资料.
        DocumentTakeDown = "document_take_down",
        /// 恢复资料.
        DocumentRestore = "document_restore",
        /// 查看账户.
        AccountRead = "account_read",
        /// 分配岗位.
        AccountAssign = "account_assign",
        /// 停用账户.
        AccountLock = "account_lock",
        /// 启用账户.
        AccountUnlock = "account_unlock",
        /// 重置密码或动态口令.
        AccountReset = "account_reset",
        /// 注销账户.
        AccountRevoke = "account_revoke",
        /// 维护本人账户: own password, second factor, sessions.
        ProfileEdit = "profile_edit",
        /// 查看接口令牌.
        TokenRead = "token_read",
        /// 创建接口令牌.
        TokenCreate = "token_create",
        /// 作废接口令牌.
        TokenRevoke = "token_revoke",
        /// 查看规划周期.
        CycleRead = "cycle_read",
        /// 管理规划周期: deadlines, opening and closing.
        CycleManage = "cycle_manage",
        /// 查看后台任务.
        JobRead = "job_read",
        /// 取消后台任务.
        JobCancel = "job_cancel",
        /// 查看项目台账.
        DeliveryRead = "delivery_read",
        /// 填报进度.
        DeliveryReport = "delivery_report",
        /// 验收确认.
        DeliveryAccept = "delivery_accept",
        /// 登记检查问题.
        InspectionRecord = "inspection_record",
        /// 整改销号.
        RectificationClose = "rectification_close",
        /// 绩效评分.
        PerformanceScore = "performance_score",
        /// 查看资金账.
        LedgerRead = "ledger_read",
        /// 下达资金.
        QuotaIssue = "quota_issue",
        /// 申请支付.
        PaymentEnter = "payment_enter",
        /// 批准支付.
        PaymentApprove = "payment_approve",
        /// 冲销支付.
        PaymentReverse = "payment_reverse",
        /// 月末结账.
        MonthClose = "month_close",
        /// 查看公示.
        NoticeRead = "notice_read",
        /// 起草公示.
        NoticePrepare = "notice_prepare",
        /// 发布公示.
        NoticePublish = "notice_publish",
        /// 撤回公示.
        NoticeWithdraw = "notice_withdraw",
        /// 答复公众意见.
        FeedbackAnswer = "feedback_answer",
    }
}

impl Action {
    /// The kind of record it is done to.
    pub fn kind(self) -> Kind {
        use Action::*;
        match self {
            DeskRead | OverviewRead | PackRead | DocumentUpload | AccountCreate | RegionManage | AuditRead
            | AuditVerify | SystemHealth | SystemBackup | SystemConfigure => Kind::Office,
            SchoolRead | SchoolEdit | SchoolImport | BudgetEdit | NeedsRead | PackChoose | PlanCreate => Kind::Dossier,
            PlanRead | PlanEdit | PlanOptimise | PlanShare | PlanDiscard | PlanFreeze | PlanSign | PlanSubmit
            | PlanWithdraw | PlanScore | PlanReview | PlanReturn | PlanApprove | PlanAdjust | ExpertAssign
            | FindingRead | FindingWaive | PaperMake | PaperDownload => Kind::Plan,
            DocumentRead | DocumentEdit | DocumentReport | DocumentTakeDown | DocumentRestore => Kind::Document,
            AccountRead | AccountAssign | AccountLock | AccountUnlock | AccountReset | AccountRevoke | ProfileEdit => {
                Kind::Account
            }
            TokenRead | TokenCreate | TokenRevoke => Kind::Token,
            CycleRead | CycleManage => Kind::Cycle,
            JobRead | JobCancel => Kind::Job,
            DeliveryRead | DeliveryReport | DeliveryAccept | InspectionRecord | RectificationClose
            | PerformanceScore => Kind::Project,
            LedgerRead | QuotaIssue | PaymentEnter | PaymentApprove | PaymentReverse | MonthClose => Kind::Fund,
            NoticeRead | NoticePrepare | NoticePublish | NoticeWithdraw | FeedbackAnswer => Kind::Notice,
        }
    }

    /// Whether it changes something (写操作).
    pub fn writes(self) -> bool {
        use Action::*;
        !matches!(
            self,
            DeskRead
                | OverviewRead
                | PackRead
                | AuditRead
                | AuditVerify
                | SystemHealth
                | SchoolRead
                | NeedsRead
                | PlanRead
                | FindingRead
                | PaperDownload
                | DocumentRead
                | AccountRead
                | TokenRead
                | CycleRead
                | JobRead
                | DeliveryRead
                | LedgerRead
                | NoticeRead
        )
    }

    /// Whether it needs a fresh second factor (需要二次认证): signatures, decisions, money, rights, and what the public sees.
    pub fn needs_step_up(self) -> bool {
        use Action::*;
        matches!(
            self,
            SystemBackup
                | SystemConfigure
                | PlanSign
                | PlanReview
                | PlanReturn
                | PlanApprove
                | FindingWaive
                | AccountAssign
                | AccountReset
                | AccountRevoke
                | TokenCreate
                | DeliveryAccept
                | QuotaIssue
                | PaymentEnter
                | PaymentApprove
                | PaymentReverse
                | MonthClose
                | NoticePublish
                | NoticeWithdraw
        )
    }
}
