//! The two classes of input and their limits.

use serde::{Deserialize, Serialize};

/// 限额: what reading one file may cost. Every figure is an inclusive maximum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Entries in the zip package.
    pub entries: u64,
    /// Bytes of all entries unpacked, as counted while unpacking.
    pub unpacked_bytes: u64,
    /// Unpacked to packed size of the package, judged beyond 4 MiB unpacked.
    pub ratio: u64,
    /// Sheets.
    pub sheets: u64,
    /// Rows of one sheet that hold something.
    pub rows: u64,
    /// Non-empty cells of all sheets.
    pub cells: u64,
    /// Bytes of one cell's text in UTF-8.
    pub string_bytes: u64,
    /// Bytes of the table of shared texts.
    pub shared_bytes: u64,
    /// Merged areas of all sheets.
    pub merges: u64,
    /// Address space the child may take beyond what its program needs by itself, bytes.
    pub memory_bytes: u64,
    /// Processor time of the child, seconds.
    pub cpu_seconds: u64,
    /// Time on the clock, seconds.
    pub wall_seconds: u64,
}

const MIB: u64 = 1024 * 1024;

impl Limits {
    /// 填报上传: files that clerks upload: workbooks of one county.
    #[must_use]
    pub const fn clerk() -> Self {
        Self {
            file_bytes: 20 * MIB,
            entries: 200,
            unpacked_bytes: 64 * MIB,
            ratio: 100,
            sheets: 40,
            rows: 100_000,
            cells: 200_000,
            string_bytes: 4096,
            shared_bytes: 32 * MIB,
            merges: 20_000,
            memory_bytes: 256 * MIB,
            cpu_seconds: 10,
            wall_seconds: 30,
        }
    }

    /// 资料上传: documents of the library: scanned papers, plans with pictures. `unpacked_bytes` counts what the package claims; only its
    /// text is unpacked.
    #[must_use]
    pub const fn paper() -> Self {
        Self {
            file_bytes: 100 * MIB,
            entries: 5000,
            unpacked_bytes: 512 * MIB,
            ratio: 200,
            sheets: 200,
            rows: 1_048_576,
            cells: 2_000_000,
            string_bytes: 32_767 * 4,
            shared_bytes: 64 * MIB,
            merges: 200_000,
            memory_bytes: 512 * MIB,
            cpu_seconds: 20,
            wall_seconds: 60,
        }
    }

    /// 转换预览: an office program that makes pages of a document; `memory_bytes` is all its own memory.
    #[must_use]
    pub const fn office() -> Self {
        Self { memory_bytes: 1536 * MIB, cpu_seconds: 60, wall_seconds: 90, ..Self::paper() }
    }

    /// 批量导入: files that an operator imports, streamed row by row.
    #[must_use]
    pub const fn bulk() -> Self {
        Self {
            file_bytes: 1024 * MIB,
            entries: 1000,
            unpacked_bytes: 8192 * MIB,
            ratio: 200,
            sheets: 200,
            rows: 1_048_576,
            cells: 40_000_000,
            string_bytes: 32_767 * 4,
            shared_bytes: 160 * MIB,
            merges: 200_000,
            memory_bytes: 280 * MIB,
            cpu_seconds: 300,
            wall_seconds: 900,
        }
    }
}

/// 度量: what a limit is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Bytes of the file.
    FileBytes,
    /// Entries of the package.
    Entries,
    /// Unpacked bytes.
    UnpackedBytes,
    /// Unpacked to packed.
    Ratio,
    /// Sheets.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Cells.
    Cells,
    /// Bytes of one text.
    StringBytes,
    /// Bytes of the table of texts.
    SharedBytes,
    /// Merged areas.
    Merges,
    /// Memory.
    Memory,
}

impl Measure {
    /// The message key for going over it.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::FileBytes => "intake-too-large-file-bytes",
            Self::Entries => "intake-too-large-entries",
            Self::UnpackedBytes => "intake-too-large-unpacked-bytes",
            Self::Ratio => "intake-too-large-ratio",
            Self::Sheets => "intake-too-large-sheets",
            Self::Rows => "intake-too-large-rows",
            Self::Cells => "intake-too-large-cells",
            Self::StringBytes => "intake-too-large-string-bytes",
            Self::SharedBytes => "intake-too-large-shared-bytes",
            Self::Merges => "intake-too-large-merges",
            Self::Memory => "intake-too-large-memory",
        }
    }
}
