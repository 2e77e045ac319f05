//! Why there are no papers.

use model::{Fen, Message};
use typeset::TypesetError;

/// Why the papers were not made（成果未生成的原因）.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PapersError {
    /// A sum leaves 64 bits.
    #[error("the amounts of {0} are out of range")]
    Overflow(String),
    /// A printed total is not the sum of its lines.
    #[error("{table}: lines of {what} sum to {lines}, total says {total}")]
    NotReconciled {
        /// The table.
        table: String,
        /// The column or sum.
        what: String,
        /// Sum of the lines, as printed.
        lines: String,
        /// The total, as printed.
        total: String,
    },
    /// The file of table forms names something that does not exist.
    #[error("table form: {0}")]
    Form(String),
    /// The page template failed.
    #[error("page template: {0}")]
    Typeset(#[from] TypesetError),
    /// A file could not be written.
    #[error("{file}: {why}")]
    Write {
        /// Which file.
        file: &'static str,
        /// Why.
        why: String,
    },
}

impl PapersError {
    /// The error in the words of the catalogue.
    pub fn message(&self) -> Message {
        match self {
            Self::Overflow(place) => Message::new("papers-overflow").with("where", place),
            Self::NotReconciled { table, what, lines, total } => Message::new("papers-not-reconciled")
                .with("table", table)
                .with("what", what)
                .with("lines", lines)
                .with("total", total),
            Self::Form(what) => Message::new("papers-form").with("what", what),
            Self::Typeset(error) => error.message(),
            Self::Write { file, why } => Message::new("papers-written").with("file", file).with("error", why),
        }
    }

    pub(crate) fn unequal(table: &str, what: &str, lines: Fen, total: Fen) -> Self {
        Self::NotReconciled { table: table.to_owned(), what: what.to_owned(), lines: lines.wan(), total: total.wan() }
    }
}
