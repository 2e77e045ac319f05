//! Colours cells of a worksheet part while copying everything else.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};

use super::order::{Paint, SheetMarks};
use super::parts::{io, with_attributes, write_event};
use super::style::{Styles, style_of};
use crate::grid::{CellRef, Range};
use crate::problem::IntakeProblem;
use crate::read::xml;

/// What has to be known of a worksheet before it is copied.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) merges: Vec<Range>,
    /// The relation of its legacy drawing, which holds the comments' boxes.
    pub(super) legacy: Option<String>,
}

pub(super) fn scan<R: BufRead>(source: R) -> Result<Scan, IntakeProblem> {
    let mut reader = xml::reader(source);
    let mut buffer = Vec::new();
    let mut scan = Scan::default();
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "mergeCell" => {
                    let range = xml::attribute(&e, "ref")?;
                    scan.merges.extend(range.and_then(|range| Range::parse(&range)));
                }
                "legacyDrawing" => scan.legacy = xml::attribute(&e, "id")?,
                _ => {}
            },
            Event::Eof => return Ok(scan),
            _ => {}
        }
    }
}

/// Elements that have to stand behind a legacy drawing.
const BEHIND: [&str; 8] =
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

/// Copies a worksheet with its marks; `legacy` is the relation of a drawing to add.
pub(super) fn rewrite<R: BufRead, W: Write>(
    source: R,
    out: W,
    marks: &SheetMarks,
    styles: &mut Styles,
    legacy: Option<&str>,
) -> Result<(), IntakeProblem> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Paint>> = BTreeMap::new();
    for (at, mark) in marks {
        rows.entry(at.row).or_default().insert(at.col, mark.paint);
    }
    let mut copy = Copy {
        writer: Writer::new(out),
        prefix: String::new(),
        rows,
        cells: BTreeMap::new(),
        row: None,
        next_col: 0,
        legacy: legacy.map(str::to_owned),
        depth: 0,
        styles,
    };
    let mut reader = xml::reader(source);
    let mut buffer = Vec::new();
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Eof => return Ok(()),
            event => copy.take(event)?,
        }
    }
}

struct Copy<'a, W: Write> {
    writer: Writer<W>,
    /// The main namespace's prefix with its colon.
    prefix: String,
    /// Marked rows that have not come yet.
    rows: BTreeMap<u32, BTreeMap<u32, Paint>>,
    /// Marked cells of the open row that have not come yet.
    cells: BTreeMap<u32, Paint>,
    row: Option<u32>,
    next_col: u32,
    legacy: Option<String>,
    depth: u32,
    styles: &'a mut Styles,
}

