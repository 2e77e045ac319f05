//! A table as the grid shows it (网格内容): columns as the workbook has them, rows as text.

use crate::caller::CountyView;
use crate::failure::Failure;
use exchange::column::{Column, Kind};
use exchange::edit::{grid, locked};
use exchange::table::Table;
use model::{Dossier, SchoolYear};
use serde::Serialize;
use std::collections::BTreeSet;

/// The columns that name a row stay in view.
const FROZEN: [&str; 4] = ["id", "name", "school", "school_name"];

/// A table to be shown (网格内容).
#[derive(Debug, Clone, Serialize)]
pub struct SheetView {
    /// The table's key.
    pub table: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// The version of the dossier.
    pub version: i64,
    /// The school year of its rows; nothing where rows belong to no year.
    pub year: Option<u16>,
    /// Rows may be added, and those that are there taken away.
    pub add: bool,
    /// Rows may be taken away.
    pub remove: bool,
    /// The account may change it.
    pub may: bool,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// Key and cells of every row, in the order of the columns.
    pub rows: Vec<(String, Vec<String>)>,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// Its key.
    pub key: String,
    /// The heading above, empty for none.
    pub group: String,
    /// The heading with its unit.
    pub title: String,
    /// What to write.
    pub note: String,
    /// `number`, `choice`, `text`.
    pub kind: &'static str,
    /// What may be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<&'static str>,
    /// It names the row and is not changed.
    pub locked: bool,
    /// It stays in view.
    pub frozen: bool,
    /// It cannot be empty.
    pub required: bool,
    /// How many characters it usually takes.
    pub wide: usize,
}

/// The school years a table can be shown for: those with data, the base year and the one after.
pub fn years(d: &Dossier) -> Vec<SchoolYear> {
    let known = d.schools.iter().flat_map(|s| s.records.keys().copied());
    let years: BTreeSet<SchoolYear> = known.chain([d.base_year, d.base_year.plus(1)]).collect();
    years.into_iter().rev().collect()
}

/// A column as it is shown.
pub fn column(table: &Table, c: &Column) -> ColumnView {
    let (kind, options) = match c.kind {
        Kind::Choice(list) => ("choice", list.names().into_iter().take(list.offered()).collect()),
        Kind::YesNo => ("choice", vec!["是", "否"]),
        k if k.is_number() || matches!(k, Kind::Year) => ("number", Vec::new()),
        _ => ("text", Vec::new()),
    };
    let wide = match (c.key.as_str(), kind) {
        ("name" | "school_name", _) => 15,
        ("document" | "remark", _) => 16,
        (_, "number") => 5,
        _ => 7,
    };
    ColumnView {
        key: c.key.clone(),
        group: c.group.clone(),
        title: c.title(),
        note: c.note.clone(),
        kind,
        options,
        locked: locked(table, c),
        frozen: table.key != "budgets" && FROZEN.contains(&c.key.as_str()),
        required: c.required,
        wide,
    }
}

/// A table of the county's latest dossier.
///
/// # Errors
/// When the store cannot be read.
pub fn view(county: &CountyView, table: &'static Table, year: SchoolYear) -> Result<SheetView, Failure> {
    let d = &county.computed.dossier;
    let grid = grid(d, table, year);
    let pick = |cells: Vec<String>| grid.columns.iter().filter_map(|at| cells.get(*at).cloned()).collect::<Vec<_>>();
    let columns = grid.columns.iter().filter_map(|at| table.columns.get(*at)).map(|c| column(table, c)).collect();
    let rows = grid.rows.iter().map(|r| (r.key.clone(), pick(r.cells.clone()))).collect();
    let may = county.may(super::change::action(table.key));
    Ok(SheetView {
        table: table.key,
        title: table.sheet,
        purpose: table.purpose,
        version: county.version.number,
        year: table.by_year().then_some(year.0),
        add: may && !table.by_year(),
        remove: may && table.key == "budgets",
        may,
        columns,
        rows,
    })
}
