//! Unit costs with dates (单价标准).

use crate::context::Applies;
use crate::figure::{Certainty, Reference};
use model::{Date, Fen, Item, Year};
use serde::{Deserialize, Serialize};

/// What one whole unit of an item costs (单价).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitCost {
    /// Its key.
    pub key: String,
    /// The item.
    pub item: Item,
    /// Usual price, fen per whole unit.
    pub price: Fen,
    /// Highest price accepted without a reason, fen per whole unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fen>,
    /// Lowest believable price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Fen>,
    /// Price year.
    pub price_year: Year,
    /// To what it applies (nature, region…).
    #[serde(default)]
    pub applies: Applies,
    /// In force from.
    pub from: Date,
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
