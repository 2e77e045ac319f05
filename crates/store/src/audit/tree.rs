//! The Merkle tree over the audit log (默克尔树), RFC 6962, its complete subtrees kept in the database.

use super::{Algorithm, Digest32, hex, unhex};
use crate::engine::{Engine, Fault, args};

/// The growing tree within one transaction: the peaks of what is there, new nodes written as they are completed.
pub(crate) struct Tree {
    pub(crate) algorithm: Algorithm,
    pub(crate) size: i64,
    /// Complete subtrees from left to right, each smaller than the one before.
    peaks: Vec<(u32, Digest32)>,
}

impl Tree {
    /// The tree as it stands. On PostgreSQL the head is locked, so that processes write one after the other.
    pub(crate) fn open(engine: &mut Engine) -> Result<Tree, Fault> {
        let lock = if engine.is_postgres() { " FOR UPDATE" } else { "" };
        let row = engine.row(&format!("SELECT algorithm, size FROM audit_head WHERE id = 1{lock}"), &[])?;
        let mut cells = row.ok_or_else(|| Fault::Data("the audit log has no head".to_owned()))?.cells();
        let algorithm = cells.text()?.parse().map_err(|()| Fault::Data("audit algorithm".to_owned()))?;
        let size = cells.int()?;
        let mut peaks = Vec::new();
        let mut start = 0;
        for level in (0..62u32).rev() {
            if size & (1 << level) != 0 {
                peaks.push((level, complete(engine, algorithm, level, start >> level)?));
                start += 1 << level;
            }
        }
        Ok(Tree { algorithm, size, peaks })
    }

    /// Adds a leaf. Its text is already in the log.
    pub(crate) fn push(&mut self, engine: &mut Engine, leaf: &[u8]) -> Result<(), Fault> {
        self.size += 1;
        let (mut level, mut hash) = (0, self.algorithm.leaf(leaf));
        while self.peaks.last().is_some_and(|(l, _)| *l == level) {
            let Some((_, left)) = self.peaks.pop() else { break };
            hash = self.algorithm.node(&left, &hash);
            level += 1;
            engine.run(
                "INSERT INTO audit_node (level, place, hash) VALUES (?1, ?2, ?3)",
                &args![level, (self.size >> level) - 1, hex(&hash)],
            )?;
        }
        self.peaks.push((level, hash));
        Ok(())
    }

    /// The root.
    pub(crate) fn root(&self) -> Digest32 {
        let mut peaks = self.peaks.iter().rev().map(|(_, hash)| *hash);
        let Some(last) = peaks.next() else { return self.algorithm.empty() };
        peaks.fold(last, |right, left| self.algorithm.node(&left, &right))
    }

    /// Writes the head.
    pub(crate) fn close(&self, engine: &mut Engine) -> Result<(), Fault> {
        let root = hex(&self.root());
        engine.run("UPDATE audit_head SET size = ?1, root = ?2 WHERE id = 1", &args![self.size, root])?;
        Ok(())
    }
}

/// The hash of the complete subtree `place` of a level.
fn complete(engine: &mut Engine, algorithm: Algorithm, level: u32, place: i64) -> Result<Digest32, Fault> {
    let gone = || Fault::Data(format!("audit node {level}/{place} is missing"));
    if level == 0 {
        let row = engine.row("SELECT leaf FROM audit_leaf WHERE seq = ?1", &args![place])?;
        return Ok(algorithm.leaf(row.ok_or_else(gone)?.cells().text()?.as_bytes()));
    }
    let row = engine.row("SELECT hash FROM audit_node WHERE level = ?1 AND place = ?2", &args![level, place])?;
    unhex(&row.ok_or_else(gone)?.cells().text()?).ok_or_else(gone)
}

/// The hash over the leaves from `start` to `end` (MTH of RFC 6962, section 2.1). `start` must be a multiple of the
/// largest power of two not above the width.
pub(crate) fn over(engine: &mut Engine, algorithm: Algorithm, start: i64, end: i64) -> Result<Digest32, Fault> {
    let width = end - start;
    if width <= 0 {
        return Ok(algorithm.empty());
    }
    if width & (width - 1) == 0 {
        let level = width.trailing_zeros();
        return complete(engine, algorithm, level, start >> level);
    }
    let half = split(width);
    let left = over(engine, algorithm, start, start + half)?;
    let right = over(engine, algorithm, start + half, end)?;
    Ok(algorithm.node(&left, &right))
}

/// The largest power of two below a width of at least two.
pub(crate) fn split(width: i64) -> i64 {
    let top = 63 - (width.max(2) - 1).leading_zeros();
    1 << top
}
