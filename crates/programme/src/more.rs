//! What more money would bring (再多一百万): a difference of two solved and proven plans, beside the estimate of the prices.

use crate::again::{Again, again};
use crate::conflict::richer;
use crate::error::ProgrammeError;
use crate::outcome::{Limits, Programme};
use checker::{PRICE_SCALE, TIERS};
use model::{Fen, FundSource, Year};
use serde::Serialize;

/// What so much more of a source in a year would bring (增加资金的效果).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct More {
    /// The source.
    pub source: FundSource,
    /// The year.
    pub year: Year,
    /// How much more.
    pub amount: Fen,
    /// What the prices alone say it is worth, points tier by tier: an estimate that the large projects may well belie.
    pub estimate: [i64; TIERS],
    /// The plan with it against the plan without.
    pub again: Again,
    /// How much more the new plan uses, over all sources and years.
    pub used: Fen,
}

/// Solves again with more money of a source in a year. `amount` is rounded down to whole 100 元.
///
/// # Errors
/// The problem with the money added cannot be stated.
pub fn more(
    programme: &Programme,
    limits: &Limits,
    source: FundSource,
    year: Year,
    amount: Fen,
) -> Result<More, ProgrammeError> {
    let amount = Fen(amount.0 - amount.0.rem_euclid(Fen::GRAIN.0));
    let changed = richer(&programme.instance, source, year, amount);
    let (again, outcome) = again(programme, &changed, limits, None)?;
    let sum = |money: &[checker::Money]| money.iter().fold(0_i64, |sum, m| sum.saturating_add(m.amount.0));
    let used = Fen(sum(&outcome.schedule.money).saturating_sub(sum(&programme.outcome.schedule.money)));
    let mut estimate = [0; TIERS];
    for (slot, tier) in estimate.iter_mut().zip(checker::Tier::ALL) {
        let proof = programme.outcome.certificate.proofs.iter().find(|p| p.tier == tier);
        let price = proof.and_then(|p| p.money.iter().find(|(s, y, _)| *s == source && *y == year)).map_or(0, |m| m.2);
        let points = i128::from(price) * i128::from(amount.0 / Fen::GRAIN.0) / i128::from(PRICE_SCALE);
        *slot = i64::try_from(points).unwrap_or(i64::MAX);
    }
    Ok(More { source, year, amount, estimate, again, used })
}
