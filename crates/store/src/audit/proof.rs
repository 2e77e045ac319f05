//! Proofs about the log (证明): that an entry is in it, that a later log continues an earlier one. RFC 6962, sections 2.1.1 and 2.1.2.

use super::tree::{over, split};
use super::{Algorithm, Digest32, hex};
use crate::engine::{Engine, Fault, args};
use ct_merkle::digest::Digest;
use serde::{Deserialize, Serialize};

/// That an entry is in the log (包含证明).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inclusion {
    /// The hash algorithm.
    pub algorithm: String,
    /// The size of the log it speaks of.
    pub size: i64,
    /// The root of that log, in hex.
    pub root: String,
    /// The entry's number, from 0.
    pub seq: i64,
    /// The entry's bytes.
    pub leaf: String,
    /// The hashes beside the way to the root, from below, in hex.
    pub path: Vec<String>,
}

/// That a log continues an earlier one (一致性证明).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consistency {
    /// The hash algorithm.
    pub algorithm: String,
    /// The earlier size.
    pub old_size: i64,
    /// The earlier root.
    pub old_root: String,
    /// The later size.
    pub size: i64,
    /// The later root.
    pub root: String,
    /// The hashes that join the two, in hex.
    pub path: Vec<String>,
}

/// Proves that entry `seq` is in the log of the first `size` entries; `None` when there is no such entry.
pub(crate) fn inclusion(
    engine: &mut Engine,
    algorithm: Algorithm,
    seq: i64,
    size: i64,
) -> Result<Option<Inclusion>, Fault> {
    if seq < 0 || seq >= size {
        return Ok(None);
    }
    let mut path = Vec::new();
    let (mut start, mut end) = (0, size);
    while end - start > 1 {
        let middle = start + split(end - start);
        if seq < middle {
            path.push(over(engine, algorithm, middle, end)?);
            end = middle;
        } else {
            path.push(over(engine, algorithm, start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    let row = engine.row("SELECT leaf FROM audit_leaf WHERE seq = ?1", &args![seq])?;
    let Some(row) = row else { return Ok(None) };
    let leaf = row.cells().text()?;
    let root = over(engine, algorithm, 0, size)?;
    let holds = match algorithm {
        Algorithm::Sha256 => included::<sha2::Sha256>(&root, size, &leaf, seq, &path),
        Algorithm::Sm3 => included::<sm3::Sm3>(&root, size, &leaf, seq, &path),
    };
    if !holds {
        return Err(Fault::Data(format!("the audit log does not prove its entry {seq}")));
    }
    let path = path.iter().map(|h| hex(h)).collect();
    Ok(Some(Inclusion { algorithm: algorithm.name().to_owned(), size, root: hex(&root), seq, leaf, path }))
}

/// Proves that the log of `size` entries continues that of `old_size`; `None` when there is no such pair.
pub(crate) fn consistency(
    engine: &mut Engine,
    algorithm: Algorithm,
    old_size: i64,
    size: i64,
) -> Result<Option<Consistency>, Fault> {
    if old_size < 1 || old_size > size {
        return Ok(None);
    }
    let mut path = Vec::new();
    // SUBPROOF of RFC 6962: `known` is true while the old tree is the whole of the part looked at
    let (mut start, mut end, mut old, mut known) = (0, size, old_size, true);
    while old < end - start {
        let half = split(end - start);
        if old <= half {
            path.push(over(engine, algorithm, start + half, end)?);
            end = start + half;
        } else {
            path.push(over(engine, algorithm, start, start + half)?);
            start += half;
            old -= half;
            known = false;
        }
    }
    if !known {
        path.push(over(engine, algorithm, start, end)?);
    }
    path.reverse();
    let old_root = over(engine, algorithm, 0, old_size)?;
    let root = over(engine, algorithm, 0, size)?;
    let holds = match algorithm {
        Algorithm::Sha256 => continues::<sha2::Sha256>(&old_root, old_size, &root, size, &path),
        Algorithm::Sm3 => continues::<sm3::Sm3>(&old_root, old_size, &root, size, &path),
    };
    if !holds {
        return Err(Fault::Data(format!(
            "the audit log does not prove that it continues its first {old_size} entries"
        )));
    }
    let path = path.iter().map(|h| hex(h)).collect();
    let (old_root, root) = (hex(&old_root), hex(&root));
    Ok(Some(Consistency { algorithm: algorithm.name().to_owned(), old_size, old_root, size, root, path }))
}

/// A second implementation checks each proof before it is handed out.
fn included<H: Digest>(root: &Digest32, size: i64, leaf: &str, seq: i64, path: &[Digest32]) -> bool {
    let (Some(root), Ok(seq)) = (known::<H>(root, size), u64::try_from(seq)) else { return false };
    let proof = ct_merkle::InclusionProof::<H>::try_from_bytes(path.concat());
    proof.is_ok_and(|proof| root.verify_inclusion(&leaf.as_bytes(), seq, &proof).is_ok())
}

fn continues<H: Digest>(old: &Digest32, old_size: i64, new: &Digest32, size: i64, path: &[Digest32]) -> bool {
    if old_size == size {
        return old == new;
    }
    let (Some(old), Some(new)) = (known::<H>(old, old_size), known::<H>(new, size)) else { return false };
    let proof = ct_merkle::ConsistencyProof::<H>::try_from_bytes(path.concat());
    proof.is_ok_and(|proof| new.verify_consistency(&old, &proof).is_ok())
}

fn known<H: Digest>(root: &Digest32, size: i64) -> Option<ct_merkle::RootHash<H>> {
    let mut digest = ct_merkle::digest::Output::<H>::default();
    if digest.len() != root.len() {
        return None;
    }
    digest.copy_from_slice(root);
    Some(ct_merkle::RootHash::new(digest, u64::try_from(size).ok()?))
}
