//! Who may be planned for (实施范围).

mod data_missing;
mod key_school;
mod kindergarten;
mod not_kept;
mod not_listed;
mod other_county;
mod part_absent;
mod part_unnamed;
mod private;
mod senior;
mod unknown_place;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    private::RULE,
    senior::RULE,
    kindergarten::RULE,
    not_listed::RULE,
    not_kept::RULE,
    key_school::RULE,
    unknown_place::RULE,
    data_missing::RULE,
    part_unnamed::RULE,
    part_absent::RULE,
    other_county::RULE,
];
