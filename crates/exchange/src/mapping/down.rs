//! Foreign tables with their names down the side (逐行的表).

use super::file::{ColumnMap, SheetMap, fixed, target};
use super::names::{among, marked, plain};
use super::settle::{Stated, Summed, settle};
use crate::field::Field;
use crate::problem::{Code, Problems, Spot};
use crate::read::cell::{Outcome, Surroundings, read};
use crate::read::identify::year_in;
use crate::read::sheet::shorten;
use crate::record::Record;
use crate::table::Table;
use intake::normal::header_key;
use intake::table::{HeaderSpec, RowKind, TableProblemKind, TableRow, find_table};
use intake::{CellRef, DateSystem, Sheet, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where a sheet's rows go: its place in the run, the names of its file and of itself.
#[derive(Clone, Copy)]
pub struct Source<'b> {
    /// Position among all sheets read.
    pub order: usize,
    /// The file.
    pub file: &'b str,
    /// The sheet.
    pub sheet: &'b str,
    /// The day its serials count from.
    pub dates: DateSystem,
}

impl Source<'_> {
    /// A spot in the sheet.
    pub fn spot(&self, cell: Option<CellRef>) -> Spot {
        Spot { order: self.order, file: self.file.to_owned(), sheet: self.sheet.to_owned(), cell }
    }
}

/// The heading specifications: one per mapped column, and one per column a condition looks at.
fn specs(map: &SheetMap) -> Vec<HeaderSpec> {
    let mut out: Vec<HeaderSpec> = Vec::new();
    for (n, column) in map.column.iter().enumerate() {
        let headings: Vec<&str> = column.heading.iter().map(String::as_str).collect();
        let spec = HeaderSpec::new(&format!("column/{n}"), &headings);
        out.push(if column.must { spec } else { spec.optional() });
    }
    let mapped = |heading: &str| map.column.iter().position(|c| c.heading.iter().any(|h| h == heading));
    let others =
        map.column.iter().filter_map(|c| c.when.as_ref()).map(|w| w.heading.as_str()).chain(map.name_column.as_deref());
    for heading in others.filter(|h| mapped(h).is_none()).collect::<BTreeSet<_>>() {
        out.push(HeaderSpec::new(&format!("heading/{heading}"), &[heading]).optional());
    }
    out
}

/// The key under which a heading's column was found.
fn key_of(map: &SheetMap, heading: &str) -> String {
    let at = map.column.iter().position(|c| c.heading.iter().any(|h| h == heading));
    at.map_or_else(|| format!("heading/{heading}"), |n| format!("column/{n}"))
}

/// Counts of what was done quietly, told once per sheet.
#[derive(Default)]
struct Quiet {
    zeros: BTreeMap<String, (u32, CellRef)>,
    skipped: BTreeMap<String, (u32, CellRef)>,
}

