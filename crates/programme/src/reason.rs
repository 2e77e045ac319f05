//! Why a candidate stayed out, and what would bring it in (落选原因): estimates from the prices, not promises.

use crate::candidate::Candidate;
use crate::error::ProgrammeError;
use crate::outcome::{Outcome, WhyOut};
use crate::solve::{Dense, Prices, Remaining};
use checker::{Instance, Value};
use model::{Fen, Message, Year};
use std::collections::BTreeSet;

/// The reason for every candidate that is not in the plan, in the order of the candidates.
pub(crate) fn left_out(
    candidates: &[Candidate],
    instance: &Instance,
    outcome: &Outcome,
) -> Result<Vec<WhyOut>, ProgrammeError> {
    let started: BTreeSet<u32> = outcome.schedule.starts.iter().map(|s| s.option).collect();
    let group_in: BTreeSet<u32> =
        started.iter().filter_map(|o| instance.options.get(*o as usize)).map(|o| o.group).collect();
    let dense = Dense::read(instance)?;
    let mut remaining = Remaining::after(&dense, &outcome.schedule);
    let prices = Prices::of(&dense, instance, &outcome.certificate);
    let mut out = Vec::new();
    for (i, c) in candidates.iter().enumerate() {
        if !u32::try_from(i).is_ok_and(|n| started.contains(&n)) {
            let other = group_in.contains(&c.group);
            let reason = if other {
                Message::new("programme-out-variant")
            } else {
                why(i, c, instance, &mut remaining, &prices)
            };
            let reason = reason.with("project", &c.project.name);
            out.push(WhyOut { project: c.project.id.clone(), reason });
        }
    }
    Ok(out)
}

fn why(i: usize, c: &Candidate, instance: &Instance, remaining: &mut Remaining, prices: &Prices) -> Message {
    let Some(choice) = instance.options.get(i) else { return Message::new("programme-out-no-year") };
    if c.sources.is_empty() {
        return Message::new("programme-out-no-source");
    }
    let starts: Vec<usize> =
        (0..instance.years.len()).filter(|t| choice.value.get(*t).copied().flatten().is_some()).collect();
    if starts.is_empty() {
        return Message::new("programme-out-no-year");
    }
    if c.value <= Value::ZERO && choice.seats.is_none() {
        return Message::new("programme-out-no-value");
    }
    // even with nothing else in the plan
    let alone = starts.iter().map(|t| remaining.short(i, *t, true)).min_by_key(|s| s.1);
    if let Some((year, more)) = alone
        && more > 0
    {
        return money("programme-out-too-dear", instance, year, more);
    }
    let least = starts.iter().map(|t| remaining.short(i, *t, false)).min_by_key(|s| s.1);
    let Some((year, more)) = least.filter(|s| s.1 > 0) else {
        return Message::new("programme-out-waits");
    };
    let (start, lacking) = starts.iter().map(|t| (*t, prices.lacking(i, *t))).min_by_key(|s| s.1).unwrap_or((0, 0));
    let total = Fen::sum(c.profile.iter().copied()).unwrap_or(Fen::ZERO);
    if lacking <= 0 {
        return money("programme-out-money", instance, year, more);
    }
    // what it would have to cost to pay its way: value / price
    let pays = prices.affordable(i, start).map_or(Fen::ZERO, |g| Fen(g.saturating_mul(Fen::GRAIN.0)));
    money("programme-out-price", instance, year, more).with("total", total.wan()).with("worth", pays.wan())
}

fn money(key: &'static str, instance: &Instance, year: usize, grains: i64) -> Message {
    let year = instance.years.get(year).copied().unwrap_or(Year(0));
    Message::new(key).with("year", year).with("amount", Fen(grains.saturating_mul(Fen::GRAIN.0)).wan())
}
