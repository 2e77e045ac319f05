//! Why a file could not be read, in terms a message can be made of.

use model::Message;
use serde::{Deserialize, Serialize};

use crate::grid::CellRef;
use crate::limit::Measure;

/// 读入失败: why a file could not be read, and where in it if that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{kind:?} (sheet {sheet:?}, cell {cell:?})")]
pub struct IntakeProblem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<CellRef>,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The operating system did not let us read it.
    Unreadable {
        /// Its reason.
        reason: String,
    },
    /// A folder, a pipe, a device.
    NotAFile,
    /// Nothing in it.
    Empty,
    /// It is something else than a spreadsheet.
    NotASpreadsheet {
        /// What it looks like.
        looks_like: LooksLike,
    },
    /// `.xlsb`, which we do not read.
    Xlsb,
    /// Encrypted or protected by an opening password.
    Encrypted,
    /// Cut off or altered; the detail is for the maintainer.
    Damaged {
        /// What the parser stumbled over.
        detail: String,
    },
    /// Over a limit.
    TooLarge {
        /// On what.
        measure: Measure,
        /// The limit.
        limit: u64,
    },
    /// Took too long.
    TooSlow {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The package names files outside itself.
    UnsafeName {
        /// The name.
        name: String,
    },
    /// Markup that ordinary spreadsheets never have (a DTD, entities of its own).
    ForbiddenMarkup,
    /// The text is in no encoding we know.
    BadEncoding,
    /// The reading process could not be started or broke off without a word.
    ReaderFailed {
        /// What happened; for the maintainer.
        detail: String,
    },
}

/// What a file that is not a spreadsheet looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LooksLike {
    /// A web page, often saved as `.xls` by other systems.
    Html,
    /// XML, such as the 2003 XML spreadsheet.
    Xml,
    /// PDF.
    Pdf,
    /// A Word document.
    Word,
    /// A slide show.
    Slides,
    /// A picture.
    Picture,
    /// A package of files: zip, rar, 7z.
    Archive,
    /// Excel 5/95 or older.
    OldExcel,
    /// Anything else.
    Unknown,
}

impl LooksLike {
    const fn key(self) -> &'static str {
        match self {
            Self::Html => "intake-looks-like-html",
            Self::Xml => "intake-looks-like-xml",
            Self::Pdf => "intake-looks-like-pdf",
            Self::Word => "intake-looks-like-word",
            Self::Slides => "intake-looks-like-slides",
            Self::Picture => "intake-looks-like-picture",
            Self::Archive => "intake-looks-like-archive",
            Self::OldExcel => "intake-looks-like-old-excel",
            Self::Unknown => "intake-looks-like-unknown",
        }
    }
}

impl From<ProblemKind> for IntakeProblem {
    fn from(kind: ProblemKind) -> Self {
        Self { kind, sheet: None, cell: None }
    }
}

impl IntakeProblem {
    pub(crate) fn damaged(detail: impl ToString) -> Self {
        ProblemKind::Damaged { detail: detail.to_string() }.into()
    }

    pub(crate) fn too_large(measure: Measure, limit: u64) -> Self {
        ProblemKind::TooLarge { measure, limit }.into()
    }

    pub(crate) fn looks_like(looks_like: LooksLike) -> Self {
        ProblemKind::NotASpreadsheet { looks_like }.into()
    }

    pub(crate) fn unreadable(reason: impl ToString) -> Self {
        ProblemKind::Unreadable { reason: reason.to_string() }.into()
    }

    pub(crate) fn reader_failed(detail: impl ToString) -> Self {
        ProblemKind::ReaderFailed { detail: detail.to_string() }.into()
    }

    /// The same problem, with the sheet named if it was not yet.
    #[must_use]
    pub(crate) fn in_sheet(mut self, name: &str) -> Self {
        self.sheet.get_or_insert_with(|| name.to_owned());
        self
    }

    /// The same problem, with the cell named if it was not yet.
    #[must_use]
    pub(crate) fn at(mut self, cell: CellRef) -> Self {
        self.cell.get_or_insert(cell);
        self
    }

    /// The message for the person who sent the file.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = match &self.kind {
            ProblemKind::Unreadable { reason } => {
                Message::new("intake-unreadable").with("reason", reason).with("cause", crate::cause_in(reason))
            }
            ProblemKind::NotAFile => Message::new("intake-not-a-file"),
            ProblemKind::Empty => Message::new("intake-empty"),
            ProblemKind::NotASpreadsheet { looks_like } => Message::new(looks_like.key()),
            ProblemKind::Xlsb => Message::new("intake-xlsb"),
            ProblemKind::Encrypted => Message::new("intake-encrypted"),
            ProblemKind::Damaged { .. } => Message::new("intake-damaged"),
            ProblemKind::TooLarge { measure, limit } => {
                Message::new(measure.key()).with("limit", shown_limit(*measure, *limit))
            }
            ProblemKind::TooSlow { seconds } => Message::new("intake-too-slow").with("seconds", seconds),
            ProblemKind::UnsafeName { name } => Message::new("intake-unsafe-name").with("name", name),
            ProblemKind::ForbiddenMarkup => Message::new("intake-forbidden-markup"),
            ProblemKind::BadEncoding => Message::new("intake-bad-encoding"),
            ProblemKind::ReaderFailed { .. } => Message::new("intake-reader-failed"),
        };
        let place = match (&self.sheet, self.cell) {
            (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
            (Some(sheet), None) => sheet.clone(),
            (None, Some(cell)) => cell.to_string(),
            (None, None) => return message.with("placed", "no").with("place", ""),
        };
        message.with("placed", "yes").with("place", place)
    }
}

/// Bytes are shown in MiB where that is whole, else as they are.
fn shown_limit(measure: Measure, limit: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    match measure {
        Measure::FileBytes | Measure::UnpackedBytes | Measure::SharedBytes | Measure::Memory => {
            (limit / MIB).to_string()
        }
        Measure::StringBytes => (limit / 3).to_string(),
        _ => limit.to_string(),
    }
}
