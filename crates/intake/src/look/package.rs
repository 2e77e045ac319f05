//! Packages of XML (办公文档): Word, slides, OpenDocument.

use std::io::Cursor;

use quick_xml::events::Event;

use super::{Finder, Remark};
use crate::limit::Limits;
use crate::problem::{IntakeProblem, ProblemKind};
use crate::read::{Archive, xml};

type Package<'a> = Archive<Cursor<&'a [u8]>>;

fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, IntakeProblem> {
    Archive::open(Cursor::new(bytes), limits)
}

/// What the names and relations of an Office package tell: macros, files inside, links to outside.
pub(super) fn remarks(bytes: &[u8], limits: &Limits, found: &mut Finder) -> Result<(), IntakeProblem> {
    let mut package = open(bytes, limits)?;
    remarks_of(&mut package, found)
}

fn remarks_of(package: &mut Package<'_>, found: &mut Finder) -> Result<(), IntakeProblem> {
    let names = package.names();
    if names.iter().any(|n| n.ends_with("vbaProject.bin")) {
        found.remark(Remark::Macro);
    }
    if names.iter().any(|n| n.contains("/embeddings/")) {
        found.remark(Remark::Embedded);
    }
    if names.iter().any(|n| n.starts_with("xl/externalLinks/") || n.starts_with("xl/connections")) {
        found.remark(Remark::External);
    }
    for name in names.iter().filter(|n| n.ends_with(".rels")) {
        let mut reader = xml::reader(package.entry(name)?);
        let mut buffer = Vec::new();
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                    let outside = xml::attribute(&e, "TargetMode")?.as_deref() == Some("External");
                    let link = xml::attribute(&e, "Type")?.is_some_and(|t| t.ends_with("/hyperlink"));
                    if outside && !link {
                        found.remark(Remark::External);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(())
}

/// Which elements hold text, end a paragraph, or stand for a tab.
struct Marks {
    text: &'static [&'static str],
    paragraph: &'static [&'static str],
    tab: &'static [&'static str],
}

const WORD: Marks = Marks { text: &["t", "instrText"], paragraph: &["p", "br", "cr"], tab: &["tab", "tc"] };
const SLIDE: Marks = Marks { text: &["t"], paragraph: &["p", "br"], tab: &["tab", "tc"] };

/// The text of a part.
fn text_of(package: &mut Package<'_>, name: &str, marks: &Marks, found: &mut Finder) -> Result<String, IntakeProblem> {
    let mut reader = xml::reader(package.entry(name)?);
    let (mut buffer, mut out, mut inside, mut depth) = (Vec::new(), String::new(), None, 0u64);
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(e) => {
                depth += 1;
                let tag = e.local_name().as_ref().to_owned();
                if marks.text.contains(&tag.as_str()) {
                    inside = Some(tag == "instrText");
                }
            }
            Event::Empty(e) => mark(&mut out, e.local_name().as_ref(), marks),
            Event::End(e) => {
                depth = depth.saturating_sub(1);
                inside = None;
                mark(&mut out, e.local_name().as_ref(), marks);
            }
            Event::Text(t) if inside == Some(false) => out.push_str(&t.xml10_content()),
            Event::Text(t) if inside == Some(true) => {
                let field = t.xml10_content().to_uppercase();
                if ["DDE", "INCLUDETEXT", "INCLUDEPICTURE", "LINK "].iter().any(|w| field.contains(w)) {
                    found.remark(Remark::External);
                }
            }
            Event::GeneralRef(r) if inside == Some(false) => out.push(xml::entity(&r)?),
            Event::CData(t) if inside == Some(false) => out.push_str(&t.xml10_content()),
            Event::Eof if depth > 0 => return Err(IntakeProblem::damaged("content cut off")),
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn mark(out: &mut String, tag: &str, marks: &Marks) {
    if marks.paragraph.contains(&tag) {
        out.push('\n');
    } else if marks.tab.contains(&tag) {
        out.push('\t');
    }
}

pub(super) fn word(bytes: &[u8], limits: &Limits, found: &mut Finder) -> Result<(), IntakeProblem> {
    let mut package = open(bytes, limits)?;
    remarks_of(&mut package, found)?;
    let mut out = String::new();
    let mut names = package.names();
    names.sort();
    let is_part = |n: &str| {
        let name = n.strip_prefix("word/").and_then(|n| n.strip_suffix(".xml")).unwrap_or("");
        ["header", "footer", "footnotes", "endnotes", "comments"].iter().any(|p| name.starts_with(p))
    };
    let body = package.spelt("word/document.xml").ok_or_else(|| IntakeProblem::damaged("no document"))?;
    for name in std::iter::once(&body).chain(names.iter().filter(|n| is_part(n))) {
        out.push_str(&text_of(&mut package, name, &WORD, found)?);
        out.push('\n');
    }
    found.part("", out);
    Ok(())
}

pub(super) fn slides(bytes: &[u8], limits: &Limits, found: &mut Finder) -> Result<(), IntakeProblem> {
    let mut package = open(bytes, limits)?;
    remarks_of(&mut package, found)?;
    let number = |n: &str| n.strip_prefix("ppt/slides/slide")?.strip_suffix(".xml")?.parse::<u32>().ok();
    let mut slides: Vec<(u32, String)> = package.names().into_iter().filter_map(|n| Some((number(&n)?, n))).collect();
    slides.sort();
    for (_, name) in &slides {
        let text = text_of(&mut package, name, &SLIDE, found)?;
        found.part("", text);
    }
    found.look.pages = Some(slides.len() as u64);
    Ok(())
}

pub(super) fn open_document(bytes: &[u8], limits: &Limits, found: &mut Finder) -> Result<(), IntakeProblem> {
    let mut package = open(bytes, limits)?;
    let mut reader = xml::reader(package.entry("content.xml")?);
    let (mut buffer, mut out, mut depth, mut pages) = (Vec::new(), String::new(), 0u32, 0u64);
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "p" | "h" => depth += 1,
                "encryption-data" => return Err(ProblemKind::Encrypted.into()),
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" | "s" => out.push('\t'),
                "line-break" => out.push('\n'),
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "p" | "h" => {
                    depth = depth.saturating_sub(1);
                    out.push('\n');
                }
                "page" => {
                    pages += 1;
                    found.part("", std::mem::take(&mut out));
                }
                _ => {}
            },
            Event::Text(t) if depth > 0 => out.push_str(&t.xml10_content()),
            Event::GeneralRef(r) if depth > 0 => out.push(xml::entity(&r)?),
            Event::Eof => break,
            _ => {}
        }
    }
    if pages > 0 {
        found.look.pages = Some(pages);
    }
    if !out.trim().is_empty() {
        found.part("", out);
    }
    Ok(())
}
