//! Who does what when (署名): the caller tells, the store reads no clock.

use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Milliseconds since 1970 in UTC (时刻).
pub type Millis = i64;

/// The stamp of a write command (操作署名).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub at: Millis,
    /// The account that does it; `system` for the program itself, `setup` before the first account.
    pub account: String,
    /// Idempotency key (幂等键) chosen by the caller: the same key with the same command is answered with the first answer. At most 100 characters.
    pub key: String,
    /// Where it comes from: a network address, `cli`, a job.
    pub origin: String,
}

impl Stamp {
    /// A stamp of the program itself.
    pub fn system(at: Millis, key: impl Into<String>) -> Stamp {
        Stamp { at, account: "system".to_owned(), key: key.into(), origin: "system".to_owned() }
    }

    /// A stamp of an account.
    pub fn of(at: Millis, account: &str, key: impl Into<String>, origin: &str) -> Stamp {
        Stamp { at, account: account.to_owned(), key: key.into(), origin: origin.to_owned() }
    }
}

/// Identifiers made so far by this process, from a random beginning.
static MADE: OnceLock<AtomicU32> = OnceLock::new();

/// A new identifier (编号): UUIDv7, in order of time, and those of one process within a millisecond in the order in which they were made (the
/// 26 bits after the time count; 48 random bits follow).
pub fn new_id(at: Millis) -> Result<String, getrandom::Error> {
    let mut random = [0u8; 10];
    getrandom::fill(&mut random)?;
    let [a, b, c, _, rest @ ..] = random;
    // begins in the lower half, so that it does not come round while the process lives
    let made = MADE.get_or_init(|| AtomicU32::new(u32::from_be_bytes([0, a, b, c])));
    let [high, upper, lower, low] = made.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    // 4 bits beside the version, 8, 6 beside the variant, 8
    let first = ((high << 2) | (upper >> 6)) & 0x0f;
    let second = (upper << 2) | (lower >> 6);
    let third = lower & 0x3f;
    let [r4, r5, r6, r7, r8, r9] = rest;
    let millis = u64::try_from(at).unwrap_or(0);
    let bytes = [first, second, third, low, r4, r5, r6, r7, r8, r9];
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().to_string())
}

/// A secret kept in the database (密文字段): it never stands in the audit log nor in a debug print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    secret: String,
}

impl Secret {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Secret {
        Secret { secret: secret.into() }
    }
    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.secret
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_in_the_order_they_were_made() {
        let made: Vec<String> = (0..2000).map(|_| new_id(1_700_000_000_000).unwrap()).collect();
        assert!(made.is_sorted(), "{:?}", made.windows(2).find(|w| w[0] >= w[1]));
        assert!(made.iter().all(|id| id.len() == 36 && id.as_bytes()[14] == b'7'));
        assert!(new_id(1_700_000_000_001).unwrap() > made[1999]);
    }
}
