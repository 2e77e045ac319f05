//! Figures that must agree (勾稽关系).

mod closes;
mod funding_twice;
mod id_twice;
mod line_amount;
mod negative;
mod overflow;
mod seats;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    line_amount::RULE,
    negative::RULE,
    overflow::RULE,
    id_twice::RULE,
    funding_twice::RULE,
    seats::RULE,
    closes::RULE,
];
