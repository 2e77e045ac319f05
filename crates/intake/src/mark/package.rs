//! Marks an `.xlsx` package in place: only the parts that must change are rewritten, the others
//! are copied as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::comments::{self, Comments, Existing};
use super::order::{CellMark, Paint, of_sheet};
use super::parts::{add_inside, io, relation, relations_part};
use super::style::Styles;
use super::{list, sheet, vml};
use crate::child::MarkOrder;
use crate::limit::Limits;
use crate::problem::IntakeProblem;
use crate::read::{Archive, Relations, SheetEntry, Sheets};

const CONTENT_TYPES: &str = "[Content_Types].xml";
/// The namespaces of the strict variant of the format.
const STRICT: &str = "http://purl.oclc.org/ooxml";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

/// Marks a package.
pub(super) fn mark<R: Read + Seek>(file: R, order: &MarkOrder, limits: &Limits) -> Result<Vec<u8>, IntakeProblem> {
    let mut archive = Archive::open(file, limits)?;
    let sheets = Sheets::read(&mut archive)?;
    let mut workbook = String::new();
    archive.entry(&sheets.workbook)?.read_to_string(&mut workbook).map_err(IntakeProblem::damaged)?;
    if workbook.contains(STRICT) {
        // Its names differ throughout from those of the parts we would add.
        return Err(IntakeProblem::damaged("strict package"));
    }
    let styles_part = sheets.styles.clone().ok_or_else(|| IntakeProblem::damaged("no styles part"))?;
    let styles = Styles::count(archive.entry(&styles_part)?)?;
    let mut editor = Editor { archive, styles, parts: BTreeMap::new(), overrides: Vec::new() };
    for (number, entry) in (1..).zip(&sheets.entries) {
        if entry.head.name != order.summary.name {
            editor.sheet(entry, number, order)?;
        }
    }
    editor.list(&sheets, order)?;
    let mut rewritten = Vec::new();
    editor.styles.rewrite(editor.archive.entry(&styles_part)?, &mut rewritten)?;
    editor.parts.insert(styles_part, rewritten);
    editor.content_types()?;
    editor.finish()
}

struct Editor<R> {
    archive: Archive<R>,
    styles: Styles,
    /// New and rewritten parts.
    parts: BTreeMap<String, Vec<u8>>,
    /// Content types of new parts.
    overrides: Vec<(String, &'static str)>,
}

impl<R: Read + Seek> Editor<R> {
    fn sheet(&mut self, entry: &SheetEntry, number: usize, order: &MarkOrder) -> Result<(), IntakeProblem> {
        let scan = sheet::scan(self.archive.entry(&entry.part)?)?;
        let relations = Relations::of(&mut self.archive, &entry.part)?;
        let target = |kind: &str| relations.by_kind(kind).map(|found| found.target.clone());
        let comments_part = target("comments").and_then(|name| self.archive.spelt(&name));
        let existing = match &comments_part {
            Some(part) => Existing::read(self.archive.entry(part)?)?,
            None => Existing::default(),
        };
        let mut marks = of_sheet(&order.marks, &entry.head.name, &scan.merges);
        for at in existing.ours() {
            marks
                .entry(at)
                .or_insert_with(|| CellMark { paint: Paint::Clear, comment: Some(order.summary.resolved.clone()) });
        }
        if marks.is_empty() {
            return Ok(());
        }
        let comments: Comments = marks.iter().filter_map(|(at, mark)| Some((*at, mark.comment.clone()?))).collect();
        let boxes: BTreeSet<_> = comments.keys().copied().filter(|at| !existing.has(*at)).collect();

        let mut added = String::new();
        let drawing = scan.legacy.as_deref().and_then(|id| relations.by_id(id));
        let drawing = drawing.and_then(|found| self.archive.spelt(&found.target));
        let mut legacy = None;
        match drawing {
            Some(part) => {
                let mut text = Vec::new();
                let read = self.archive.entry(&part)?.read_to_end(&mut text);
                read.map_err(IntakeProblem::damaged)?;
                let text = String::from_utf8_lossy(&text).into_owned();
                let text =
                    vml::extended(&text, &boxes).ok_or_else(|| IntakeProblem::damaged("drawing without an end"))?;
                self.parts.insert(part, text.into_bytes());
            }
            None => {
                let name = format!("xl/drawings/junhengDrawing{number}.vml");
                added += &relation("", "rIdJunhengBoxes", "vmlDrawing", &format!("/{name}"));
                self.parts.insert(name, vml::part(&boxes, number).into_bytes());
                legacy = Some("rIdJunhengBoxes");
            }
        }
        match comments_part {
            Some(part) => {
                let text = existing.rewrite(self.archive.entry(&part)?, &comments)?;
                self.parts.insert(part, text);
            }
            None => {
                let name = format!("xl/junhengComments{number}.xml");
                added += &relation("", "rIdJunhengComments", "comments", &format!("/{name}"));
                self.parts.insert(name.clone(), comments::part(&comments).into_bytes());
                self.overrides.push((name, COMMENTS_TYPE));
            }
        }
        if !added.is_empty() {
            self.add_relations(&entry.part, &added)?;
        }
        let mut text = Vec::new();
        let source = self.archive.entry(&entry.part)?;
        sheet::rewrite(source, &mut text, &marks, &mut self.styles, legacy)?;
        self.parts.insert(entry.part.clone(), text);
        Ok(())
    }

