//! The rows below a heading.

use std::collections::{BTreeMap, HashMap};

use super::band::Band;
use super::classify::RowKind;
use super::columns::Column;
use super::fill::merged_texts;
use super::kinds::RowKinds;
use super::problem::TableProblem;
use crate::grid::{Cell, CellRef, Row, Sheet, Value};

/// 表的行: a row below the heading.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// Row, counted from 0.
    pub index: u32,
    /// What kind of row it is.
    pub kind: RowKind,
    /// Whether it is hidden.
    pub hidden: bool,
    /// The group title above it, if there is one.
    pub group: Option<String>,
    /// Its cells by column; names of merged cells are filled in.
    pub cells: Vec<Cell>,
    /// The columns that were filled in from a merged cell.
    pub filled: Vec<u32>,
}

impl TableRow {
    /// The value in a column; [`Value::Empty`] where nothing is.
    #[must_use]
    pub fn value(&self, col: u32) -> &Value {
        self.cell(col).map_or(&Value::Empty, |cell| &cell.value)
    }

    /// The cell in a column, if it holds something.
    #[must_use]
    pub fn cell(&self, col: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&col, |cell| cell.col).ok()?;
        self.cells.get(at)
    }

    /// The address of a column in this row.
    #[must_use]
    pub const fn at(&self, col: u32) -> CellRef {
        CellRef::new(self.index, col)
    }
}

pub(super) fn read(
    sheet: &Sheet,
    band: &Band,
    columns: &BTreeMap<String, Column>,
    problems: &mut Vec<TableProblem>,
) -> Vec<TableRow> {
    let cols: Vec<u32> = columns.values().map(|column| column.col).collect();
    let filled = merged_texts(sheet, band.last, &cols, problems);
    let mut kinds = RowKinds::new(columns, &sheet.merges);
    let mut group = None;
    let mut rows = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.index > band.last && !row.is_blank()) {
        let kind = kinds.next(row);
        if kind == RowKind::Group {
            group = row.cells.first().map(|cell| cell.value.shown());
        }
        rows.push(shaped(row, kind, group.clone(), &cols, &filled));
    }
    rows
}

fn shaped(row: &Row, kind: RowKind, group: Option<String>, cols: &[u32], filled: &HashMap<CellRef, Value>) -> TableRow {
    let mut cells = row.cells.clone();
    let mut added = Vec::new();
    for &col in cols {
        let Some(value) = filled.get(&row.at(col)) else { continue };
        if let Err(at) = cells.binary_search_by_key(&col, |cell| cell.col) {
            cells.insert(at, Cell::new(col, value.clone()));
            added.push(col);
        }
    }
    TableRow { index: row.index, kind, hidden: row.hidden, group, cells, filled: added }
}
