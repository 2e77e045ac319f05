//! Delimited text.

mod split;

use std::io::{BufReader, Read, Seek};

use split::Splitter;

use crate::grid::{Cell, CellRef, DateSystem, FileFormat, MAX_COLUMNS, Notice, Row, SheetHead, SheetTail, Value};
use crate::problem::{IntakeProblem, ProblemKind};
use crate::read::encoding::{Utf8Stream, detect, wide_without_mark};
use crate::read::sink::{Metered, Sink};

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
    let longest = usize::try_from(sink.limits().string_bytes).unwrap_or(usize::MAX);
    let mut records = Splitter::new(source, delimiter, longest);
    let mut rows = Rows { skip_first: declared.is_some(), ..Rows::default() };
    while records.next().map_err(|error| io_problem(error).at(CellRef::new(rows.next, 0)))? {
        rows.take(records.fields(), sink)?;
    }
    sink.sheet_end(SheetTail::default())
}

/// Turns records into rows.
#[derive(Default)]
struct Rows {
    row: Row,
    next: u32,
    width: Option<usize>,
    ragged: bool,
    skip_first: bool,
}

impl Rows {
    fn take<'a, S: Sink>(
        &mut self,
        fields: impl Iterator<Item = &'a [u8]>,
        sink: &mut Metered<S>,
    ) -> Result<(), IntakeProblem> {
        self.row.index = self.next;
        self.next = self.next.saturating_add(1);
        if std::mem::take(&mut self.skip_first) {
            return Ok(());
        }
        self.row.hidden = false;
        self.row.cells.clear();
        for (col, field) in fields.enumerate() {
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
