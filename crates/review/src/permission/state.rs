//! States of the records that permissions look at (状态).

crate::named::named! {
    /// The state of a plan version (规划状态).
    PlanState {
        /// 起草中.
        Draft = "draft",
        /// 已退回修改.
        Returned = "returned",
        /// 已冻结，县级会签中.
        Frozen = "frozen",
        /// 已报上级审核.
        Submitted = "submitted",
        /// 已审核，待审定.
        Reviewed = "reviewed",
        /// 已批准.
        Approved = "approved",
        /// 已被新版本替代.
        Superseded = "superseded",
    }
}

crate::named::named! {
    /// The state of an account (账户状态).
    AccountState {
        /// 正常.
        Active = "active",
        /// 已停用: may be opened again.
        Locked = "locked",
        /// 已注销: never again.
        Revoked = "revoked",
    }
}

crate::named::named! {
    /// The state of a document in the library (文件状态).
    DocumentState {
        /// 展示中.
        Shown = "shown",
        /// 已下架.
        TakenDown = "taken_down",
    }
}

crate::named::named! {
    /// The state of a project under way (项目状态).
    ProjectState {
        /// 未开工.
        Planned = "planned",
        /// 建设中.
        Building = "building",
        /// 已验收.
        Accepted = "accepted",
        /// 已销号.
        Closed = "closed",
    }
}

crate::named::named! {
    /// The state of a month of the funds ledger (账期状态).
    FundState {
        /// 未结账.
        Open = "open",
        /// 已结账.
        Closed = "closed",
    }
}

crate::named::named! {
    /// The state of a public notice (公示状态).
    NoticeState {
        /// 待发布.
        Draft = "draft",
        /// 已发布.
        Published = "published",
        /// 已撤回.
        Withdrawn = "withdrawn",
    }
}
