//! Money (资金).

mod bond;
mod county_burden;
mod empty_year;
mod gap;
mod grain;
mod idle;
mod no_budget;
mod no_document;
mod outside_years;
mod over_budget;
mod own_money;
mod peer;
mod peer_investment;
mod peer_request;
mod peer_seat;
mod per_pupil;
mod small;
mod unlawful;
mod upper_share;
mod used;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] = &[
    gap::RULE,
    outside_years::RULE,
    empty_year::RULE,
    unlawful::RULE,
    no_document::RULE,
    over_budget::RULE,
    no_budget::RULE,
    bond::RULE,
    small::RULE,
    grain::RULE,
    upper_share::RULE,
    per_pupil::RULE,
    county_burden::RULE,
    own_money::RULE,
    idle::RULE,
    peer_request::RULE,
    peer_investment::RULE,
    peer_seat::RULE,
];
