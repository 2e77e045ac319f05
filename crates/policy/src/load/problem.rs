//! What is wrong with a pack, and where (政策包问题).

use model::Message;
use std::fmt;

/// Where a problem stands: file and line (位置).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Place {
    /// `pack/file.toml`.
    pub file: String,
    /// Line from 1, 0 when the problem is the whole file's.
    pub line: u32,
}

/// One problem of a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// `pack/file.toml`.
    pub file: String,
    /// Line from 1; 0 when it concerns the whole file.
    pub line: u32,
    /// The entry and its field: `class_size.large_min.value`.
    pub key: String,
    /// What is wrong and what to do.
    pub message: Message,
}

impl Problem {
    pub(crate) fn new(place: &Place, key: impl Into<String>, message: Message) -> Problem {
        Problem { file: place.file.clone(), line: place.line, key: key.into(), message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {} {}", self.file, self.line, self.key, self.message.key)
    }
}

/// The packs cannot be used: every problem found, by file and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// All problems.
    pub problems: Vec<Problem>,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} problems in the policy packs", self.problems.len())?;
        for p in &self.problems {
            write!(f, "; {p}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PackError {}
