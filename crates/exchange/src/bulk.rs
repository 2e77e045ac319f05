//! Bulk imports (批量导入): rows streamed one by one into typed records, in memory that does not grow with the file.
//!
//! Problems are counted by kind, with the first few cells of each. What needs the whole file, such as duplicate rows
//! and totals, is not looked at here.

use crate::field::Field;
use crate::problem::{Code, Problem, Severity, Spot};
use crate::read::cell::{Fault, Outcome, Surroundings, read};
use crate::read::identify::{specs, year_of};
use crate::read::sheet::shorten;
use crate::record::Record;
use crate::table::Table;
use intake::normal::Unit;
use intake::table::find_table;
use intake::{CellRef, ChildCommand, DateSystem, IntakeProblem, Limits, Row, Sheet, SheetHead, stream};
use model::Item;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// So many cells are told of each kind of problem.
const FIRST: usize = 5;
/// The heading is looked for in so many rows.
const TOP: usize = 24;

/// Problems of one kind (同类问题).
#[derive(Debug, Clone)]
pub struct Kind {
    /// Which.
    pub code: Code,
    /// How many there are.
    pub count: u64,
    /// The first few.
    pub first: Vec<Problem>,
}

/// What became of a bulk import (批量导入结果).
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Rows below headings that held something.
    pub rows: u64,
    /// Rows handed over.
    pub imported: u64,
    /// Rows of totals, left out.
    pub totals: u64,
    /// Problems by kind, the commonest first.
    pub problems: Vec<Kind>,
}

impl Tally {
    /// True when nothing but notices and warnings was found.
    pub fn clean(&self) -> bool {
        self.problems.iter().all(|k| k.code.severity() != Severity::Error)
    }
}

/// One column of the sheet: where it stands, which of ours it is, the unit its heading states.
struct Place {
    col: u32,
    index: usize,
    unit: Option<Unit>,
}

/// What is known of the sheet that is passing.
enum State {
    /// Its heading is still looked for in these rows.
    Looking(Sheet),
    /// It was found.
    Found { name: String, year: Option<u16>, places: Vec<Place> },
    /// It is not there.
    Lost(String),
}

/// Turns rows into records as they pass (逐行导入).
pub struct Importer {
    table: &'static Table,
    file: String,
    state: State,
    order: usize,
    tally: Tally,
    kinds: BTreeMap<Code, (u64, Vec<Problem>)>,
    year_at: Option<usize>,
    /// The columns of quantities that wait for the row's item.
    waits: bool,
}

impl Importer {
    /// An importer of rows of a table.
    pub fn new(table: &'static Table, file: &str) -> Importer {
        Importer {
            table,
            file: file.to_owned(),
            state: State::Lost(String::new()),
            order: 0,
            tally: Tally::default(),
            kinds: BTreeMap::new(),
            year_at: table.at("school_year"),
            waits: table.columns.iter().any(|c| c.kind == crate::column::Kind::ItemQuantity),
        }
    }

