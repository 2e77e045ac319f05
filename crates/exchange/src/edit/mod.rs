//! Editing single cells of a dossier (逐格修改), with the columns, the reading and the checks of the workbook.
//!
//! A table is shown as rows of text, changed cell by cell, and read again exactly as a workbook is. What was wrong before the
//! change does not stand in its way; what the change makes wrong does. Only what was changed is taken over into the dossier.

mod apply;
mod merge;
mod rows;

pub use apply::apply;
pub use rows::{Grid, TextRow, grid, locked, number_text};

use crate::problem::Severity;
use crate::table::{Table, find};
use model::{Dossier, Message};
use std::collections::BTreeMap;

/// The tables that are edited cell by cell (可编辑的表), in the order in which they are offered.
pub const TABLES: [&str; 8] = ["schools", "enrolment", "rooms", "equipment", "staff", "baseline", "use", "budgets"];

/// The most characters a cell takes.
pub const LONGEST: usize = 1000;

/// A table that is edited cell by cell.
pub fn table(key: &str) -> Option<&'static Table> {
    TABLES.contains(&key).then(|| find(key)).flatten()
}

/// What is to become of a row (行的改动).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doing {
    /// Cells of a row that is there are changed.
    #[default]
    Change,
    /// A row is added.
    Add,
    /// A row is taken away.
    Remove,
}

/// A changed cell (单元格改动), as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellEdit {
    /// What stood there when the person saw it.
    pub from: String,
    /// What shall stand there.
    pub to: String,
}

/// A changed row (行改动).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowEdit {
    /// The row's key, see [`TextRow::key`]; any new name for a row that is added.
    pub key: String,
    /// What is to become of it.
    pub doing: Doing,
    /// The changed cells by column key.
    pub cells: BTreeMap<String, CellEdit>,
}

/// A cell with something to say about it (单元格问题).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The row's key; empty when it is about another table.
    pub row: String,
    /// The column's key; empty when it is about the whole row or another table.
    pub column: String,
    /// Where it is when it is about another table: sheet and cell of the workbook.
    pub place: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, why that matters, what to do.
    pub says: [Message; 3],
}

/// A cell that somebody else changed meanwhile (冲突单元格).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The row's key.
    pub row: String,
    /// The column's key; empty when the whole row is gone.
    pub column: String,
    /// What stood there when the person saw it.
    pub from: String,
    /// What the person wants.
    pub yours: String,
    /// What stands there now; `None` when the row is gone.
    pub theirs: Option<String>,
}

/// What came of changes (改动结果).
#[derive(Debug)]
pub struct Edited {
    /// The changed dossier; `None` with an error or a conflict.
    pub dossier: Option<Dossier>,
    /// What the changes make wrong or doubtful.
    pub problems: Vec<Told>,
    /// Cells that somebody else changed meanwhile.
    pub conflicts: Vec<Conflict>,
    /// Cells as they will be shown, where that differs from what was given: row key, column key, text.
    pub shown: Vec<(String, String, String)>,
    /// Cells, and rows that come or go, that differ from what is there.
    pub changed: usize,
}

#[cfg(test)]
mod tests;
