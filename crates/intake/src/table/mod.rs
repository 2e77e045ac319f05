//! Tables under their headings: where the heading stands, which column is which, in which unit,
//! and what kind each row is.

mod band;
mod classify;
mod columns;
mod fill;
mod kinds;
mod problem;
mod rows;
mod spec;
mod text;

pub use classify::RowKind;
pub use columns::{Column, UnitSource};
pub use kinds::RowKinds;
pub use problem::{TableProblem, TableProblemKind};
pub use rows::TableRow;
pub use spec::HeaderSpec;

use std::collections::BTreeMap;

use crate::grid::{Cell, CellRef, Sheet, Value};
use crate::normal::Unit;

/// 表: a table found in a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The sheet's name.
    pub sheet: String,
    /// The texts above the heading.
    pub titles: Vec<(CellRef, String)>,
    /// The units those texts name (`单位：万元`).
    pub unit_notes: Vec<Unit>,
    /// First and last row of the heading, counted from 0.
    pub header_rows: (u32, u32),
    /// The expected columns that were found, by key.
    pub columns: BTreeMap<String, Column>,
    /// Headings that nobody expected: column and joined text.
    pub unknown: Vec<(u32, String)>,
    /// The rows below the heading that hold something.
    pub rows: Vec<TableRow>,
}

impl Table {
    /// The value of a row in a column; [`Value::Empty`] where the column is missing.
    #[must_use]
    pub fn value<'a>(&self, row: &'a TableRow, key: &str) -> &'a Value {
        self.columns.get(key).map_or(&Value::Empty, |column| row.value(column.col))
    }

    /// A row's cell in a column, if it holds something.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a TableRow, key: &str) -> Option<&'a Cell> {
        row.cell(self.columns.get(key)?.col)
    }

    /// The address of a row's cell in a column.
    #[must_use]
    pub fn at(&self, row: &TableRow, key: &str) -> Option<CellRef> {
        self.columns.get(key).map(|column| CellRef::new(row.index, column.col))
    }

    /// The rows of data: no totals, notes or group titles.
    pub fn data(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter().filter(|row| row.kind == RowKind::Data)
    }
}

/// Finds the table whose heading fits the expected columns best, with everything worth telling
/// about its headings.
///
/// # Errors
/// When no heading with at least half of the required columns is found, the one problem that
/// names the closest row and what it lacks.
pub fn find_table(sheet: &Sheet, expected: &[HeaderSpec]) -> Result<(Table, Vec<TableProblem>), TableProblem> {
    let top = text::Top::of(sheet);
    let band = band::find(&top, expected);
    let required = expected.iter().filter(|spec| spec.required).count();
    let fits = |band: &&band::Band| {
        let found = band.matches.keys().filter(|at| expected.get(**at).is_some_and(|s| s.required));
        !band.matches.is_empty() && found.count() * 2 >= required
    };
    let Some(band) = band.as_ref().filter(fits) else {
        return Err(problem::no_header(sheet, expected, band.as_ref()));
    };
    let mut problems = Vec::new();
    let titles = top.above(band.first);
    let unit_notes: Vec<Unit> = titles.iter().flat_map(|(_, text)| crate::normal::unit_notes(text)).collect();
    let columns = columns::build(sheet, &top, band, expected, &unit_notes, &mut problems);
    let unknown = columns::unknown(&top, band, &columns);
    let rows = rows::read(sheet, band, &columns, &mut problems);
    let table = Table {
        sheet: sheet.name.clone(),
        titles,
        unit_notes,
        header_rows: (band.first, band.last),
        columns,
        unknown,
        rows,
    };
    Ok((table, problems))
}

#[cfg(test)]
mod tests;
