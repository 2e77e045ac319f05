//! Checking proofs (证明核验): RFC 9162, sections 2.1.3.2 and 2.1.4.2, from the text of the standard.

use crate::tree::{Algorithm, Root};

/// Whether `path` shows that `leaf` is entry `seq` of the log of `size` entries with this root.
pub fn check_inclusion(algorithm: Algorithm, root: &Root, size: u64, seq: u64, leaf: &[u8], path: &[Root]) -> bool {
    if seq >= size {
        return false;
    }
    let (mut f, mut s) = (seq, size - 1);
    let mut r = algorithm.leaf(leaf);
    for p in path {
        if s == 0 {
            return false;
        }
        if f & 1 == 1 || f == s {
            r = algorithm.node(p, &r);
            while f & 1 == 0 && f != 0 {
                f >>= 1;
                s >>= 1;
            }
        } else {
            r = algorithm.node(&r, p);
        }
        f >>= 1;
        s >>= 1;
    }
    s == 0 && r == *root
}

/// Whether `path` shows that the log of `size` entries with root `new` continues the log of `old_size` entries with root `old`.
pub fn check_consistency(
    algorithm: Algorithm,
    old: &Root,
    old_size: u64,
    new: &Root,
    size: u64,
    path: &[Root],
) -> bool {
    if old_size == 0 || old_size > size {
        return false;
    }
    if old_size == size {
        return path.is_empty() && old == new;
    }
    let mut path = path.iter();
    let (mut f, mut s) = (old_size - 1, size - 1);
    while f & 1 == 1 {
        f >>= 1;
        s >>= 1;
    }
    let first = if old_size.is_power_of_two() { Some(old) } else { path.next() };
    let Some(first) = first else { return false };
    let (mut fr, mut sr) = (*first, *first);
    for c in path {
        if s == 0 {
            return false;
        }
        if f & 1 == 1 || f == s {
            fr = algorithm.node(c, &fr);
            sr = algorithm.node(c, &sr);
            while f & 1 == 0 && f != 0 {
                f >>= 1;
                s >>= 1;
            }
        } else {
            sr = algorithm.node(&sr, c);
        }
        f >>= 1;
        s >>= 1;
    }
    s == 0 && fr == *old && sr == *new
}
