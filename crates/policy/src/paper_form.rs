//! An office's own layout of a printed table (表样): titles and order of columns are data of a pack, not of the program.

use serde::{Deserialize, Serialize};

/// One column as the office wants it (栏目).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormColumn {
    /// The column's key in the built-in form.
    pub key: String,
    /// Its title; `None` keeps the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its width in half-width characters; `None` keeps the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// A table's layout laid over the built-in one (表样).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperForm {
    /// The key of the built-in form.
    pub key: String,
    /// The table's title; `None` keeps the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The note below it; `None` keeps the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The columns to print, in this order; empty keeps the built-in ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<FormColumn>,
}
