//! Takes what the child sends, believing nothing.

use std::io::Read;
use std::ops::ControlFlow;

use crate::grid::{DateSystem, FileFormat, Notice, Row, SheetHead, SheetTail};
use crate::problem::IntakeProblem;
use crate::read::Sink;
use crate::wire::{FrameReader, Kind, decode_row};

/// Passes frames to the sink: true when the child said that all was read, false when it fell
/// silent before.
pub(super) fn receive<R: Read, S: Sink>(frames: &mut FrameReader<R>, sink: &mut S) -> Result<bool, IntakeProblem> {
    let mut row = Row::default();
    let mut sheet: Option<String> = None;
    while let Some((kind, payload)) = frames.next() {
        let taken = match kind {
            Kind::Book => {
                let (format, dates) = json(payload)?;
                sink.book(format, dates)
            }
            Kind::Notice => sink.notice(json(payload)?),
            Kind::Sheet => {
                let head: SheetHead = json(payload)?;
                sheet = Some(head.name.clone());
                sink.sheet(head)
            }
            Kind::Row => match decode_row(payload, &mut row) {
                Some(()) => sink.row(&mut row),
                None => Err(IntakeProblem::reader_failed("not a row")),
            },
            Kind::SheetEnd => sink.sheet_end(json(payload)?),
            Kind::Problem => return Err(problem(payload)),
            Kind::Done => return Ok(true),
            Kind::Bytes | Kind::Look | Kind::Part => Err(IntakeProblem::reader_failed("unexpected frame")),
        };
        taken.map_err(|problem| match &sheet {
            Some(name) => problem.in_sheet(name),
            None => problem,
        })?;
    }
    Ok(false)
}

/// The problem a child tells of.
pub(super) fn problem(payload: &[u8]) -> IntakeProblem {
    serde_json::from_slice(payload).unwrap_or_else(IntakeProblem::reader_failed)
}

fn json<T: serde::de::DeserializeOwned>(payload: &[u8]) -> Result<T, IntakeProblem> {
    serde_json::from_slice(payload).map_err(IntakeProblem::reader_failed)
}

/// 读入小结: what a streamed file held besides its rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// What the bytes are.
    pub format: Option<FileFormat>,
    /// The day its date serials count from.
    pub date_system: DateSystem,
    /// The sheets.
    pub sheets: Vec<SheetSummary>,
    /// Things worth telling.
    pub notices: Vec<Notice>,
}

/// One sheet of a streamed file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetSummary {
    /// Name and visibility.
    pub head: SheetHead,
    /// Merged areas and hidden columns, known once its rows have passed.
    pub tail: SheetTail,
    /// Rows that held something.
    pub rows: u64,
    /// Cells that held something.
    pub cells: u64,
}

/// Hands rows to a callback and keeps the rest.
pub(super) struct Forwarder<F> {
    each: F,
    summary: Summary,
    stopped: bool,
}

impl<F> Forwarder<F> {
    pub(super) fn new(each: F) -> Self {
        Self { each, summary: Summary::default(), stopped: false }
    }

    pub(super) const fn stopped(&self) -> bool {
        self.stopped
    }

    pub(super) fn into_summary(self) -> Summary {
        self.summary
    }
}

impl<F: FnMut(&SheetHead, &Row) -> ControlFlow<()>> Sink for Forwarder<F> {
    fn book(&mut self, format: FileFormat, dates: DateSystem) -> Result<(), IntakeProblem> {
        self.summary.format = Some(format);
        self.summary.date_system = dates;
        Ok(())
    }

    fn notice(&mut self, notice: Notice) -> Result<(), IntakeProblem> {
        self.summary.notices.push(notice);
        Ok(())
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), IntakeProblem> {
        self.summary.sheets.push(SheetSummary { head, ..SheetSummary::default() });
        Ok(())
    }

    fn row(&mut self, row: &mut Row) -> Result<(), IntakeProblem> {
        let Some(sheet) = self.summary.sheets.last_mut() else {
            return Err(IntakeProblem::reader_failed("row outside a sheet"));
        };
        sheet.rows += 1;
        sheet.cells += row.cells.len() as u64;
        match (self.each)(&sheet.head, row) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                self.stopped = true;
                Err(IntakeProblem::reader_failed("broken off by the caller"))
            }
        }
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), IntakeProblem> {
        if let Some(sheet) = self.summary.sheets.last_mut() {
            sheet.tail = tail;
        }
        Ok(())
    }
}
