//! The theorems, each a ceiling over the actions it speaks of.

use cedar_policy::{EntityUid, Schema};

/// A theorem: whatever is allowed satisfies the condition.
pub struct Theorem {
    /// What it says.
    pub name: &'static str,
    /// Actions or groups of actions it speaks of; empty means all.
    pub about: &'static [&'static str],
    /// What holds of everything allowed, in Cedar's words.
    pub holds: &'static str,
}

impl Theorem {
    /// All the policies may ever allow.
    pub fn ceiling(&self) -> String {
        format!("permit (principal, action, resource) when {{ {} }};", self.holds)
    }

    /// Whether it speaks of an action.
    pub fn speaks_of(&self, schema: &Schema, action: &EntityUid) -> bool {
        let named = |id: &EntityUid| self.about.contains(&id.id().unescaped());
        let in_group = || {
            let entities = schema.action_entities().ok()?;
            Some(entities.ancestors(action)?.any(named))
        };
        self.about.is_empty() || named(action) || in_group().unwrap_or(false)
    }
}

/// What must hold.
pub const THEOREMS: &[Theorem] = &[
    Theorem {
        name: "suspended accounts do nothing",
        about: &[],
        holds: r#"principal.state == AccountState::"active""#,
    },
    Theorem {
        name: "administrators hold no other role",
        about: &[],
        holds: r#"!(principal in [Role::"system_admin", Role::"security_admin", Role::"audit_admin"] && principal in [Role::"planner", Role::"signatory", Role::"reviewer", Role::"expert", Role::"approver", Role::"delivery_clerk", Role::"treasurer", Role::"auditor"])"#,
    },
    Theorem {
        name: "no two administrators in one account",
        about: &[],
        holds: r#"!(principal in Role::"system_admin" && principal in Role::"security_admin") && !(principal in Role::"system_admin" && principal in Role::"audit_admin") && !(principal in Role::"security_admin" && principal in Role::"audit_admin")"#,
    },
    Theorem {
        name: "an auditor holds no other role",
        about: &[],
        holds: r#"!(principal in Role::"auditor" && principal in [Role::"planner", Role::"signatory", Role::"reviewer", Role::"expert", Role::"approver", Role::"delivery_clerk", Role::"treasurer", Role::"system_admin", Role::"security_admin", Role::"audit_admin"])"#,
    },
    Theorem {
        name: "whoever moves money neither plans nor approves",
        about: &[],
        holds: r#"!(principal in Role::"treasurer" && principal in [Role::"planner", Role::"approver"])"#,
    },
    Theorem { name: "no cross-tree access", about: &["inward"], holds: r#"resource.region in principal.region"# },
    Theorem {
        name: "no neighbour sees what is meant for those below",
        about: &["outward"],
        holds: r#"resource.region in principal.region || principal.region in resource.region"#,
    },
    Theorem { name: "auditors write nothing", about: &["writes"], holds: r#"!(principal in Role::"auditor")"# },
    Theorem {
        name: "administrators do not touch the work",
        about: &["business"],
        holds: r#"!(principal in [Role::"system_admin", Role::"security_admin", Role::"audit_admin"])"#,
    },
    Theorem {
        name: "only administrators administer",
        about: &["administration"],
        holds: r#"principal in [Role::"system_admin", Role::"security_admin", Role::"audit_admin"]"#,
    },
    Theorem {
        name: "only finance moves money",
        about: &["money"],
        holds: r#"principal.department == Department::"finance""#,
    },
    Theorem {
        name: "money is moved by treasurers and approved by approvers",
        about: &["money"],
        holds: r#"principal in [Role::"treasurer", Role::"approver"]"#,
    },
    Theorem { name: "money is moved at home", about: &["money"], holds: r#"resource.region == principal.region"# },
    Theorem {
        name: "money moves in open months only",
        about: &["money"],
        holds: r#"resource.state == FundState::"open""#,
    },
    Theorem {
        name: "signatures, decisions and money need a fresh second factor",
        about: &["step_up"],
        holds: r#"context.step_up"#,
    },
    Theorem { name: "no token signs, decides or moves money", about: &["step_up"], holds: r#"!context.token"# },
    Theorem { name: "a token does only what it was given", about: &[], holds: r#"!context.token || context.granted"# },
    Theorem { name: "four eyes", about: &["four_eyes"], holds: r#"!resource.makers.contains(principal.person)"# },
    Theorem {
        name: "frozen means frozen",
        about: &["changes_plan"],
        holds: r#"resource.state in [PlanState::"draft", PlanState::"returned"]"#,
    },
    Theorem { name: "nothing changes once the cycle is closed", about: &["in_cycle"], holds: r#"resource.open"# },
    Theorem {
        name: "county work is done by the county",
        about: &["at_home"],
        holds: r#"resource.region == principal.region"#,
    },
    Theorem {
        name: "a plan is judged where it lies",
        about: &["at_desk"],
        holds: r#"resource.desk == principal.region"#,
    },
    Theorem {
        name: "papers are made by those who compile, sign, review or approve",
        about: &["paper_make"],
        holds: r#"principal in [Role::"planner", Role::"signatory", Role::"reviewer", Role::"approver"]"#,
    },
    Theorem {
        name: "no draft is seen from above unless it is shared",
        about: &["sees_plan"],
        holds: r#"resource.region == principal.region || resource.shared || !(resource.state in [PlanState::"draft", PlanState::"frozen"])"#,
    },
    Theorem {
        name: "experts see only what they were assigned",
        about: &["sees_plan", "school_read", "needs_read"],
        holds: r#"!(principal in Role::"expert") || principal.assigned.contains(resource.region) || principal in [Role::"planner", Role::"signatory", Role::"reviewer", Role::"approver", Role::"delivery_clerk", Role::"treasurer"]"#,
    },
    Theorem {
        name: "experts score only what they were assigned",
        about: &["plan_score"],
        holds: r#"principal in Role::"expert" && principal.assigned.contains(resource.region)"#,
    },
    Theorem {
        name: "one seat is signed once",
        about: &["plan_sign"],
        holds: r#"!resource.seats.contains(principal.department)"#,
    },
    Theorem {
        name: "one person has one seat",
        about: &["plan_sign"],
        holds: r#"!resource.signers.contains(principal.person)"#,
    },
    Theorem {
        name: "only three departments sign",
        about: &["plan_sign"],
        holds: r#"principal.department in [Department::"education", Department::"development", Department::"finance"]"#,
    },
    Theorem {
        name: "only signatories sign, and only what is frozen",
        about: &["plan_sign"],
        holds: r#"principal in Role::"signatory" && resource.state in [PlanState::"frozen", PlanState::"submitted", PlanState::"reviewed"]"#,
    },
    Theorem {
        name: "no plan is submitted without three signatures",
        about: &["plan_submit"],
        holds: r#"resource.seats.containsAll([Department::"education", Department::"development", Department::"finance"]) && resource.state == PlanState::"frozen""#,
    },
    Theorem {
        name: "only submitted plans are reviewed",
        about: &["plan_review", "plan_score", "expert_assign"],
        holds: r#"resource.state in [PlanState::"submitted", PlanState::"reviewed"]"#,
    },
    Theorem {
        name: "only reviewed plans are approved, by approvers",
        about: &["plan_approve"],
        holds: r#"principal in Role::"approver" && resource.state == PlanState::"reviewed""#,
    },
    Theorem {
        name: "only what was sent comes back",
        about: &["plan_return"],
        holds: r#"resource.state in [PlanState::"frozen", PlanState::"submitted", PlanState::"reviewed"]"#,
    },
    Theorem {
        name: "only what lies frozen or unreviewed is withdrawn",
        about: &["plan_withdraw"],
        holds: r#"resource.state in [PlanState::"frozen", PlanState::"submitted"]"#,
    },
    Theorem {
        name: "only drafts are thrown away",
        about: &["plan_discard"],
        holds: r#"resource.state == PlanState::"draft""#,
    },
    Theorem {
        name: "only approved plans are adjusted",
        about: &["plan_adjust"],
        holds: r#"resource.state == PlanState::"approved""#,
    },
    Theorem {
        name: "a finding is waived at its level or above, never on a frozen or approved plan",
        about: &["finding_waive"],
        holds: r#"resource has waiver_rank && principal.rank >= resource.waiver_rank && !(resource.state in [PlanState::"frozen", PlanState::"approved", PlanState::"superseded"])"#,
    },
    Theorem {
        name: "nobody changes their own rights",
        about: &["not_self"],
        holds: r#"resource.person != principal.person && resource.account != principal"#,
    },
    Theorem {
        name: "a revoked account stays revoked",
        about: &["not_self"],
        holds: r#"resource.state != AccountState::"revoked""#,
    },
    Theorem {
        name: "only active accounts are locked",
        about: &["account_lock"],
        holds: r#"resource.state == AccountState::"active""#,
    },
    Theorem {
        name: "only locked accounts are opened",
        about: &["account_unlock"],
        holds: r#"resource.state == AccountState::"locked""#,
    },
    Theorem {
        name: "rights are given by security administrators alone",
        about: &["not_self"],
        holds: r#"principal in Role::"security_admin""#,
    },
    Theorem {
        name: "accounts are opened by system administrators alone",
        about: &["account_create"],
        holds: r#"principal in Role::"system_admin""#,
    },
    Theorem {
        name: "a profile is edited by its owner",
        about: &["profile_edit"],
        holds: r#"resource.account == principal"#,
    },
    Theorem { name: "a token is made for oneself", about: &["token_create"], holds: r#"resource.owner == principal"# },
    Theorem {
        name: "the audit trail is read by auditors alone",
        about: &["audit"],
        holds: r#"principal in [Role::"auditor", Role::"audit_admin"]"#,
    },
    Theorem {
        name: "documents of those above are seen only if meant for those below",
        about: &["document_read", "document_report"],
        holds: r#"resource.region in principal.region || resource.audience != Audience::"upward""#,
    },
    Theorem {
        name: "limited documents are seen by the roles named",
        about: &["document_read", "document_report"],
        holds: r#"!resource.limited || principal in resource.readers"#,
    },
    Theorem {
        name: "documents taken down are gone for all but approver and auditor",
        about: &["document_read", "document_report"],
        holds: r#"resource.state == DocumentState::"shown" || principal in [Role::"approver", Role::"auditor"]"#,
    },
    Theorem {
        name: "documents are changed while shown",
        about: &["document_edit", "document_take_down"],
        holds: r#"resource.state == DocumentState::"shown""#,
    },
    Theorem {
        name: "only what was taken down is restored",
        about: &["document_restore"],
        holds: r#"resource.state == DocumentState::"taken_down""#,
    },
    Theorem {
        name: "unpublished notices stay at home",
        about: &["notice_read"],
        holds: r#"resource.region in principal.region || resource.state == NoticeState::"published""#,
    },
    Theorem {
        name: "notices are published by approvers, from draft",
        about: &["notice_publish"],
        holds: r#"principal in Role::"approver" && resource.state == NoticeState::"draft""#,
    },
    Theorem {
        name: "notices are withdrawn once published",
        about: &["notice_withdraw", "feedback_answer"],
        holds: r#"resource.state == NoticeState::"published""#,
    },
    Theorem {
        name: "accepted projects report no more",
        about: &["delivery_report"],
        holds: r#"resource.state in [ProjectState::"planned", ProjectState::"building"]"#,
    },
    Theorem {
        name: "only projects under construction are accepted",
        about: &["delivery_accept"],
        holds: r#"resource.state == ProjectState::"building""#,
    },
    Theorem {
        name: "inspections are of what is built",
        about: &["inspection_record", "rectification_close"],
        holds: r#"resource.state in [ProjectState::"building", ProjectState::"accepted"]"#,
    },
];
