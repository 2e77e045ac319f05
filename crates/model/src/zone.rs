//! Enrolment and planning zones (学区、片区).

use crate::stage::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The key of a zone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ZoneId(pub String);

impl fmt::Display for ZoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A zone for which births are counted and seats are balanced (学区).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Its key.
    pub id: ZoneId,
    /// Its name.
    pub name: String,
    /// The stages it serves.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub stages: BTreeSet<Stage>,
    /// The townships it covers, as named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub townships: Vec<String>,
}
