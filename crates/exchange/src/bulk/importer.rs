//! Rows into records, one by one (逐行导入).

use super::seen::{Seen, Sight};
use super::tally::{Kinds, SheetSeen, Tally};
use crate::field::Field;
use crate::problem::{Code, Problem, Problems, Spot};
use crate::read::cell::{Fault, Outcome, Surroundings, compatible, read_cell, shown};
use crate::read::identify::{Asked, Found, asked, year_of};
use crate::read::reference::identity;
use crate::read::sheet::{changed_example, headings, is_example, missing, shorten};
use crate::read::total::Totals;
use crate::record::Record;
use crate::table::Table;
use intake::normal::Unit;
use intake::table::{RowKind, RowKinds, TableProblem};
use intake::{CellRef, DateSystem, Row, Sheet, SheetHead};
use model::Item;

/// The heading is looked for in so many rows.
const TOP: usize = 24;

/// One column of the sheet: where it stands, which of ours it is, the unit its heading states.
struct Place {
    col: u32,
    index: usize,
    unit: Option<Unit>,
}

/// A sheet that is being read.
struct Reading {
    name: String,
    year: Option<u16>,
    places: Vec<Place>,
    found: Found,
    kinds: RowKinds,
    totals: Totals,
    hidden: Option<(CellRef, u64)>,
    rows: u64,
}

