//! The ballast (预留空间): disk space held back so that people can still sign in when the disk is full.
//!
//! It is given up when nothing can be written any more; what it held then serves sessions and sign-in attempts alone, with their entries in the
//! audit log. Everything else is taken again once there is room to hold it back anew.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

/// A file that takes up space and holds nothing.
#[derive(Debug, Clone)]
pub(crate) struct Ballast {
    path: PathBuf,
    size: u64,
}

impl Ballast {
    /// Of a size in bytes; 0 for none.
    pub(crate) fn new(path: PathBuf, size: u64) -> Ballast {
        Ballast { path, size }
    }

    /// True when space is held back, or none is to be.
    pub(crate) fn held(&self) -> bool {
        self.size == 0 || std::fs::metadata(&self.path).is_ok_and(|m| m.len() == self.size)
    }

    /// Holds the space back, where there is a quarter more than that: else the next write would be refused again. Every block is written: a
    /// file system gives blocks away only once they are.
    pub(crate) fn hold(&self) -> io::Result<()> {
        if self.held() {
            return Ok(());
        }
        let fresh = self.path.with_extension("new");
        let made = self.fill(&fresh).and_then(|()| std::fs::rename(&fresh, &self.path));
        if made.is_err() {
            let _ = std::fs::remove_file(&fresh);
        }
        made
    }

    fn fill(&self, path: &std::path::Path) -> io::Result<()> {
        let mut file = File::create(path)?;
        // bytes that do not compress, for file systems that would
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut block = Vec::with_capacity(1 << 16);
        let mut left = self.size.saturating_add(self.size / 4);
        while left > 0 {
            block.clear();
            while block.len() < 1 << 16 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                block.extend_from_slice(&state.to_le_bytes());
            }
            let take = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
            block.truncate(take);
            file.write_all(&block)?;
            left = left.saturating_sub(take as u64);
        }
        file.set_len(self.size)?;
        file.sync_all()
    }

    /// Gives the space up; false when there was none.
    pub(crate) fn drop_it(&self) -> bool {
        self.size > 0 && std::fs::remove_file(&self.path).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_and_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let ballast = Ballast::new(folder.path().join("reserve"), 200_001);
        assert!(!ballast.held());
        ballast.hold().unwrap();
        assert!(ballast.held());
        assert!(ballast.drop_it() && !ballast.drop_it() && !ballast.held());
        let none = Ballast::new(folder.path().join("none"), 0);
        assert!(none.held() && !none.drop_it());
        none.hold().unwrap();
        assert!(!folder.path().join("none").exists());
    }
}
