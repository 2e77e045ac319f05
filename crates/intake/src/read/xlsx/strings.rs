//! The table of shared texts, in one block of memory.

use std::io::{BufRead, Read, Seek};

use crate::limit::{Limits, Measure};
use crate::problem::IntakeProblem;
use crate::read::archive::Archive;
use crate::read::encoding::{Utf8Stream, wide};
use crate::read::scan::{Scanner, Token, plain};

/// Shared texts back to back; `ends` says where each stops. Counts claimed by the file are not
/// believed: the table grows as texts really come.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }

    pub(crate) fn read<R: Read + Seek>(
        archive: &mut Archive<R>,
        part: Option<&str>,
        limits: &Limits,
    ) -> Result<Self, IntakeProblem> {
        let mut strings = Self::default();
        let Some(part) = part else { return Ok(strings) };
        let mut source = archive.entry(part)?;
        let start = source.fill_buf().map_err(IntakeProblem::damaged)?;
        match wide(start) {
            Some(encoding) => strings.scan(Utf8Stream::new(source, encoding), limits)?,
            None => strings.scan(source, limits)?,
        }
        Ok(strings)
    }

    fn scan<R: Read>(&mut self, source: R, limits: &Limits) -> Result<(), IntakeProblem> {
        let mut scanner = Scanner::new(source, limits.string_bytes);
        let mut current = String::new();
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            match scanner.next()? {
                Token::Start { name, empty, .. } => match name {
                    b"t" => in_text = !empty && !phonetic,
                    b"rPh" => phonetic = !empty,
                    b"si" if empty => self.push("", limits)?,
                    b"si" => current.clear(),
                    _ => {}
                },
                Token::Text(text) if in_text => current.push_str(&plain(text)?),
                Token::Cdata(text) if in_text => {
                    current.push_str(std::str::from_utf8(text).map_err(IntakeProblem::damaged)?);
                }
                Token::End(name) => match name {
                    b"t" => {
                        in_text = false;
                        if current.len() as u64 > limits.shared_bytes {
                            let limit = limits.shared_bytes;
                            return Err(IntakeProblem::too_large(Measure::SharedBytes, limit));
                        }
                    }
                    b"rPh" => phonetic = false,
                    b"si" => self.push(&current, limits)?,
                    _ => {}
                },
                Token::Eof => return Ok(()),
                Token::Text(_) | Token::Cdata(_) => {}
            }
        }
    }

    /// Adds a text. One that is over the limit is kept one byte longer than allowed, so that the
    /// cell that uses it can be named.
    fn push(&mut self, text: &str, limits: &Limits) -> Result<(), IntakeProblem> {
        let most = usize::try_from(limits.string_bytes).unwrap_or(usize::MAX);
        let plain = unescape_controls(text);
        let kept = if plain.len() > most {
            plain.get(..plain.ceil_char_boundary(most.saturating_add(1))).unwrap_or(&plain)
        } else {
            &plain
        };
        let total = self.text.len() + kept.len() + (self.ends.len() + 1) * size_of::<u32>();
        let end = u32::try_from(self.text.len() + kept.len()).ok();
        match end {
            Some(end) if total as u64 <= limits.shared_bytes => {
                self.text.push_str(kept);
                self.ends.push(end);
                Ok(())
            }
            _ => Err(IntakeProblem::too_large(Measure::SharedBytes, limits.shared_bytes)),
        }
    }
}

/// Replaces `_x000D_` and the like by the character meant.
pub(crate) fn unescape_controls(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let code = from
            .get(2..6)
            .filter(|_| from.get(6..7) == Some("_"))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        match code {
            Some(character) => {
                plain.push(character);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_escapes() {
        assert_eq!(unescape_controls("a_x000D_b"), "a\rb");
        assert_eq!(unescape_controls("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescape_controls("_x12_学校_x"), "_x12_学校_x");
    }

    #[test]
    fn an_oversize_text_is_cut_one_over() {
        let limits = Limits { string_bytes: 4, ..Limits::clerk() };
        let mut strings = Strings::default();
        strings.push("小学校", &limits).unwrap();
        strings.push("ab", &limits).unwrap();
        assert_eq!(strings.get(0), Some("小学"));
        assert_eq!(strings.get(1), Some("ab"));
        assert_eq!(strings.get(2), None);
    }
}
