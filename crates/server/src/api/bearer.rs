//! Tokens of programs (接口令牌): what scopes they are given and which actions each scope stands for.

use crate::caller::Caller;
use review::permission::Action;
use std::collections::BTreeSet;
use store::Token;

/// How a token begins, so that scanners for secrets know one when they see it.
pub const MARK: &str = "jh_";
/// Tokens count for so many days at most.
pub const LONGEST: i64 = 366;
/// Living tokens of one account at most.
pub const MOST: usize = 20;

/// What a token may be given (令牌范围), each a set of actions. None contains an action that wants a second factor: those are a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// 查看: everything the account may look at, downloads and papers among it.
    Read,
    /// 填报: school data, budgets, the choice of packs.
    Edit,
    /// 导入: the county's dossier as a whole.
    Import,
    /// 规划: optimise and change the plan.
    Plan,
    /// 资料: upload to the library and change what is there.
    Library,
    /// 审计: the audit trail.
    Audit,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Scope; 6] = [Scope::Read, Scope::Edit, Scope::Import, Scope::Plan, Scope::Library, Scope::Audit];

    /// The name over the wire.
    pub fn code(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Edit => "edit",
            Scope::Import => "import",
            Scope::Plan => "plan",
            Scope::Library => "library",
            Scope::Audit => "audit",
        }
    }

    /// The scope of a name.
    pub fn of(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Scope::Read => "wb-scope-read",
            Scope::Edit => "wb-scope-edit",
            Scope::Import => "wb-scope-import",
            Scope::Plan => "wb-scope-plan",
            Scope::Library => "wb-scope-library",
            Scope::Audit => "wb-scope-audit",
        }
    }

    /// Whether it contains an action.
    pub fn holds(self, action: Action) -> bool {
        use Action::*;
        let audit = matches!(action, AuditRead | AuditVerify);
        match self {
            // what looks at accounts and the machine is the administrators', who hold no tokens
            Scope::Read => !action.writes() && !audit && !matches!(action, TokenRead | AccountRead | SystemHealth),
            Scope::Edit => matches!(action, SchoolEdit | BudgetEdit | PackChoose),
            Scope::Import => matches!(action, SchoolImport),
            Scope::Plan => {
                matches!(
                    action,
                    PlanCreate
                        | PlanEdit
                        | PlanOptimise
                        | PlanShare
                        | PlanDiscard
                        | PlanFreeze
                        | PlanSubmit
                        | PlanWithdraw
                        | PlanAdjust
                        | PaperMake
                        | JobCancel
                )
            }
            Scope::Library => matches!(action, DocumentUpload | DocumentEdit | DocumentReport),
            Scope::Audit => audit,
        }
    }
}

/// The token a program came with.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// Its identifier.
    pub id: String,
    /// Its scopes.
    pub scopes: Vec<Scope>,
    /// Until when it counts, milliseconds.
    pub expires: i64,
    /// The actions it was given.
    pub actions: BTreeSet<Action>,
}

impl Bearer {
    /// What a kept token gives. A scope that is none of ours gives nothing.
    pub fn of(token: &Token) -> Bearer {
        let scopes: Vec<Scope> = token.scopes.iter().filter_map(|s| Scope::of(s)).collect();
        let given = |a: &&Action| scopes.iter().any(|s| s.holds(**a));
        let actions = Action::ALL.iter().filter(given).copied().collect();
        Bearer { id: token.id.clone(), scopes, expires: token.expires, actions }
    }
}

/// The token in an `Authorization` header.
pub fn token(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && token.starts_with(MARK)).then(|| token.trim())
}

/// Scopes offered to an account: the audit trail to auditors, who change nothing, the rest to the others. `review` decides each time.
pub fn offered(caller: &Caller) -> Vec<Scope> {
    let auditor = caller.subject.roles.contains(&review::permission::Role::Auditor);
    Scope::ALL.into_iter().filter(|s| auditor == matches!(s, Scope::Audit) || *s == Scope::Read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_scope_holds_what_wants_a_person() {
        for scope in Scope::ALL {
            assert_eq!(Scope::of(scope.code()), Some(scope));
            for action in Action::ALL.iter().filter(|a| scope.holds(**a)) {
                assert!(!action.needs_step_up(), "{scope:?} {action:?}");
                assert_eq!(action.writes(), !matches!(scope, Scope::Read | Scope::Audit), "{scope:?} {action:?}");
            }
        }
        assert!(!Scope::Read.holds(Action::TokenRead));
    }

    #[test]
    fn only_tokens_of_ours_are_read() {
        assert_eq!(token("Bearer jh_12"), Some("jh_12"));
        assert_eq!(token("bearer jh_12"), Some("jh_12"));
        for bad in ["jh_12", "Basic jh_12", "Bearer", "Bearer x", ""] {
            assert_eq!(token(bad), None, "{bad}");
        }
    }
}
