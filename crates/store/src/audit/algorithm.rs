//! The hash of the audit log (摘要算法), chosen when a site is made.

use sha2::{Digest, Sha256};
use sm3::Sm3;

/// SHA-256 or the national SM3 (GB/T 32905).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Algorithm {
    /// SHA-256.
    #[default]
    Sha256,
    /// SM3 国密杂凑.
    Sm3,
}

/// A hash of 32 bytes; both algorithms give one.
pub type Digest32 = [u8; 32];

impl Algorithm {
    /// Its name in the database and in checkpoints.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha256 => "sha256",
            Algorithm::Sm3 => "sm3",
        }
    }

    fn of(self, parts: &[&[u8]]) -> Digest32 {
        match self {
            Algorithm::Sha256 => {
                let mut h = Sha256::new();
                parts.iter().for_each(|p| h.update(p));
                h.finalize().into()
            }
            Algorithm::Sm3 => {
                let mut h = Sm3::new();
                parts.iter().for_each(|p| h.update(p));
                h.finalize().into()
            }
        }
    }

    /// The hash of a leaf: RFC 6962, section 2.1.
    pub fn leaf(self, bytes: &[u8]) -> Digest32 {
        self.of(&[&[0], bytes])
    }

    /// The hash of a node over two others: RFC 6962, section 2.1.
    pub fn node(self, left: &Digest32, right: &Digest32) -> Digest32 {
        self.of(&[&[1], left, right])
    }

    /// The root of the empty log.
    pub fn empty(self) -> Digest32 {
        self.of(&[])
    }
}

impl std::str::FromStr for Algorithm {
    type Err = ();
    fn from_str(s: &str) -> Result<Algorithm, ()> {
        match s {
            "sha256" => Ok(Algorithm::Sha256),
            "sm3" => Ok(Algorithm::Sm3),
            _ => Err(()),
        }
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// Thirty-two bytes from hex.
pub fn unhex(text: &str) -> Option<Digest32> {
    let mut out = [0u8; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (i, slot) in out.iter_mut().enumerate() {
        *slot = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(out)
}
