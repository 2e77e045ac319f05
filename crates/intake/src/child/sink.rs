//! Sends what is read down the pipe.

use std::io::Write;

use crate::grid::{DateSystem, FileFormat, Notice, Row, SheetHead, SheetTail};
use crate::problem::IntakeProblem;
use crate::read::Sink;
use crate::wire::{FrameWriter, Kind, encode_row};

/// A sink at the child's end of the pipe.
pub(super) struct PipeSink<'a, W> {
    frames: &'a mut FrameWriter<W>,
    packed: Vec<u8>,
}

impl<'a, W: Write> PipeSink<'a, W> {
    pub(super) const fn new(frames: &'a mut FrameWriter<W>) -> Self {
        Self { frames, packed: Vec::new() }
    }
}

impl<W: Write> Sink for PipeSink<'_, W> {
    fn book(&mut self, format: FileFormat, dates: DateSystem) -> Result<(), IntakeProblem> {
        self.frames.json(Kind::Book, &(format, dates))
    }

    fn notice(&mut self, notice: Notice) -> Result<(), IntakeProblem> {
        self.frames.json(Kind::Notice, &notice)
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), IntakeProblem> {
        self.frames.json(Kind::Sheet, &head)
    }

    fn row(&mut self, row: &mut Row) -> Result<(), IntakeProblem> {
        self.packed.clear();
        encode_row(row, &mut self.packed);
        self.frames.frame(Kind::Row, &self.packed)
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), IntakeProblem> {
        self.frames.json(Kind::SheetEnd, &tail)
    }
}
