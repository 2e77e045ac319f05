//! Wrong passwords (登录失败处理): after a few, every further try waits longer; nobody is locked out for ever.

use crate::Millis;

/// The figures (锁定参数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// Tries that cost nothing.
    pub free: u32,
    /// The first wait, in milliseconds; each further failure doubles it.
    pub first: Millis,
    /// The longest wait, in milliseconds.
    pub longest: Millis,
    /// After so long without a failure all is forgotten, in milliseconds. At least `longest`, or waiting would be forgetting.
    pub forget: Millis,
}

impl Schedule {
    /// For one account: five tries, then one minute, two, four … at most fifteen.
    pub const ACCOUNT: Schedule = Schedule { free: 5, first: 60_000, longest: 15 * 60_000, forget: 60 * 60_000 };
    /// For one address, behind which a whole office may sit: thirty tries, then the same waits.
    pub const ADDRESS: Schedule = Schedule { free: 30, first: 60_000, longest: 15 * 60_000, forget: 60 * 60_000 };

    /// How long after the last failure no try is taken.
    fn wait(&self, failures: u32) -> Millis {
        match failures.checked_sub(self.free) {
            None => 0,
            Some(more) => {
                self.first.saturating_mul(1_i64.checked_shl(more.min(40)).unwrap_or(Millis::MAX)).min(self.longest)
            }
        }
    }
}

/// Failures so far of an account or an address (失败记录).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Failures {
    /// How many without a success between.
    pub count: u32,
    /// When the last one was.
    pub last: Millis,
}

impl Failures {
    /// When the next try is taken: `None` now, otherwise from then on (须等到). A last failure in the future, after a clock was set back, counts
    /// as one of just now.
    pub fn blocked(&self, schedule: &Schedule, now: Millis) -> Option<Millis> {
        let since = self.last.min(now);
        let until = since.saturating_add(schedule.wait(self.count));
        (now < until).then_some(until)
    }

    /// A try is counted as failed *before* the password is looked at, and taken back on success, so that a hundred at once do not slip
    /// through together. To be stored in the same transaction as it is read.
    ///
    /// # Errors
    /// No try is taken before the time given.
    pub fn attempt(&self, schedule: &Schedule, now: Millis) -> Result<Failures, Millis> {
        if let Some(until) = self.blocked(schedule, now) {
            return Err(until);
        }
        let forgotten = self.count > 0 && now.saturating_sub(self.last) >= schedule.forget;
        let count = if forgotten { 1 } else { self.count.saturating_add(1) };
        Ok(Failures { count, last: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const S: Schedule = Schedule::ACCOUNT;

    #[test]
    fn five_tries_then_growing_waits_that_end() {
        let (mut f, mut now) = (Failures::default(), 1_000);
        for _ in 0..5 {
            f = f.attempt(&S, now).expect("free");
        }
        for wait in [60_000, 120_000, 240_000, 480_000, 900_000, 900_000] {
            assert_eq!(f.attempt(&S, now + wait - 1), Err(now + wait));
            now += wait;
            f = f.attempt(&S, now).expect("the wait is over");
        }
        assert_eq!(f.count, 11);
        now += S.forget;
        f = f.attempt(&S, now).expect("forgotten");
        assert_eq!(f.count, 1);
    }

    #[test]
    fn a_hundred_at_once_are_five() {
        let mut f = Failures::default();
        let taken = (0..100).filter(|_| f.attempt(&S, 7).map(|next| f = next).is_ok()).count();
        assert_eq!(taken, 5);
    }

    #[test]
    fn a_clock_set_back_does_not_lock_for_ever() {
        let f = Failures { count: 6, last: Millis::MAX };
        assert_eq!(f.blocked(&S, 1_000), Some(1_000 + 120_000));
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_the_longest(count in any::<u32>(), last in any::<i64>(), now in any::<i64>()) {
            let f = Failures { count, last };
            if let Some(until) = f.blocked(&S, now) {
                prop_assert!(until > now && i128::from(until) - i128::from(now) <= i128::from(S.longest));
                prop_assert!(count >= S.free);
            }
        }
    }
}
