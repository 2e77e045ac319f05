//! Small edits of package parts.

use std::io::{BufRead, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, Event};

use crate::problem::IntakeProblem;
use crate::read::xml;

/// A write error as ours.
pub(super) fn io(result: std::io::Result<()>) -> Result<(), IntakeProblem> {
    result.map_err(IntakeProblem::reader_failed)
}

/// Writes an event; what we write is UTF-8 whatever the original was.
pub(super) fn write_event<W: Write>(writer: &mut Writer<W>, event: Event<'_>) -> Result<(), IntakeProblem> {
    match event {
        Event::Decl(_) => {
            let declared = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
            io(writer.write_event(Event::Decl(declared)))
        }
        event => io(writer.write_event(event)),
    }
}

/// The element with some attributes set (`Some`) or removed (`None`).
pub(super) fn with_attributes(
    element: &BytesStart<'_>,
    changes: &[(&str, Option<&str>)],
) -> Result<BytesStart<'static>, IntakeProblem> {
    let mut changed = BytesStart::new(element.name().as_ref().to_owned());
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(IntakeProblem::damaged)?;
        let key = attribute.key.as_ref();
        if !changes.iter().any(|(name, _)| *name == key) {
            changed.push_attribute((key, xml::unescaped(&attribute.value)?.as_ref()));
        }
    }
    for (name, value) in changes {
        if let Some(value) = value {
            changed.push_attribute((*name, *value));
        }
    }
    Ok(changed)
}

/// Copies a part and puts more inside the element of this local name, at its end. The addition is
/// made for the element's own prefix (`x:` or nothing) and knows the part's text seen so far by
/// nothing else.
pub(super) fn add_inside<R: BufRead, W: Write>(
    source: R,
    out: W,
    element: &str,
    addition: &dyn Fn(&str) -> String,
) -> Result<(), IntakeProblem> {
    let mut reader = xml::reader(source);
    let mut writer = Writer::new(out);
    let mut buffer = Vec::new();
    let mut added = false;
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Eof if added => return Ok(()),
            Event::Eof => return Err(IntakeProblem::damaged(format!("no {element}"))),
            Event::End(e) if !added && e.local_name().as_ref() == element => {
                added = true;
                let text = addition(e.name().as_ref().strip_suffix(element).unwrap_or_default());
                io(writer.get_mut().write_all(text.as_bytes()))?;
                write_event(&mut writer, Event::End(e))?;
            }
            Event::Empty(e) if !added && e.local_name().as_ref() == element => {
                added = true;
                let text = addition(e.name().as_ref().strip_suffix(element).unwrap_or_default());
                let end = e.to_end().into_owned();
                write_event(&mut writer, Event::Start(e))?;
                io(writer.get_mut().write_all(text.as_bytes()))?;
                write_event(&mut writer, Event::End(end))?;
            }
            event => write_event(&mut writer, event)?,
        }
    }
}

/// A relation element.
pub(super) fn relation(prefix: &str, id: &str, kind: &str, target: &str) -> String {
    format!(
        "<{prefix}Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/\
         officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
    )
}

/// An empty relations part around relation elements.
pub(super) fn relations_part(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_keep_the_prefix() {
        let add = |prefix: &str| format!("<{prefix}b/>");
        let run = |text: &str| {
            let mut out = Vec::new();
            add_inside(text.as_bytes(), &mut out, "a", &add).map(|()| String::from_utf8(out).unwrap())
        };
        assert_eq!(run("<a><c t='1'/></a>").unwrap(), "<a><c t='1'/><b/></a>");
        assert_eq!(run("<x:a/>").unwrap(), "<x:a><x:b/></x:a>");
        assert!(run("<d/>").is_err());
    }

    #[test]
    fn attributes_change() {
        let element = BytesStart::from_content("c r='A1' s=\"3\" t=\"s\"", 1);
        let changed = with_attributes(&element, &[("s", Some("9")), ("t", None)]).unwrap();
        assert_eq!(&*changed, "c r=\"A1\" s=\"9\"");
    }
}
