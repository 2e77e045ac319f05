//! The planning cycle and its deadlines (规划周期与时限).

use crate::figure::{Certainty, Reference};
use model::{Cycle, Date};
use serde::{Deserialize, Serialize};

/// A deadline (时限). Several may apply; the earliest one governs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Its key.
    pub key: String,
    /// What is due.
    pub name: String,
    /// When.
    pub date: Date,
    /// Where it stands.
    pub reference: Reference,
    /// How sure it is.
    pub certainty: Certainty,
    /// What allows an overlay to loosen the entry below (放宽依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Reference>,
    /// Issuer, filled in on loading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}

/// The dates of a cycle (周期安排).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleDates {
    /// First and last year.
    pub cycle: Cycle,
    /// Everything must be finished by this day.
    pub completion: Date,
    /// The other day the words may mean (另一种理解); work finished between the two is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_alternative: Option<Date>,
    /// Where that stands.
    pub completion_reference: Reference,
    /// How sure it is.
    pub completion_certainty: Certainty,
    /// What allows an overlay to put completion off (放宽依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_authority: Option<Reference>,
    /// Deadlines, earliest first.
    pub deadlines: Vec<Deadline>,
}
