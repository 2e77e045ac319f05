//! Plain text in any encoding (文本).

use std::io::{Cursor, Read};

use super::{Finder, Persons, Place};
use crate::problem::{IntakeProblem, ProblemKind};
use crate::read::{Utf8Stream, detect};

/// The whole text.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, IntakeProblem> {
    let mut source = Cursor::new(bytes);
    let encoding = detect(&mut source)?;
    let mut text = String::new();
    let read = Utf8Stream::new(source, encoding).read_to_string(&mut text);
    read.map_err(|_| IntakeProblem::from(ProblemKind::BadEncoding))?;
    Ok(text)
}

pub(super) fn look(bytes: &[u8], found: &mut Finder) -> Result<(), IntakeProblem> {
    let text = decoded(bytes)?;
    found.part("", text);
    Ok(())
}

/// A file whose text is not read here: identity numbers are looked for in its plain and its wide characters all the same.
pub(super) fn raw(bytes: &[u8], found: &mut Finder) {
    let mut persons = Persons::default();
    let place = || Place::Page { number: 1, name: String::new() };
    let narrow: String = bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '\n' }).collect();
    persons.text(&narrow, place);
    for skip in [0, 1] {
        let pairs = bytes.get(skip..).unwrap_or_default().chunks_exact(2);
        let wide: String = pairs
            .map(|p| match p {
                [low, 0] if low.is_ascii() => char::from(*low),
                _ => '\n',
            })
            .collect();
        persons.text(&wide, place);
    }
    found.look.persons.count = found.look.persons.count.saturating_add(persons.count);
    found.look.persons.places.extend(persons.places.into_iter().take(1));
}