    fn add_relations(&mut self, part: &str, added: &str) -> Result<(), IntakeProblem> {
        let name = Relations::name_for(part);
        let text = match self.archive.spelt(&name) {
            Some(spelt) => {
                let mut text = Vec::new();
                let prefixed = |prefix: &str| added.replace("<Relationship ", &format!("<{prefix}Relationship "));
                add_inside(self.archive.entry(&spelt)?, &mut text, "Relationships", &prefixed)?;
                text
            }
            None => relations_part(added).into_bytes(),
        };
        self.parts.insert(name, text);
        Ok(())
    }

    /// The list of marks: a new sheet at the end, or the one of an earlier copy written anew.
    fn list(&mut self, sheets: &Sheets, order: &MarkOrder) -> Result<(), IntakeProblem> {
        let names: Vec<&str> = sheets.entries.iter().map(|entry| entry.head.name.as_str()).collect();
        let text = list::part(&order.marks, &order.summary, &names).into_bytes();
        let words = &order.summary;
        if let Some(entry) = sheets.entries.iter().find(|entry| entry.head.name == words.name) {
            self.parts.insert(entry.part.clone(), text);
            return Ok(());
        }
        let name = "xl/worksheets/junhengList.xml";
        self.parts.insert(name.to_owned(), text);
        self.overrides.push((name.to_owned(), SHEET_TYPE));
        let added = relation("", "rIdJunhengList", "worksheet", &format!("/{name}"));
        self.add_relations(&sheets.workbook, &added)?;
        let sheet = |prefix: &str| {
            format!(
                "<{prefix}sheet xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/\
                 relationships\" name=\"{}\" sheetId=\"{}\" r:id=\"rIdJunhengList\"/>",
                super::order::escaped(&words.name),
                sheets.last_id.saturating_add(1)
            )
        };
        let mut text = Vec::new();
        add_inside(self.archive.entry(&sheets.workbook)?, &mut text, "sheets", &sheet)?;
        self.parts.insert(sheets.workbook.clone(), text);
        Ok(())
    }

    fn content_types(&mut self) -> Result<(), IntakeProblem> {
        let mut before = String::new();
        let read = self.archive.entry(CONTENT_TYPES)?.read_to_string(&mut before);
        read.map_err(IntakeProblem::damaged)?;
        let has_vml = before.to_lowercase().contains("extension=\"vml\"");
        let types = |prefix: &str| {
            let mut text = String::new();
            if !has_vml {
                text += &format!(
                    "<{prefix}Default Extension=\"vml\" \
                     ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
                );
            }
            for (name, kind) in &self.overrides {
                text += &format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
            }
            text
        };
        let mut text = Vec::new();
        add_inside(before.as_bytes(), &mut text, "Types", &types)?;
        self.parts.insert(CONTENT_TYPES.to_owned(), text);
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, IntakeProblem> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut zip = self.archive.into_zip();
        let mut parts = self.parts;
        let options = SimpleFileOptions::default();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(IntakeProblem::damaged)?;
            let name = entry.name().map_err(IntakeProblem::damaged)?.into_owned();
            match parts.remove(&name) {
                Some(text) => {
                    drop(entry);
                    out.start_file(name, options).map_err(IntakeProblem::reader_failed)?;
                    io(out.write_all(&text))?;
                }
                None => out.raw_copy_file(entry).map_err(IntakeProblem::reader_failed)?,
            }
        }
        for (name, text) in parts {
            out.start_file(name, options).map_err(IntakeProblem::reader_failed)?;
            io(out.write_all(&text))?;
        }
        let written = out.finish().map_err(IntakeProblem::reader_failed)?;
        Ok(written.into_inner())
    }
}
