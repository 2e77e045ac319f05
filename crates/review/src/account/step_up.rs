//! Proving again who one is before signing or moving money (二次认证).

use crate::Millis;

/// How long a proof stays fresh: five minutes, in milliseconds.
pub const VALID: Millis = 5 * 60 * 1000;

/// Whether a second factor proved at `at` is still fresh at `now` (二次认证是否有效): not older than `valid` milliseconds, and not from
/// the future, which a set-back clock would make last for ever.
pub fn fresh(now: Millis, at: Option<Millis>, valid: Millis) -> bool {
    at.and_then(|at| now.checked_sub(at)).is_some_and(|age| (0..=valid).contains(&age))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_until_the_last_millisecond() {
        assert!(!fresh(0, None, VALID));
        assert!(fresh(1_000, Some(1_000), VALID));
        assert!(fresh(1_000 + VALID, Some(1_000), VALID));
        assert!(!fresh(1_001 + VALID, Some(1_000), VALID));
        assert!(!fresh(999, Some(1_000), VALID), "from the future");
        assert!(!fresh(Millis::MIN, Some(Millis::MAX), VALID));
    }
}