/// Reads a sheet; `None` when it does not fit.
pub fn records<'b>(
    map: &SheetMap,
    sheet: &Sheet,
    from: Source<'b>,
    problems: &mut Problems,
) -> Option<Vec<Record<'b>>> {
    let (found, told) = match find_table(sheet, &specs(map)) {
        Ok(found) => found,
        Err(problem) => {
            let missing = match problem.kind {
                TableProblemKind::NoHeader { missing } => missing,
                _ => String::new(),
            };
            problems.add(
                Code::SheetUnmapped,
                from.spot(None),
                &[("sheet", from.sheet.to_owned()), ("missing", missing)],
            );
            return None;
        }
    };
    let lacking: Vec<String> = told
        .iter()
        .filter_map(|p| match &p.kind {
            TableProblemKind::MissingColumn { label } => Some(label.clone()),
            _ => None,
        })
        .collect();
    if !lacking.is_empty() {
        let args = [("sheet", from.sheet.to_owned()), ("missing", lacking.join("、"))];
        problems.add(Code::SheetUnmapped, from.spot(None), &args);
        return None;
    }
    let titles = found.titles.iter().map(|(_, t)| t.as_str());
    let year = titles.chain([from.sheet]).find_map(year_in);
    let name_key = map.name_column.as_deref().map_or_else(|| "column/0".to_owned(), |h| key_of(map, h));
    let (mut rows, mut totals, mut quiet) = (Vec::new(), Vec::new(), Quiet::default());
    for row in &found.rows {
        if !matches!(row.kind, RowKind::Data | RowKind::Total | RowKind::Subtotal | RowKind::OfWhich) {
            continue;
        }
        let name = found.value(row, &name_key).shown();
        let at = CellRef::new(row.index, 0);
        if among(&map.totals, &name) {
            totals.extend(stated(map, &found, row, from.dates));
            continue;
        }
        if let Some((_, reason)) = map.skip.iter().find(|(n, _)| plain(n) == plain(&name)) {
            quiet.skipped.entry(reason.clone()).or_insert((0, at)).0 += 1;
            continue;
        }
        if map.names.is_empty() && row.kind != RowKind::Data {
            continue;
        }
        let mut builder = Builder { map, from, records: BTreeMap::new(), row: row.index };
        builder.fill(year);
        builder.cells(&found, row, &name_key, &mut quiet, problems);
        builder.omit(&name, problems);
        let part = marked(&map.parts, &name);
        rows.extend(builder.finish().into_iter().map(|record| Summed { record, part }));
    }
    for (column, (count, cell)) in quiet.zeros {
        problems.add(Code::ZeroMissing, from.spot(Some(cell)), &[("column", column), ("count", count.to_string())]);
    }
    for (reason, (count, cell)) in quiet.skipped {
        problems.add(Code::RowSkipped, from.spot(Some(cell)), &[("count", count.to_string()), ("reason", reason)]);
    }
    Some(settle(rows, &totals, |cell| from.spot(Some(cell)), problems))
}

/// The sums a total row states.
fn stated(map: &SheetMap, found: &intake::table::Table, row: &TableRow, dates: DateSystem) -> Vec<Stated> {
    let mut out = Vec::new();
    for (n, column) in map.column.iter().enumerate() {
        let key = format!("column/{n}");
        let (Some(place), Some((table, at))) = (found.columns.get(&key), column.to.first().and_then(|t| target(t)))
        else {
            continue;
        };
        let Some(own) = table.columns.get(at) else { continue };
        let around = Surroundings { column: own, unit: None, item: None, dates };
        if let Outcome::Value(Field::Number(value)) = read(row.value(place.col), around)
            && matches!(own.kind, crate::column::Kind::Count | crate::column::Kind::Integer)
        {
            out.push(Stated { column: own.key.clone(), value, cell: row.at(place.col) });
        }
    }
    out
}

/// The records one row becomes.
struct Builder<'m, 'b> {
    map: &'m SheetMap,
    from: Source<'b>,
    records: BTreeMap<&'static str, Record<'b>>,
    row: u32,
}

