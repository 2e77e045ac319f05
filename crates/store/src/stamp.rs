//! Who does what when (署名): the caller tells, the store reads no clock.

use serde::{Deserialize, Serialize};

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

/// A new identifier (编号): UUIDv7, in order of time.
pub fn new_id(at: Millis) -> Result<String, getrandom::Error> {
    let mut random = [0u8; 10];
    getrandom::fill(&mut random)?;
    let millis = u64::try_from(at).unwrap_or(0);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string())
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
