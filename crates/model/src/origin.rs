//! Where each value came from (数据来源): file, sheet and cell.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The path of a value in the dossier, for example `school/2115000123/2020/conditions/desk`.
pub type Path = String;

/// The cell a value was read from (来源单元格).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file's name (no folder).
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell in A1 form.
    pub cell: String,
}

/// The origins of a dossier's values. Not part of what is signed.
pub type Origins = BTreeMap<Path, Origin>;
