//! A whole file.

use model::Message;
use serde::{Deserialize, Serialize};

use super::{DateSystem, Sheet};

/// 文件格式: what the bytes are, whatever the name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// Office Open XML, `.xlsx` and `.xlsm`.
    Xlsx,
    /// Excel 97–2003, `.xls`.
    Xls,
    /// OpenDocument, `.ods`.
    Ods,
    /// Delimited text, `.csv` and `.txt`.
    Csv,
}

impl FileFormat {
    /// The usual ending of a file of this format, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// 提示: something worth telling that does not stop the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// The name ends otherwise than the content asks for.
    WrongExtension {
        /// The ending found.
        extension: String,
        /// What the file really is.
        format: FileFormat,
    },
    /// Text was read in another encoding than UTF-8.
    Encoding {
        /// The name of the encoding.
        encoding: String,
    },
    /// A row of a text file has more columns than its heading.
    RaggedRows {
        /// The first row that differs, counted from 1.
        row: u32,
    },
}

impl Notice {
    /// The message for the person who sent the file.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::WrongExtension { extension, format } => Message::new("intake-notice-wrong-extension")
                .with("extension", extension)
                .with("format", format.extension()),
            Self::Encoding { encoding } => Message::new("intake-notice-encoding").with("encoding", encoding),
            Self::RaggedRows { row } => Message::new("intake-notice-ragged-rows").with("row", row),
        }
    }
}

/// 工作簿: a file's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// The file's name without its folder.
    pub file_name: String,
    /// What the bytes are.
    pub format: FileFormat,
    /// The day its date serials count from.
    pub date_system: DateSystem,
    /// The sheets in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// Things worth telling.
    pub notices: Vec<Notice>,
}

impl Book {
    /// The sheet with this name, spaces around it ignored.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.trim() == name.trim())
    }
}
