//! What an accepted command answers (答复); a replay gets the same bytes.

use crate::read::Job;
use crate::stamp::Millis;
use serde::{Deserialize, Serialize};

/// The answer to a command (答复).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// Done; there is nothing more to say.
    Done,
    /// A thing was made.
    Made {
        /// Its identifier.
        id: String,
    },
    /// A version was kept.
    Version {
        /// Its number, from 1.
        number: i64,
        /// The hash of its content.
        hash: String,
        /// How many values differ from the version before.
        changes: i64,
    },
    /// The failed attempts of an account, and until when it is locked.
    Attempts {
        /// Failures in a row.
        failed: i64,
        /// Locked until, if it is.
        locked_until: Option<Millis>,
    },
    /// So many things were touched.
    Count {
        /// How many.
        count: i64,
    },
    /// The job that was taken, if one was waiting.
    Job {
        /// The job.
        job: Option<Box<Job>>,
    },
}

impl Answer {
    /// The identifier of what was made.
    pub fn id(&self) -> Option<&str> {
        match self {
            Answer::Made { id } => Some(id),
            _ => None,
        }
    }

    /// The number of the version that was kept.
    pub fn number(&self) -> Option<i64> {
        match self {
            Answer::Version { number, .. } => Some(*number),
            _ => None,
        }
    }
}
