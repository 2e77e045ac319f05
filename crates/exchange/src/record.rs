//! Records (行): one row of a table, on its way out of the dossier or into it.

use crate::column::Column;
use crate::field::Field;
use crate::problem::Spot;
use crate::table::Table;
use intake::CellRef;
use model::{Date, DocumentRef, Fen, Location, SchoolYear, Year, YearMonth};

/// Rows on their way out (导出行).
pub struct Rows<'t> {
    table: &'t Table,
    rows: Vec<Vec<Option<Field>>>,
}

/// One row on its way out; values are put by column key.
pub struct Row<'r> {
    table: &'r Table,
    rows: &'r mut Vec<Vec<Option<Field>>>,
}

impl<'t> Rows<'t> {
    /// No rows yet.
    pub fn new(table: &'t Table) -> Rows<'t> {
        Rows { table, rows: Vec::new() }
    }
    /// A new row.
    pub fn row(&mut self) -> Row<'_> {
        self.rows.push(vec![None; self.table.columns.len()]);
        Row { table: self.table, rows: &mut self.rows }
    }
    /// The rows, values in the order of the table's columns.
    pub fn into_rows(self) -> Vec<Vec<Option<Field>>> {
        self.rows
    }
}

impl Row<'_> {
    /// Puts a value.
    pub fn put(&mut self, key: &str, value: impl Into<Field>) -> &mut Self {
        let at = self.table.at(key);
        if let Some(slot) = at.and_then(|at| self.rows.last_mut()?.get_mut(at)) {
            *slot = Some(value.into());
        }
        self
    }
    /// Puts a value where there is one.
    pub fn maybe(&mut self, key: &str, value: Option<impl Into<Field>>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }
    /// Puts a document into the columns `document`, `document_number`, `document_date`.
    pub fn document(&mut self, document: Option<&DocumentRef>) -> &mut Self {
        if let Some(d) = document {
            if !d.title.is_empty() {
                self.put("document", &d.title);
            }
            self.maybe("document_number", d.number.as_ref()).maybe("document_date", d.date);
        }
        self
    }
    /// Puts a location into the columns `lon`, `lat`, `datum`.
    pub fn location(&mut self, location: Option<&Location>) -> &mut Self {
        if let Some(l) = location {
            self.put("lon", i64::from(l.lon_e7)).put("lat", i64::from(l.lat_e7));
            self.put("datum", crate::field::position(&crate::code_list::DATUMS, &l.datum));
        }
        self
    }
}

/// A row on its way in (导入行).
#[derive(Debug, Clone)]
pub struct Record<'t> {
    /// Its table.
    pub table: &'t Table,
    /// Position of its sheet in the book.
    pub order: usize,
    /// Its file.
    pub file: &'t str,
    /// Its sheet.
    pub sheet: &'t str,
    /// Its row, counted from 0.
    pub row: u32,
    fields: Vec<Option<(Field, CellRef)>>,
}

impl<'t> Record<'t> {
    /// An empty record of a row.
    pub fn new(table: &'t Table, order: usize, (file, sheet): (&'t str, &'t str), row: u32) -> Record<'t> {
        Record { table, order, file, sheet, row, fields: vec![None; table.columns.len()] }
    }

    /// Sets the value of a column with the cell it came from.
    pub fn set(&mut self, at: usize, field: Field, cell: CellRef) {
        if let Some(slot) = self.fields.get_mut(at) {
            *slot = Some((field, cell));
        }
    }

    /// Forgets the value of a column.
    pub fn clear(&mut self, at: usize) {
        if let Some(slot) = self.fields.get_mut(at) {
            *slot = None;
        }
    }

    /// Takes over what another row of the same thing has: lists are joined, gaps are filled.
    pub fn join(&mut self, other: &Record<'_>) {
        for (mine, theirs) in self.fields.iter_mut().zip(&other.fields) {
            match (mine, theirs) {
                (Some((Field::List(list), _)), Some((Field::List(more), _))) => {
                    for word in more {
                        if !list.contains(word) {
                            list.push(word.clone());
                        }
                    }
                }
                (slot @ None, Some(value)) => *slot = Some(value.clone()),
                _ => {}
            }
        }
    }

    /// True when no column has a value.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(Option::is_none)
    }

