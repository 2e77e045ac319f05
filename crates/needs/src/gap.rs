//! Gaps (缺口): required − present − under way, per school, item and standard.

use model::{Item, Quantity, SchoolId, Stage};
use policy::Standard;
use serde::Serialize;

/// What a gap could not be computed without (缺失数据).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The school's kind.
    Kind,
    /// No record for the base year.
    Record,
    /// The count the formula rests on (pupils, classes, girls, boarders, teachers).
    Basis,
    /// What the school has of the item.
    Present(Item),
    /// The result does not fit; the input is absurd.
    Range,
}

/// One requirement put to one school (缺口): met, short or no data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The school.
    pub school: SchoolId,
    /// The item.
    pub item: Item,
    /// Which standard.
    pub standard: Standard,
    /// The stages the requirement was summed over.
    pub stages: Vec<Stage>,
    /// Keys of the requirements that were used (one per stage, or one for the whole school).
    pub requirements: Vec<String>,
    /// Required, in the item's smallest step.
    pub required: Option<Quantity>,
    /// Present, after the items that count together and those subtracted.
    pub present: Option<Quantity>,
    /// Already under way elsewhere (other programmes' projects not yet in `present`).
    pub under_way: Quantity,
    /// `max(0, required − present − under way)`; `Some(0)` is met, `None` is no data.
    pub short: Option<Quantity>,
    /// Why there is no figure; empty when there is one.
    pub missing: Vec<Missing>,
}

impl Gap {
    /// True when something is missing from the school (not from the data).
    pub fn is_short(&self) -> bool {
        self.short.is_some_and(|s| s > 0)
    }
}
