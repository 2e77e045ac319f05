//! The comments part of a sheet.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::Writer;
use quick_xml::events::Event;

use super::AUTHOR;
use super::order::{escaped, plain};
use super::parts::{io, write_event};
use crate::grid::CellRef;
use crate::problem::IntakeProblem;
use crate::read::xml;

/// Comments by cell.
pub(super) type Comments = BTreeMap<CellRef, String>;

/// A new comments part.
pub(super) fn part(comments: &Comments) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments \
         xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>\
         {AUTHOR}</author></authors><commentList>"
    );
    for (at, comment) in comments {
        text.push_str(&element("", *at, 0, comment));
    }
    text.push_str("</commentList></comments>");
    text
}

fn element(prefix: &str, at: CellRef, author: usize, comment: &str) -> String {
    let text = escaped(comment);
    format!(
        "<{prefix}comment ref=\"{at}\" authorId=\"{author}\"><{prefix}text><{prefix}r><{prefix}t \
         xml:space=\"preserve\">{text}</{prefix}t></{prefix}r></{prefix}text></{prefix}comment>"
    )
}

/// What a comments part holds: whose comment stands on which cell.
#[derive(Debug, Default)]
pub(super) struct Existing {
    authors: Vec<String>,
    by_cell: BTreeMap<CellRef, usize>,
}

impl Existing {
    pub(super) fn read<R: BufRead>(source: R) -> Result<Self, IntakeProblem> {
        let mut reader = xml::reader(source);
        let mut buffer = Vec::new();
        let mut existing = Self::default();
        let mut in_author = false;
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "author" => {
                        in_author = true;
                        existing.authors.push(String::new());
                    }
                    "comment" => {
                        let at = xml::attribute(&e, "ref")?.and_then(|at| CellRef::parse(&at));
                        let author = xml::attribute(&e, "authorId")?;
                        let author = author.and_then(|number| number.parse().ok()).unwrap_or(0);
                        existing.by_cell.extend(at.map(|at| (at, author)));
                    }
                    _ => {}
                },
                Event::Text(text) if in_author => {
                    if let Some(author) = existing.authors.last_mut() {
                        author.push_str(&text);
                    }
                }
                Event::End(e) if e.local_name().as_ref() == "author" => in_author = false,
                Event::Eof => return Ok(existing),
                _ => {}
            }
        }
    }

    /// Whether the cell has a comment.
    pub(super) fn has(&self, at: CellRef) -> bool {
        self.by_cell.contains_key(&at)
    }

    /// The cells with comments of ours from an earlier copy.
    pub(super) fn ours(&self) -> impl Iterator<Item = CellRef> + '_ {
        let mine = |author: &usize| self.authors.get(*author).is_some_and(|name| name == AUTHOR);
        self.by_cell.iter().filter(move |(_, author)| mine(author)).map(|(at, _)| *at)
    }

    /// Copies the part: comments of ours take their new text, ours go behind what others wrote on
    /// the same cell, and the rest is added.
    pub(super) fn rewrite<R: BufRead>(&self, source: R, comments: &Comments) -> Result<Vec<u8>, IntakeProblem> {
        let mut reader = xml::reader(source);
        let mut writer = Writer::new(Vec::new());
        let mut buffer = Vec::new();
        let ours: Vec<CellRef> = self.ours().collect();
        let mut at: Option<CellRef> = None;
        let mut dropping = false;
        let author = self.authors.len();
        loop {
            let event = xml::next(&mut reader, &mut buffer)?;
            match &event {
                Event::Eof => return Ok(writer.into_inner()),
                Event::Start(e) if e.local_name().as_ref() == "comment" => {
                    at = xml::attribute(e, "ref")?.and_then(|at| CellRef::parse(&at));
                }
                Event::Start(e) if e.local_name().as_ref() == "text" => {
                    if let Some(cell) = at.filter(|cell| ours.contains(cell))
                        && let Some(comment) = comments.get(&cell)
                    {
                        dropping = true;
                        let name = e.name();
                        let prefix = name.as_ref().strip_suffix("text").unwrap_or_default();
                        let text = format!("<{prefix}text>{}", run(prefix, comment));
                        io(std::io::Write::write_all(writer.get_mut(), text.as_bytes()))?;
                    }
                }
                Event::End(e) => match e.local_name().as_ref() {
                    "text" => {
                        let name = e.name();
                        let prefix = name.as_ref().strip_suffix("text").unwrap_or_default();
                        if !std::mem::take(&mut dropping)
                            && let Some(comment) = at.and_then(|at| comments.get(&at))
                        {
                            let text = run(prefix, &format!("\n{}", plain(comment)));
                            io(std::io::Write::write_all(writer.get_mut(), text.as_bytes()))?;
                        }
                    }
                    "authors" => {
                        let name = e.name();
                        let prefix = name.as_ref().strip_suffix("authors").unwrap_or_default();
                        let text = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
                        io(std::io::Write::write_all(writer.get_mut(), text.as_bytes()))?;
                    }
                    "commentList" => {
                        let name = e.name();
                        let prefix = name.as_ref().strip_suffix("commentList").unwrap_or_default();
                        for (at, comment) in comments.iter().filter(|(at, _)| !self.has(**at)) {
                            let text = element(prefix, *at, author, comment);
                            io(std::io::Write::write_all(writer.get_mut(), text.as_bytes()))?;
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
            if !dropping {
                write_event(&mut writer, event)?;
            }
        }
    }
}

fn run(prefix: &str, text: &str) -> String {
    let text = escaped(text);
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}r>")
}
