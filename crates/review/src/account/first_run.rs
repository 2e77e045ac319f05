//! The first account (首次启用): no default password, but a token that the console shows once.

use crate::Millis;
use subtle::ConstantTimeEq;

/// How long the token is good for: one day, in milliseconds.
pub const VALID: Millis = 24 * 60 * 60 * 1000;

/// The token as text, from thirty-two random bytes: 64 hexadecimal digits.
pub fn token(random: &[u8; 32]) -> String {
    random.iter().map(|b| format!("{b:02x}")).collect()
}

/// Whether the first account may be opened with this token (首次启用校验): it is the one made at `made`, it is not too old, and there is no
/// account yet.
pub fn accept(expected: &str, given: &str, made: Millis, now: Millis, accounts: u64) -> bool {
    let fresh = now.checked_sub(made).is_some_and(|age| (0..VALID).contains(&age));
    let same = bool::from(expected.as_bytes().ct_eq(given.trim().as_bytes()));
    accounts == 0 && fresh && same && expected.len() == 64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_for_a_day_while_there_is_no_account() {
        let t = token(&[0xab; 32]);
        assert_eq!(t.len(), 64);
        assert!(accept(&t, &format!(" {t}\n"), 0, VALID - 1, 0));
        assert!(!accept(&t, &t, 0, VALID, 0), "too old");
        assert!(!accept(&t, &t, 1, 0, 0), "from the future");
        assert!(!accept(&t, &t, 0, 1, 1), "there is an account");
        assert!(!accept(&t, &token(&[0xac; 32]), 0, 1, 0));
        assert!(!accept("", "", 0, 1, 0), "no token was made");
    }
}
