//! Contradictions between clauses (条款冲突), reported and not resolved silently.

use crate::figure::Reference;
use serde::{Deserialize, Serialize};

/// Two clauses that do not agree, and what the software does about it (条款冲突).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Its key.
    pub key: String,
    /// What disagrees, in Chinese.
    pub about: String,
    /// The clauses.
    pub references: Vec<Reference>,
    /// The readings that compete, in Chinese, one for each reference where they differ by reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<String>,
    /// What is assumed until a person decides, in Chinese.
    pub assumed: String,
}
