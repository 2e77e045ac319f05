//! What may be paid for (建设内容目录与负面清单): item × school part × fund source × region × year.

use crate::context::Applies;
use crate::figure::{Certainty, Reference};
use model::{Category, Date, Item, SchoolPart};
use serde::{Deserialize, Serialize};

/// Allowed or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 允许.
    Allowed,
    /// 有条件允许; the condition stands in the note.
    Conditional,
    /// 不得列入.
    Forbidden,
}

/// One entry of the catalogue or of a negative list (目录条目).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityEntry {
    /// Its key, unique.
    pub key: String,
    /// The items it speaks of; empty means every item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// The categories it speaks of; empty means every category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// The school parts it speaks of; empty means every part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<SchoolPart>,
    /// Further restrictions (source, region, kind, setting…).
    #[serde(default)]
    pub applies: Applies,
    /// Allowed or not.
    pub verdict: Verdict,
    /// In force from.
    pub from: Date,
    /// In force until (last day).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where it stands.
    pub reference: Reference,
    /// How sure it is.
    pub certainty: Certainty,
    /// What allows an overlay to loosen the entry below (放宽依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Reference>,
    /// The condition, or a remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Issuer of the pack it came from, filled in on loading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}

/// The answer for one case: the entry that decides. A forbidding entry that fits always wins; without any fitting entry the answer is "not listed".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eligibility<'a> {
    /// An entry decides.
    Listed(&'a EligibilityEntry),
    /// No entry speaks of the case (未列入目录).
    NotListed,
}
