//! Signs of fiction or fraud (虚列套取).

mod clones;
mod closing;
mod lump;
mod no_gap;
mod price_counties;
mod price_peers;
mod round;
mod split;
mod surplus;
mod too_cheap;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    surplus::RULE,
    no_gap::RULE,
    price_peers::RULE,
    clones::RULE,
    closing::RULE,
    round::RULE,
    too_cheap::RULE,
    split::RULE,
    lump::RULE,
    price_counties::RULE,
];
