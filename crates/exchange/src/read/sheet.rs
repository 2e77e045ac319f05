//! From a sheet to records (工作表读入).

use super::cell::{Fault, Outcome, Surroundings, read_cell, shown};
use super::identify::{Found, Identified, OWN_SHEETS, identify, year_of};
use super::total;
use crate::column::Kind;
use crate::field::Field;
use crate::problem::{Code, Problems, Spot};
use crate::record::Record;
use crate::table::Table;
use intake::table::{RowKind, TableProblem, TableProblemKind, TableRow};
use intake::{Book, Cell, CellRef, DateSystem, Sheet, Value, Visibility};
use model::Item;

/// Reads one sheet of a book into records; everything worth telling goes to the problems.
pub fn records<'b>(book: &'b Book, order: usize, sheet: &'b Sheet, problems: &mut Problems) -> Vec<Record<'b>> {
    if OWN_SHEETS.contains(&sheet.name.trim()) || sheet.rows.iter().all(intake::Row::is_blank) {
        return Vec::new();
    }
    let at = |cell: Option<CellRef>| Spot { order, file: book.file_name.clone(), sheet: sheet.name.clone(), cell };
    let tables = match identify(sheet) {
        Identified::Tables(tables) => tables,
        Identified::NoHeader(table, problem) => {
            let args = [("table", table.sheet.to_owned()), ("missing", missing(&problem, table))];
            problems.add(Code::HeaderMissing, at(Some(problem.cell)), &args);
            return Vec::new();
        }
        Identified::Unknown => {
            problems.add(Code::SheetUnknown, at(None), &[("sheet", sheet.name.clone())]);
            return Vec::new();
        }
    };
    if sheet.visibility != Visibility::Visible {
        problems.add(Code::HiddenSheet, at(None), &[("sheet", sheet.name.clone())]);
    }
    let mut out = Vec::new();
    for found in &tables {
        headings(found, &at, problems);
        out.extend(rows(found, order, sheet, book, problems));
    }
    out
}

/// The required headings that were not found.
pub fn missing(problem: &TableProblem, table: &Table) -> String {
    match &problem.kind {
        TableProblemKind::NoHeader { missing } | TableProblemKind::MissingColumn { label: missing }
            if !missing.is_empty() =>
        {
            missing.clone()
        }
        _ => table.columns.iter().filter(|c| c.required).map(|c| c.header.as_str()).collect::<Vec<_>>().join("、"),
    }
}

/// Tells what is wrong with the headings of a table, and which of them are none of ours.
pub fn headings(found: &Found, at: &impl Fn(Option<CellRef>) -> Spot, problems: &mut Problems) {
    for p in &found.problems {
        let spot = at(Some(p.cell));
        match &p.kind {
            TableProblemKind::NoHeader { missing } | TableProblemKind::MissingColumn { label: missing } => {
                problems.add(Code::ColumnMissing, spot, &[("column", missing.clone())]);
            }
            TableProblemKind::DuplicateColumn { label, first } => {
                problems.add(Code::ColumnTwice, spot, &[("column", label.clone()), ("first", first.to_string())]);
            }
            TableProblemKind::AmbiguousUnit { label, units } => {
                problems.add(Code::UnitAmbiguous, spot, &[("column", label.clone()), ("units", units.clone())]);
            }
            TableProblemKind::HiddenColumn { label } => {
                problems.add(Code::HiddenColumn, spot, &[("column", label.clone())]);
            }
            TableProblemKind::MergedNumber { range } => {
                problems.add(Code::MergedNumber, spot, &[("range", range.clone())]);
            }
        }
    }
    let row = found.found.header_rows.1;
    for (col, text) in &found.found.unknown {
        if !matches!(intake::normal::header_key(text).as_str(), "序号" | "行号" | "编号说明") {
            problems.add(Code::ColumnUnknown, at(Some(CellRef::new(row, *col))), &[("column", text.replace('\n', ""))]);
        }
    }
    for column in &found.table.columns {
        let Some(f) = found.found.columns.get(&column.key) else { continue };
        let (Some(stated), Some(own)) = (&f.unit, column.base_unit()) else { continue };
        if !super::cell::compatible(stated.kind, own.kind) {
            let args = [("column", column.full_title()), ("unit", stated.name.clone()), ("own", own.name.clone())];
            problems.add(Code::UnitUnknown, at(Some(CellRef::new(row, f.col))), &args);
        }
    }
}

/// True for the row that shows how to fill in the table.
pub fn is_example(cells: &[Cell]) -> bool {
    let Some(text) = cells.iter().find_map(|c| c.value.text()) else { return false };
    // told at a glance for almost every row
    text.contains('例') && {
        let text = intake::normal::fold_width(text).replace(' ', "");
        ["示例", "样例", "例:", "填写示例"].iter().any(|w| text.starts_with(w))
    }
}

/// The first cell of an example row that no longer says what the example says.
pub fn changed_example<'r>(found: &Found, row: u32, value_at: impl Fn(u32) -> &'r Value) -> Option<CellRef> {
    let mut columns = found.table.columns.iter().filter_map(|c| Some((c, found.found.columns.get(&c.key)?)));
    let changed = columns.find(|(column, place)| {
        let value = value_at(place.col);
        let shown = value.shown();
        let number = |t: &str| intake::normal::parse_number(t).ok().map(|n| n.value);
        let same = shown == column.example || (number(&shown).is_some() && number(&shown) == number(&column.example));
        !value.is_blank() && !same
    });
    changed.map(|(_, place)| CellRef::new(row, place.col))
}

