//! Solving again with something changed (重新求解), and what two proven answers say of each other.

use crate::difference::{Difference, difference, scheduled};
use crate::error::ProgrammeError;
use crate::outcome::{Limits, Outcome, Programme};
use crate::solve::solve;
use checker::{Instance, Start, TIERS, Tier, Value};
use serde::Serialize;

/// The programme and its problem solved again with something changed (方案与重新求解的方案). Both answers carry their proof.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Again {
    /// Points tier by tier: the new plan less the old.
    pub gain: Value,
    /// The first tier in which the plans differ in value.
    pub tier: Option<Tier>,
    /// What the change is truly worth in that tier, at least and at most, proven: over all plans that carry out the same work in the
    /// tiers above, which both do. `None` when the tiers above are not the same work in the same years.
    pub proven: Option<(i64, i64)>,
    /// The gaps of the old plan, tier by tier, millionths.
    pub gaps_before: [Option<u32>; TIERS],
    /// The gaps of the new plan.
    pub gaps_after: [Option<u32>; TIERS],
    /// What came, went, moved.
    pub difference: Difference,
}

/// Solves a changed instance. `raised`: points that were put on one option beyond its own, in its tier; they are taken off again.
pub(crate) fn again(
    programme: &Programme,
    changed: &Instance,
    limits: &Limits,
    raised: Option<(u32, Tier, i64)>,
) -> Result<(Again, Outcome), ProgrammeError> {
    let outcome = solve(changed, limits)?;
    let (old, mut objective, mut bound) = (&programme.outcome, outcome.objective, outcome.bound);
    if let Some((_, tier, points)) = raised.filter(|(o, ..)| outcome.schedule.starts.iter().any(|s| s.option == *o)) {
        // every plan of that bound's tier may hold the option, so its extra points come off the bound too
        objective = objective.minus(Value::of(tier, points));
        bound = bound.minus(Value::of(tier, points));
    }
    let gain = objective.minus(old.objective);
    let tier = gain.iter().find(|(_, points)| *points != 0).map(|(tier, _)| tier);
    let compared = raised.map(|(_, tier, _)| tier).or(tier).unwrap_or(Tier::Need);
    let same = above(&programme.instance, &old.schedule.starts, compared)
        == above(changed, &outcome.schedule.starts, compared);
    let proven = same.then(|| {
        let (o0, b0) = (old.objective.get(compared), old.bound.get(compared));
        let (o1, b1) = (objective.get(compared), bound.get(compared));
        (o1.saturating_sub(b0), b1.saturating_sub(o0))
    });
    let entries = |instance: &Instance, o: &Outcome| scheduled(&programme.candidates, instance, &o.schedule);
    let difference = difference(&entries(&programme.instance, old), &entries(changed, &outcome));
    let (gaps_before, gaps_after) = (old.gaps, outcome.gaps);
    Ok((Again { gain, tier, proven, gaps_before, gaps_after, difference }, outcome))
}

/// What belongs to the tiers above one, with its years.
fn above(instance: &Instance, starts: &[Start], tier: Tier) -> Vec<Start> {
    let tiers = instance.tiers();
    let own = |s: &&Start| tiers.get(s.option as usize).is_some_and(|t| *t < tier);
    let mut out: Vec<Start> = starts.iter().filter(own).copied().collect();
    out.sort_unstable();
    out
}

/// True when the option is started.
pub(crate) fn holds(outcome: &Outcome, option: u32) -> bool {
    outcome.schedule.starts.iter().any(|s| s.option == option)
}
