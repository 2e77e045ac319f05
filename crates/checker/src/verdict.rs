//! The checker's verdict on an answer with its proof (校验结论).

use crate::bound::bound;
use crate::certificate::Certificate;
use crate::instance::{Instance, Schedule};
use crate::tier::{TIERS, Value};
use crate::verify::{Violation, verify};
use serde::Serialize;

/// What the checker found (校验结论).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Conditions broken; empty means feasible.
    pub violations: Vec<Violation>,
    /// The value, recomputed; `None` when not feasible.
    pub objective: Option<Value>,
    /// The bound of each tier over all schedules that agree in what belongs to the tiers above, recomputed from the prices;
    /// `None` when they prove nothing or there is no value.
    pub bound: Option<Value>,
    /// The gap of each tier in millionths of its bound, rounded up; `None` when it cannot be stated.
    pub gaps: [Option<u32>; TIERS],
    /// The largest of them; `None` when one cannot be stated.
    pub gap_ppm: Option<u32>,
}

impl Verdict {
    /// True when the schedule is feasible and its bounds hold.
    pub fn holds(&self) -> bool {
        match (self.objective, self.bound) {
            (Some(o), Some(b)) => o.0.iter().zip(b.0).all(|(o, b)| *o <= b),
            _ => false,
        }
    }
}

/// `(bound − objective) / |bound|` in millionths, rounded up: 0 only when the two are equal.
/// `None` when the bound is zero without being reached, or lies below the objective (then one of them is wrong).
pub fn gap_ppm(objective: i64, bound: i64) -> Option<u32> {
    if objective == bound {
        return Some(0);
    }
    let distance = i128::from(bound) - i128::from(objective);
    if distance < 0 || bound == 0 {
        return None;
    }
    let scale = i128::from(bound).abs();
    let ppm = (distance * 1_000_000 + scale - 1) / scale;
    u32::try_from(ppm).ok()
}

/// The gap of every tier.
pub fn gaps(objective: Value, bound: Value) -> [Option<u32>; TIERS] {
    let mut out = [None; TIERS];
    for ((slot, o), b) in out.iter_mut().zip(objective.0).zip(bound.0) {
        *slot = gap_ppm(o, b);
    }
    out
}

/// Checks a schedule and the prices that are said to prove how good it is.
pub fn judge(instance: &Instance, schedule: &Schedule, certificate: &Certificate) -> Verdict {
    let (violations, objective) = match verify(instance, schedule) {
        Ok(value) => (Vec::new(), Some(value)),
        Err(violations) => (violations, None),
    };
    let bound = objective.and_then(|_| bound(instance, certificate, schedule).ok());
    let gaps = objective.zip(bound).map_or([None; TIERS], |(o, b)| gaps(o, b));
    let worst = gaps.iter().copied().collect::<Option<Vec<u32>>>();
    Verdict { violations, objective, bound, gaps, gap_ppm: worst.and_then(|g| g.into_iter().max()) }
}
