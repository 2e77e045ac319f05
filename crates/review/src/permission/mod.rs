//! Who may do what (权限): one question, one answer, one reason.
//!
//! The rules are the Cedar policies under `policies/`; [`decide`] puts a [`Subject`], an [`Action`], an [`Object`] and a [`Context`]
//! into Cedar's words and its answer into ours. What no policy permits is denied, and a prohibition outweighs every permission.

mod action;
mod context;
mod decision;
mod department;
mod memory;
mod object;
mod policy;
mod role;
mod state;
mod subject;
mod words;

pub use action::{Action, Kind};
pub use context::Context;
pub use decision::{Decision, Denied};
pub use department::Department;
pub use object::{Audience, Facts, Object, Plan};
pub use policy::{Broken, check, decide, sources};
pub use role::Role;
pub use state::{AccountState, DocumentState, FundState, NoticeState, PlanState, ProjectState};
pub use subject::Subject;

/// A code that none of an enumeration's members has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown code: {0}")]
pub struct UnknownCode(pub String);
