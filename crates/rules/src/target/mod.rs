//! Targets of the plans it rests on (目标衔接).

mod danger;
mod large_classes;
mod online;
mod plans;
mod relocation_seats;
mod seats;
mod settlements;
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
];
