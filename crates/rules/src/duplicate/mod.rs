//! Duplicates across programmes and within the plan (重复交叉).

mod again;
mod code_twice;
mod gap_twice;
mod inside;
mod other_programme;
mod twin;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] =
    &[other_programme::RULE, inside::RULE, twin::RULE, code_twice::RULE, gap_twice::RULE, again::RULE];
