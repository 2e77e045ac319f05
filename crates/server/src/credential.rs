//! Passwords and one-time codes (口令与动态口令): Argon2id, RFC 6238; the rules they follow.

use argon2::password_hash::phc::{PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use model::Message;
use store::Lock;
use totp_rs::{Builder, Secret, Totp};

/// Shortest password.
const SHORTEST: usize = 8;
/// Longest password.
const LONGEST: usize = 128;

/// From so many failures in a row, locked for so long: a guesser gets a few hundred tries a year, and nobody is locked out for ever.
pub fn locks() -> Vec<Lock> {
    const MINUTE: i64 = 60_000;
    [(5, MINUTE), (7, 5 * MINUTE), (10, 15 * MINUTE), (15, 60 * MINUTE)]
        .map(|(failures, minutes)| Lock { failures, millis: minutes })
        .to_vec()
}

fn hasher() -> Argon2<'static> {
    // 19 MiB, two passes: the second set of parameters OWASP recommends for Argon2id
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password with a fresh salt, as a PHC string.
///
/// # Errors
/// When the system gives no random bytes, or the library refuses.
pub fn hash(password: &str) -> Result<String, String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| e.to_string())?;
    let salt = Salt::new(&bytes).map_err(|e| e.to_string())?;
    hasher()
        .hash_password_with_salt(password.as_bytes(), salt.as_ref())
        .map(|h| h.to_string())
        .map_err(|e| e.to_string())
}

/// Whether a password has this hash.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok())
}

/// A hash of nothing anybody knows: compared with where there is no such account, so that the answer takes as long.
pub const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is wrong with a new password; the name must not stand in it.
pub fn weak(password: &str, login: &str) -> Option<Message> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Some(Message::new("wb-password-length").with("least", SHORTEST).with("most", LONGEST));
    }
    let lower = password.to_lowercase();
    if !login.trim().is_empty() && lower.contains(&login.trim().to_lowercase()) {
        return Some(Message::new("wb-password-name"));
    }
    let first = password.chars().next();
    if password.chars().all(|c| Some(c) == first) || COMMON.iter().any(|c| lower.contains(c) && length < c.len() + 5) {
        return Some(Message::new("wb-password-common"));
    }
    let kinds: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_digit(),
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_uppercase(),
        |c| !c.is_ascii_alphanumeric(),
    ];
    let used = kinds.iter().filter(|is| password.chars().any(**is)).count();
    (length < 14 && used < 2).then(|| Message::new("wb-password-kinds"))
}

/// Beginnings of the passwords guessed first.
const COMMON: &[&str] = &[
    "password",
    "12345678",
    "123456",
    "qwerty",
    "11111111",
    "admin",
    "abc123",
    "iloveyou",
    "87654321",
    "00000000",
    "a123456",
    "woaini",
    "5201314",
    "junheng",
    "yiwujiaoyu",
];

/// The secret of one-time codes from its base32.
fn totp(secret: &str, login: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    let login: String = login.chars().filter(|c| *c != ':').collect();
    Builder::new().with_secret(secret).with_skew(1).with_account_name(login).with_issuer(Some("Junheng")).build().ok()
}

/// A new secret, base32.
///
/// # Errors
/// When the system gives no random bytes.
pub fn new_totp() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes)?;
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let letter = LETTERS.get(((held >> bits) & 31) as usize).copied().unwrap_or(b'A');
            out.push(char::from(letter));
        }
        held &= (1 << bits) - 1;
    }
    Ok(out)
}

/// The time step of a code that is right at a moment (milliseconds), one step either way.
pub fn totp_step(secret: &str, code: &str, at: i64) -> Option<i64> {
    let seconds = u64::try_from(at / 1000).ok()?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let known = totp(secret, "x")?;
    [0_i64, -1, 1].into_iter().find_map(|shift| {
        let time = seconds.checked_add_signed(shift * 30)?;
        let wanted = known.generate(time).to_string();
        crate::secret::same(&wanted, &code).then(|| i64::try_from(time / 30).ok()).flatten()
    })
}

/// The code of a moment.
pub fn totp_code(secret: &str, at: i64) -> Option<String> {
    Some(totp(secret, "x")?.generate(u64::try_from(at / 1000).ok()?).to_string())
}

/// The address an authenticator reads.
pub fn totp_uri(secret: &str, login: &str) -> String {
    let name = crate::failure::form_urlencoded(login);
    format!("otpauth://totp/Junheng:{name}?secret={secret}&issuer=Junheng")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_alone() {
        let hash = hash("长城内外 2021").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("长城内外 2021", &hash) && !verify("长城内外 2022", &hash));
        assert!(!verify("", NOBODY) && PasswordHash::new(NOBODY).is_ok());
    }

    #[test]
    fn weak_passwords_are_told_why() {
        assert!(weak("short1", "wang").is_some());
        assert!(weak("wangxiaomei-1", "wangxiaomei").is_some());
        assert!(weak("Password123", "wang").is_some());
        assert!(weak("aaaaaaaaaaaa", "wang").is_some());
        assert!(weak("onlyletters", "wang").is_some());
        assert!(weak("correct horse battery", "wang").is_none());
        assert!(weak("Shuini-7788", "wang").is_none());
    }

    #[test]
    fn codes_follow_rfc_6238() {
        // appendix B, SHA-1, secret "12345678901234567890": the last six of the eight digits
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")]
        {
            assert_eq!(totp_code(secret, seconds * 1000).as_deref(), Some(code));
            assert_eq!(totp_step(secret, code, seconds * 1000), Some(seconds / 30));
            assert_eq!(totp_step(secret, code, (seconds + 95) * 1000), None);
        }
        assert_eq!(new_totp().unwrap().len(), 32);
    }
}