impl<W: Write> Copy<'_, W> {
    fn take(&mut self, event: Event<'_>) -> Result<(), IntakeProblem> {
        match event {
            Event::Start(e) => {
                self.before(&e)?;
                self.depth += 1;
                match e.local_name().as_ref() {
                    "row" => {
                        let start = self.open_row(&e)?;
                        write_event(&mut self.writer, Event::Start(start))
                    }
                    "c" => {
                        let cell = self.cell(&e)?;
                        write_event(&mut self.writer, Event::Start(cell))
                    }
                    _ => write_event(&mut self.writer, Event::Start(e)),
                }
            }
            Event::Empty(e) => {
                self.before(&e)?;
                match e.local_name().as_ref() {
                    "sheetData" if !self.rows.is_empty() => {
                        let end = e.to_end().into_owned();
                        write_event(&mut self.writer, Event::Start(e))?;
                        self.new_rows(u32::MAX)?;
                        write_event(&mut self.writer, Event::End(end))
                    }
                    "row" => {
                        let start = self.open_row(&e)?;
                        if self.cells.is_empty() {
                            return write_event(&mut self.writer, Event::Empty(start));
                        }
                        let end = start.to_end().into_owned();
                        write_event(&mut self.writer, Event::Start(start))?;
                        self.new_cells(u32::MAX)?;
                        write_event(&mut self.writer, Event::End(end))
                    }
                    "c" => {
                        let cell = self.cell(&e)?;
                        write_event(&mut self.writer, Event::Empty(cell))
                    }
                    _ => write_event(&mut self.writer, Event::Empty(e)),
                }
            }
            Event::End(e) => {
                self.depth = self.depth.saturating_sub(1);
                match e.local_name().as_ref() {
                    "row" => self.new_cells(u32::MAX)?,
                    "sheetData" => self.new_rows(u32::MAX)?,
                    "worksheet" => self.legacy_drawing()?,
                    _ => {}
                }
                write_event(&mut self.writer, Event::End(e))
            }
            event => write_event(&mut self.writer, event),
        }
    }

    /// Before an element: learn the prefix, place the drawing.
    fn before(&mut self, e: &BytesStart<'_>) -> Result<(), IntakeProblem> {
        let (name, local) = (e.name(), e.local_name());
        if local.as_ref() == "worksheet" {
            let prefix = name.as_ref().strip_suffix("worksheet").unwrap_or_default();
            self.prefix = prefix.to_owned();
        }
        if self.depth == 1 && BEHIND.contains(&local.as_ref()) {
            self.legacy_drawing()?;
        }
        Ok(())
    }

    fn legacy_drawing(&mut self) -> Result<(), IntakeProblem> {
        let Some(id) = self.legacy.take() else { return Ok(()) };
        let text = format!(
            "<{}legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/\
             relationships\" r:id=\"{id}\"/>",
            self.prefix
        );
        io(self.writer.get_mut().write_all(text.as_bytes()))
    }

    fn open_row(&mut self, e: &BytesStart<'_>) -> Result<BytesStart<'static>, IntakeProblem> {
        let next = self.row.map_or(0, |row| row.saturating_add(1));
        let index = match xml::attribute(e, "r")? {
            Some(number) => number
                .parse::<u32>()
                .ok()
                .and_then(|number| number.checked_sub(1))
                .ok_or_else(|| IntakeProblem::damaged("row number"))?,
            None => next,
        };
        if self.row.is_some_and(|row| index <= row) {
            return Err(IntakeProblem::damaged("rows out of order"));
        }
        self.new_rows(index)?;
        self.row = Some(index);
        self.next_col = 0;
        self.cells = self.rows.remove(&index).unwrap_or_default();
        if self.cells.is_empty() {
            return Ok(e.to_owned());
        }
        // The spans are but a hint, and new cells may lie outside them.
        with_attributes(e, &[("spans", None)])
    }

    fn cell(&mut self, e: &BytesStart<'_>) -> Result<BytesStart<'static>, IntakeProblem> {
        let col = match xml::attribute(e, "r")? {
            Some(at) => CellRef::parse(&at).ok_or_else(|| IntakeProblem::damaged("cell address"))?.col,
            None => self.next_col,
        };
        if col < self.next_col {
            return Err(IntakeProblem::damaged("cells out of order"));
        }
        self.new_cells(col)?;
        self.next_col = col.saturating_add(1);
        match self.cells.remove(&col) {
            Some(paint) => {
                let style = self.styles.painted(style_of(e)?, paint).to_string();
                let at = CellRef::new(self.row.unwrap_or(0), col).to_string();
                with_attributes(e, &[("r", Some(&at)), ("s", Some(&style))])
            }
            None => Ok(e.to_owned()),
        }
    }

    /// Writes the marked rows before this one that the sheet does not have.
    fn new_rows(&mut self, before: u32) -> Result<(), IntakeProblem> {
        while let Some((index, cells)) = self.rows.pop_first() {
            if index >= before {
                self.rows.insert(index, cells);
                return Ok(());
            }
            let start = format!("<{}row r=\"{}\">", self.prefix, u64::from(index) + 1);
            io(self.writer.get_mut().write_all(start.as_bytes()))?;
            for (col, paint) in cells {
                self.new_cell(CellRef::new(index, col), paint)?;
            }
            let end = format!("</{}row>", self.prefix);
            io(self.writer.get_mut().write_all(end.as_bytes()))?;
        }
        Ok(())
    }

    /// Writes the marked cells before this column that the open row does not have.
    fn new_cells(&mut self, before: u32) -> Result<(), IntakeProblem> {
        while let Some((col, paint)) = self.cells.pop_first() {
            if col >= before {
                self.cells.insert(col, paint);
                return Ok(());
            }
            self.new_cell(CellRef::new(self.row.unwrap_or(0), col), paint)?;
        }
        Ok(())
    }

    fn new_cell(&mut self, at: CellRef, paint: Paint) -> Result<(), IntakeProblem> {
        let style = self.styles.painted(0, paint);
        let cell = format!("<{}c r=\"{at}\" s=\"{style}\"/>", self.prefix);
        io(self.writer.get_mut().write_all(cell.as_bytes()))
    }
}
