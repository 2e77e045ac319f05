//! What columns a table should have.

use crate::normal::{UnitKind, header_key};

/// 列定义: an expected column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderSpec {
    /// The name the program uses.
    pub key: String,
    /// What people call it; the first is how messages call it. Parent and child headings are
    /// joined by `/`: `出生/出生率`.
    pub synonyms: Vec<String>,
    /// Whether the table makes no sense without it.
    pub required: bool,
    /// What it measures, so that a note `单位：人、万元` finds its columns.
    pub kind: Option<UnitKind>,
}

impl HeaderSpec {
    /// A required column of no particular unit.
    #[must_use]
    pub fn new(key: &str, synonyms: &[&str]) -> Self {
        Self {
            key: key.to_owned(),
            synonyms: synonyms.iter().map(|&synonym| synonym.to_owned()).collect(),
            required: true,
            kind: None,
        }
    }

    /// The same column, not required.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The same column, measuring this.
    #[must_use]
    pub const fn measuring(mut self, kind: UnitKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// How messages call it.
    #[must_use]
    pub fn label(&self) -> &str {
        self.synonyms.first().map_or(&self.key, |first| first)
    }

    /// The forms compared with headings.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.synonyms.iter().map(|synonym| header_key(synonym))
    }
}
