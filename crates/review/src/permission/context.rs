//! How the question is asked (操作情形): freshly proved identity, session or interface token.

use super::Action;
use crate::account::step_up;
use crate::{Millis, account};
use std::collections::BTreeSet;

/// The circumstances of a request (操作情形).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Now.
    pub now: Millis,
    /// When the person last proved a second factor in this session (上次二次认证), `None` if not yet.
    pub step_up: Option<Millis>,
    /// How long such a proof stays fresh, in milliseconds.
    pub step_up_valid: Millis,
    /// The actions granted to the interface token (接口令牌) the request came with; `None` for a person's session.
    pub token: Option<BTreeSet<Action>>,
}

impl Context {
    /// A person's session with the usual freshness of five minutes.
    pub fn session(now: Millis, step_up: Option<Millis>) -> Context {
        Context { now, step_up, step_up_valid: account::step_up::VALID, token: None }
    }

    /// A program with an interface token.
    pub fn token(now: Millis, granted: BTreeSet<Action>) -> Context {
        Context { now, step_up: None, step_up_valid: account::step_up::VALID, token: Some(granted) }
    }

    /// Whether a second factor was proved recently enough.
    pub fn fresh(&self) -> bool {
        step_up::fresh(self.now, self.step_up, self.step_up_valid)
    }
}
