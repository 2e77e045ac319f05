//! The parsers: from bytes to rows, in bounded memory, one sheet after the other.

mod archive;
pub(crate) mod csv;
mod encoding;
mod guard;
mod ods;
mod scan;
mod sink;
mod sniff;
mod xls;
mod xlsx;
pub(crate) mod xml;

use std::io::{Read, Seek, SeekFrom};

use crate::grid::{FileFormat, Notice};
use crate::limit::{Limits, Measure};
use crate::problem::{IntakeProblem, ProblemKind};

pub(crate) use archive::Archive;
pub(crate) use encoding::{Utf8Stream, detect, wide_without_mark};
pub(crate) use sink::{Collector, Metered, Sink};
pub(crate) use sniff::{head, is_compound, is_package, sniff};
pub(crate) use xlsx::{Relations, SheetEntry, Sheets};

/// Reads a file of any known format into the sink, telling the format by its content.
pub(crate) fn any<R: Read + Seek, S: Sink>(
    mut reader: R,
    file_name: &str,
    limits: &Limits,
    sink: S,
) -> Result<S, IntakeProblem> {
    let size = reader.seek(SeekFrom::End(0)).map_err(IntakeProblem::unreadable)?;
    if size == 0 {
        return Err(ProblemKind::Empty.into());
    }
    if size > limits.file_bytes {
        return Err(IntakeProblem::too_large(Measure::FileBytes, limits.file_bytes));
    }
    let format = sniff(&mut reader)?;
    let mut sink = Metered::new(limits, sink);
    if let Some(notice) = extension_notice(file_name, format) {
        sink.notice(notice)?;
    }
    match format {
        FileFormat::Xlsx => xlsx::read(reader, &mut sink)?,
        FileFormat::Ods => ods::read(reader, &mut sink)?,
        FileFormat::Xls => xls::read(reader, &mut sink)?,
        FileFormat::Csv => csv::read(reader, file_name, &mut sink)?,
    }
    Ok(sink.into_inner())
}

fn extension_notice(file_name: &str, format: FileFormat) -> Option<Notice> {
    let (_, extension) = file_name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    let fits = match format {
        FileFormat::Xlsx => matches!(&*extension, "xlsx" | "xlsm" | "xltx" | "xltm"),
        FileFormat::Xls => matches!(&*extension, "xls" | "xlt" | "et"),
        FileFormat::Ods => matches!(&*extension, "ods" | "ots"),
        FileFormat::Csv => matches!(&*extension, "csv" | "txt" | "tsv" | "tab"),
    };
    (!fits).then_some(Notice::WrongExtension { extension, format })
}
