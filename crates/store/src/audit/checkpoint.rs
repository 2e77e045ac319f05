//! Signed checkpoints (检查点): size and root of the log in a note that a witness can keep (C2SP tlog-checkpoint).

use super::{Algorithm, Digest32, Key};
use crate::stamp::Millis;

/// A checkpoint (检查点).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries it covers.
    pub size: i64,
    /// When it was signed.
    pub at: Millis,
    /// The signed note.
    pub note: String,
}

impl Checkpoint {
    /// Signs the head of a log. `name` names the site.
    pub(crate) fn sign(
        key: &Key,
        name: &str,
        algorithm: Algorithm,
        size: i64,
        root: &Digest32,
        at: Millis,
    ) -> Checkpoint {
        let text = format!("{name}\n{size}\n{}\nhash {}\ntime {at}\n", base64(root), algorithm.name());
        let signature = base64(&key.sign(name, &text));
        Checkpoint { size, at, note: format!("{text}\n\u{2014} {name} {signature}\n") }
    }
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for i in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * i)) as usize & 63).copied().unwrap_or(b'=');
            out.push(if i <= three.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_as_published() {
        // RFC 4648, section 10
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(super::base64(plain.as_bytes()), coded);
        }
    }
}
