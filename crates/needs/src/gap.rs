//! Gaps (缺口): required − present − under way, per school, item and standard.

use model::{Item, Quantity, SchoolId, Stage};
use policy::Standard;
use serde::{Deserialize, Serialize};

/// What a gap could not be computed without (缺失数据).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The school's kind (办学类型).
    Kind,
    /// Who runs the school (举办者): only public schools count.
    Owner,
    /// The urban–rural class, on which the requirement depends (城乡分类).
    Setting,
    /// Whether the school boards pupils, on which the requirement depends (是否寄宿).
    Boarding,
    /// The year the school was built, on which the requirement depends (建校年份).
    Built,
    /// No record for the base year.
    Record,
    /// The count the formula rests on (pupils, classes, girls, boarders, teachers).
    Basis,
    /// The senior part's pupils, or the weights, by which the school's shared totals are split (高中部人数).
    Split,
    /// What the school has of the item.
    Present(Item),
    /// How much a project under way adds (在建项目数量).
    UnderWay,
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
    /// Keys of the requirements that were used (one per stage, or one for the whole school); empty for dangerous buildings.
    pub requirements: Vec<String>,
    /// Required, in the item's smallest step.
    pub required: Option<Quantity>,
    /// Present, after the items that count together and those subtracted, and for the compulsory part only.
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

    /// True for the gaps of dangerous buildings (危房): nothing is required, what is present is what must go.
    pub fn is_danger(&self) -> bool {
        is_danger(self.item)
    }
}

/// True for C and D grade buildings (C级、D级危房), whose gap is what is present.
pub fn is_danger(item: Item) -> bool {
    matches!(item, Item::DangerC | Item::DangerD)
}
