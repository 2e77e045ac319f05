//! The manifest (清单): what three departments sign is its hash.

use crate::canonical::{CanonicalError, encode};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};

/// A SHA-256 hash (哈希值) in lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(pub String);

impl Hash {
    /// The hash of bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        let mut hex = String::with_capacity(64);
        for b in Sha256::digest(bytes) {
            let _ = write!(hex, "{b:02x}");
        }
        Hash(hex)
    }

    /// The hash of a value's canonical encoding.
    pub fn of_value(value: &impl Serialize) -> Result<Hash, CanonicalError> {
        Ok(Hash::of(&encode(value)?))
    }

    /// The first twelve digits, for people.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The hash of one paper (成果文件).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperHash {
    /// Its file name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub hash: Hash,
}

/// Everything a signature covers (签署清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this format.
    pub format: u32,
    /// Hash of the dossier without its plan.
    pub dossier: Hash,
    /// What was assumed instead of what the county gave; the dossier hashed above is the one after it.
    #[serde(default, skip_serializing_if = "Scenario::is_empty")]
    pub scenario: Scenario,
    /// A clock stopped the search for the plan: another run may give another plan, so it cannot be made again from the same input.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopped_by_clock: bool,
    /// Hash of the plan.
    pub plan: Hash,
    /// Hash of the policy pack as resolved.
    pub policy: Hash,
    /// Version of the program.
    pub program: String,
    /// Hash of the findings.
    pub findings: Hash,
    /// Hash of the waivers (of the empty list where there are none).
    pub waivers: Hash,
    /// The papers, by name.
    pub papers: Vec<PaperHash>,
}

impl Manifest {
    /// The hash that is signed.
    pub fn hash(&self) -> Result<Hash, CanonicalError> {
        Hash::of_value(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_published() {
        // FIPS 180-2, appendix B.1
        assert_eq!(Hash::of(b"abc").0, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
