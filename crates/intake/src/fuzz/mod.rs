//! One entry per parser, from any bytes to a result, for fuzzing: in this process, so that a
//! panic or runaway memory shows.

mod package;

use std::io::Cursor;

use crate::child::MarkOrder;
use crate::grid::{Book, CellRef};
use crate::limit::Limits;
use crate::mark::{Mark, Severity, SummarySheet, mark_bytes};
use crate::problem::IntakeProblem;
use crate::read::{self, Collector};
use crate::wire::{FrameReader, Kind, decode_row};

/// Room enough for any fuzzer's input, and small enough that an endless file ends soon.
fn limits() -> Limits {
    Limits { unpacked_bytes: 4 * 1024 * 1024, ..Limits::clerk() }
}

/// Reads a file of any format under the limits of a clerk's upload.
///
/// # Errors
/// Whatever is wrong with the bytes.
pub fn file(bytes: &[u8], name: &str) -> Result<Book, IntakeProblem> {
    let sink = read::any(Cursor::new(bytes), name, &limits(), Collector::new(name))?;
    Ok(sink.into_book())
}

/// Reads an `.xlsx` whose parts are given one after the other, each ended by a zero byte: worksheet, shared texts,
/// styles, workbook. What is not given is a plain one. A fuzzer's changes so reach the parsers and are not lost on the
/// package's checksums.
///
/// # Errors
/// Whatever is wrong with the parts.
pub fn workbook_parts(bytes: &[u8]) -> Result<Book, IntakeProblem> {
    file(&package::workbook(bytes)?, "a.xlsx")
}

/// Reads an `.ods` of this `content.xml`.
///
/// # Errors
/// Whatever is wrong with the content.
pub fn open_document(bytes: &[u8]) -> Result<Book, IntakeProblem> {
    file(&package::open_document(bytes)?, "a.ods")
}

/// Marks a workbook given as for [`workbook_parts`] and reads the copy back.
///
/// # Errors
/// Whatever is wrong with the parts.
pub fn marked(bytes: &[u8]) -> Result<Book, IntakeProblem> {
    let word = |text: &str| text.to_owned();
    let mark =
        |row, col, severity| Mark { sheet: word("表1"), cell: CellRef::new(row, col), text: word("改<&>"), severity };
    let summary = SummarySheet {
        name: word("问题清单"),
        headings: ["表", "格", "级", "事"].map(word),
        severities: ["提示", "存疑", "错误"].map(word),
        resolved: word("已改"),
    };
    let marks = vec![mark(0, 0, Severity::Error), mark(2, 1, Severity::Notice), mark(70, 30, Severity::Warning)];
    let copy = mark_bytes(Cursor::new(package::workbook(bytes)?), "a.xlsx", &MarkOrder { marks, summary }, &limits())?;
    let room = Limits { unpacked_bytes: 64 * 1024 * 1024, ..Limits::clerk() };
    Ok(read::any(Cursor::new(copy), "a.xlsx", &room, Collector::new("a.xlsx"))?.into_book())
}

/// Reads what a child might send.
pub fn frames(bytes: &[u8]) {
    let mut reader = FrameReader::new(bytes);
    let mut row = crate::grid::Row::default();
    while let Some((kind, payload)) = reader.next() {
        if kind == Kind::Row {
            let _ = decode_row(payload, &mut row);
        }
    }
}

/// Reads a cell's text in every way there is.
pub fn text(text: &str) {
    let _ = crate::normal::parse_number(text);
    let _ = crate::normal::parse_date(text);
    let _ = crate::normal::split_header(text);
    let _ = crate::normal::unit_notes(text);
    let _ = crate::normal::header_key(text);
}
