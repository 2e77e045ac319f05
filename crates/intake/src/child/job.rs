//! What the parent asks of the child.

use serde::{Deserialize, Serialize};

use crate::limit::Limits;
use crate::mark::{Mark, SummarySheet};

/// The child's task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Read the file on standard input.
    Read,
    /// Read the marks and then the file from standard input, give the marked file back.
    Mark,
    /// Look into the document on standard input.
    Look,
    /// Become an office program that makes a PDF of the file in the folder.
    Office {
        /// The program.
        program: std::path::PathBuf,
        /// The only folder it may write to.
        folder: std::path::PathBuf,
    },
}

/// What is asked, given as one argument.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) task: Task,
    pub(crate) file_name: String,
    pub(crate) limits: Limits,
}

/// What to mark.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MarkOrder {
    pub(crate) marks: Vec<Mark>,
    pub(crate) summary: SummarySheet,
}
