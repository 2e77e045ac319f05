//! Delimited text.

use std::io::{BufReader, Read, Seek};

use csv::{ByteRecord, ReaderBuilder};

use super::encoding::{Utf8Stream, detect, wide_without_mark};
use super::sink::{Metered, Sink};
use crate::grid::{Cell, DateSystem, FileFormat, MAX_COLUMNS, Notice, Row, SheetHead, SheetTail, Value};
use crate::problem::{IntakeProblem, ProblemKind};

/// How much is looked at to tell the delimiter.
const SAMPLE: u64 = 64 * 1024;
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Whether bytes without a mark look like UTF-16 text.
pub(crate) fn looks_utf16(bytes: &[u8]) -> bool {
    wide_without_mark(bytes).is_some()
}

/// Reads delimited text as a book of one sheet named like the file.
pub(crate) fn read<R: Read + Seek, S: Sink>(
    mut reader: R,
    file_name: &str,
    sink: &mut Metered<S>,
) -> Result<(), IntakeProblem> {
    let encoding = detect(&mut reader)?;
    sink.book(FileFormat::Csv, DateSystem::Base1900)?;
    if encoding != encoding_rs::UTF_8 {
        sink.notice(Notice::Encoding { encoding: encoding.name().to_owned() })?;
    }
    let mut sample = Vec::new();
    Utf8Stream::new(&mut reader, encoding).take(SAMPLE).read_to_end(&mut sample).map_err(io_problem)?;
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    sink.sheet(SheetHead { name: stem.to_owned(), ..SheetHead::default() })?;

    let declared = declared_delimiter(&sample);
    let delimiter = declared.unwrap_or_else(|| likely_delimiter(&sample));
    let source = BufReader::with_capacity(64 * 1024, Utf8Stream::new(reader, encoding));
    let mut records = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(source);
    let mut rows = Rows { skip_first: declared.is_some(), ..Rows::default() };
    let mut record = ByteRecord::new();
    while records.read_byte_record(&mut record).map_err(csv_problem)? {
        rows.take(&record, sink)?;
    }
    sink.sheet_end(SheetTail::default())
}

/// Turns records into rows, keeping the row numbers that a spreadsheet program would show.
#[derive(Default)]
struct Rows {
    row: Row,
    next: u32,
    inner_breaks: u64,
    width: Option<usize>,
    ragged: bool,
    skip_first: bool,
}

impl Rows {
    fn take<S: Sink>(&mut self, record: &ByteRecord, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
        // Blank lines are skipped by the csv reader but count as rows; breaks inside quotes do not.
        let line = record.position().map_or(0, csv::Position::line).saturating_sub(1);
        let counted = u32::try_from(line.saturating_sub(self.inner_breaks)).unwrap_or(u32::MAX);
        self.row.index = counted.max(self.next);
        self.next = self.row.index.saturating_add(1);
        self.inner_breaks += memchr::memchr_iter(b'\n', record.as_slice()).count() as u64;
        if std::mem::take(&mut self.skip_first) {
            return Ok(());
        }
        self.row.hidden = false;
        self.row.cells.clear();
        for (col, field) in record.iter().enumerate() {
            let col = u32::try_from(col).ok().filter(|col| *col < MAX_COLUMNS);
            let col = col.ok_or_else(|| IntakeProblem::damaged("too many columns"))?;
            if !field.is_empty() {
                let text = std::str::from_utf8(field)
                    .map_err(|_| IntakeProblem::from(ProblemKind::BadEncoding).at(self.row.at(col)))?;
                self.row.cells.push(Cell::new(col, Value::Text(plain(text).to_owned())));
            }
        }
        let used = self.row.cells.last().map_or(0, |cell| cell.col as usize + 1);
        if self.width.is_none() && used > 1 {
            self.width = Some(used);
        }
        if !self.ragged && self.width.is_some_and(|width| used > width) {
            self.ragged = true;
            sink.notice(Notice::RaggedRows { row: self.row.index.saturating_add(1) })?;
        }
        if self.row.cells.is_empty() { Ok(()) } else { sink.row(&mut self.row) }
    }
}

/// `="00123"` is how some systems keep a code from being read as a number.
fn plain(text: &str) -> &str {
    text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// The delimiter of a first line `sep=;`.
fn declared_delimiter(sample: &[u8]) -> Option<u8> {
    let rest = sample.strip_prefix(b"sep=")?;
    let delimiter = *rest.first()?;
    matches!(rest.get(1), Some(b'\r' | b'\n')).then_some(delimiter)
}

/// The delimiter found in most lines in the same number, outside quotes.
fn likely_delimiter(sample: &[u8]) -> u8 {
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let (mut counts, mut count, mut quoted) = (Vec::new(), 0u32, false);
        for byte in sample {
            match *byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => {
                    counts.push(count);
                    count = 0;
                }
                byte if byte == delimiter && !quoted => count += 1,
                _ => {}
            }
        }
        counts.push(count);
        counts.retain(|count| *count > 0);
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == usual).count();
        if usual > 0 && alike > best.0 {
            best = (alike, delimiter);
        }
    }
    best.1
}

fn io_problem(error: std::io::Error) -> IntakeProblem {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<IntakeProblem>()) {
        Some(own) => own.clone(),
        None => IntakeProblem::unreadable(error),
    }
}

fn csv_problem(error: csv::Error) -> IntakeProblem {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => io_problem(error),
        other => IntakeProblem::damaged(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        assert_eq!(likely_delimiter("a,b;c\n1,2;3\n".as_bytes()), b',');
        assert_eq!(likely_delimiter("校名;人数\n\"甲,乙\";3\n丙;4\n".as_bytes()), b';');
        assert_eq!(likely_delimiter(b"a\tb,c\td\n1\t2\t3\n1\t2\t3"), b'\t');
        assert_eq!(likely_delimiter(b"alone"), b',');
        assert_eq!(declared_delimiter(b"sep=;\r\na;b"), Some(b';'));
        assert_eq!(declared_delimiter(b"sep=;x"), None);
        assert_eq!(plain("=\"00123\""), "00123");
        assert_eq!(plain("=1"), "=1");
    }
}
