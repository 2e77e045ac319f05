//! The checker's verdict on an answer with its proof (校验结论).

use crate::bound::bound;
use crate::certificate::Certificate;
use crate::instance::{Instance, Schedule};
use crate::verify::{Violation, verify};
use serde::Serialize;

/// What the checker found (校验结论).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Conditions broken; empty means feasible.
    pub violations: Vec<Violation>,
    /// The value, recomputed; `None` when not feasible.
    pub objective: Option<i64>,
    /// The bound, recomputed from the prices; `None` when they prove nothing.
    pub bound: Option<i64>,
    /// The gap in millionths of the bound, rounded up; `None` when it cannot be stated.
    pub gap_ppm: Option<u32>,
}

impl Verdict {
    /// True when the schedule is feasible and its bound holds.
    pub fn holds(&self) -> bool {
        matches!((self.objective, self.bound), (Some(o), Some(b)) if o <= b)
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

/// Checks a schedule and the prices that are said to prove how good it is.
pub fn judge(instance: &Instance, schedule: &Schedule, certificate: &Certificate) -> Verdict {
    let (violations, objective) = match verify(instance, schedule) {
        Ok(value) => (Vec::new(), Some(value)),
        Err(violations) => (violations, None),
    };
    let bound = bound(instance, certificate).ok();
    let gap_ppm = objective.zip(bound).and_then(|(o, b)| gap_ppm(o, b));
    Verdict { violations, objective, bound, gap_ppm }
}
