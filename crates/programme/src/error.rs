//! Why no programme can be made (无法编制规划的原因).

use crate::demand::Conflict;
use crate::solve::Malformed;
use model::{Message, Overflow};

/// What stands in the way of a programme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProgrammeError {
    /// The policy packs lack a figure that planning needs, or it is not a number that makes sense.
    #[error("policy figure {0} is missing or out of range")]
    Figure(&'static str),
    /// Amounts do not fit 64 bits.
    #[error(transparent)]
    Overflow(#[from] Overflow),
    /// The problem built from the dossier contradicts itself.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// What the county demands cannot all be met.
    #[error("demands that cannot be met: {}", .0.clashes.len())]
    Conflict(Box<Conflict>),
}

impl ProgrammeError {
    /// The error in words of the catalogue, a line each.
    pub fn messages(&self) -> Vec<Message> {
        match self {
            ProgrammeError::Conflict(conflict) => conflict.messages(),
            other => vec![other.message()],
        }
    }

    /// The error in one line of the catalogue.
    pub fn message(&self) -> Message {
        match self {
            ProgrammeError::Figure(key) => Message::new("programme-error-figure").with("key", key),
            ProgrammeError::Overflow(_) => Message::new("programme-error-overflow"),
            ProgrammeError::Conflict(c) => {
                c.messages().into_iter().next().unwrap_or_else(|| Message::new("demand-clash-one"))
            }
            ProgrammeError::Malformed(m) => Message::new("programme-error-malformed").with("at", &m.0),
        }
    }
}