fn rows<'b>(found: &Found, order: usize, sheet: &'b Sheet, book: &'b Book, problems: &mut Problems) -> Vec<Record<'b>> {
    let dates = book.date_system;
    let at = |cell| Spot { order, file: book.file_name.clone(), sheet: sheet.name.clone(), cell: Some(cell) };
    let default_year = if found.table.by_year() { year_of(&sheet.name, &found.found.titles) } else { None };
    let mut out: Vec<Record<'b>> = Vec::new();
    let mut totals = total::Totals::of(found.table);
    let mut hidden: Option<(CellRef, u32)> = None;
    for row in &found.found.rows {
        if is_example(&row.cells) {
            if let Some(cell) = changed_example(found, row.index, |col| row.value(col)) {
                problems.add(Code::ExampleFilled, at(cell), &[]);
            }
            continue;
        }
        if row.hidden {
            hidden = Some(hidden.map_or((CellRef::new(row.index, 0), 1), |(c, n)| (c, n + 1)));
        }
        match row.kind {
            RowKind::Data => {}
            RowKind::Total | RowKind::Subtotal => {
                let mut sums = Vec::new();
                cells(found, row, dates, |index, cell, outcome, _| {
                    if let Outcome::Value(Field::Number(value)) = outcome {
                        sums.push((index, cell, value));
                    }
                });
                totals.sum_row(row.kind, &sums);
                continue;
            }
            _ => continue,
        }
        let mut record = Record::new(found.table, order, (&book.file_name, &sheet.name), row.index);
        let mut faulty: Vec<&str> = Vec::new();
        cells(found, row, dates, |index, cell, outcome, shown| {
            let (field, fault) = match outcome {
                Outcome::Nothing => (None, None),
                Outcome::Value(f) => (Some(f), None),
                Outcome::Remarked(f, fault) => (Some(f), Some(fault)),
                Outcome::Faulty(fault) => (None, Some(fault)),
            };
            if let Some(field) = field {
                record.set(index, field, cell);
            }
            if let (Some(fault), Some(column)) = (fault, found.table.columns.get(index)) {
                faulty.push(&column.key);
                report(&fault, column, shown, at(cell), problems);
            }
        });
        if record.is_empty() {
            continue;
        }
        totals.data_row(&record);
        if let (Some(year), Some(index)) = (default_year, found.table.at("school_year"))
            && record.field("school_year").is_none()
        {
            record.set(index, Field::Number(i64::from(year)), CellRef::new(row.index, 0));
        }
        if complete(&record, &faulty, found.table, &at, problems) {
            out.push(record);
        }
    }
    for mismatch in totals.judge().0 {
        problems.add(Code::TotalMismatch, at(mismatch.cell), &mismatch.args);
    }
    if let Some((cell, count)) = hidden {
        problems.add(Code::HiddenRows, at(cell), &[("count", count.to_string())]);
    }
    out
}

/// Reads the cells of a row, the item's before those counted in its unit.
pub fn cells(found: &Found, row: &TableRow, dates: DateSystem, mut each: impl FnMut(usize, CellRef, Outcome, String)) {
    let mut item: Option<Item> = None;
    let later = |k: Kind| k == Kind::ItemQuantity;
    let indexed = || found.table.columns.iter().enumerate();
    let ordered = indexed().filter(|(_, c)| !later(c.kind)).chain(indexed().filter(|(_, c)| later(c.kind)));
    for (index, column) in ordered {
        let Some(place) = found.found.columns.get(&column.key) else { continue };
        let Some(cell) = row.cell(place.col) else { continue };
        // a unit that does not fit is told once, at the heading
        let fits =
            |u: &&intake::normal::Unit| column.base_unit().is_none_or(|own| super::cell::compatible(u.kind, own.kind));
        let unit = place.unit.as_ref().filter(fits);
        let outcome = read_cell(cell, Surroundings { column, unit, item, dates });
        if column.key == "item"
            && let Outcome::Value(Field::Choice(at)) = &outcome
        {
            item = Item::ALL.get(*at).copied();
        }
        each(index, row.at(place.col), outcome, shown(cell));
    }
}

fn report(fault: &Fault, column: &crate::column::Column, shown: String, spot: Spot, problems: &mut Problems) {
    let mut args = vec![("column", column.full_title()), ("value", shorten(&shown))];
    args.extend(fault.args.iter().cloned());
    problems.add(fault.code, spot, &args);
}

/// A value for a message: one line, not too long.
pub fn shorten(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    if text.chars().count() > 40 { format!("{line}……") } else { line }
}

fn complete(
    record: &Record<'_>,
    faulty: &[&str],
    table: &Table,
    at: &impl Fn(CellRef) -> Spot,
    problems: &mut Problems,
) -> bool {
    let mut whole = true;
    for column in table.columns.iter().filter(|c| c.required && record.field(&c.key).is_none()) {
        whole = false;
        if faulty.contains(&column.key.as_str()) {
            continue;
        }
        let spot = at(CellRef::new(record.row, 0));
        if column.key == "school_year" {
            problems.add(Code::YearMissing, spot, &[]);
        } else {
            problems.add(Code::Required, spot, &[("column", column.full_title())]);
        }
    }
    whole
}
