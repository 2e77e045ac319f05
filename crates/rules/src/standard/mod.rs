//! Over-standard and luxury (超标准与豪华建设).

mod basics_first;
mod ceiling;
mod fees;
mod giant_school;
mod new_building;
mod price_cap;
mod school_size;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    ceiling::RULE,
    price_cap::RULE,
    new_building::RULE,
    basics_first::RULE,
    school_size::RULE,
    giant_school::RULE,
    fees::RULE,
];
