//! The table of shared texts, in one block of memory.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use crate::limit::{Limits, Measure};
use crate::problem::IntakeProblem;
use crate::read::archive::Archive;
use crate::read::xml;

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
        let mut reader = xml::reader(archive.entry(part)?);
        let mut buffer = Vec::new();
        let mut current = String::new();
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "t" => in_text = !phonetic,
                    "rPh" => phonetic = true,
                    "si" => current.clear(),
                    _ => {}
                },
                Event::Empty(e) if e.local_name().as_ref() == "si" => strings.push("", limits)?,
                Event::Text(text) if in_text => current.push_str(&text),
                Event::CData(text) if in_text => current.push_str(&text),
                Event::GeneralRef(reference) if in_text => current.push(xml::entity(&reference)?),
                Event::End(e) => match e.local_name().as_ref() {
                    "t" => {
                        in_text = false;
                        if current.len() as u64 > limits.shared_bytes {
                            let limit = limits.shared_bytes;
                            return Err(IntakeProblem::too_large(Measure::SharedBytes, limit));
                        }
                    }
                    "rPh" => phonetic = false,
                    "si" => strings.push(&current, limits)?,
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                _ => {}
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
