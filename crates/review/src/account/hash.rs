//! Keeping passwords (密码存储): Argon2id with a salt, its parameters written into the hash.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, CustomizedPasswordHasher, Params, PasswordVerifier, Version};

/// How dear a guess is (密码散列参数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// 19 MiB, two passes, one lane: the lowest that OWASP's password storage guide recommends for Argon2id.
    pub const STRONG: Cost = Cost { memory: 19 * 1024, passes: 2, lanes: 1 };
    /// For tests only.
    pub const WEAK: Cost = Cost { memory: 8, passes: 1, lanes: 1 };
}

/// A password could not be hashed: parameters or salt that Argon2 does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct NotHashed(String);

/// The hash to store (PHC string). `salt`: sixteen random bytes.
///
/// # Errors
/// Parameters that Argon2 does not take.
pub fn hash(cost: Cost, password: &str, salt: &[u8; 16]) -> Result<String, NotHashed> {
    let failed = |e: &dyn std::fmt::Display| NotHashed(e.to_string());
    let params = Params::new(cost.memory, cost.passes, cost.lanes, None).map_err(|e| failed(&e))?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let hash: PasswordHash =
        hasher.hash_password_with_params(password.as_bytes(), salt, params).map_err(|e| failed(&e))?;
    Ok(hash.to_string())
}

/// Whether it is the password (校验密码). For an account that does not exist pass [`decoy`], so that both answers take as long.
pub fn verify(stored: &str, password: &str) -> bool {
    let Ok(hash) = PasswordHash::new(stored) else { return false };
    hash.algorithm.as_str() == "argon2id" && Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// Whether the hash was made with other parameters and should be made again at the next login.
pub fn outdated(stored: &str, cost: Cost) -> bool {
    let Ok(hash) = PasswordHash::new(stored) else { return true };
    Params::try_from(&hash)
        .map_or(true, |p| (p.m_cost(), p.t_cost(), p.p_cost()) != (cost.memory, cost.passes, cost.lanes))
}

/// A hash that no password is known for, as dear to verify as a real one.
///
/// # Errors
/// As [`hash`].
pub fn decoy(cost: Cost) -> Result<String, NotHashed> {
    hash(cost, "\u{0}no account has this", b"no account, none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verifies_only_the_password_and_only_argon2id() {
        let stored = hash(Cost::WEAK, "槐树开花了", &[7; 16]).expect("hashed");
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        assert!(verify(&stored, "槐树开花了"));
        assert!(!verify(&stored, "槐树开花"));
        assert!(!verify(&stored.replace("argon2id", "argon2i"), "槐树开花了"));
        assert!(!verify("", "") && !verify("$argon2id$", ""));
        assert_ne!(stored, hash(Cost::WEAK, "槐树开花了", &[8; 16]).expect("hashed"));
        assert!(!outdated(&stored, Cost::WEAK) && outdated(&stored, Cost::STRONG) && outdated("", Cost::WEAK));
        assert!(decoy(Cost::WEAK).is_ok_and(|d| !verify(&d, "")));
    }

    #[test]
    fn strong_parameters_verify_too() {
        let stored = hash(Cost::STRONG, "x", &[1; 16]).expect("hashed");
        assert!(stored.contains("m=19456,t=2,p=1") && verify(&stored, "x"));
        assert!(hash(Cost { memory: 0, passes: 0, lanes: 0 }, "x", &[1; 16]).is_err());
    }
}
