//! A copy of a file with its bad cells coloured and commented.

mod comments;
mod list;
mod order;
mod package;
mod parts;
mod rebuild;
mod sheet;
mod style;
mod vml;

use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};

use crate::child::MarkOrder;
use crate::grid::{CellRef, FileFormat};
use crate::limit::Limits;
use crate::problem::{IntakeProblem, ProblemKind};
use crate::read;

/// The author under whose name comments are written, by which they are known again when a marked
/// copy comes back.
pub(crate) const AUTHOR: &str = "均衡 Junheng";

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
    /// What an earlier comment of ours says once its cell is right.
    pub resolved: String,
}

impl SummarySheet {
    /// The word for a severity.
    pub(crate) fn severity(&self, severity: Severity) -> &str {
        let [notice, warning, error] = &self.severities;
        match severity {
            Severity::Notice => notice,
            Severity::Warning => warning,
            Severity::Error => error,
        }
    }
}

/// Marks a file of any format; the result is always `.xlsx`.
pub(crate) fn mark_bytes<R: Read + Seek + Clone>(
    mut file: R,
    name: &str,
    order: &MarkOrder,
    limits: &Limits,
) -> Result<Vec<u8>, IntakeProblem> {
    if read::sniff(&mut file)? == FileFormat::Xlsx {
        match package::mark(file.clone(), order, limits) {
            // Unusual but readable packages are written anew.
            Err(IntakeProblem { kind: ProblemKind::Damaged { .. }, .. }) => {}
            marked => return marked,
        }
    }
    rebuild::mark(file, name, order, limits)
}
