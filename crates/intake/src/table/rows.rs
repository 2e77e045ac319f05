//! The rows below a heading.

use std::collections::{BTreeMap, HashMap};

use super::band::Band;
use super::classify::{RowKind, is_note, is_numbering, sum_kind};
use super::columns::Column;
use super::fill::merged_texts;
use super::problem::TableProblem;
use crate::grid::{Cell, CellRef, Row, Sheet, Value};
use crate::normal::header_key;

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
    let headings: HashMap<u32, String> =
        columns.values().filter_map(|column| Some((column.col, header_key(column.path.last()?)))).collect();
    let filled = merged_texts(sheet, band.last, &cols, problems);
    let wide: HashMap<CellRef, u32> = sheet.merges.iter().map(|merge| (merge.from, merge.to.col)).collect();
    let mut group = None;
    let (mut notes, mut started) = (false, false);
    let mut rows = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.index > band.last && !row.is_blank()) {
        let kind = kind(&wide, row, &cols, &headings, (notes, started));
        match kind {
            RowKind::Note => notes = true,
            RowKind::Data => started = true,
            RowKind::Group => group = row.cells.first().map(|cell| cell.value.shown()),
            _ => {}
        }
        rows.push(shaped(row, kind, group.clone(), &cols, &filled));
    }
    rows
}

fn kind(
    wide: &HashMap<CellRef, u32>,
    row: &Row,
    cols: &[u32],
    headings: &HashMap<u32, String>,
    (notes, started): (bool, bool),
) -> RowKind {
    let written: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.value.is_blank()).collect();
    if !started && is_numbering(row) {
        return RowKind::Numbering;
    }
    let repeats = headings.iter().filter(|(col, heading)| header_key(&row.value(**col).shown()) == **heading).count();
    if repeats * 2 > headings.len() && repeats > 1 {
        return RowKind::Heading;
    }
    if let Some(kind) = sum_kind(row) {
        return kind;
    }
    if is_note(row) || (notes && written.len() <= 2) {
        return RowKind::Note;
    }
    if let ([only], true) = (written.as_slice(), cols.len() >= 3)
        && only.value.text().is_some()
        && spans(wide, row.at(only.col), cols)
    {
        return RowKind::Group;
    }
    RowKind::Data
}

/// Whether a lone text is merged across most of the table.
fn spans(wide: &HashMap<CellRef, u32>, at: CellRef, cols: &[u32]) -> bool {
    wide.get(&at).is_some_and(|last| {
        let covered = cols.iter().filter(|col| (at.col..=*last).contains(col));
        covered.count() * 2 > cols.len()
    })
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
