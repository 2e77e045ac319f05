//! A marked copy.
use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};

use crate::child::MarkOrder;
use crate::grid::CellRef;
use crate::limit::Limits;
use crate::problem::IntakeProblem;

/// 严重程度: how a mark is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth a look: blue.
    Notice,
    /// Doubtful: yellow.
    Warning,
    /// Wrong: red.
    Error,
}

/// 标注: a remark on a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The sheet's name.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// What is wrong and what to do, in the reader's language.
    pub text: String,
    /// How bad it is.
    pub severity: Severity,
}

/// 问题清单: words of the added sheet that lists all marks, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummarySheet {
    /// The sheet's name.
    pub name: String,
    /// Its column headings: sheet, cell, severity, what is wrong.
    pub headings: [String; 4],
    /// The words for notice, warning and error.
    pub severities: [String; 3],
}

pub(crate) fn mark_bytes<R: Read + Seek>(
    _file: R,
    _name: &str,
    _order: &MarkOrder,
    _limits: &Limits,
) -> Result<Vec<u8>, IntakeProblem> {
    Err(IntakeProblem::damaged("x"))
}