    /// Takes the next row.
    pub fn row(&mut self, head: &SheetHead, row: &Row, each: &mut impl FnMut(&Record<'_>)) {
        self.enter(head, each);
        if let State::Looking(sheet) = &mut self.state {
            sheet.rows.push(row.clone());
            if sheet.rows.len() >= TOP {
                self.decide(each);
            }
            return;
        }
        self.take(row, each);
    }

    /// Ends the import.
    pub fn finish(mut self, each: &mut impl FnMut(&Record<'_>)) -> Tally {
        self.decide(each);
        let mut kinds: Vec<Kind> =
            self.kinds.into_iter().map(|(code, (count, first))| Kind { code, count, first }).collect();
        kinds.sort_by(|a, b| (a.code.severity(), b.count).cmp(&(b.code.severity(), a.count)));
        self.tally.problems = kinds;
        self.tally
    }

    fn enter(&mut self, head: &SheetHead, each: &mut impl FnMut(&Record<'_>)) {
        let name = match &self.state {
            State::Looking(sheet) => &sheet.name,
            State::Found { name, .. } | State::Lost(name) => name,
        };
        if *name == head.name && self.order > 0 {
            return;
        }
        self.decide(each);
        self.order += 1;
        self.state = State::Looking(Sheet { name: head.name.clone(), ..Sheet::default() });
    }

    /// Looks for the heading in the rows kept so far, then lets those below it pass.
    fn decide(&mut self, each: &mut impl FnMut(&Record<'_>)) {
        let State::Looking(sheet) = std::mem::replace(&mut self.state, State::Lost(String::new())) else { return };
        let found = match find_table(&sheet, &specs(self.table)) {
            Ok((found, _)) => found,
            Err(_) => {
                let args = [("table", self.table.sheet.to_owned()), ("missing", required(self.table))];
                self.tell(Code::HeaderMissing, &sheet.name, None, &args);
                self.state = State::Lost(sheet.name);
                return;
            }
        };
        let mut places = Vec::new();
        for (index, column) in self.table.columns.iter().enumerate() {
            if let Some(place) = found.columns.get(&column.key) {
                let fits =
                    |u: &&Unit| column.base_unit().is_some_and(|o| crate::read::cell::compatible(u.kind, o.kind));
                places.push(Place { col: place.col, index, unit: place.unit.as_ref().filter(fits).cloned() });
            }
        }
        let year = year_of(&sheet.name, &found.titles);
        self.state = State::Found { name: sheet.name.clone(), year, places };
        for row in sheet.rows.iter().filter(|r| r.index > found.header_rows.1) {
            self.take(row, each);
        }
    }

    fn take(&mut self, row: &Row, each: &mut impl FnMut(&Record<'_>)) {
        let State::Found { name, year, places } = &self.state else { return };
        if row.is_blank() {
            return;
        }
        if is_total(row) {
            self.tally.totals += 1;
            return;
        }
        let mut record = Record::new(self.table, self.order, (&self.file, name), row.index);
        if let (Some(at), Some(year)) = (self.year_at, year) {
            record.set(at, Field::Number(i64::from(*year)), row.at(0));
        }
        let mut faults: Vec<(Fault, usize, CellRef, String)> = Vec::new();
        let passes = if self.waits { 2 } else { 1 };
        let mut item: Option<Item> = None;
        for pass in 0..passes {
            for place in places {
                let Some(column) = self.table.columns.get(place.index) else { continue };
                let waiting = column.kind == crate::column::Kind::ItemQuantity;
                if self.waits && waiting != (pass == 1) {
                    continue;
                }
                let Some(cell) = row.cell(place.col) else { continue };
                let around = Surroundings { column, unit: place.unit.as_ref(), item, dates: DateSystem::Base1900 };
                match read(&cell.value, around) {
                    Outcome::Nothing => {}
                    Outcome::Value(field) => {
                        if let (Field::Choice(at), "item") = (&field, column.key.as_str()) {
                            item = Item::ALL.get(*at).copied();
                        }
                        record.set(place.index, field, row.at(place.col));
                    }
                    Outcome::Remarked(field, fault) => {
                        record.set(place.index, field, row.at(place.col));
                        faults.push((fault, place.index, row.at(place.col), cell.value.shown()));
                    }
                    Outcome::Faulty(fault) => faults.push((fault, place.index, row.at(place.col), cell.value.shown())),
                }
            }
        }
        self.tally.rows += 1;
        let lacking = self.table.columns.iter().find(|c| c.required && record.field(&c.key).is_none());
        let told = lacking.is_some_and(|c| faults.iter().any(|(_, i, ..)| self.table.at(&c.key) == Some(*i)));
        let lacking = lacking.map(crate::column::Column::full_title);
        if lacking.is_none() {
            each(&record);
            self.tally.imported += 1;
        }
        let (sheet, row_at) = (name.clone(), row.at(0));
        drop(record);
        for (fault, index, cell, shown) in faults {
            let Some(column) = self.table.columns.get(index) else { continue };
            let mut args = vec![("column", column.full_title()), ("value", shorten(&shown))];
            args.extend(fault.args);
            self.tell(fault.code, &sheet, Some(cell), &args);
        }
        if let (Some(column), false) = (lacking, told) {
            self.tell(Code::Required, &sheet, Some(row_at), &[("column", column)]);
        }
    }

    fn tell(&mut self, code: Code, sheet: &str, cell: Option<CellRef>, args: &[(&'static str, String)]) {
        let (count, first) = self.kinds.entry(code).or_default();
        *count += 1;
        if first.len() < FIRST {
            let spot = Spot { order: self.order, file: self.file.clone(), sheet: sheet.to_owned(), cell };
            first.push(Problem::new(code, &self.file, spot, args));
        }
    }
}

fn required(table: &Table) -> String {
    table.columns.iter().filter(|c| c.required).map(|c| c.header.as_str()).collect::<Vec<_>>().join("、")
}

fn is_total(row: &Row) -> bool {
    let mut texts = row.cells.iter().take(3).filter_map(|c| c.value.text());
    texts.any(|t| {
        let t: String = t.chars().filter(|c| !c.is_whitespace()).take(4).collect();
        t.starts_with("合计") || t.starts_with("小计") || t.starts_with("总计") || t.starts_with("示例")
    })
}

/// Streams a file's rows into records of a table. The records live as long as the callback.
///
/// # Errors
/// Whatever is wrong with the file as a whole; what is wrong with its cells is in the tally.
pub fn import(
    path: &Path,
    table: &'static Table,
    limits: &Limits,
    child: &ChildCommand,
    mut each: impl FnMut(&Record<'_>),
) -> Result<Tally, IntakeProblem> {
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut importer = Importer::new(table, &file);
    stream(path, limits, child, |head, row| {
        importer.row(head, row, &mut each);
        ControlFlow::Continue(())
    })?;
    Ok(importer.finish(&mut each))
}

#[cfg(test)]
mod tests {
    use super::*;
    use intake::{Cell, Value};

    fn row(index: u32, values: &[&str]) -> Row {
        let cells =
            (0..).zip(values).filter(|(_, v)| !v.is_empty()).map(|(col, v)| Cell::new(col, Value::Text((*v).into())));
        Row { index, hidden: false, cells: cells.collect() }
    }

    #[test]
    fn rows_pass_one_by_one_and_problems_are_counted() {
        let table = crate::table::find("births").unwrap();
        let head = SheetHead { name: "出生人口".into(), ..SheetHead::default() };
        let mut importer = Importer::new(table, "f.csv");
        let (mut sum, mut seen) = (0, 0);
        let mut each = |r: &Record<'_>| {
            sum += r.number("total").unwrap_or(0);
            seen += 1;
        };
        importer.row(&head, &row(0, &["出生人口"]), &mut each);
        importer.row(&head, &row(1, &["学区编号", "出生年份", "全年出生（人）"]), &mut each);
        for n in 2..1002 {
            let bad = if n % 100 == 0 { "约十" } else { "10" };
            importer.row(&head, &row(n, &["Z01", "2015", bad]), &mut each);
        }
        importer.row(&head, &row(1002, &["合计", "", "10000"]), &mut each);
        importer.row(&head, &row(1003, &["Z01", "", "1"]), &mut each);
        let tally = importer.finish(&mut each);
        assert_eq!((tally.rows, tally.imported, tally.totals), (1001, 1000, 1));
        assert_eq!((sum, seen), (9900, 1000));
        let bad = tally.problems.iter().find(|k| k.code == Code::NotANumber).unwrap();
        assert_eq!((bad.count, bad.first.len(), bad.first[0].cell.as_str()), (10, FIRST, "C101"));
        assert!(!tally.clean());
    }
}
