//! Small helpers over quick-xml shared by the readers of packages.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::problem::{IntakeProblem, ProblemKind};

/// Turns the library's error into ours; our own errors come through from below unchanged.
pub(crate) fn xml_error(error: quick_xml::Error) -> IntakeProblem {
    if let quick_xml::Error::Io(io) = &error
        && let Some(own) = io.get_ref().and_then(|inner| inner.downcast_ref::<IntakeProblem>())
    {
        return own.clone();
    }
    IntakeProblem::damaged(error)
}

/// A reader set up for packages.
pub(crate) fn reader<R: BufRead>(source: R) -> Reader<R> {
    let mut reader = Reader::from_reader(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = false;
    reader
}

/// The next event; a DTD is refused, the end of the file is [`Event::Eof`].
pub(crate) fn next<'b, R: BufRead>(
    reader: &mut Reader<R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, IntakeProblem> {
    buffer.clear();
    match reader.read_event_into(buffer).map_err(xml_error)? {
        Event::DocType(_) => Err(ProblemKind::ForbiddenMarkup.into()),
        event => Ok(event),
    }
}

/// The character an entity stands for; entities of the file's own are refused.
pub(crate) fn entity(reference: &BytesRef<'_>) -> Result<char, IntakeProblem> {
    if let Some(character) = reference.resolve_char_ref().map_err(xml_error)? {
        return Ok(character);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(ProblemKind::ForbiddenMarkup.into()),
    }
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, IntakeProblem> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(IntakeProblem::damaged)?;
        if attribute.key.local_name().as_ref() == name {
            return unescaped(&attribute.value).map(|value| Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// An attribute's value with its entities replaced.
pub(crate) fn unescaped(raw: &str) -> Result<Cow<'_, str>, IntakeProblem> {
    if raw.contains('&') {
        quick_xml::escape::unescape(raw).map_err(|_| ProblemKind::ForbiddenMarkup.into())
    } else {
        Ok(Cow::Borrowed(raw))
    }
}

/// Whether an XML boolean is true.
pub(crate) fn truth(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}