    /// The value of a column.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.get(self.table.at(key)?)?.as_ref().map(|(f, _)| f)
    }

    /// The value at a column's position.
    pub fn value(&self, at: usize) -> Option<&Field> {
        self.fields.get(at)?.as_ref().map(|(f, _)| f)
    }

    /// The columns with values.
    pub fn present(&self) -> impl Iterator<Item = (&'t Column, &Field, CellRef)> + '_ {
        self.table.columns.iter().zip(&self.fields).filter_map(|(c, f)| f.as_ref().map(|(f, cell)| (c, f, *cell)))
    }

    /// Where a column's value stands; the row's first cell where it has none.
    pub fn spot(&self, key: &str) -> Spot {
        let cell = self.table.at(key).and_then(|at| self.fields.get(at)?.as_ref().map(|(_, cell)| *cell));
        let cell = Some(cell.unwrap_or_else(|| CellRef::new(self.row, 0)));
        Spot { order: self.order, file: self.file.to_owned(), sheet: self.sheet.to_owned(), cell }
    }

    /// Text of a column.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.field(key)? {
            Field::Text(t) => Some(t),
            _ => None,
        }
    }
    /// Text of a column, owned.
    pub fn string(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }
    /// Number of a column.
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.field(key)? {
            Field::Number(n) => Some(*n),
            _ => None,
        }
    }
    /// A count.
    pub fn count(&self, key: &str) -> Option<u32> {
        self.number(key).and_then(|n| u32::try_from(n).ok())
    }
    /// Money.
    pub fn fen(&self, key: &str) -> Option<Fen> {
        self.number(key).map(Fen)
    }
    /// A year.
    pub fn year(&self, key: &str) -> Option<Year> {
        self.number(key).and_then(Year::new)
    }
    /// The school year of the row.
    pub fn school_year(&self) -> Option<SchoolYear> {
        self.number("school_year").and_then(|n| u16::try_from(n).ok()).map(SchoolYear)
    }
    /// A month.
    pub fn month(&self, key: &str) -> Option<YearMonth> {
        match self.field(key)? {
            Field::Month(m) => Some(*m),
            _ => None,
        }
    }
    /// A day.
    pub fn date(&self, key: &str) -> Option<Date> {
        match self.field(key)? {
            Field::Date(d) => Some(*d),
            _ => None,
        }
    }
    /// Yes or no.
    pub fn yes(&self, key: &str) -> Option<bool> {
        match self.field(key)? {
            Field::Yes(y) => Some(*y),
            _ => None,
        }
    }
    /// The entry of the list a choice was taken from.
    pub fn choice<T: Copy>(&self, key: &str, all: &[T]) -> Option<T> {
        match self.field(key)? {
            Field::Choice(at) => all.get(*at).copied(),
            _ => None,
        }
    }
    /// Several entries.
    pub fn choices<T: Copy>(&self, key: &str, all: &[T]) -> Vec<T> {
        match self.field(key) {
            Some(Field::Choices(list)) => list.iter().filter_map(|at| all.get(*at).copied()).collect(),
            _ => Vec::new(),
        }
    }
    /// Several words.
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.field(key) {
            Some(Field::List(list)) => list.clone(),
            _ => Vec::new(),
        }
    }
    /// The document in the columns `document`, `document_number`, `document_date`.
    pub fn document(&self) -> Option<DocumentRef> {
        let d = DocumentRef {
            title: self.string("document").unwrap_or_default(),
            number: self.string("document_number"),
            date: self.date("document_date"),
        };
        (d != DocumentRef::default()).then_some(d)
    }
}
