//! Settings of the site (系统设置).

use super::Reader;
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::stamp::Millis;

/// A setting (设置).
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// The value.
    pub value: serde_json::Value,
    /// When it was set.
    pub at: Millis,
    /// By whom.
    pub account: String,
}

fn setting(row: Row) -> Result<Setting, Fault> {
    let mut c = row.cells();
    Ok(Setting { name: c.text()?, value: c.json()?, at: c.int()?, account: c.text()? })
}

impl Reader<'_> {
    /// A setting.
    pub fn setting(&mut self, name: &str) -> Result<Option<Setting>, Broken> {
        self.one("SELECT name, value, at, account FROM setting WHERE name = ?1", &args![name], setting)
    }

    /// All settings, by name.
    pub fn settings(&mut self) -> Result<Vec<Setting>, Broken> {
        self.list("SELECT name, value, at, account FROM setting ORDER BY name", &[], setting)
    }
}
