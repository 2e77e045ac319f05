//! One finished file.

use model::{Dossier, Message};

/// What a paper is（成果类别）.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// 规划成果表（xlsx）.
    Workbook,
    /// 规划文本（docx）.
    Word,
    /// 规划文本（PDF/A）.
    Pdf,
    /// 领导摘要（docx）.
    SummaryWord,
    /// 领导摘要（PDF/A）, one page.
    SummaryPdf,
    /// 审核材料（PDF/A）.
    ReviewPdf,
    /// 方案对比表（xlsx）.
    Comparison,
    /// 方案对比（JSON）.
    ComparisonJson,
    /// 规划数据（JSON）.
    Json,
    /// 清单.
    Manifest,
}

impl PaperKind {
    /// What every file name of this kind ends with.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "规划成果表.xlsx",
            Self::Word => "规划文本.docx",
            Self::Pdf => "规划文本.pdf",
            Self::SummaryWord => "规划摘要.docx",
            Self::SummaryPdf => "规划摘要.pdf",
            Self::ReviewPdf => "审核材料.pdf",
            Self::Comparison => "方案对比表.xlsx",
            Self::ComparisonJson => "方案对比.json",
            Self::Json => "规划数据.json",
            Self::Manifest => crate::manifest::MANIFEST_FILE,
        }
    }
}

/// A finished file（成果文件）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Name without folder.
    pub file_name: String,
    /// What it is.
    pub kind: PaperKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Paper {
    pub(crate) fn new(stem: &str, kind: PaperKind, bytes: Vec<u8>) -> Self {
        let file_name = match kind {
            PaperKind::Manifest => kind.ending().to_owned(),
            _ => format!("{stem}-{}", kind.ending()),
        };
        Self { file_name, kind, bytes }
    }
}

/// All papers of one plan（成套成果）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The files; the manifest is the last.
    pub papers: Vec<Paper>,
    /// What the reader should know about them.
    pub warnings: Vec<Message>,
}

/// The beginning of every file name: code and name of the county, without what file systems dislike.
pub(crate) fn stem(dossier: &Dossier) -> String {
    let awkward = |c: char| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|.".contains(c);
    let name: String = dossier.county_name().chars().filter(|c| !awkward(*c)).take(40).collect();
    if name.is_empty() || name == dossier.county.as_str() {
        dossier.county.to_string()
    } else {
        format!("{}-{name}", dossier.county)
    }
}
