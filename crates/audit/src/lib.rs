//! Whether the audit log holds (审计日志核验): a reader that shares no code with the store that writes it.
//!
//! It reads the SQLite file, or a log exported as lines of JSON, computes the Merkle tree of RFC 6962 anew, and compares: every entry with its
//! place and its columns, the tree with the head and the kept nodes, each signed checkpoint with the tree of its size, the answers kept for
//! replays and the kept dossiers and plans with their entries. Checkpoints that somebody kept outside show a log that was rolled back or forked.

mod lines;
mod log;
mod note;
mod proof;
mod sqlite;
mod tree;
mod verify;

pub use lines::read_lines;
pub use log::{Entry, Head, Log, Node, Reply, Version};
pub use note::Note;
pub use proof::{check_consistency, check_inclusion};
pub use sqlite::read_sqlite;
pub use tree::{Algorithm, Frontier, Root, hex, unhex};
pub use verify::{Report, verify};

/// A log that cannot be read at all (无法读取).
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The database.
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    /// A line of an export.
    #[error("line {line}: {error}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        error: String,
    },
    /// Something that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
}
