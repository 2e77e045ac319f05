//! The workbook part: which sheets there are and where they lie.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::relations::Relations;
use crate::grid::{DateSystem, SheetHead, Visibility};
use crate::limit::Measure;
use crate::problem::IntakeProblem;
use crate::read::archive::Archive;
use crate::read::xml;

/// More sheets than this are never listed, whatever the limits say.
const LISTED: usize = 4096;

/// A sheet and its part.
#[derive(Debug, Clone)]
pub(crate) struct SheetEntry {
    pub(crate) head: SheetHead,
    pub(crate) part: String,
}

/// What the workbook part tells.
#[derive(Debug, Clone)]
pub(crate) struct Sheets {
    pub(crate) workbook: String,
    pub(crate) entries: Vec<SheetEntry>,
    pub(crate) dates: DateSystem,
    pub(crate) styles: Option<String>,
    pub(crate) strings: Option<String>,
    /// The highest sheet id in use.
    pub(crate) last_id: u32,
}

impl Sheets {
    pub(crate) fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Self, IntakeProblem> {
        let workbook = Relations::of(archive, "")?
            .by_kind("officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target.clone());
        let workbook = archive.spelt(&workbook).ok_or_else(|| IntakeProblem::damaged("no workbook part"))?;
        let relations = Relations::of(archive, &workbook)?;
        let part = |kind: &str| relations.by_kind(kind).map(|relation| relation.target.clone());
        let mut sheets = Self {
            entries: Vec::new(),
            dates: DateSystem::Base1900,
            styles: part("styles").and_then(|name| archive.spelt(&name)),
            strings: part("sharedStrings").and_then(|name| archive.spelt(&name)),
            workbook: workbook.clone(),
            last_id: 0,
        };
        let mut listed = Vec::new();
        let mut reader = xml::reader(archive.entry(&workbook)?);
        let mut buffer = Vec::new();
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "sheet" => {
                        let name = xml::attribute(&e, "name")?.unwrap_or_default();
                        let visibility = match xml::attribute(&e, "state")?.as_deref() {
                            Some("hidden") => Visibility::Hidden,
                            Some("veryHidden") => Visibility::VeryHidden,
                            _ => Visibility::Visible,
                        };
                        let id = relation_id(&e)?.unwrap_or_default();
                        let number = xml::attribute(&e, "sheetId")?;
                        let number = number.and_then(|number| number.parse().ok()).unwrap_or(0);
                        sheets.last_id = sheets.last_id.max(number);
                        listed.push((SheetHead { name, visibility }, id));
                        if listed.len() > LISTED {
                            return Err(IntakeProblem::too_large(Measure::Sheets, LISTED as u64));
                        }
                    }
                    "workbookPr" => {
                        let base = xml::attribute(&e, "date1904")?;
                        if base.is_some_and(|value| xml::truth(&value)) {
                            sheets.dates = DateSystem::Base1904;
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        drop(reader);
        for (head, id) in listed {
            let Some(relation) = relations.by_id(&id) else {
                return Err(IntakeProblem::damaged("sheet without a part").in_sheet(&head.name));
            };
            // Chart sheets and dialogs hold no cells.
            if relation.kind != "worksheet" {
                continue;
            }
            let Some(part) = archive.spelt(&relation.target) else {
                return Err(IntakeProblem::damaged("missing sheet part").in_sheet(&head.name));
            };
            sheets.entries.push(SheetEntry { head, part });
        }
        if sheets.entries.is_empty() {
            return Err(IntakeProblem::damaged("no sheets"));
        }
        Ok(sheets)
    }
}

/// The relation of a sheet: `id` in a namespace of its own, so never the bare name.
fn relation_id(e: &BytesStart<'_>) -> Result<Option<String>, IntakeProblem> {
    for attribute in e.attributes().with_checks(false) {
        let attribute = attribute.map_err(IntakeProblem::damaged)?;
        if attribute.key.local_name().as_ref() == "id" && attribute.key.prefix().is_some() {
            return xml::unescaped(&attribute.value).map(|value| Some(value.into_owned()));
        }
    }
    Ok(None)
}
