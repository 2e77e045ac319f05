//! A small XML scanner for the one part that is large: worksheets. It hands out pieces of its own
//! buffer, checks only what the reader uses, and refuses DTDs. (The general library copies and
//! checks every piece, which took more than half of a bulk import's time.)

use std::io::Read;

use crate::limit::Measure;
use crate::problem::{IntakeProblem, ProblemKind};

/// First size of the buffer.
const ROOM: usize = 256 * 1024;

/// A piece of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// An element opens, or opens and closes at once.
    Start { name: &'a [u8], attributes: Attributes<'a>, empty: bool },
    /// An element closes.
    End(&'a [u8]),
    /// Text, entities not yet replaced.
    Text(&'a [u8]),
    /// Text without entities.
    Cdata(&'a [u8]),
    /// The end of the part.
    Eof,
}

/// What was found and how far it reaches.
#[derive(Debug, Clone, Copy)]
enum Found {
    Tag(usize),
    Close(usize),
    Text(usize),
    Cdata(usize),
    Skip(usize),
    Forbidden,
    More,
}

/// A scanner over any source.
pub(crate) struct Scanner<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    longest: usize,
    limit: u64,
}

impl<R: Read> Scanner<R> {
    /// A scanner that refuses single pieces far beyond a text of `text_bytes`.
    pub(crate) fn new(source: R, text_bytes: u64) -> Self {
        let longest = usize::try_from(text_bytes).unwrap_or(usize::MAX);
        let longest = longest.saturating_mul(8).saturating_add(ROOM);
        Self { source, buffer: vec![0; ROOM], start: 0, end: 0, longest, limit: text_bytes }
    }

    /// The next piece; comments and instructions are passed over.
    pub(crate) fn next(&mut self) -> Result<Token<'_>, IntakeProblem> {
        let found = loop {
            let window = self.buffer.get(self.start..self.end).unwrap_or_default();
            match find(window) {
                Found::More => {
                    if !self.refill()? {
                        if self.start < self.end && window_is_markup(&self.buffer, self.start) {
                            return Err(IntakeProblem::damaged("markup cut off"));
                        }
                        return Ok(Token::Eof);
                    }
                }
                Found::Skip(length) => self.start += length,
                Found::Forbidden => return Err(ProblemKind::ForbiddenMarkup.into()),
                found => break found,
            }
        };
        let from = self.start;
        let piece = |after: usize, length: usize, before: usize| {
            self.buffer.get(from + after..(from + length).saturating_sub(before)).unwrap_or_default()
        };
        Ok(match found {
            Found::Tag(length) => {
                self.start += length;
                let inside = piece(1, length, 1);
                let (inside, empty) = match inside.strip_suffix(b"/") {
                    Some(inside) => (inside, true),
                    None => (inside, false),
                };
                let split = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
                let (name, rest) = inside.split_at_checked(split).unwrap_or((inside, &[]));
                Token::Start { name: local(name), attributes: Attributes(rest), empty }
            }
            Found::Close(length) => {
                self.start += length;
                Token::End(local(piece(2, length, 1).trim_ascii_end()))
            }
            Found::Cdata(length) => {
                self.start += length;
                Token::Cdata(piece(9, length, 3))
            }
            Found::Text(length) => {
                self.start += length;
                Token::Text(piece(0, length, 0))
            }
            Found::Skip(_) | Found::Forbidden | Found::More => Token::Eof,
        })
    }

    /// Makes room and reads on; false at the source's end.
    fn refill(&mut self) -> Result<bool, IntakeProblem> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            if self.end > self.longest {
                return Err(IntakeProblem::too_large(Measure::StringBytes, self.limit));
            }
            self.buffer.resize(self.end * 2, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = self.source.read(room).map_err(|error| match error.get_ref() {
            Some(inner) => match inner.downcast_ref::<IntakeProblem>() {
                Some(own) => own.clone(),
                None => IntakeProblem::damaged(error),
            },
            None => IntakeProblem::damaged(error),
        })?;
        self.end += read;
        Ok(read > 0)
    }
}

fn window_is_markup(buffer: &[u8], start: usize) -> bool {
    buffer.get(start) == Some(&b'<')
}

/// The piece at the beginning of a window.
fn find(window: &[u8]) -> Found {
    let Some(first) = window.first() else { return Found::More };
    if *first != b'<' {
        return match memchr::memchr(b'<', window) {
            Some(length) => Found::Text(length),
            None => Found::More,
        };
    }
    let until = |end: &[u8], from: usize| {
        let rest = window.get(from..).unwrap_or_default();
        memchr::memmem::find(rest, end).map(|at| from + at + end.len())
    };
    match window.get(1) {
        None => Found::More,
        Some(b'/') => memchr::memchr(b'>', window).map_or(Found::More, |at| Found::Close(at + 1)),
        Some(b'?') => until(b"?>", 2).map_or(Found::More, Found::Skip),
        Some(b'!') if window.starts_with(b"<!--") => until(b"-->", 4).map_or(Found::More, Found::Skip),
        Some(b'!') if window.starts_with(b"<![CDATA[") => until(b"]]>", 9).map_or(Found::More, Found::Cdata),
        Some(b'!') if window.len() < 9 => Found::More,
        Some(b'!') => Found::Forbidden,
        Some(_) => tag_end(window).map_or(Found::More, Found::Tag),
    }
}

