//! One sheet of a book.

use serde::{Deserialize, Serialize};

use super::{CellRef, Range, Row, Value};

/// 可见性: whether people see a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden; the user can unhide it.
    Hidden,
    /// Hidden so that only a program can unhide it.
    VeryHidden,
}

/// What is known of a sheet before its rows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SheetHead {
    /// The sheet's name.
    pub name: String,
    /// Whether people see it.
    pub visibility: Visibility,
}

/// What is known of a sheet only after its rows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SheetTail {
    /// Merged areas.
    pub merges: Vec<Range>,
    /// Hidden columns: first and last, counted from 0.
    pub hidden_columns: Vec<(u32, u32)>,
}

/// 工作表: one sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name.
    pub name: String,
    /// Whether people see it.
    pub visibility: Visibility,
    /// Merged areas.
    pub merges: Vec<Range>,
    /// Hidden columns: first and last, counted from 0.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Rows that hold something, by row.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The row with this number, if it holds something.
    #[must_use]
    pub fn row(&self, index: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&index, |row| row.index).ok()?;
        self.rows.get(at)
    }

    /// The value at an address; [`Value::Empty`] where nothing is.
    #[must_use]
    pub fn value(&self, cell: CellRef) -> &Value {
        self.row(cell.row).map_or(&Value::Empty, |row| row.value(cell.col))
    }

    /// The value people see at an address: inside a merged area that of its upper left cell.
    #[must_use]
    pub fn merged_value(&self, cell: CellRef) -> &Value {
        match self.merges.iter().find(|range| range.contains(cell)) {
            Some(range) => self.value(range.from),
            None => self.value(cell),
        }
    }

    /// Whether the column is hidden.
    #[must_use]
    pub fn column_hidden(&self, col: u32) -> bool {
        self.hidden_columns.iter().any(|(from, to)| (*from..=*to).contains(&col))
    }

    /// One past the last column that holds something.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.col + 1).max().unwrap_or(0)
    }
}
