//! A table of the dossier as rows of text (表格行).

use crate::column::Column;
use crate::field::Field;
use crate::record::Rows;
use crate::table::Table;
use crate::write::text;
use model::{Dossier, School, SchoolYear};

/// Stands between the parts of a row's key.
const BETWEEN: char = '\u{1f}';

/// A row as text (文字行).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// What names it: the texts of the table's identity.
    pub key: String,
    /// The cells in the order of the columns; empty for "no data".
    pub cells: Vec<String>,
}

/// A table to be edited (可编辑的表格).
#[derive(Debug, Clone)]
pub struct Grid {
    /// The table.
    pub table: &'static Table,
    /// Positions of the columns to show: rare ones only where there is data.
    pub columns: Vec<usize>,
    /// The rows; of a table by school year one for every school, with or without data.
    pub rows: Vec<TextRow>,
}

/// A column that tells which row it is and is not edited (锁定列).
pub fn locked(table: &Table, column: &Column) -> bool {
    matches!(column.key.as_str(), "school" | "school_name" | "school_year")
        || (table.key == "schools" && column.key == "id")
}

/// A row on its way: its key and its values.
#[derive(Debug, Clone)]
pub(super) struct KeyedRow {
    pub(super) key: String,
    pub(super) fields: Vec<Option<Field>>,
}

/// The text of a field; empty for none.
pub(super) fn shown(field: Option<&Field>, column: &Column) -> String {
    field.map(|f| text(f, column, None)).unwrap_or_default()
}

/// A number of the dossier, in the smallest step of its column, as people type it.
pub fn number_text(n: i64, column: &Column) -> String {
    text(&Field::Number(n), column, None)
}

/// What names a row, from its values.
pub(super) fn key(table: &Table, fields: &[Option<Field>]) -> String {
    let mut parts = Vec::new();
    for name in table.identity.iter().filter(|name| **name != "school_name") {
        if let Some((at, column)) = table.at(name).and_then(|at| Some((at, table.columns.get(at)?))) {
            parts.push(shown(fields.get(at).and_then(Option::as_ref), column));
        }
    }
    parts.join(&BETWEEN.to_string())
}

/// The key of a school's row in a year.
pub(super) fn school_key(school: &School, year: SchoolYear) -> String {
    format!("{}{BETWEEN}{}", school.id, year.0)
}

/// School and year of a row's key in a table by school year.
pub(super) fn school_of(key: &str) -> Option<(&str, SchoolYear)> {
    let (school, year) = key.split_once(BETWEEN)?;
    Some((school, SchoolYear(year.parse().ok()?)))
}

/// All rows of a table.
pub(super) fn dump(d: &Dossier, table: &'static Table) -> Vec<KeyedRow> {
    let mut rows = Rows::new(table);
    (table.dump)(d, &mut rows);
    rows.into_rows().into_iter().map(|fields| KeyedRow { key: key(table, &fields), fields }).collect()
}

/// A school's row of a year without data.
pub(super) fn blank(table: &'static Table, school: &School, year: SchoolYear) -> KeyedRow {
    let mut rows = Rows::new(table);
    rows.row().put("school", &school.id.0).put("school_name", &school.name).put("school_year", year);
    KeyedRow { key: school_key(school, year), fields: rows.into_rows().into_iter().next().unwrap_or_default() }
}

/// A table of a dossier as text (表格内容): of a table by school year the rows of one year.
pub fn grid(d: &Dossier, table: &'static Table, year: SchoolYear) -> Grid {
    let all = dump(d, table);
    let used = |at: usize| all.iter().any(|r| r.fields.get(at).is_some_and(Option::is_some));
    let wanted = |(at, c): (usize, &Column)| {
        let shown = c.key != "school_year" && (!c.rare || used(at));
        shown.then_some(at)
    };
    let columns = table.columns.iter().enumerate().filter_map(wanted).collect();
    let rows: Vec<KeyedRow> = if table.by_year() {
        let mut known: std::collections::HashMap<String, KeyedRow> =
            all.into_iter().map(|r| (r.key.clone(), r)).collect();
        let one = |s: &School| known.remove(&school_key(s, year)).unwrap_or_else(|| blank(table, s, year));
        d.schools.iter().map(one).collect()
    } else {
        all
    };
    let words = |r: KeyedRow| TextRow {
        cells: table.columns.iter().zip(&r.fields).map(|(c, f)| shown(f.as_ref(), c)).collect(),
        key: r.key,
    };
    Grid { table, columns, rows: rows.into_iter().map(words).collect() }
}
