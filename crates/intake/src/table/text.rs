//! The upper part of a sheet as texts, merged areas filled.

use std::collections::HashMap;

use crate::grid::{CellRef, Sheet};

/// How many rows from the first used one a heading is looked for in.
const DEPTH: u32 = 40;
/// How many columns are looked at.
const WIDTH: u32 = 400;

/// The texts of a sheet's upper part.
pub(super) struct Top {
    texts: HashMap<CellRef, String>,
    own: HashMap<CellRef, bool>,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) width: u32,
}

impl Top {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let first = sheet.rows.first().map_or(0, |row| row.index);
        let last = first.saturating_add(DEPTH - 1);
        let mut top = Self { texts: HashMap::new(), own: HashMap::new(), first, last, width: sheet.width().min(WIDTH) };
        for row in sheet.rows.iter().take_while(|row| row.index <= last) {
            for cell in row.cells.iter().take_while(|cell| cell.col < WIDTH) {
                if !cell.value.is_blank() {
                    let at = row.at(cell.col);
                    top.texts.insert(at, cell.value.shown());
                    top.own.insert(at, true);
                }
            }
        }
        for merge in sheet.merges.iter().filter(|merge| merge.from.row <= last).take(2000) {
            let Some(text) = top.texts.get(&merge.from).cloned() else { continue };
            for row in merge.from.row..=merge.to.row.min(last) {
                for col in merge.from.col..=merge.to.col.min(top.width.saturating_sub(1)) {
                    top.texts.insert(CellRef::new(row, col), text.clone());
                }
            }
        }
        top
    }

    /// The text people see in a cell.
    pub(super) fn get(&self, row: u32, col: u32) -> Option<&str> {
        self.texts.get(&CellRef::new(row, col)).map(String::as_str)
    }

    /// Whether the text stands in this very cell, not only in a merged area around it.
    pub(super) fn is_own(&self, row: u32, col: u32) -> bool {
        self.own.contains_key(&CellRef::new(row, col))
    }

    /// The texts above a row, each once, in reading order.
    pub(super) fn above(&self, row: u32) -> Vec<(CellRef, String)> {
        let mut found: Vec<(CellRef, String)> = self
            .own
            .keys()
            .filter(|at| at.row < row)
            .filter_map(|at| Some((*at, self.texts.get(at)?.clone())))
            .collect();
        found.sort();
        found
    }
}
