//! OpenDocument spreadsheets, streamed table by table.

mod cell;
mod table;

use std::collections::HashSet;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::archive::Archive;
use super::sink::{Metered, Sink};
use super::xml;
use crate::grid::{DateSystem, FileFormat, SheetHead, Visibility};
use crate::problem::{IntakeProblem, ProblemKind};

/// Reads an OpenDocument spreadsheet into the sink.
pub(crate) fn read<R: Read + Seek, S: Sink>(reader: R, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    let mut archive = Archive::open(reader, sink.limits())?;
    if encrypted(&mut archive)? {
        return Err(ProblemKind::Encrypted.into());
    }
    sink.book(FileFormat::Ods, DateSystem::Base1900)?;
    let mut reader = xml::reader(archive.entry("content.xml")?);
    let mut buffer = Vec::new();
    let mut hidden_styles: HashSet<String> = HashSet::new();
    let mut style = String::new();
    let (mut any, mut closed) = (false, false);
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "style" => style = xml::attribute(&e, "name")?.unwrap_or_default(),
                "table-properties" if xml::attribute(&e, "display")?.as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                "table" => {
                    let name = xml::attribute(&e, "name")?.unwrap_or_default();
                    let styled = xml::attribute(&e, "style-name")?.unwrap_or_default();
                    let visibility =
                        if hidden_styles.contains(&styled) { Visibility::Hidden } else { Visibility::Visible };
                    any = true;
                    sink.sheet(SheetHead { name: name.clone(), visibility })?;
                    table::read(&mut reader, sink).map_err(|problem| problem.in_sheet(&name))?;
                }
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "document-content" => closed = true,
            Event::Eof if any && closed => return Ok(()),
            Event::Eof => return Err(IntakeProblem::damaged("content cut off")),
            _ => {}
        }
    }
}

fn encrypted<R: Read + Seek>(archive: &mut Archive<R>) -> Result<bool, IntakeProblem> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if !archive.has(MANIFEST) {
        return Ok(false);
    }
    let mut reader = xml::reader(archive.entry(MANIFEST)?);
    let mut buffer = Vec::new();
    loop {
        match xml::next(&mut reader, &mut buffer) {
            Ok(Event::Start(e) | Event::Empty(e)) if e.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            // Old files name a DTD in their manifest; it is not followed.
            Ok(Event::Eof) => return Ok(false),
            Ok(_) => {}
            Err(problem) if problem.kind == ProblemKind::ForbiddenMarkup => {}
            Err(problem) => return Err(problem),
        }
    }
}
