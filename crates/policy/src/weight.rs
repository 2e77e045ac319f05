//! Priority weights (优先权重): policy, printed in the report.

use crate::context::Applies;
use crate::figure::{Certainty, Reference};
use model::Item;
use serde::{Deserialize, Serialize};

/// The weight of closing a gap of some items (优先权重), in whole points per pupil-equivalent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityWeight {
    /// Its key.
    pub key: String,
    /// Its Chinese name.
    pub name: String,
    /// The items.
    pub items: Vec<Item>,
    /// Order class: 1 safety, 2 seats, 3 living conditions, 4 teaching, 5 the rest. A lower class always comes first.
    pub class: u8,
    /// Points inside the class.
    pub points: u32,
    /// To what it applies.
    #[serde(default)]
    pub applies: Applies,
    /// Where it stands.
    pub reference: Reference,
    /// How sure it is.
    pub certainty: Certainty,
    /// What allows an overlay to loosen the entry below (放宽依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Reference>,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Issuer, filled in on loading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}
