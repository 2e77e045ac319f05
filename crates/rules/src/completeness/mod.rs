//! What a plan must say (完整性).

mod code_missing;
mod code_shape;
mod no_lines;
mod no_projects;
mod no_record;
mod old_price;
mod performance;
mod preparation;
mod price_basis;
mod reason;
mod waiver;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    no_projects::RULE,
    no_lines::RULE,
    performance::RULE,
    reason::RULE,
    preparation::RULE,
    code_missing::RULE,
    code_shape::RULE,
    price_basis::RULE,
    old_price::RULE,
    no_record::RULE,
    waiver::RULE,
];
