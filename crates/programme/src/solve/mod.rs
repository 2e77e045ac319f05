//! The optimiser (优化求解): tier by tier, prices by a Lagrangian dual, plans by greedy, local search and rebuilding. All work
//! is counted.
//!
//! **Tiers.** Plans are compared tier by tier, the first that differs deciding. Each tier is searched and proven in turn, with
//! what belongs to the tiers above as it was settled there.

pub(crate) mod dense;
mod descent;
mod dual;
pub(crate) mod flow;
mod joint;
mod pay;
pub(crate) mod proof;
mod relax;
mod scope;
mod search;
mod sight;
pub(crate) mod state;
mod table;
mod tree;

pub(crate) use dense::Dense;
pub use dense::Malformed;
pub(crate) use sight::{Prices, Remaining};

use crate::halt::Halt;
use crate::outcome::{Limits, Outcome, StopReason};
use checker::{Certificate, Instance, Proof, TIERS, Tier, Value};
use dual::{Dual, see};
use relax::Relax;
use scope::Scope;
use state::State;
use tree::Tree;

/// Rounds of the price search between two attempts at a plan.
const PACE: u32 = 25;

/// Solves an instance within the limits. The same instance and limits give the same answer on every machine.
pub fn solve(instance: &Instance, limits: &Limits) -> Result<Outcome, Malformed> {
    solve_until(instance, limits, &Halt::never())
}

/// Solves an instance within the limits, but no longer than until it is told to stop. What it has then is feasible, and proven
/// as far as it came; the stop reason says that it was stopped.
pub fn solve_until(instance: &Instance, limits: &Limits, halt: &Halt<'_>) -> Result<Outcome, Malformed> {
    let dense = Dense::read(instance)?;
    let mut best = State::new(&dense);
    let mut proofs: Vec<Proof> = Vec::new();
    let nothing = dense.jobs.iter().all(|j| j.begins.is_empty());
    for tier in Tier::ALL {
        let relax = Relax::new(&best, tier);
        if nothing || relax.is_empty() {
            continue;
        }
        proofs.push(stage(&relax, limits, &mut best, halt, instance));
    }
    let objective = best.worth;
    let schedule = pay::schedule(instance, &best);
    let certificate = Certificate { proofs };
    // the bound is what the certificate proves, read by the checker itself: no float has a say in it
    let bound = checker::bound(instance, &certificate, &schedule).unwrap_or(Value([i64::MAX; TIERS]));
    let mut gaps = [None; TIERS];
    for ((slot, o), b) in gaps.iter_mut().zip(objective.0).zip(bound.0) {
        *slot = gap(o, b);
    }
    let gap_ppm = gaps.iter().copied().collect::<Option<Vec<u32>>>().and_then(|g| g.into_iter().max());
    let stop = if nothing {
        StopReason::NothingToChoose
    } else if halt.fired() {
        StopReason::Clock
    } else if gap_ppm == Some(0) {
        StopReason::Optimal
    } else if gap_ppm.is_some_and(|g| g <= limits.gap_ppm) {
        StopReason::GapReached
    } else {
        StopReason::LimitReached
    };
    Ok(Outcome { schedule, objective, bound, gaps, gap_ppm, stop, certificate })
}

/// Whether the plan that [`solve`] makes starts an option: the same answer, without the proof nobody asked for, and without the tiers below
/// the option's own where those cannot move it any more.
pub(crate) fn starts(instance: &Instance, limits: &Limits, option: usize) -> Result<bool, Malformed> {
    let dense = Dense::read(instance)?;
    let mut best = State::new(&dense);
    let Some(job) = dense.jobs.get(option) else { return Ok(false) };
    if dense.jobs.iter().all(|j| j.begins.is_empty()) {
        return Ok(false);
    }
    // a tier moves the groups that have an option of its own, unless a tier above has settled them
    let of_group = dense.options_of(job.group).iter().filter_map(|o| dense.jobs.get(*o));
    let last = of_group.map(|j| j.tier).max().unwrap_or(job.tier);
    for tier in Tier::ALL.into_iter().filter(|t| *t <= last) {
        let relax = Relax::new(&best, tier);
        if !relax.is_empty() {
            searched(&relax, limits, &mut best, &Halt::never());
        }
    }
    Ok(best.placed(job.group).is_some_and(|(placed, _)| placed == option))
}

/// Searches one tier and proves how good the best plan is.
fn stage<'a>(relax: &Relax<'a>, limits: &Limits, best: &mut State<'a>, halt: &Halt<'_>, instance: &Instance) -> Proof {
    let mut tree = searched(relax, limits, best, halt);
    tree.tighten(best, halt);
    proof::proof(relax, &tree, best, instance)
}

/// Searches one tier: improves the best plan, which only ever gets better tier by tier. The tree holds what a proof is made from.
fn searched<'r, 'a>(relax: &'r Relax<'a>, limits: &Limits, best: &mut State<'a>, halt: &Halt<'_>) -> Tree<'r, 'a> {
    let tier = relax.tier;
    let scope = Scope::whole(relax);
    let mut dual = Dual::new(relax);
    let enough = |worth: Value, bound: f64| {
        let gap = (bound.floor() - worth.get(tier) as f64) / bound.abs().max(1.0);
        gap * 1e6 <= f64::from(limits.gap_ppm)
    };
    for round in 0..limits.dual_rounds.max(1) {
        if round % PACE == 0 {
            let list = tree::promises(relax, &see(relax, &scope, &dual.best), |_| true);
            let mut denser = list.clone();
            search::order(&mut denser, |p| p.profit / p.cost.max(1.0));
            for list in [&list, &denser] {
                let mut state = relax.base.clone();
                search::fill(&mut state, list);
                if state.worth > best.worth {
                    *best = state;
                }
            }
            if round > 0 && (dual.bound.floor() <= best.worth.get(tier) as f64 || dual.is_still()) {
                break;
            }
            if halt.now() {
                break;
            }
        }
        dual.round(&scope);
    }
    let mut prices = dual.best;
    prices.round();
    let list = tree::promises(relax, &see(relax, &scope, &prices), |_| true);
    let mut work = if halt.now() { 0 } else { limits.nodes };
    search::improve(best, &list, &mut work);
    *best = search::rebuild(best.clone(), &list, work, |worth| halt.now() || enough(worth, dual.bound));
    let mut last = if halt.now() { 0 } else { limits.nodes };
    search::improve(best, &list, &mut last);
    Tree::grow(relax, prices, best, limits, halt)
}

/// `(bound − objective) / |bound|` in millionths, rounded up.
fn gap(objective: i64, bound: i64) -> Option<u32> {
    let distance = i128::from(bound) - i128::from(objective);
    match distance {
        0 => Some(0),
        d if d < 0 || bound == 0 => None,
        d => {
            let scale = i128::from(bound).unsigned_abs();
            u32::try_from((d.unsigned_abs() * 1_000_000).div_ceil(scale)).ok()
        }
    }
}
