//! Random tokens and their hashes (令牌): the store knows hashes only.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A new token: 32 random bytes in hexadecimal.
///
/// # Errors
/// When the system gives no random bytes.
pub fn token() -> Result<String, getrandom::Error> {
    Ok(hex(&random::<32>()?))
}

/// Random bytes.
///
/// # Errors
/// When the system gives none.
pub fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// What the store keeps of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The token that forms of a session carry: bound to it, useless without its cookie.
pub fn csrf(session: &str) -> String {
    hash(&format!("form/{session}")).chars().take(40).collect()
}

/// Compares without telling how far they agree.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_hashes_hide_them() {
        let (a, b) = (token().unwrap(), token().unwrap());
        assert!(a != b && a.len() == 64 && !hash(&a).contains(&a[..8]));
        assert!(csrf(&a) != csrf(&b) && csrf(&a) != hash(&a)[..40]);
        assert!(same(&a, &a.clone()) && !same(&a, &b) && !same(&a, &a[1..]));
    }
}
