//! Addresses that guess (来源限制): failures of an address, behind which a whole office may sit, counted by each process in memory.

use review::Millis;
use review::account::lockout::{Failures, Schedule};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Addresses remembered at most.
const MOST: usize = 10_000;

/// The addresses that failed lately.
#[derive(Debug, Default)]
pub struct Gate(Mutex<HashMap<String, Failures>>);

impl Gate {
    /// Until when nothing is taken from an address; `None` when it may try.
    pub fn blocked(&self, origin: &str, now: Millis) -> Option<Millis> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(origin).and_then(|f| f.blocked(&Schedule::ADDRESS, now))
    }

    /// An attempt from an address failed.
    pub fn failed(&self, origin: &str, now: Millis) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, f| now.saturating_sub(f.last) < Schedule::ADDRESS.forget);
        }
        if known.len() < MOST || known.contains_key(origin) {
            let counted = known.entry(origin.to_owned()).or_default();
            if let Ok(next) = counted.attempt(&Schedule::ADDRESS, now) {
                *counted = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_failures_then_a_wait_for_that_address_alone() {
        let gate = Gate::default();
        for n in 0..30 {
            assert_eq!(gate.blocked("10.0.0.7", 1_000 + n), None, "{n}");
            gate.failed("10.0.0.7", 1_000 + n);
        }
        assert_eq!(gate.blocked("10.0.0.7", 2_000), Some(1_029 + 60_000));
        assert_eq!(gate.blocked("10.0.0.8", 2_000), None);
        assert_eq!(gate.blocked("10.0.0.7", 1_029 + 60_000), None);
    }
}
