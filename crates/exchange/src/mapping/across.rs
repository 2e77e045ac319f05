//! Foreign tables with their names across the top and one row of figures (横排的表).

use super::down::Source;
use super::file::{Across, SheetMap, target};
use super::names::plain;
use super::settle::{Stated, Summed, settle};
use crate::field::Field;
use crate::problem::{Code, Problems};
use crate::read::cell::{Outcome, Surroundings, read};
use crate::read::identify::year_in;
use crate::record::Record;
use intake::{CellRef, Row, Sheet, Value};

/// Reads a sheet; `None` when it does not fit.
pub fn records<'b>(
    map: &SheetMap,
    across: &Across,
    sheet: &Sheet,
    from: Source<'b>,
    problems: &mut Problems,
) -> Option<Vec<Record<'b>>> {
    let label = plain(&across.row);
    let is_label = |r: &&Row| r.cells.iter().take(2).any(|c| c.value.text().is_some_and(|t| plain(t) == label));
    let (Some(figures), Some(heads)) = (sheet.rows.iter().find(is_label), heading(map, sheet)) else {
        let args = [("sheet", from.sheet.to_owned()), ("missing", across.row.clone())];
        problems.add(Code::SheetUnmapped, from.spot(None), &args);
        return None;
    };
    let (Some((table, to)), Some((_, name_to)), Some((_, year_to))) =
        (target(&across.to), target(&across.name_to), target(&across.year_to))
    else {
        return None;
    };
    let column = table.columns.get(to)?;
    let number =
        |col: u32| match read(figures.value(col), Surroundings { column, unit: None, item: None, dates: from.dates }) {
            Outcome::Value(Field::Number(n)) => Some(n),
            _ => None,
        };
    let (mut rows, mut totals) = (Vec::new(), Vec::new());
    for (col, name) in &heads.names {
        let cell = figures.at(*col);
        let Some(value) = number(*col) else {
            let args = [("column", name.clone()), ("value", figures.value(*col).shown())];
            problems.add(Code::NotANumber, from.spot(Some(cell)), &args);
            continue;
        };
        let mut record = Record::new(table, from.order, (from.file, from.sheet), figures.index);
        record.set(name_to, Field::Text(name.clone()), cell);
        record.set(to, Field::Number(value), cell);
        record.set(year_to, Field::Number(i64::from(heads.year)), cell);
        rows.push(Summed { record, part: false });
    }
    for col in &heads.totals {
        if let Some(value) = number(*col) {
            totals.push(Stated { column: column.key.clone(), value, cell: figures.at(*col) });
        }
    }
    Some(settle(rows, &totals, |cell| from.spot(Some(cell)), problems))
}

/// The heading: which column bears which name, the year above them, and columns that hold the year's total.
struct Heads {
    names: Vec<(u32, String)>,
    year: u16,
    totals: Vec<u32>,
}

fn heading(map: &SheetMap, sheet: &Sheet) -> Option<Heads> {
    let named = |row: &Row| -> Vec<(u32, String)> {
        let of =
            |text: &str| map.names.iter().find(|(n, _)| plain(n) == plain(text)).map(|(_, becomes)| becomes.clone());
        row.cells.iter().filter_map(|c| Some((c.col, of(c.value.text()?)?))).collect()
    };
    let row = sheet.rows.iter().take(20).max_by_key(|r| named(r).len())?;
    let names = named(row);
    let first = names.first()?.0;
    // the year stands in the merged cell above the names
    let above = (0..row.index).rev().find_map(|r| year_of(sheet.merged_value(CellRef::new(r, first))))?;
    let (year, year_row) =
        (above, (0..row.index).rev().find(|r| year_of(sheet.merged_value(CellRef::new(*r, first))).is_some())?);
    let totals =
        (0..first).filter(|col| year_of(sheet.merged_value(CellRef::new(year_row, *col))) == Some(year)).collect();
    Some(Heads { names, year, totals })
}

fn year_of(value: &Value) -> Option<u16> {
    let shown = value.shown();
    // a heading such as 2018年比2017年增长(%) is no year
    (shown.chars().count() <= 8).then(|| year_in(&shown)).flatten()
}
