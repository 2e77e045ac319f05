//! Splits delimited text into records, blank lines included, since they count as rows.

use std::io::{self, BufRead};

use crate::limit::Measure;
use crate::problem::IntakeProblem;

/// Where in a record the splitter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a field's first byte.
    Start,
    /// In a field without quotes, or behind the quotes of one.
    Plain,
    /// Inside quotes.
    Quoted,
    /// Behind a quote that ends the field or is the first of two.
    Quote,
}

/// A splitter with the record it read last.
pub(super) struct Splitter<R> {
    source: R,
    delimiter: u8,
    longest: usize,
    after_return: bool,
    content: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: BufRead> Splitter<R> {
    /// Fields longer than `longest` bytes end the reading: a quote that is never closed would
    /// swallow the file.
    pub(super) const fn new(source: R, delimiter: u8, longest: usize) -> Self {
        Self { source, delimiter, longest, after_return: false, content: Vec::new(), ends: Vec::new() }
    }

    /// Reads the next record; false at the end.
    pub(super) fn next(&mut self) -> io::Result<bool> {
        self.content.clear();
        self.ends.clear();
        let mut state = State::Start;
        let mut any = false;
        loop {
            let piece = self.source.fill_buf()?;
            if piece.is_empty() {
                if any {
                    self.ends.push(self.content.len());
                }
                return Ok(any);
            }
            let mut used = 0;
            let mut ended = false;
            for &byte in piece {
                used += 1;
                // The line feed of a pair belongs to the line before.
                if std::mem::take(&mut self.after_return) && byte == b'\n' && !any {
                    continue;
                }
                any = true;
                state = match (state, byte) {
                    (State::Quoted, b'"') => State::Quote,
                    (State::Quoted, byte) => {
                        self.content.push(byte);
                        State::Quoted
                    }
                    (State::Start, b'"') => State::Quoted,
                    (State::Quote, b'"') => {
                        self.content.push(b'"');
                        State::Quoted
                    }
                    (_, b'\n' | b'\r') => {
                        self.after_return = byte == b'\r';
                        ended = true;
                        State::Start
                    }
                    (_, byte) if byte == self.delimiter => {
                        self.ends.push(self.content.len());
                        State::Start
                    }
                    (_, byte) => {
                        self.content.push(byte);
                        State::Plain
                    }
                };
                if ended {
                    break;
                }
            }
            self.source.consume(used);
            let start = self.ends.last().copied().unwrap_or(0);
            if self.content.len().saturating_sub(start) > self.longest.saturating_add(64 * 1024)
                || self.ends.len() > crate::grid::MAX_COLUMNS as usize
            {
                let limit = self.longest as u64;
                let problem = IntakeProblem::too_large(Measure::StringBytes, limit);
                return Err(io::Error::other(problem));
            }
            if ended {
                self.ends.push(self.content.len());
                return Ok(true);
            }
        }
    }

    /// The fields of the record read last.
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.content.get(start..*end).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &[u8]) -> Vec<Vec<String>> {
        // A tiny buffer, so that every boundary is crossed.
        let source = io::BufReader::with_capacity(2, text);
        let mut splitter = Splitter::new(source, b',', 4096);
        let mut records = Vec::new();
        while splitter.next().unwrap() {
            let text = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
            records.push(splitter.fields().map(text).collect());
        }
        records
    }

    #[test]
    fn shapes() {
        assert_eq!(records(b"a,b\r\n\r\nc,\n"), [vec!["a", "b"], vec![""], vec!["c", ""]]);
        assert_eq!(records(b"\"a,\"\"b\"\"\nc\",d"), [vec!["a,\"b\"\nc", "d"]]);
        assert_eq!(records(b"a\rb\r\rc"), [vec!["a"], vec!["b"], vec![""], vec!["c"]]);
        assert_eq!(records(b"a\"b,\"c\"d\n"), [vec!["a\"b", "cd"]]);
        assert_eq!(records(b"\"open"), [vec!["open"]]);
        assert_eq!(records(b""), Vec::<Vec<String>>::new());
    }

    proptest! {
        #[test]
        fn written_records_come_back(rows in proptest::collection::vec(
            proptest::collection::vec("[a-z,\"\r\n校]{0,6}", 1..4), 0..6)) {
            let mut text = String::new();
            for row in &rows {
                let quoted: Vec<String> =
                    row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
                text.push_str(&quoted.join(","));
                text.push_str("\r\n");
            }
            prop_assert_eq!(records(text.as_bytes()), rows);
        }

        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = records(&bytes);
        }
    }
}
