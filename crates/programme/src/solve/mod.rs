//! The optimiser (优化求解): prices by a Lagrangian dual, plans by greedy, local search and rebuilding; all work counted.

pub(crate) mod dense;
mod dual;
mod pay;
pub(crate) mod proof;
mod search;
mod sight;
pub(crate) mod state;
mod table;

pub use dense::Malformed;
pub(crate) use sight::{Prices, Remaining};

use crate::outcome::{Limits, Outcome, StopReason};
use checker::Instance;
use dense::Dense;
use dual::Dual;
use proof::Whole;
use state::State;

/// Rounds of the price search between two attempts at a plan.
const PACE: u32 = 25;

/// Solves an instance within the limits. The same instance and limits give the same answer on every machine.
pub fn solve(instance: &Instance, limits: &Limits) -> Result<Outcome, Malformed> {
    let dense = Dense::read(instance)?;
    let mut dual = Dual::new(&dense);
    let mut best = State::new(&dense);
    let enough = |worth: i64, bound: f64| {
        let gap = (bound.floor() - worth as f64) / bound.abs().max(1.0);
        gap * 1e6 <= f64::from(limits.gap_ppm)
    };
    let nothing = dense.jobs.iter().all(|j| j.begins.is_empty());
    let mut work = limits.nodes;
    let rounds = if nothing { 1 } else { limits.dual_rounds.max(1) };
    for round in 0..rounds {
        if round % PACE == 0 {
            let list = search::promises(&dense, &Dual::profits(&dense, &dual.best));
            let mut state = State::new(&dense);
            search::fill(&mut state, &list);
            let denser = {
                let mut other = list.clone();
                search::order(&mut other, |p| p.profit / p.cost.max(1.0));
                let mut state = State::new(&dense);
                search::fill(&mut state, &other);
                state
            };
            for s in [state, denser] {
                if s.worth > best.worth {
                    best = s;
                }
            }
            if round > 0 && enough(best.worth, dual.bound) && dual.bound.floor() <= best.worth as f64 {
                break;
            }
        }
        dual.round(best.worth as f64);
    }
    if !nothing {
        let list = search::promises(&dense, &Dual::profits(&dense, &dual.best));
        search::improve(&mut best, &list, &mut work);
        let rounds = work;
        best = search::rebuild(best, &list, rounds, |worth| enough(worth, dual.bound));
        let mut last = limits.nodes;
        search::improve(&mut best, &list, &mut last);
    }
    let prices = Whole::of(&dense, &dual.best);
    let bound = prices.bound(&dense).unwrap_or(i64::MAX);
    let objective = best.worth;
    let gap_ppm = gap(objective, bound);
    let stop = if nothing {
        StopReason::NothingToChoose
    } else if gap_ppm == Some(0) {
        StopReason::Optimal
    } else if gap_ppm.is_some_and(|g| g <= limits.gap_ppm) {
        StopReason::GapReached
    } else {
        StopReason::LimitReached
    };
    let schedule = pay::schedule(instance, &best);
    Ok(Outcome { schedule, objective, bound, gap_ppm, stop, certificate: prices.certificate(&dense, instance) })
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
