//! Rows told apart as they pass, one after the other.

use std::collections::{BTreeMap, HashMap};

use super::classify::{RowKind, is_note, is_numbering, sum_kind};
use super::columns::Column;
use crate::grid::{Cell, CellRef, Range, Row, Value};
use crate::normal::header_key;

/// 逐行辨认: tells what kind each row below a heading is; what a row is may depend on those before it.
#[derive(Debug, Clone)]
pub struct RowKinds {
    cols: Vec<u32>,
    headings: Vec<(u32, String)>,
    /// The last column of each merged area, by its first cell.
    wide: HashMap<CellRef, u32>,
    notes: bool,
    started: bool,
}

impl RowKinds {
    /// For the rows below a heading with these columns; merged areas that are not known yet are not needed.
    #[must_use]
    pub fn new(columns: &BTreeMap<String, Column>, merges: &[Range]) -> Self {
        let heading = |column: &Column| Some((column.col, header_key(column.path.last()?)));
        Self {
            cols: columns.values().map(|column| column.col).collect(),
            headings: columns.values().filter_map(heading).collect(),
            wide: merges.iter().map(|merge| (merge.from, merge.to.col)).collect(),
            notes: false,
            started: false,
        }
    }

    /// What the next row is. Blank rows are not asked about.
    pub fn next(&mut self, row: &Row) -> RowKind {
        let kind = self.kind(row);
        match kind {
            RowKind::Note => self.notes = true,
            RowKind::Data => self.started = true,
            _ => {}
        }
        kind
    }

    fn kind(&self, row: &Row) -> RowKind {
        if !self.started && is_numbering(row) {
            return RowKind::Numbering;
        }
        if self.repeats_heading(row) {
            return RowKind::Heading;
        }
        if let Some(kind) = sum_kind(row) {
            return kind;
        }
        let written: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.value.is_blank()).take(3).collect();
        if is_note(row) || (self.notes && written.len() <= 2) {
            return RowKind::Note;
        }
        if let ([only], true) = (written.as_slice(), self.cols.len() >= 3)
            && only.value.text().is_some()
            && self.spans(row.at(only.col))
        {
            return RowKind::Group;
        }
        RowKind::Data
    }

    /// Whether more than half of the cells say what the heading says, and at least two.
    fn repeats_heading(&self, row: &Row) -> bool {
        let needed = (self.headings.len() / 2).saturating_add(1).max(2);
        let mut left = self.headings.len();
        let mut same = 0usize;
        for (col, heading) in &self.headings {
            if same.saturating_add(left) < needed {
                return false;
            }
            left = left.saturating_sub(1);
            let says = match row.value(*col) {
                Value::Empty => heading.is_empty(),
                Value::Text(text) => header_key(text) == *heading,
                other => header_key(&other.shown()) == *heading,
            };
            same = same.saturating_add(usize::from(says));
        }
        same >= needed
    }

    /// Whether a lone text is merged across most of the table.
    fn spans(&self, at: CellRef) -> bool {
        self.wide.get(&at).is_some_and(|last| {
            let covered = self.cols.iter().filter(|col| (at.col..=*last).contains(col));
            covered.count() * 2 > self.cols.len()
        })
    }
}
