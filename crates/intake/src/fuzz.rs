//! One entry per parser, from any bytes to a result, for fuzzing: in this process, so that a
//! panic or runaway memory shows.

use std::io::Cursor;

use crate::grid::Book;
use crate::limit::Limits;
use crate::problem::IntakeProblem;
use crate::read::{self, Collector};
use crate::wire::{FrameReader, Kind, decode_row};

/// Reads a file of any format under the limits of a clerk's upload.
///
/// # Errors
/// Whatever is wrong with the bytes.
pub fn file(bytes: &[u8], name: &str) -> Result<Book, IntakeProblem> {
    let limits = Limits { unpacked_bytes: 4 * 1024 * 1024, ..Limits::clerk() };
    let sink = read::any(Cursor::new(bytes), name, &limits, Collector::new(name))?;
    Ok(sink.into_book())
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
