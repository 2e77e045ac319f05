//! One row of a sheet.

use serde::{Deserialize, Serialize};

use super::{Cell, CellRef, Value};

/// 行: a row with its non-empty cells in column order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Row, counted from 0.
    pub index: u32,
    /// Whether the row is hidden or filtered away.
    pub hidden: bool,
    /// The cells that hold something, by column.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column, if it holds something.
    #[must_use]
    pub fn cell(&self, col: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&col, |cell| cell.col).ok()?;
        self.cells.get(at)
    }

    /// The value in a column; [`Value::Empty`] where nothing is.
    #[must_use]
    pub fn value(&self, col: u32) -> &Value {
        self.cell(col).map_or(&Value::Empty, |cell| &cell.value)
    }

    /// The address of a column in this row.
    #[must_use]
    pub const fn at(&self, col: u32) -> CellRef {
        CellRef::new(self.index, col)
    }

    /// Whether no cell holds more than spaces.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.value.is_blank())
    }

    /// Puts the cells in column order and keeps the last of two with the same column, as
    /// spreadsheet programs do. Readers call it when a file lists cells out of order.
    pub(crate) fn tidy(&mut self) {
        let ordered = self.cells.iter().zip(self.cells.iter().skip(1)).all(|(a, b)| a.col < b.col);
        if ordered {
            return;
        }
        self.cells.reverse();
        self.cells.sort_by_key(|cell| cell.col);
        self.cells.dedup_by_key(|cell| cell.col);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_orders_and_keeps_the_last() {
        let cell = |col, n: f64| Cell::new(col, Value::Number(n));
        let mut row = Row { cells: vec![cell(3, 1.0), cell(1, 2.0), cell(3, 3.0)], ..Row::default() };
        row.tidy();
        assert_eq!(row.cells, vec![cell(1, 2.0), cell(3, 3.0)]);
        assert_eq!(row.value(3), &Value::Number(3.0));
        assert_eq!(row.value(2), &Value::Empty);
    }
}
