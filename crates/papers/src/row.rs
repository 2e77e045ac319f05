//! A row of values by key, before the form decides which columns are printed and in what order.

use crate::cell::Cell;
use std::collections::BTreeMap;

/// Values of one line（表行）by column key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row(BTreeMap<String, Cell>);

impl Row {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with(mut self, key: impl Into<String>, cell: impl Into<Cell>) -> Self {
        self.0.insert(key.into(), cell.into());
        self
    }

    pub(crate) fn set(&mut self, key: impl Into<String>, cell: impl Into<Cell>) {
        self.0.insert(key.into(), cell.into());
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Cell> {
        self.0.get(key)
    }
}
