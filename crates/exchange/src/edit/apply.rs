//! Changes laid over a dossier, read and checked like a workbook (应用改动).

use super::merge::merge;
use super::rows::{KeyedRow, blank, dump, key, locked, school_of, shown};
use super::{Conflict, Doing, Edited, LONGEST, RowEdit, Told};
use crate::column::Kind;
use crate::problem::{Code, Problem, Problems, Severity, Spot};
use crate::read::cell::{Fault, Outcome, Surroundings, read};
use crate::read::reference::without_duplicates;
use crate::read::sheet::shorten;
use crate::record::Record;
use crate::table::{Table, all};
use crate::workbook::loaded;
use intake::{CellRef, DateSystem, Value};
use model::{Dossier, Message, Origin, SchoolId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Position of a cell of the edited table: row, column.
type At = (usize, usize);

/// The edited table while it is changed.
struct Work {
    table: &'static Table,
    rows: Vec<KeyedRow>,
    /// Rows that go.
    gone: BTreeSet<usize>,
    /// The keys by which the caller knows rows that come.
    named: BTreeMap<usize, String>,
    /// Cells whose value differs from what is there, and whether there is a value now.
    cells: BTreeMap<At, bool>,
    /// Cells that cannot be read.
    faulty: BTreeSet<At>,
    problems: Problems,
    conflicts: Vec<Conflict>,
    shown: Vec<(String, String, String)>,
}

/// Lays changes of one table over a dossier (应用改动). `source` names where the new values come from, in the place of a file's name.
///
/// A cell that no longer holds what the person saw, nor what the person wants, is a conflict.
pub fn apply(base: &Dossier, table: &'static Table, edits: &[RowEdit], source: &str) -> Edited {
    let before = dump(base, table);
    let mut work = Work {
        table,
        rows: before.clone(),
        gone: BTreeSet::new(),
        named: BTreeMap::new(),
        cells: BTreeMap::new(),
        faulty: BTreeSet::new(),
        problems: Problems::of(source),
        conflicts: Vec::new(),
        shown: Vec::new(),
    };
    let index: HashMap<String, usize> = before.iter().enumerate().map(|(n, r)| (r.key.clone(), n)).collect();
    for edit in edits {
        work.row(base, &index, edit);
    }
    let changed = work.cells.len() + work.gone.len();
    let Work { rows, gone, named, cells, faulty, problems, conflicts, shown, .. } = work;
    let old = read_again(base, table, &before, &BTreeSet::new(), Problems::of(source), &faulty);
    let new = read_again(base, table, &rows, &gone, problems, &faulty);
    let known: BTreeSet<String> = old.problems.iter().map(fingerprint).collect();
    let told: Vec<Told> = new
        .problems
        .iter()
        .filter(|p| !known.contains(&fingerprint(p)))
        .map(|p| tell(table, &rows, &named, p))
        .collect();
    let errors = told.iter().any(|t| t.severity == Severity::Error);
    let dossier = (!errors && conflicts.is_empty()).then(|| {
        let mut merged = merge(base, &old.dossier, &new.dossier);
        trace(&mut merged, table, &cells, &old, &new, source);
        merged
    });
    Edited { dossier, problems: told, conflicts, shown, changed }
}

impl Work {
    fn row(&mut self, base: &Dossier, index: &HashMap<String, usize>, edit: &RowEdit) {
        let found = index.get(&edit.key).copied();
        match edit.doing {
            Doing::Add => self.add(edit),
            Doing::Remove => {
                if let Some(at) = found {
                    self.gone.insert(at);
                }
            }
            Doing::Change => match found.or_else(|| self.school_row(base, &edit.key)) {
                Some(at) => self.cells(at, edit),
                None => self.lost(edit),
            },
        }
    }

    /// The row of a school that has no data in this table and year yet.
    fn school_row(&mut self, base: &Dossier, key: &str) -> Option<usize> {
        if !self.table.by_year() {
            return None;
        }
        let (school, year) = school_of(key)?;
        let school = base.school(&SchoolId(school.to_owned()))?;
        (1900..=2200).contains(&year.0).then_some(())?;
        let known = self.rows.iter().position(|r| r.key == key);
        Some(known.unwrap_or_else(|| {
            self.rows.push(blank(self.table, school, year));
            self.rows.len() - 1
        }))
    }

    /// A row that somebody took away meanwhile.
    fn lost(&mut self, edit: &RowEdit) {
        let yours = edit.cells.values().map(|c| c.to.as_str()).collect::<Vec<_>>().join("、");
        self.conflicts.push(Conflict {
            row: edit.key.clone(),
            column: String::new(),
            from: String::new(),
            yours,
            theirs: None,
        });
    }

    fn add(&mut self, edit: &RowEdit) {
        let at = self.rows.len();
        self.rows.push(KeyedRow { key: String::new(), fields: vec![None; self.table.columns.len()] });
        self.named.insert(at, edit.key.clone());
        self.cells(at, edit);
        let Some(row) = self.rows.get(at) else { return };
        let own = key(self.table, &row.fields);
        // the same row sent twice is there already
        let there = self.rows.iter().take(at).find(|r| r.key == own).is_some_and(|r| r.fields == row.fields);
        if there || (row.fields.iter().all(Option::is_none) && !self.faulty.iter().any(|(r, _)| *r == at)) {
            self.rows.truncate(at);
            self.named.remove(&at);
            self.cells.retain(|(r, _), _| *r != at);
            return;
        }
        if let Some(row) = self.rows.get_mut(at) {
            row.key = own;
        }
        let empty = |fields: &[Option<_>], n: usize| fields.get(n).is_none_or(Option::is_none);
        let fields = self.rows.get(at).map(|r| r.fields.clone()).unwrap_or_default();
        for (n, column) in self.table.columns.iter().enumerate().filter(|(_, c)| c.required) {
            if empty(&fields, n) && !self.faulty.contains(&(at, n)) {
                self.problem(Code::Required, (at, n), vec![("column", column.full_title())]);
            }
        }
    }

    fn cells(&mut self, at: usize, edit: &RowEdit) {
        let adding = edit.doing == Doing::Add;
        for (name, cell) in &edit.cells {
            let Some((n, column)) = self.table.at(name).and_then(|n| Some((n, self.table.columns.get(n)?))) else {
                continue;
            };
            if locked(self.table, column) && !adding {
                continue;
            }
            let now = self.rows.get(at).and_then(|r| r.fields.get(n)).and_then(Option::as_ref).cloned();
            let theirs = shown(now.as_ref(), column);
            let text = clean(&cell.to, column.kind);
            let (field, fault) = value(&text, column);
            let wanted = shown(field.as_ref(), column);
            if wanted != text && fault.as_ref().is_none_or(|f| f.code == Code::Rounded) {
                self.shown.push((edit.key.clone(), name.clone(), wanted.clone()));
            }
            if fault.is_none() && field == now {
                continue;
            }
            if !adding && theirs != cell.from {
                let (row, column) = (edit.key.clone(), name.clone());
                let (from, yours) = (cell.from.clone(), text.clone());
                self.conflicts.push(Conflict { row, column, from, yours, theirs: Some(theirs) });
            }
            if let Some(fault) = fault {
                let mut args = vec![("column", column.full_title()), ("value", shorten(&text))];
                args.extend(fault.args);
                if fault.code.severity() == Severity::Error {
                    self.faulty.insert((at, n));
                }
                self.problem(fault.code, (at, n), args);
            } else if field.is_none() && column.required {
                self.problem(Code::Required, (at, n), vec![("column", column.full_title())]);
            }
            self.cells.insert((at, n), field.is_some());
            if let Some(slot) = self.rows.get_mut(at).and_then(|r| r.fields.get_mut(n)) {
                *slot = field;
            }
        }
    }

    fn problem(&mut self, code: Code, (row, column): At, args: Vec<(&'static str, String)>) {
        self.problems.add(code, spot(self.table, row, column), &args);
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn spot(table: &Table, row: usize, column: usize) -> Spot {
    let cell = Some(CellRef::new(small(row), small(column)));
    Spot { order: 0, file: String::new(), sheet: table.sheet.to_owned(), cell }
}

/// What was typed or pasted, without what no cell should hold.
fn clean(text: &str, kind: Kind) -> String {
    let lines = matches!(kind, Kind::List | Kind::Choices(_));
    let fit = |c: char| match c {
        '\n' if lines => Some('\n'),
        '\n' | '\t' | '\r' => Some(' '),
        c if c.is_control() || c == '\u{feff}' => None,
        c => Some(c),
    };
    text.chars().filter_map(fit).collect::<String>().trim().to_owned()
}

/// A text as the value of a column.
fn value(text: &str, column: &crate::column::Column) -> (Option<crate::field::Field>, Option<Fault>) {
    if text.chars().count() > LONGEST {
        let args = vec![("most", LONGEST.to_string())];
        return (None, Some(Fault { code: Code::TextTooLong, args }));
    }
    let around = Surroundings { column, unit: None, item: None, dates: DateSystem::Base1900 };
    match read(&Value::Text(text.to_owned()), around) {
        Outcome::Nothing => (None, None),
        Outcome::Value(f) => (Some(f), None),
        Outcome::Remarked(f, fault) => (Some(f), Some(fault)),
        Outcome::Faulty(fault) => (None, Some(fault)),
    }
}

/// What reading again gave.
struct Again {
    dossier: Dossier,
    problems: Vec<Problem>,
}

/// Reads the whole dossier as if it came from a workbook, with the rows of one table given.
fn read_again(
    base: &Dossier,
    edited: &'static Table,
    rows: &[KeyedRow],
    gone: &BTreeSet<usize>,
    mut problems: Problems,
    faulty: &BTreeSet<At>,
) -> Again {
    let mut records = Vec::new();
    for (order, table) in all().iter().enumerate() {
        let dumped;
        let own = std::ptr::eq(table, edited);
        let rows = if own {
            rows
        } else {
            dumped = dump(base, table);
            &dumped
        };
        for (n, row) in rows.iter().enumerate() {
            if own && gone.contains(&n) {
                continue;
            }
            let mut record = Record::new(table, order, ("", table.sheet), small(n));
            let mut substance = false;
            for (c, field) in row.fields.iter().enumerate() {
                let Some((field, column)) = field.as_ref().zip(table.columns.get(c)) else { continue };
                // a school that is renamed keeps its rows: they are met by number
                if column.key == "school_name" && table.by_year() {
                    continue;
                }
                substance |= !matches!(column.key.as_str(), "school" | "school_year");
                record.set(c, field.clone(), CellRef::new(small(n), small(c)));
            }
            let whole = table.columns.iter().all(|c| !c.required || record.field(&c.key).is_some());
            // what lacks its key, or a value it cannot be without, is told of and not read
            if whole && (substance || !table.by_year()) {
                records.push(record);
            }
        }
    }
    let records = without_duplicates(records, &mut problems);
    let empty = Dossier::new(base.county.clone(), base.cycle, base.base_year, base.as_of);
    let mut load = loaded(&records, empty, problems);
    crate::check::all(&mut load);
    let mut problems = std::mem::take(&mut load.problems).into_sorted();
    // a cell that could not be read is told of once, not again by what follows from its being empty
    problems.retain(|p| {
        let at = p.cell_ref().map(|c| (c.row as usize, c.col as usize));
        p.code != Code::Required.code() || p.sheet != edited.sheet || at.is_none_or(|at| !faulty.contains(&at))
    });
    Again { dossier: load.dossier, problems }
}

/// What makes two problems the same.
fn fingerprint(p: &Problem) -> String {
    format!("{}|{}|{}|{:?}", p.code, p.sheet, p.cell, p.what.args)
}

fn tell(table: &'static Table, rows: &[KeyedRow], named: &BTreeMap<usize, String>, p: &Problem) -> Told {
    let says = [p.what.clone(), p.why.clone(), p.remedy.clone()];
    let cell = p.cell_ref().filter(|_| p.sheet == table.sheet);
    let row = cell.and_then(|c| {
        let at = c.row as usize;
        named.get(&at).cloned().or_else(|| rows.get(at).map(|r| r.key.clone()))
    });
    match (cell, row) {
        (Some(cell), Some(row)) => {
            let column = table.columns.get(cell.col as usize);
            // the first column stands for the whole row
            let column = column.filter(|c| cell.col > 0 || !locked(table, c)).map(|c| c.key.clone());
            let place = String::new();
            Told { row, column: column.unwrap_or_default(), place, severity: p.severity, says }
        }
        _ => {
            let (row, column) = (String::new(), String::new());
            Told { row, column, place: elsewhere(p), severity: p.severity, says }
        }
    }
}

/// The place of a problem in another table, in the words of its headings.
fn elsewhere(p: &Problem) -> String {
    let table = all().iter().find(|t| t.sheet == p.sheet);
    let column = table.zip(p.cell_ref()).and_then(|(t, c)| t.columns.get(c.col as usize));
    match column {
        Some(column) => format!("{} · {}", p.sheet, column.full_title()),
        None => p.sheet.clone(),
    }
}

/// Says of every changed value that it was typed here, and forgets the cells of those taken away.
fn trace(
    merged: &mut Dossier,
    table: &'static Table,
    cells: &BTreeMap<At, bool>,
    old: &Again,
    new: &Again,
    source: &str,
) {
    let at = |o: &Origin| {
        CellRef::parse(&o.cell).filter(|_| o.sheet == table.sheet).map(|c| (c.row as usize, c.col as usize))
    };
    for (path, origin) in &old.dossier.origins {
        if at(origin).is_some_and(|at| cells.contains_key(&at)) {
            merged.origins.remove(path);
        }
    }
    for (path, origin) in &new.dossier.origins {
        let Some((_, column)) = at(origin).filter(|at| cells.get(at) == Some(&true)) else { continue };
        let cell = table.columns.get(column).map(crate::column::Column::full_title).unwrap_or_default();
        let typed = Origin { file: source.to_owned(), sheet: table.sheet.to_owned(), cell };
        merged.origins.insert(path.clone(), typed);
    }
}

impl Told {
    /// All it says, as messages.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        self.says.iter()
    }
}
