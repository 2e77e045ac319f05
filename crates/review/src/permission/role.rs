//! Roles (岗位) an account may hold, and which of them exclude each other (岗位互斥).

crate::named::named! {
    /// A role (岗位).
    Role {
        /// 规划员: compiles the county's data and plan.
        Planner = "planner",
        /// 会签人: signs a plan for one department.
        Signatory = "signatory",
        /// 审核人: reviews plans that were submitted to the region.
        Reviewer = "reviewer",
        /// 专家: scores the plans it was assigned.
        Expert = "expert",
        /// 审定人: approves plans, payments and notices.
        Approver = "approver",
        /// 项目专管员: keeps the project ledger and the monthly returns.
        DeliveryClerk = "delivery_clerk",
        /// 资金专管员: moves money, in the finance department only.
        Treasurer = "treasurer",
        /// 审计员: reads everything of its tree, writes nothing.
        Auditor = "auditor",
        /// 系统管理员: keeps the system running, opens accounts without rights.
        SystemAdmin = "system_admin",
        /// 安全管理员: gives and takes rights, locks accounts.
        SecurityAdmin = "security_admin",
        /// 审计管理员: reads and verifies the audit trail.
        AuditAdmin = "audit_admin",
    }
}

impl Role {
    /// One of the three administrators (三员).
    pub fn administers(self) -> bool {
        matches!(self, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin)
    }

    /// Whether one account may hold both (可否兼任): the three administrators and the auditor hold nothing else, and whoever
    /// moves money neither plans nor approves. Clause: 等保 8.1.4.2 (三员分立、最小权限), incompatible duties of accounting law.
    pub fn together(self, other: Role) -> bool {
        let alone = |r: Role| r.administers() || r == Role::Auditor;
        let money = |a: Role, b: Role| a == Role::Treasurer && matches!(b, Role::Planner | Role::Approver);
        self == other || !(alone(self) || alone(other) || money(self, other) || money(other, self))
    }
}