/// What is known of the sheet that is passing.
enum State {
    /// Its heading is still looked for in these rows.
    Looking(Sheet),
    /// It was found.
    Found(Box<Reading>),
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
    kinds: Kinds,
    seen: Seen,
    year_at: Option<usize>,
    /// Some columns of quantities wait for the row's item.
    waits: bool,
    /// What the asked table lacks in the last sheet that is none of ours.
    lacks: Option<(String, TableProblem)>,
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
            kinds: Kinds::default(),
            seen: Seen::new(table),
            year_at: table.at("school_year"),
            waits: table.columns.iter().any(|c| c.kind == crate::column::Kind::ItemQuantity),
            lacks: None,
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
        self.leave(each);
        // a file of one sheet is meant to hold the table: what it lacks is told
        if let (Some((name, problem)), [only]) = (self.lacks.take(), self.tally.sheets.as_mut_slice()) {
            only.read = true;
            self.no_header(&name, &problem);
        }
        self.tally.problems = self.kinds.into_sorted();
        self.tally
    }

    fn enter(&mut self, head: &SheetHead, each: &mut impl FnMut(&Record<'_>)) {
        let name = match &self.state {
            State::Looking(sheet) => &sheet.name,
            State::Found(reading) => &reading.name,
            State::Lost(name) => name,
        };
        if *name == head.name && self.order > 0 {
            return;
        }
        self.leave(each);
        self.order += 1;
        self.state = State::Looking(Sheet { name: head.name.clone(), ..Sheet::default() });
    }

    /// Ends a sheet: its heading is looked for at the latest now, its totals are compared.
    fn leave(&mut self, each: &mut impl FnMut(&Record<'_>)) {
        self.decide(each);
        let State::Found(reading) = std::mem::replace(&mut self.state, State::Lost(String::new())) else { return };
        let Reading { name, totals, hidden, rows, .. } = *reading;
        let (mismatches, dropped) = totals.judge();
        for mismatch in mismatches {
            self.tell(Code::TotalMismatch, &name, Some(mismatch.cell), &mismatch.args);
        }
        self.tally.totals_not_compared += dropped;
        if let Some((cell, count)) = hidden {
            self.tell(Code::HiddenRows, &name, Some(cell), &[("count", count.to_string())]);
        }
        if let Some(last) = self.tally.sheets.last_mut() {
            last.rows = rows;
        }
    }

    /// Looks for the heading in the rows kept so far, then lets those below it pass.
    fn decide(&mut self, each: &mut impl FnMut(&Record<'_>)) {
        let State::Looking(sheet) = &mut self.state else { return };
        let sheet = std::mem::take(sheet);
        let mut seen = SheetSeen { name: sheet.name.clone(), holds: None, read: false, rows: 0 };
        let found = match asked(&sheet, self.table) {
            Asked::Held(found) => found,
            Asked::NoHeader(problem) => {
                self.tally.sheets.push(SheetSeen { holds: Some(self.table), read: true, ..seen });
                self.no_header(&sheet.name, &problem);
                self.state = State::Lost(sheet.name);
                return;
            }
            Asked::Other(holds, lacks) => {
                seen.holds = holds;
                self.tally.sheets.push(seen);
                self.lacks = lacks.map(|problem| (sheet.name.clone(), problem));
                self.state = State::Lost(sheet.name);
                return;
            }
        };
        self.tally.sheets.push(SheetSeen { holds: Some(self.table), read: true, ..seen });
        let mut problems = Problems::of(&self.file);
        let (order, file) = (self.order, self.file.clone());
        let at = |cell| Spot { order, file: file.clone(), sheet: sheet.name.clone(), cell };
        headings(&found, &at, &mut problems);
        self.kinds.absorb(problems);
        let below = found.found.header_rows.1;
        self.state = State::Found(Box::new(Reading {
            name: sheet.name.clone(),
            year: if self.table.by_year() { year_of(&sheet.name, &found.found.titles) } else { None },
            places: places(self.table, &found),
            kinds: RowKinds::new(&found.found.columns, &[]),
            totals: Totals::of(self.table),
            found,
            hidden: None,
            rows: 0,
        }));
        for row in sheet.rows.iter().filter(|r| r.index > below) {
            self.take(row, each);
        }
    }

    fn no_header(&mut self, sheet: &str, problem: &TableProblem) {
        let args = [("table", self.table.sheet.to_owned()), ("missing", missing(problem, self.table))];
        self.tell(Code::HeaderMissing, sheet, Some(problem.cell), &args);
    }

    fn take(&mut self, row: &Row, each: &mut impl FnMut(&Record<'_>)) {
        let State::Found(reading) = &mut self.state else { return };
        if row.is_blank() {
            return;
        }
        if is_example(&row.cells) {
            if let Some(cell) = changed_example(&reading.found, row.index, |col| row.value(col)) {
                let name = reading.name.clone();
                self.tell(Code::ExampleFilled, &name, Some(cell), &[]);
            }
            return;
        }
        if row.hidden {
            let (first, count) = reading.hidden.unwrap_or((row.at(0), 0));
            reading.hidden = Some((first, count + 1));
        }
        match reading.kinds.next(row) {
            RowKind::Data => {}
            kind @ (RowKind::Total | RowKind::Subtotal) => {
                self.tally.totals += 1;
                let mut sums = Vec::new();
                let State::Found(reading) = &mut self.state else { return };
                cells(self.table, &reading.places, self.waits, row, |index, cell, outcome, _| {
                    if let Outcome::Value(Field::Number(value)) = outcome {
                        sums.push((index, cell, value));
                    }
                });
                reading.totals.sum_row(kind, &sums);
                return;
            }
            _ => return,
        }
        self.data(row, each);
    }

    fn data(&mut self, row: &Row, each: &mut impl FnMut(&Record<'_>)) {
        let State::Found(reading) = &mut self.state else { return };
        let Reading { name, year, places, totals, rows, .. } = reading.as_mut();
        let mut record = Record::new(self.table, self.order, (&self.file, name), row.index);
        let mut faults: Vec<(Fault, usize, CellRef, String)> = Vec::new();
        cells(self.table, places, self.waits, row, |index, cell, outcome, shown| match outcome {
            Outcome::Nothing => {}
            Outcome::Value(field) => record.set(index, field, cell),
            Outcome::Remarked(field, fault) => {
                record.set(index, field, cell);
                faults.push((fault, index, cell, shown()));
            }
            Outcome::Faulty(fault) => faults.push((fault, index, cell, shown())),
        });
        totals.data_row(&record);
        if let (Some(at), Some(year)) = (self.year_at, year)
            && record.value(at).is_none()
        {
            record.set(at, Field::Number(i64::from(*year)), row.at(0));
        }
        *rows += 1;
        self.tally.rows += 1;
        let required = self.table.columns.iter().enumerate().filter(|(_, c)| c.required);
        let lacking: Vec<usize> = required.filter(|(at, _)| record.value(*at).is_none()).map(|(at, _)| at).collect();
        let mut again = None;
        if lacking.is_empty() {
            let place = (u32::try_from(self.order).unwrap_or(u32::MAX), row.index);
            match self.seen.row(&record, place) {
                Sight::Again(first) => again = identity(&record).map(|key| (key.join("、"), first)),
                sight => {
                    self.tally.not_compared += u64::from(sight == Sight::Beyond);
                    each(&record);
                    self.tally.imported += 1;
                }
            }
        }
        if faults.is_empty() && lacking.is_empty() && again.is_none() {
            return;
        }
        let (sheet, key_spot) = (name.clone(), record.spot(self.table.identity.first().copied().unwrap_or("")).cell);
        drop(record);
        if let Some((key, (order, first))) = again {
            let at = usize::try_from(order).unwrap_or(usize::MAX).saturating_sub(1);
            let held = self.tally.sheets.get(at).map_or_else(String::new, |s| s.name.clone());
            let args = [("key", key), ("sheet", held), ("row", (first + 1).to_string())];
            self.tell(Code::DuplicateRow, &sheet, key_spot, &args);
        }
        for at in lacking.into_iter().filter(|at| !faults.iter().any(|(_, index, ..)| index == at)) {
            if Some(at) == self.year_at {
                self.tell(Code::YearMissing, &sheet, Some(row.at(0)), &[]);
            } else if let Some(column) = self.table.columns.get(at) {
                self.tell(Code::Required, &sheet, Some(row.at(0)), &[("column", column.full_title())]);
            }
        }
        for (fault, index, cell, shown) in faults {
            let Some(column) = self.table.columns.get(index) else { continue };
            let mut args = vec![("column", column.full_title()), ("value", shorten(&shown))];
            args.extend(fault.args);
            self.tell(fault.code, &sheet, Some(cell), &args);
        }
    }

    fn tell(&mut self, code: Code, sheet: &str, cell: Option<CellRef>, args: &[(&'static str, String)]) {
        let spot = || Spot { order: self.order, file: self.file.clone(), sheet: sheet.to_owned(), cell };
        let file = &self.file;
        self.kinds.add(code, || Problem::new(code, file, spot(), args));
    }
}

/// Where the columns of a table stand, those that wait for the row's item last.
fn places(table: &Table, found: &Found) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        if let Some(place) = found.found.columns.get(&column.key) {
            // a unit that does not fit is told once, at the heading
            let fits = |u: &&Unit| column.base_unit().is_none_or(|o| compatible(u.kind, o.kind));
            places.push(Place { col: place.col, index, unit: place.unit.as_ref().filter(fits).cloned() });
        }
    }
    places.sort_by_key(|p| table.columns.get(p.index).is_some_and(|c| c.kind == crate::column::Kind::ItemQuantity));
    places
}

/// Reads the cells of a row, the item's before those counted in its unit.
fn cells(
    table: &Table,
    places: &[Place],
    waits: bool,
    row: &Row,
    mut each: impl FnMut(usize, CellRef, Outcome, &dyn Fn() -> String),
) {
    let mut item: Option<Item> = None;
    for place in places {
        let (Some(column), Some(cell)) = (table.columns.get(place.index), row.cell(place.col)) else { continue };
        let around = Surroundings { column, unit: place.unit.as_ref(), item, dates: DateSystem::Base1900 };
        let outcome = read_cell(cell, around);
        if waits
            && column.key == "item"
            && let Outcome::Value(Field::Choice(at)) = &outcome
        {
            item = Item::ALL.get(*at).copied();
        }
        each(place.index, row.at(place.col), outcome, &|| shown(cell));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tally::FIRST;
    use super::*;
    use intake::{Cell, Value};

    fn row(index: u32, values: &[&str]) -> Row {
        let cells =
            (0..).zip(values).filter(|(_, v)| !v.is_empty()).map(|(col, v)| Cell::new(col, Value::Text((*v).into())));
        Row { index, hidden: false, cells: cells.collect() }
    }

    fn head(name: &str) -> SheetHead {
        SheetHead { name: name.into(), ..SheetHead::default() }
    }

    /// Imports births from sheets: their names and rows.
    fn import(sheets: &[(&str, Vec<Vec<&str>>)]) -> (Tally, i64) {
        let mut importer = Importer::new(crate::table::find("births").unwrap(), "f.xlsx");
        let mut sum = 0;
        let mut each = |r: &Record<'_>| sum += r.number("total").unwrap_or(0);
        for (name, rows) in sheets {
            for (index, values) in (0..).zip(rows) {
                importer.row(&head(name), &row(index, values), &mut each);
            }
        }
        let tally = importer.finish(&mut each);
        (tally, sum)
    }

    fn count(tally: &Tally, code: Code) -> u64 {
        tally.problems.iter().find(|k| k.code == code).map_or(0, |k| k.count)
    }

    const HEADING: [&str; 3] = ["学区编号", "出生年份", "全年出生（人）"];

    #[test]
    fn rows_pass_one_by_one_and_problems_are_counted() {
        let table = crate::table::find("births").unwrap();
        let head = head("出生人口");
        let mut importer = Importer::new(table, "f.csv");
        let (mut sum, mut seen) = (0, 0);
        let mut each = |r: &Record<'_>| {
            sum += r.number("total").unwrap_or(0);
            seen += 1;
        };
        importer.row(&head, &row(0, &["出生人口"]), &mut each);
        importer.row(&head, &row(1, &HEADING), &mut each);
        for n in 2..1002 {
            let bad = if n % 100 == 0 { "约十" } else { "10" };
            importer.row(&head, &row(n, &[&format!("Z{n}"), "2015", bad]), &mut each);
        }
        importer.row(&head, &row(1002, &["合计", "", "9900"]), &mut each);
        importer.row(&head, &row(1003, &["Z01", "", "1"]), &mut each);
        let tally = importer.finish(&mut each);
        assert_eq!((tally.rows, tally.imported, tally.totals), (1001, 1000, 1));
        assert_eq!((sum, seen), (9900, 1000));
        let bad = tally.problems.iter().find(|k| k.code == Code::NotANumber).unwrap();
        assert_eq!((bad.count, bad.first.len(), bad.first[0].cell.as_str()), (10, FIRST, "C101"));
        assert!(!tally.clean());
        assert_eq!(count(&tally, Code::TotalMismatch), 0);
    }

    #[test]
    fn the_sheet_that_holds_the_table_is_taken() {
        let births = vec![HEADING.to_vec(), vec!["Z1", "2015", "10"], vec!["Z2", "2015", "20"], vec!["合计", "", "30"]];
        let cover = vec![vec!["填表说明"], vec!["出生人口", "每学区每年一行"]];
        let zones = vec![vec!["学区编号", "学区名称"], vec!["Z1", "甲"]];
        let (tally, sum) = import(&[("填表说明", cover.clone()), ("学区", zones.clone()), ("Sheet3", births.clone())]);
        assert!(tally.found() && tally.clean(), "{:?}", tally.problems);
        assert_eq!((sum, tally.imported, tally.totals), (30, 2, 1));
        let told: Vec<_> =
            tally.sheets.iter().map(|s| (s.name.as_str(), s.holds.map(|t| t.key), s.read, s.rows)).collect();
        let births_told = ("Sheet3", Some("births"), true, 2);
        assert_eq!(told, [("填表说明", None, false, 0), ("学区", Some("zones"), false, 0), births_told]);

        let (tally, _) = import(&[("填表说明", cover), ("学区", zones)]);
        assert!(!tally.found() && tally.sheets.len() == 2 && tally.problems.is_empty());
        // a file of one sheet is meant to hold it: what is missing is told
        let (tally, _) = import(&[("Sheet1", vec![vec!["学区编号", "人口"], vec!["Z1", "3"]])]);
        assert!(tally.found() && count(&tally, Code::HeaderMissing) == 1, "{tally:?}");
    }

    #[test]
    fn duplicates_across_sheets_and_wrong_totals_are_found() {
        let first = vec![HEADING.to_vec(), vec!["Z1", "2015", "10"], vec!["小计", "", "10"], vec!["Z2", "2015", "5"]];
        let second = vec![HEADING.to_vec(), vec!["Z1", "2015", "7"], vec!["Z1", "2016", "8"], vec!["合计", "", "16"]];
        let (tally, sum) = import(&[("出生人口", first), ("出生人口2016", second)]);
        assert_eq!((tally.rows, tally.imported, sum), (4, 3, 23));
        let again = tally.problems.iter().find(|k| k.code == Code::DuplicateRow).unwrap();
        assert_eq!(
            (again.count, again.first[0].sheet.as_str(), again.first[0].cell.as_str()),
            (1, "出生人口2016", "A2")
        );
        assert_eq!(again.first[0].what.args["sheet"], "出生人口");
        let total = tally.problems.iter().find(|k| k.code == Code::TotalMismatch).unwrap();
        assert_eq!((total.count, total.first[0].what.args["sum"].as_str()), (1, "15"));
    }
}
