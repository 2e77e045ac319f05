//! The answer (判定).

use model::Message;

/// Yes or no (判定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// 可以.
    Allow,
    /// 不可以, and why.
    Deny(Denied),
}

/// Why not (不可以的原因).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    /// A sentence for the person, with what to do.
    pub reason: Message,
    /// The record must not even be known to exist: answer as if there were none (404).
    pub hidden: bool,
    /// Nothing stands against it but a second factor that is missing or no longer fresh: ask for it and try again.
    pub step_up: bool,
}

impl Decision {
    /// Whether the answer is yes.
    pub fn allowed(&self) -> bool {
        matches!(self, Decision::Allow)
    }

    /// The answer as a result, for `?`.
    ///
    /// # Errors
    /// What stands against it.
    pub fn ok(self) -> Result<(), Denied> {
        match self {
            Decision::Allow => Ok(()),
            Decision::Deny(denied) => Err(denied),
        }
    }
}
