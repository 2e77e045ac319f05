//! What is wrong with a table's headings.

use model::Message;
use serde::{Deserialize, Serialize};

use super::band::Band;
use super::spec::HeaderSpec;
use crate::grid::{CellRef, Sheet};

/// 表的问题: something wrong with a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{sheet}!{cell}: {kind:?}")]
pub struct TableProblem {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// What.
    pub kind: TableProblemKind,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableProblemKind {
    /// No row looks like the heading.
    NoHeader {
        /// What the closest row lacks, or all required columns.
        missing: String,
    },
    /// A required column is missing.
    MissingColumn {
        /// What it is called.
        label: String,
    },
    /// Two columns fit the same heading; the first is taken.
    DuplicateColumn {
        /// What it is called.
        label: String,
        /// The one that was taken.
        first: CellRef,
    },
    /// The notes name several units that would fit.
    AmbiguousUnit {
        /// The column.
        label: String,
        /// The units.
        units: String,
    },
    /// A column of the table is hidden.
    HiddenColumn {
        /// The column.
        label: String,
    },
    /// A number merged over several rows.
    MergedNumber {
        /// The merged cells.
        range: String,
    },
}

impl TableProblem {
    pub(super) fn new(sheet: &Sheet, cell: CellRef, kind: TableProblemKind) -> Self {
        Self { sheet: sheet.name.clone(), cell, kind }
    }

    /// The message for the person who filled in the table.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = match &self.kind {
            TableProblemKind::NoHeader { missing } => Message::new("intake-table-no-header").with("missing", missing),
            TableProblemKind::MissingColumn { label } => {
                Message::new("intake-table-missing-column").with("column", label)
            }
            TableProblemKind::DuplicateColumn { label, first } => {
                Message::new("intake-table-duplicate-column").with("column", label).with("first", first)
            }
            TableProblemKind::AmbiguousUnit { label, units } => {
                Message::new("intake-table-ambiguous-unit").with("column", label).with("units", units)
            }
            TableProblemKind::HiddenColumn { label } => {
                Message::new("intake-table-hidden-column").with("column", label)
            }
            TableProblemKind::MergedNumber { range } => Message::new("intake-table-merged-number").with("range", range),
        };
        message.with("sheet", &self.sheet).with("cell", self.cell)
    }
}

/// The problem of a sheet without a fitting heading.
pub(super) fn no_header(sheet: &Sheet, expected: &[HeaderSpec], closest: Option<&Band>) -> TableProblem {
    let has = |at: usize| closest.is_some_and(|band| band.matches.contains_key(&at));
    let missing: Vec<&str> = expected
        .iter()
        .enumerate()
        .filter(|(at, spec)| spec.required && !has(*at))
        .map(|(_, spec)| spec.label())
        .collect();
    let row = closest.map_or(0, |band| band.last);
    let kind = TableProblemKind::NoHeader { missing: missing.join("、") };
    TableProblem::new(sheet, CellRef::new(row, 0), kind)
}