impl<'b> Builder<'_, 'b> {
    fn set(&mut self, table: &'static Table, at: usize, field: Field, cell: CellRef) {
        let (from, row) = (self.from, self.row);
        let fresh = || Record::new(table, from.order, (from.file, from.sheet), row);
        self.records.entry(table.key).or_insert_with(fresh).set(at, field, cell);
    }

    /// Fixed values and the year.
    fn fill(&mut self, year: Option<u16>) {
        let at_row = CellRef::new(self.row, 0);
        let map = self.map;
        for (to, value) in map.given() {
            if let (Some((table, at)), Some(field)) = (target(to), fixed(to, value)) {
                self.set(table, at, field, at_row);
            }
        }
        for to in &map.year_to {
            if let (Some((table, at)), Some(year)) = (target(to), year) {
                self.set(table, at, Field::Number(i64::from(year)), at_row);
            }
        }
    }

    fn cells(
        &mut self,
        found: &intake::table::Table,
        row: &TableRow,
        name_key: &str,
        quiet: &mut Quiet,
        problems: &mut Problems,
    ) {
        let map = self.map;
        for (n, column) in map.column.iter().enumerate() {
            let key = format!("column/{n}");
            let Some(place) = found.columns.get(&key) else { continue };
            let cell = row.at(place.col);
            if let Some(when) = &column.when {
                let other = found.value(row, &key_of(map, &when.heading)).shown();
                if !among(&when.is, &other) {
                    continue;
                }
            }
            let value = replaced(column, row.value(place.col));
            let value = match value {
                Value::Text(name) if key == name_key && !map.names.is_empty() => {
                    match map.names.iter().find(|(n, _)| plain(n) == plain(&name)) {
                        Some((_, becomes)) => Value::Text(becomes.clone()),
                        None => {
                            problems.add(
                                Code::NameUnmapped,
                                self.from.spot(Some(cell)),
                                &[("name", shorten(name.trim()))],
                            );
                            self.records.clear();
                            return;
                        }
                    }
                }
                other => other,
            };
            for to in &column.to {
                let Some((table, at)) = target(to) else { continue };
                let Some(own) = table.columns.get(at) else { continue };
                let unit = place
                    .unit
                    .as_ref()
                    .filter(|u| own.base_unit().is_some_and(|o| crate::read::cell::compatible(u.kind, o.kind)));
                let around = Surroundings { column: own, unit, item: None, dates: self.from.dates };
                let (field, fault) = match read(&value, around) {
                    Outcome::Nothing => (None, None),
                    Outcome::Value(f) => (Some(f), None),
                    Outcome::Remarked(f, fault) => (Some(f), Some(fault)),
                    Outcome::Faulty(fault) => (None, Some(fault)),
                };
                if let Some(fault) = fault {
                    let mut args = vec![("column", own.full_title()), ("value", shorten(&value.shown()))];
                    args.extend(fault.args);
                    problems.add(fault.code, self.from.spot(Some(cell)), &args);
                }
                match field {
                    Some(Field::Number(0)) if column.zero_missing => {
                        quiet.zeros.entry(own.full_title()).or_insert((0, cell)).0 += 1;
                    }
                    Some(field) => self.set(table, at, field, cell),
                    None => {}
                }
            }
        }
    }

    /// Forgets the values the mapping knows to be wrong.
    fn omit(&mut self, name: &str, problems: &mut Problems) {
        let map = self.map;
        for omit in map.omit.iter().filter(|o| plain(&o.row) == plain(name)) {
            for (table, at) in omit.to.iter().filter_map(|t| target(t)) {
                let (Some(record), Some(column)) = (self.records.get_mut(table.key), table.columns.get(at)) else {
                    continue;
                };
                if record.field(&column.key).is_some() {
                    let args = [("column", column.full_title()), ("reason", omit.reason.clone())];
                    problems.add(Code::ValueOmitted, record.spot(&column.key), &args);
                    record.clear(at);
                }
            }
        }
    }

    /// The records that say something, each with its school.
    fn finish(mut self) -> Vec<Record<'b>> {
        let school = self.records.get("schools").and_then(|r| r.text("name").map(str::to_owned));
        let spoken = |r: &Record<'_>, map: &SheetMap| {
            let given: BTreeSet<&str> = map.given().map(|(to, _)| to).chain(&map.year_to).map(String::as_str).collect();
            r.present().any(|(c, _, _)| !given.contains(format!("{}/{}", r.table.key, c.key).as_str()))
        };
        let map = self.map;
        self.records.retain(|_, r| spoken(r, map));
        let row = self.row;
        for record in self.records.values_mut() {
            // rows by school are tied to the register's row of the same line, by name until keys are settled
            if let (true, Some(name), Some(at)) =
                (record.table.key != "schools", &school, record.table.at("school_name"))
                && record.field("school").is_none()
                && record.field("school_name").is_none()
            {
                record.set(at, Field::Text(name.clone()), CellRef::new(row, 0));
            }
        }
        self.records.into_values().collect()
    }
}

fn replaced(column: &ColumnMap, value: &Value) -> Value {
    let shown = value.shown();
    let key = header_key(&shown);
    if let Some((_, becomes)) = column
        .values
        .iter()
        .find(|(word, _)| plain(word) == plain(&shown) || header_key(word) == key && !key.is_empty())
    {
        return Value::Text(becomes.clone());
    }
    match column.first {
        Some(n) => Value::Text(shown.chars().take(n).collect()),
        None => value.clone(),
    }
}
