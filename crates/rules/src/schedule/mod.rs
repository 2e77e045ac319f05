//! When things are built (实施进度).

mod last_year;
mod lead_time;
mod months;
mod need_by;
mod not_ready;
mod one_year;
mod order;
mod reversed;
mod seats_late;
mod too_early;
mod too_late;
mod too_long;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    one_year::RULE,
    too_late::RULE,
    last_year::RULE,
    too_early::RULE,
    reversed::RULE,
    months::RULE,
    order::RULE,
    not_ready::RULE,
    lead_time::RULE,
    need_by::RULE,
    seats_late::RULE,
    too_long::RULE,
];
