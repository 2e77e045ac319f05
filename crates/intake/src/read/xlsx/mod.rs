//! Office Open XML workbooks, streamed sheet by sheet.

mod relations;
mod strings;
mod styles;
mod workbook;
mod worksheet;

use std::io::{Read, Seek};

use super::archive::Archive;
use super::sink::{Metered, Sink};
use crate::grid::FileFormat;
use crate::problem::IntakeProblem;
use strings::Strings;
use styles::NumberStyles;
use worksheet::Context;

pub(crate) use relations::Relations;
pub(crate) use workbook::{SheetEntry, Sheets};

/// Reads a workbook into the sink.
pub(crate) fn read<R: Read + Seek, S: Sink>(reader: R, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    let mut archive = Archive::open(reader, sink.limits())?;
    let sheets = Sheets::read(&mut archive)?;
    sink.book(FileFormat::Xlsx, sheets.dates)?;
    let styles = NumberStyles::read(&mut archive, sheets.styles.as_deref())?;
    let strings = Strings::read(&mut archive, sheets.strings.as_deref(), sink.limits())?;
    for entry in &sheets.entries {
        let context = Context { strings: &strings, styles: &styles, dates: sheets.dates };
        sink.sheet(entry.head.clone())?;
        let source = archive.entry(&entry.part)?;
        worksheet::read(source, &context, sink).map_err(|problem| problem.in_sheet(&entry.head.name))?;
    }
    Ok(())
}
