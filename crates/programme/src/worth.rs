//! What closing a gap is worth (需求分值): pupils who lack it × the policy's weight, in the tier of its class.

use crate::case::Case;
use crate::parameter::Parameters;
use checker::{Tier, Value};
use model::{BuildNature, Item, Quantity};
use needs::Gap;
use policy::{Basis, Context, Policy};

/// The least urgent class (其他).
const LAST_CLASS: u8 = 5;

/// Value and class of a gap, or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Worth {
    pub value: Value,
    pub class: u8,
}

impl Worth {
    /// Nothing yet.
    pub const NONE: Worth = Worth { value: Value::ZERO, class: u8::MAX };

    /// Both together; the more urgent class counts.
    #[must_use]
    pub fn plus(self, other: Worth) -> Worth {
        Worth { value: self.value.plus(other.value), class: self.class.min(other.class) }
    }
}

/// The tier of a class of the policy's weights: safety first, then seats, then everything else weighed against each other.
pub(crate) fn tier(class: u8) -> Tier {
    match class {
        ..=1 => Tier::Safety,
        2 => Tier::Seats,
        _ => Tier::Need,
    }
}

/// Value of closing a gap: `points = weight × pupils concerned`, in the tier of needs also `× ratio^(5 − class)`. The pupils concerned are the basis
/// of the requirement × short / required, rounded up; for dangerous buildings pupils × dangerous area / floor area.
/// An item without a weight counts one point a pupil in the last class.
pub(crate) fn of_gap(case: &Case, gap: &Gap, short: Quantity, p: &Parameters) -> Worth {
    let basis = gap.requirements.first().and_then(|k| case.policy.requirement(k)).map_or(Basis::Pupils, |r| r.basis);
    let count = case.count(basis).or_else(|| case.pupils());
    let whole = match gap.item {
        Item::DangerC | Item::DangerD => {
            let record = case.school.record(case.dossier.base_year);
            record.and_then(|r| r.conditions.get(Item::FloorArea)).unwrap_or(short)
        }
        _ => gap.required.unwrap_or(short),
    };
    let concerned =
        i128::from(count.unwrap_or(1).max(1)) * i128::from(short.max(0)) / i128::from(whole.max(1).max(short));
    of_item(case, gap.item, i64::try_from(concerned).unwrap_or(i64::MAX).saturating_add(1), p)
}

/// Value of an item for a number of pupils at a school.
pub(crate) fn of_item(case: &Case, item: Item, pupils: i64, p: &Parameters) -> Worth {
    of_pupils(case.policy, &case.context(BuildNature::Purchase), item, pupils, p)
}

/// Value of an item for a number of pupils: `weight × pupils`, in the tier of needs also `× ratio^(5 − class)`.
pub(crate) fn of_pupils(policy: &Policy, context: &Context, item: Item, pupils: i64, p: &Parameters) -> Worth {
    let weight = policy.weight(item, context);
    let class = weight.map_or(LAST_CLASS, |w| w.class.clamp(1, LAST_CLASS));
    let tier = tier(class);
    let steps = if tier == Tier::Need { class..LAST_CLASS } else { 0..0 };
    let factor = steps.fold(1i64, |f, _| f.saturating_mul(p.class_ratio));
    let points = weight.map_or(1, |w| i64::from(w.points)).saturating_mul(pupils).saturating_mul(factor);
    Worth { value: Value::of(tier, points), class }
}
