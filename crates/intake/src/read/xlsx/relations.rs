//! The relations of a package part: which other parts it uses.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use crate::problem::IntakeProblem;
use crate::read::archive::Archive;
use crate::read::xml;

/// One relation.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of the type's address, such as `worksheet`.
    pub(crate) kind: String,
    /// The part's full name in the package; for outside targets the address as it stands.
    pub(crate) target: String,
}

/// All relations of one part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Relations(pub(crate) Vec<Relation>);

impl Relations {
    /// The name of the entry that holds a part's relations.
    pub(crate) fn name_for(part: &str) -> String {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        format!("{folder}{slash}_rels/{file}.rels")
    }

    /// Reads a part's relations; a part without any has an empty list.
    pub(crate) fn of<R: Read + Seek>(archive: &mut Archive<R>, part: &str) -> Result<Self, IntakeProblem> {
        let Some(name) = archive.spelt(&Self::name_for(part)) else {
            return Ok(Self::default());
        };
        let mut reader = xml::reader(archive.entry(&name)?);
        let mut buffer = Vec::new();
        let mut found = Vec::new();
        loop {
            match xml::next(&mut reader, &mut buffer)? {
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                    let get = |name| xml::attribute(&e, name).map(Option::unwrap_or_default);
                    let kind = get("Type")?;
                    let outside = get("TargetMode")? == "External";
                    let target = get("Target")?;
                    found.push(Relation {
                        id: get("Id")?,
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: if outside { target } else { resolve(part, &target) },
                    });
                }
                Event::Eof => return Ok(Self(found)),
                _ => {}
            }
        }
    }

    /// The part a relation points to, by its id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.id == id)
    }

    /// The first part of a kind.
    pub(crate) fn by_kind(&self, kind: &str) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.kind == kind)
    }
}

/// A target relative to the part that names it.
fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_inside_the_package() {
        assert_eq!(resolve("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolve("a/b", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(Relations::name_for("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(Relations::name_for(""), "_rels/.rels");
    }
}
