//! Rules switched and tuned by a pack (规则开关).

use crate::figure::Reference;
use serde::{Deserialize, Serialize};

/// A rule switched off, or made stricter or milder, by a pack that cites its authority (规则调整).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSwitch {
    /// The rule's number, for example `R0101`.
    pub rule: String,
    /// Applies at all.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Another severity: `blocks`, `needs_reason` or `notice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// The authority.
    pub reference: Reference,
}

fn yes() -> bool {
    true
}
