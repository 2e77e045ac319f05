//! Spreadsheets (表格): text sheet by sheet, read by the same readers as the county workbook.

use std::io::Cursor;

use super::{Finder, Place};
use crate::grid::{CellRef, DateSystem, FileFormat, Notice, Row, SheetHead, SheetTail};
use crate::limit::Limits;
use crate::problem::IntakeProblem;
use crate::read::{self, Sink};

pub(super) fn look(bytes: &[u8], file_name: &str, limits: &Limits, found: &mut Finder) -> Result<(), IntakeProblem> {
    let mut sink = TextSink { found, name: String::new(), text: String::new(), sheets: 0 };
    sink = read::any(Cursor::new(bytes), file_name, limits, sink)?;
    let sheets = sink.sheets;
    found.look.pages = Some(sheets);
    Ok(())
}

struct TextSink<'a> {
    found: &'a mut Finder,
    name: String,
    text: String,
    sheets: u64,
}

impl Sink for TextSink<'_> {
    fn book(&mut self, _: FileFormat, _: DateSystem) -> Result<(), IntakeProblem> {
        Ok(())
    }

    fn notice(&mut self, _: Notice) -> Result<(), IntakeProblem> {
        Ok(())
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), IntakeProblem> {
        self.name = head.name;
        self.sheets += 1;
        Ok(())
    }

    fn row(&mut self, row: &mut Row) -> Result<(), IntakeProblem> {
        for (at, cell) in row.cells.iter().enumerate() {
            let shown = cell.value.shown();
            let place = || Place::Cell(format!("{}!{}", self.name, CellRef::new(row.index, cell.col)));
            self.found.look.persons.text(&shown, place);
            // what does not fit is left out when the sheet is kept
            if self.text.len() < 1024 * 1024 {
                if at > 0 {
                    self.text.push('\t');
                }
                self.text.push_str(&shown);
            }
        }
        if self.text.len() < 1024 * 1024 {
            self.text.push('\n');
        }
        Ok(())
    }

    fn sheet_end(&mut self, _: SheetTail) -> Result<(), IntakeProblem> {
        let (name, text) = (std::mem::take(&mut self.name), std::mem::take(&mut self.text));
        self.found.keep(&name, format!("{name}\n{text}"));
        Ok(())
    }
}
