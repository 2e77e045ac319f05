//! Targets of the plans it rests on (目标衔接).

mod danger;
mod falling;
mod large_classes;
mod layout;
mod online;
mod plans;
mod relocation_seats;
mod seats;
mod settlements;
mod spare_seats;
mod uncovered;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    plans::RULE,
    large_classes::RULE,
    seats::RULE,
    settlements::RULE,
    online::RULE,
    danger::RULE,
    relocation_seats::RULE,
    uncovered::RULE,
    spare_seats::RULE,
    falling::RULE,
    layout::RULE,
];
