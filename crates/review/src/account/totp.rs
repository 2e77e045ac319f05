//! Codes from a phone (动态口令): RFC 6238 with HMAC-SHA-1, six digits, steps of thirty seconds, each step used once.

use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Builder, Secret, Totp};

const STEP: u64 = 30;
/// Steps a phone's clock may be off, in either direction.
const SKEW: u64 = 1;

/// A shared secret (动态口令密钥), twenty random bytes.
#[derive(Clone)]
pub struct Key(Totp);

/// Not a secret this program made, or a name an authenticator could not show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a usable secret or account name")]
pub struct Unusable;

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Key {
    /// A key from its bytes, for an account of a site.
    ///
    /// # Errors
    /// Fewer than sixteen bytes, or a colon in a name.
    pub fn new(secret: &[u8], site: &str, account: &str) -> Result<Key, Unusable> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP)
            .with_secret(Secret::from(secret.to_vec()))
            .with_issuer(Some(site))
            .with_account_name(account)
            .build()
            .map(Key)
            .map_err(|_| Unusable)
    }

    /// A key from its secret in Base32, as people type it and as it is kept.
    ///
    /// # Errors
    /// Not Base32, fewer than sixteen bytes, or a colon in a name.
    pub fn typed(secret: &str, site: &str, account: &str) -> Result<Key, Unusable> {
        let secret = Secret::try_from_base32(secret).map_err(|_| Unusable)?;
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP)
            .with_secret(secret)
            .with_issuer(Some(site))
            .with_account_name(account)
            .build()
            .map(Key)
            .map_err(|_| Unusable)
    }

    /// The `otpauth://` address that an authenticator reads; `None` for a name that cannot be put into an address.
    pub fn address(&self) -> Option<String> {
        self.0.to_url().ok()
    }

    /// The `otpauth://` address that an authenticator reads, and the secret in Base32 to type in.
    ///
    /// # Errors
    /// A name that cannot be put into an address.
    pub fn enrol(&self, secret: &[u8]) -> Result<(String, String), Unusable> {
        Ok((self.0.to_url().map_err(|_| Unusable)?, Secret::from(secret.to_vec()).to_base32()))
    }

    /// The step whose code this is (校验动态口令), `None` when the code is wrong, too old, or of a step not later than `used`, the last
    /// one accepted: a code that was seen once is worth nothing. Store the answer as the new `used` before acting on it.
    pub fn accept(&self, code: &str, seconds: u64, used: Option<u64>) -> Option<u64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let now = seconds / STEP;
        let mut found = None;
        // every step is compared, so that time tells nothing
        for step in now.saturating_sub(SKEW)..=now.saturating_add(SKEW) {
            let expected = self.0.generate(step.saturating_mul(STEP)).to_string();
            if bool::from(expected.as_bytes().ct_eq(code.as_bytes())) && used.is_none_or(|used| step > used) {
                found = Some(step);
            }
        }
        found
    }

    /// The code of a moment, for the demo and for tests.
    pub fn code(&self, seconds: u64) -> String {
        self.0.generate(seconds).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1; the last six of the eight digits printed there.
    const VECTORS: [(u64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];

    fn key() -> Key {
        Key::new(b"12345678901234567890", "Junheng", "planner").expect("a key")
    }

    #[test]
    fn published_vectors() {
        for (seconds, code) in VECTORS {
            assert_eq!(key().code(seconds), code[2..], "{seconds}");
            assert_eq!(key().accept(&code[2..], seconds, None), Some(seconds / 30));
            let full = Builder::new()
                .with_algorithm(Algorithm::SHA1)
                .with_digits(8)
                .with_secret(b"12345678901234567890".to_vec());
            assert_eq!(full.build_noncompliant().generate(seconds).to_string(), code, "{seconds}");
        }
    }

    #[test]
    fn one_step_of_skew_and_never_twice() {
        let (key, t) = (key(), 1_700_000_010); // the first second of a step
        let code = key.code(t);
        let step = t / 30;
        assert_eq!(t % 30, 0);
        assert_eq!(key.accept(&code, t - 30, None), Some(step), "the phone is ahead");
        assert_eq!(key.accept(&code, t + 59, None), Some(step), "the phone is behind");
        assert_eq!(key.accept(&code, t - 31, None), None);
        assert_eq!(key.accept(&code, t + 60, None), None);
        assert_eq!(key.accept(&code, t, Some(step - 1)), Some(step));
        assert_eq!(key.accept(&code, t, Some(step)), None, "replayed");
        assert_eq!(key.accept(&code, t, Some(step + 1)), None, "an older one after a newer one");
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(key.accept(&spaced, t, None), Some(step));
        for wrong in ["", "000", "+12345", "１２３４５６"] {
            assert_eq!(key.accept(wrong, t, None), None);
        }
        assert_eq!(key.accept("123456", u64::MAX, None), None);
        assert!(key.accept(&key.code(0), 0, None).is_some());
    }

    #[test]
    fn an_authenticator_can_read_it() {
        let again = Key::typed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "Junheng", "planner").expect("a key");
        assert_eq!((again.code(59), again.address()), (key().code(59), key().address()));
        assert!(Key::typed("GEZDGNBV", "Junheng", "planner").is_err() && Key::typed("01", "a", "b").is_err());
        let (url, typed) = key().enrol(b"12345678901234567890").expect("an address");
        assert!(url.starts_with("otpauth://totp/Junheng:planner?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{url}");
        assert_eq!(typed, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(Key::new(b"short", "Junheng", "planner").is_err());
        assert_eq!(format!("{:?}", key()), "Key(..)");
    }
}
