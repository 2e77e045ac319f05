//! Where readers put what they find.

use crate::grid::{Book, DateSystem, FileFormat, Notice, Row, Sheet, SheetHead, SheetTail};
use crate::limit::{Limits, Meter};
use crate::problem::IntakeProblem;

/// Receives a file piece by piece, in this order: the book, then for every sheet its head, rows
/// and tail; notices come whenever they arise.
pub(crate) trait Sink {
    fn book(&mut self, format: FileFormat, dates: DateSystem) -> Result<(), IntakeProblem>;
    fn notice(&mut self, notice: Notice) -> Result<(), IntakeProblem>;
    fn sheet(&mut self, head: SheetHead) -> Result<(), IntakeProblem>;
    /// Takes a row; the caller may reuse the buffer afterwards.
    fn row(&mut self, row: &mut Row) -> Result<(), IntakeProblem>;
    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), IntakeProblem>;
}

/// Counts everything against the limits before passing it on.
pub(crate) struct Metered<S> {
    meter: Meter,
    inner: S,
}

impl<S: Sink> Metered<S> {
    pub(crate) fn new(limits: &Limits, inner: S) -> Self {
        Self { meter: Meter::new(limits), inner }
    }

    pub(crate) fn into_inner(self) -> S {
        self.inner
    }

    pub(crate) const fn limits(&self) -> &Limits {
        self.meter.limits()
    }

    pub(crate) const fn meter(&self) -> &Meter {
        &self.meter
    }
}

impl<S: Sink> Sink for Metered<S> {
    fn book(&mut self, format: FileFormat, dates: DateSystem) -> Result<(), IntakeProblem> {
        self.inner.book(format, dates)
    }

    fn notice(&mut self, notice: Notice) -> Result<(), IntakeProblem> {
        self.inner.notice(notice)
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), IntakeProblem> {
        self.meter.sheet().map_err(|problem| problem.in_sheet(&head.name))?;
        self.meter.text(head.name.len())?;
        self.inner.sheet(head)
    }

    fn row(&mut self, row: &mut Row) -> Result<(), IntakeProblem> {
        self.meter.row(row.cells.len()).map_err(|problem| problem.at(row.at(0)))?;
        for cell in &row.cells {
            if let Some(text) = cell.value.text() {
                self.meter.text(text.len()).map_err(|problem| problem.at(row.at(cell.col)))?;
            }
        }
        self.inner.row(row)
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), IntakeProblem> {
        self.meter.merges(tail.merges.len().saturating_add(tail.hidden_columns.len()))?;
        self.inner.sheet_end(tail)
    }
}

/// Collects a whole [`Book`].
pub(crate) struct Collector {
    book: Book,
}

impl Collector {
    pub(crate) fn new(file_name: &str) -> Self {
        let book = Book {
            file_name: file_name.to_owned(),
            format: FileFormat::Csv,
            date_system: DateSystem::default(),
            sheets: Vec::new(),
            notices: Vec::new(),
        };
        Self { book }
    }

    pub(crate) fn into_book(self) -> Book {
        self.book
    }
}

impl Sink for Collector {
    fn book(&mut self, format: FileFormat, dates: DateSystem) -> Result<(), IntakeProblem> {
        self.book.format = format;
        self.book.date_system = dates;
        Ok(())
    }

    fn notice(&mut self, notice: Notice) -> Result<(), IntakeProblem> {
        self.book.notices.push(notice);
        Ok(())
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), IntakeProblem> {
        self.book.sheets.push(Sheet { name: head.name, visibility: head.visibility, ..Sheet::default() });
        Ok(())
    }

    fn row(&mut self, row: &mut Row) -> Result<(), IntakeProblem> {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.rows.push(std::mem::take(row));
        }
        Ok(())
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), IntakeProblem> {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.merges = tail.merges;
            sheet.hidden_columns = tail.hidden_columns;
            sort_rows(&mut sheet.rows);
        }
        Ok(())
    }
}

/// Rows in order, two with the same number joined: some programs write them out of order.
fn sort_rows(rows: &mut Vec<Row>) {
    let ordered = rows.iter().zip(rows.iter().skip(1)).all(|(a, b)| a.index < b.index);
    if ordered {
        return;
    }
    rows.sort_by_key(|row| row.index);
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        match joined.last_mut() {
            Some(last) if last.index == row.index => {
                last.hidden |= row.hidden;
                last.cells.extend(row.cells);
                last.tidy();
            }
            _ => joined.push(row),
        }
    }
    *rows = joined;
}