/// The length of a tag; a `>` inside quotes does not end it.
fn tag_end(window: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let rest = window.get(at..)?;
        // Tags are short, so a plain search beats a wide one.
        let next = rest.iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        let byte = *rest.get(next)?;
        at += next + 1;
        if byte == b'>' {
            return Some(at);
        }
        at += window.get(at..)?.iter().position(|other| *other == byte)? + 1;
    }
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|byte| *byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

/// The attributes of a tag: names with their prefix, values with their entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attributes<'a>(&'a [u8]);

impl<'a> Attributes<'a> {
    /// The value of an attribute by its name.
    pub(crate) fn get(self, name: &[u8]) -> Option<&'a [u8]> {
        self.into_iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    /// Ends at the first thing that is no attribute.
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let name = rest.get(..equals)?.trim_ascii_end();
        let value = rest.get(equals + 1..)?.trim_ascii_start();
        let (quote, value) = value.split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = value.iter().position(|byte| byte == quote)?;
        self.0 = value.get(end + 1..)?;
        Some((name, value.get(..end)?))
    }
}

/// Text as UTF-8 with its entities replaced; entities of the file's own are refused.
pub(crate) fn plain(raw: &[u8]) -> Result<std::borrow::Cow<'_, str>, IntakeProblem> {
    let text = std::str::from_utf8(raw).map_err(IntakeProblem::damaged)?;
    super::xml::unescaped(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a byte or two at a time, so that every boundary is crossed.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(buf.len()).min(2);
            buf[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn tokens(xml: &[u8]) -> Result<Vec<String>, IntakeProblem> {
        let mut scanner = Scanner::new(Drip(xml), 100);
        let mut found = Vec::new();
        loop {
            let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            found.push(match scanner.next()? {
                Token::Start { name, attributes, empty } => {
                    let list: Vec<String> =
                        attributes.map(|(name, value)| format!("{}={}", shown(name), shown(value))).collect();
                    format!("{}{}({})", shown(name), if empty { "/" } else { "" }, list.join(","))
                }
                Token::End(name) => format!("-{}", shown(name)),
                Token::Text(text) => format!("'{}'", shown(text)),
                Token::Cdata(text) => format!("[{}]", shown(text)),
                Token::Eof => return Ok(found),
            });
        }
    }

    #[test]
    fn pieces() {
        let xml = "<?xml version='1.0'?><!-- <x> --><x:a b = \"1>2\" x:c='\"'><d/>甲&amp;乙<![CDATA[<e>]]></x:a >";
        let expected = ["a(b=1>2,x:c=\")", "d/()", "'甲&amp;乙'", "[<e>]", "-a"];
        assert_eq!(tokens(xml.as_bytes()).unwrap(), expected);
        assert_eq!(tokens(b"<!DOCTYPE a []><a/>").unwrap_err().kind, ProblemKind::ForbiddenMarkup);
        assert!(tokens(b"<a><b c='").is_err());
        assert_eq!(plain("甲&amp;&#20057;".as_bytes()).unwrap(), "甲&乙");
        assert_eq!(plain(b"&c;").unwrap_err().kind, ProblemKind::ForbiddenMarkup);
        assert!(plain(b"\xFF").is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = tokens(&bytes);
        }

        #[test]
        fn markup_like_ends(text in "[<>!?/\\-\\[\\]CDATA=\"' a:;&x]{0,80}") {
            let _ = tokens(text.as_bytes());
        }

        #[test]
        fn agrees_with_the_library(names in proptest::collection::vec("[a-c]", 1..6), text in "[a-z&;]{0,9}") {
            let text = quick_xml::escape::escape(text.as_str());
            let open: String = names.iter().map(|name| format!("<{name} k=\"{text}\">{text}")).collect();
            let close: String = names.iter().rev().map(|name| format!("</{name}>")).collect();
            let xml = open + &close;
            let ours = tokens(xml.as_bytes()).unwrap();
            let mut library = quick_xml::Reader::from_str(&xml);
            let (mut starts, mut ends) = (0, 0);
            loop {
                match library.read_event().unwrap() {
                    quick_xml::events::Event::Start(_) => starts += 1,
                    quick_xml::events::Event::End(_) => ends += 1,
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
            }
            prop_assert_eq!(ours.iter().filter(|token| token.starts_with('-')).count(), ends);
            prop_assert_eq!(ours.iter().filter(|token| token.contains('(')).count(), starts);
        }
    }
}
