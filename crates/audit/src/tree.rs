//! The Merkle tree of RFC 6962, section 2.1 (默克尔树), from the text of the standard.

use sha2::{Digest, Sha256};
use sm3::Sm3;
use std::fmt::Write as _;

/// A hash of either algorithm.
pub type Root = [u8; 32];

/// The hash function (摘要算法).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-256.
    Sha256,
    /// SM3.
    Sm3,
}

impl Algorithm {
    /// By its name in the head.
    pub fn named(name: &str) -> Option<Algorithm> {
        match name {
            "sha256" => Some(Algorithm::Sha256),
            "sm3" => Some(Algorithm::Sm3),
            _ => None,
        }
    }

    /// Hash of all these bytes.
    pub fn hash(self, bytes: &[u8]) -> Root {
        match self {
            Algorithm::Sha256 => Sha256::digest(bytes).into(),
            Algorithm::Sm3 => Sm3::digest(bytes).into(),
        }
    }

    /// `HASH(0x00 || entry)`.
    pub fn leaf(self, entry: &[u8]) -> Root {
        self.hash(&[&[0x00], entry].concat())
    }

    /// `HASH(0x01 || left || right)`.
    pub fn node(self, left: &Root, right: &Root) -> Root {
        let mut bytes = [0x01; 65];
        let (_, rest) = bytes.split_at_mut(1);
        let (l, r) = rest.split_at_mut(32);
        l.copy_from_slice(left);
        r.copy_from_slice(right);
        self.hash(&bytes)
    }
}

/// The complete subtrees of a log that is read from its beginning: the root of every prefix in turn.
#[derive(Debug, Clone)]
pub struct Frontier {
    algorithm: Algorithm,
    size: u64,
    stack: Vec<Root>,
}

impl Frontier {
    /// The empty log.
    pub fn new(algorithm: Algorithm) -> Frontier {
        Frontier { algorithm, size: 0, stack: Vec::new() }
    }

    /// Adds an entry; each subtree completed by it is told with its level, its place and its hash.
    pub fn push(&mut self, entry: &[u8], mut completed: impl FnMut(u32, u64, &Root)) {
        let mut hash = self.algorithm.leaf(entry);
        // as many subtrees are completed as the old size has ones at its end
        for level in 1..=self.size.trailing_ones() {
            let Some(left) = self.stack.pop() else { break };
            hash = self.algorithm.node(&left, &hash);
            completed(level, self.size >> level, &hash);
        }
        self.stack.push(hash);
        self.size += 1;
    }

    /// The root of what was added.
    pub fn root(&self) -> Root {
        let mut right_to_left = self.stack.iter().rev();
        match right_to_left.next() {
            None => self.algorithm.hash(&[]),
            Some(last) => right_to_left.fold(*last, |right, left| self.algorithm.node(left, &right)),
        }
    }
}

/// Small hex.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A hash from small hex.
pub fn unhex(text: &str) -> Option<Root> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).filter(|_| !c.is_ascii_uppercase()).map(|d| d as u8)).collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).filter_map(|p| Some(p.first()? << 4 | p.last()?)).collect();
    (text.len() == 64).then(|| bytes.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries and roots that the Certificate Transparency project publishes with its reference code.
    const ENTRIES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_as_published() {
        let mut tree = Frontier::new(Algorithm::Sha256);
        assert_eq!(hex(&tree.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (entry, root) in ENTRIES.iter().zip(ROOTS) {
            tree.push(entry, |_, _, _| {});
            assert_eq!(hex(&tree.root()), root);
        }
    }

    #[test]
    fn sm3_as_published() {
        // GB/T 32905-2016, appendix A.1
        let wanted = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(hex(&Algorithm::Sm3.hash(b"abc")), wanted);
        assert_eq!(hex(&unhex(wanted).unwrap()), wanted);
    }
}
