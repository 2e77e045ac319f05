//! What a school must have of an item (配置要求), as a formula over its pupils and classes.

use crate::context::Applies;
use crate::figure::{Certainty, Reference};
use model::{Date, Item, Quantity};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Which standard a requirement belongs to (标准类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// 基本办学条件 (the programme's own aim).
    Basic,
    /// 优质均衡 (every new or extended building must meet it).
    Balanced,
    /// 上限 (more than this is over-standard).
    Ceiling,
    /// 设计指标: sizes for building anew (建筑面积指标). No gap is measured against it.
    Design,
}

/// What the formula counts (计算基数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 在校生 of the stages it applies to.
    Pupils,
    /// 女生.
    Girls,
    /// 男生.
    Boys,
    /// 寄宿生.
    Boarders,
    /// 教学班.
    Classes,
    /// 专任教师.
    Teachers,
    /// 每校.
    School,
}

/// A step of a table: from this count on (up to the next step) this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Applies while the basis is at most this count; the last step may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<u32>,
    /// The value, whole units of the item.
    pub value: Decimal,
}

/// A point of a line: at this count this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The count, above zero.
    pub at: u32,
    /// The value, whole units of the item.
    pub value: Decimal,
}

/// How the required quantity follows from the basis (计算公式). Values are in whole units of the item (m², 间, 册).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case", deny_unknown_fields)]
pub enum Formula {
    /// `rate` per one of the basis (生均 4.5 m²): basis × rate.
    Each {
        /// Whole units per one of the basis.
        rate: Decimal,
    },
    /// `amount` for every started group of `group` (每 12 班 1 间; 女生每 13 人 1 个): ceil(basis / group) × amount.
    Group {
        /// Size of the group.
        group: Decimal,
        /// Whole units per group.
        amount: Decimal,
    },
    /// A table by the size of the basis (按规模分档).
    Table {
        /// The steps, by rising `up_to`.
        steps: Vec<Step>,
    },
    /// A table whose values between two rows follow the straight line between them; below the first row and above the
    /// last the value per one of the basis is that of the row (按表列数值内插).
    Line {
        /// The rows, by rising count.
        points: Vec<Point>,
    },
}

/// A requirement (配置要求).
///
/// When `applies.stages` names stages, the basis is counted for each stage by itself and a school must have the sum over
/// its stages. When it names none, the basis is counted once over all compulsory stages of the school. Of two
/// requirements of one item and standard, the one that names the kind of school takes the place of the one that does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its key, dotted, unique: `books.primary`.
    pub key: String,
    /// Its Chinese name.
    pub name: String,
    /// The item.
    pub item: Item,
    /// Items whose quantities count together as present (for example indoor sports + field); empty means the item alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Item>,
    /// Items subtracted from what is present (indoor sports rooms from teaching area).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub less: Vec<Item>,
    /// Items this one stands in for (代判): it is asked only of a school that has data on none of them, as a whole whose
    /// parts are not reported. Empty: it is asked of every school.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands_for: Vec<Item>,
    /// Which standard.
    pub standard: Standard,
    /// What is counted.
    pub basis: Basis,
    /// How.
    pub formula: Formula,
    /// Never less than this, whole units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Decimal>,
    /// To whom it applies.
    #[serde(default)]
    pub applies: Applies,
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
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Issuer of the pack it came from, filled in on loading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}

impl Requirement {
    /// Counted for each stage by itself (按学段分别计算).
    pub fn per_stage(&self) -> bool {
        !self.applies.stages.is_empty()
    }

    /// The required quantity for a count of the basis, in the item's smallest step, rounded up. `None` out of range.
    pub fn required(&self, basis: u32) -> Option<Quantity> {
        let n = Decimal::from(basis);
        let raw = match &self.formula {
            Formula::Each { rate } => n.checked_mul(*rate)?,
            Formula::Group { group, amount } => n.checked_div(*group)?.ceil().checked_mul(*amount)?,
            Formula::Table { steps } => steps.iter().find(|s| s.up_to.is_none_or(|u| basis <= u))?.value,
            Formula::Line { points } => on_line(points, basis)?,
        };
        let floor = self.minimum.unwrap_or(Decimal::ZERO);
        let steps = raw.max(floor).checked_mul(Decimal::from(self.item.unit().scale()))?;
        let up = steps.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero);
        i64::try_from(up).ok()
    }
}

/// The value of a line at a count.
fn on_line(points: &[Point], n: u32) -> Option<Decimal> {
    let above = points.iter().position(|p| n <= p.at);
    let (low, high) = match above {
        Some(at) => (at.checked_sub(1).and_then(|b| points.get(b)), points.get(at)),
        None => (points.last(), None),
    };
    match (low, high) {
        (Some(low), Some(high)) => {
            let (rise, run) = (high.value.checked_sub(low.value)?, high.at.checked_sub(low.at)?);
            let part = rise.checked_mul(Decimal::from(n.checked_sub(low.at)?))?.checked_div(Decimal::from(run))?;
            low.value.checked_add(part)
        }
        (Some(row), None) | (None, Some(row)) => {
            row.value.checked_mul(Decimal::from(n))?.checked_div(Decimal::from(row.at))
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirement(item: Item, formula: Formula) -> Requirement {
        Requirement {
            key: "test".into(),
            name: "试验".into(),
            item,
            counts: vec![],
            less: vec![],
            stands_for: vec![],
            standard: Standard::Basic,
            basis: Basis::Pupils,
            formula,
            minimum: None,
            applies: Applies::default(),
            from: Date::new(2011, 1, 1).unwrap(),
            until: None,
            reference: Reference { title: "试验".into(), number: None, clause: None },
            certainty: Certainty::ToBeChecked,
            authority: None,
            note: None,
            issuer: String::new(),
        }
    }

    #[test]
    fn formulas_round_up_in_the_smallest_step() {
        let area = requirement(Item::TeachingArea, Formula::Each { rate: Decimal::new(45, 1) });
        assert_eq!(area.required(101), Some(45_450));
        let rooms = requirement(Item::MusicRoom, Formula::Group { group: Decimal::from(12), amount: Decimal::ONE });
        assert_eq!((rooms.required(12), rooms.required(13), rooms.required(0)), (Some(1), Some(2), Some(0)));
    }

    #[test]
    fn between_two_rows_of_a_line_the_value_is_in_proportion() {
        let point = |at, value| Point { at, value: Decimal::from(value) };
        let points = vec![point(12, 3569), point(18, 4684), point(30, 6912)];
        let area = requirement(Item::FloorArea, Formula::Line { points });
        assert_eq!(
            (area.required(12), area.required(18), area.required(30)),
            (Some(356_900), Some(468_400), Some(691_200))
        );
        // 3569 + 1115 × 1/6 = 3754.8333…, rounded up to 0.01 m²
        assert_eq!(area.required(13), Some(375_484));
        // a smaller or a larger school than the table knows: per class as in the nearest row
        assert_eq!((area.required(0), area.required(6), area.required(60)), (Some(0), Some(178_450), Some(1_382_400)));
    }
}
