//! The library (资料库).

mod link;
mod record;
mod viewer;

pub use link::Link;
pub use record::{Event, Report};
pub use viewer::Viewer;

use super::{Reader, mark, page};
use crate::command::{About, tags_of};
use crate::engine::{Fault, Row, Value, args};
use crate::outcome::Broken;
use crate::stamp::Millis;
use model::{Hash, RegionCode};

/// A document (资料) with its latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Whose it is.
    pub region: RegionCode,
    /// Its identifier.
    pub id: String,
    /// What is said of it; its roles are read with one document alone.
    pub about: About,
    /// `shown` or `taken_down`.
    pub state: String,
    /// When it was added.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// When it last changed.
    pub changed: Millis,
    /// Its latest version.
    pub latest: DocumentVersion,
}

/// A version of a document (资料版本).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentVersion {
    /// Its number, from 1.
    pub number: i64,
    /// The hash of the file: see [`crate::Files`].
    pub file: Hash,
    /// The name it came with.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Its media type.
    pub media: String,
    /// Pages, where the kind of file has any.
    pub pages: Option<i64>,
    /// What is new in it.
    pub note: String,
    /// When it was added.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// The hash of the PDF made of it to look at.
    pub preview: Option<Hash>,
    /// `waiting`, `done`, `failed`, or empty where none is made.
    pub preview_state: String,
    /// What its reader should know, as it was written down.
    pub remarks: String,
}

/// Which documents are asked for (筛选条件).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this category.
    pub category: Option<String>,
    /// With this in their title, number or office.
    pub words: Option<String>,
    /// Of this region alone.
    pub region: Option<RegionCode>,
    /// Of this year.
    pub year: Option<i64>,
    /// With this tag.
    pub tag: Option<String>,
    /// From this office.
    pub office: Option<String>,
    /// With this number, however its brackets are written.
    pub number: Option<String>,
    /// With exactly this file as their latest version.
    pub file: Option<Hash>,
    /// Only those taken down; the viewer must be one who may see them.
    pub down_only: bool,
}

pub(super) const VERSION: &str = "v.number, v.file_hash, v.file_name, v.size, v.media, v.pages, v.note, v.at, v.account, v.preview, \
     v.preview_state, v.remarks";
pub(super) const DOCUMENT: &str = "d.region, d.id, d.category, d.title, d.audience, d.department, d.doc_number, d.office, d.year, d.tags, \
     d.state, d.at, d.account, d.changed";

fn version_of(c: &mut crate::engine::Cells) -> Result<DocumentVersion, Fault> {
    Ok(DocumentVersion {
        number: c.int()?,
        file: Hash(c.text()?),
        name: c.text()?,
        size: c.int()?,
        media: c.text()?,
        pages: c.maybe_int()?,
        note: c.text()?,
        at: c.int()?,
        account: c.text()?,
        preview: c.maybe_text()?.map(Hash),
        preview_state: c.text()?,
        remarks: c.text()?,
    })
}

fn version(row: Row) -> Result<DocumentVersion, Fault> {
    version_of(&mut row.cells())
}

pub(super) fn document(row: Row) -> Result<Document, Fault> {
    document_of(&mut row.cells())
}

pub(super) fn document_of(c: &mut crate::engine::Cells) -> Result<Document, Fault> {
    Ok(Document {
        region: c.parsed()?,
        id: c.text()?,
        about: About {
            category: c.text()?,
            title: c.text()?,
            audience: c.text()?,
            roles: Vec::new(),
            department: c.text()?,
            number: c.text()?,
            office: c.text()?,
            year: c.maybe_int()?,
            tags: tags_of(&c.text()?),
        },
        state: c.text()?,
        at: c.int()?,
        account: c.text()?,
        changed: c.int()?,
        latest: version_of(c)?,
    })
}

impl Filter {
    /// The conditions on a document `d` with its latest version `v`.
    pub(super) fn only(&self, args: &mut Vec<Value>) -> String {
        let mut only = String::new();
        let mut also = |condition: String| only.push_str(&format!(" AND {condition}"));
        if let Some(category) = &self.category {
            also(format!("d.category = {}", mark(args, category)));
        }
        if let Some(words) = self.words.as_deref().map(plain).filter(|w| !w.is_empty()) {
            let like = mark(args, format!("%{words}%"));
            let key = mark(args, format!("%{}%", About::number_key(&words)));
            also(format!(
                "(d.title LIKE {like} OR d.office LIKE {like} OR d.number_key LIKE {key} OR d.tags LIKE {like})"
            ));
        }
        if let Some(region) = &self.region {
            also(format!("d.region = {}", mark(args, region)));
        }
        if let Some(year) = self.year {
            also(format!("d.year = {}", mark(args, year)));
        }
        if let Some(tag) = self.tag.as_deref().map(plain).filter(|t| !t.is_empty()) {
            also(format!("d.tags LIKE {}", mark(args, format!("%\n{tag}\n%"))));
        }
        if let Some(office) = &self.office {
            also(format!("d.office = {}", mark(args, office)));
        }
        if let Some(number) = &self.number {
            also(format!("d.number_key = {}", mark(args, About::number_key(number))));
        }
        if let Some(file) = &self.file {
            also(format!("v.file_hash = {}", mark(args, &file.0)));
        }
        if self.down_only {
            also("d.state = 'taken_down'".to_owned());
        }
        only
    }
}

/// Without the signs that stand for others in a pattern.
fn plain(text: &str) -> String {
    text.trim().replace(['%', '_', '\\'], "")
}

const JOINED: &str =
    "FROM document d JOIN document_version v ON v.region = d.region AND v.document = d.id AND v.number = d.latest";

impl Reader<'_> {
    /// The documents a viewer sees, those changed last first.
    pub fn documents(
        &mut self,
        viewer: &Viewer,
        filter: &Filter,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Document>, Broken> {
        let mut args = Vec::new();
        let mut only = viewer.sees(&mut args);
        only.push_str(&filter.only(&mut args));
        let page = page(&mut args, limit, offset);
        let sql = format!("SELECT {DOCUMENT}, {VERSION} {JOINED} WHERE {only} ORDER BY d.changed DESC, d.id {page}");
        self.list(&sql, &args, document)
    }

    /// How many documents a viewer sees.
    pub fn documents_count(&mut self, viewer: &Viewer, filter: &Filter) -> Result<i64, Broken> {
        let mut args = Vec::new();
        let mut only = viewer.sees(&mut args);
        only.push_str(&filter.only(&mut args));
        self.count(&format!("SELECT COUNT(*) {JOINED} WHERE {only}"), &args)
    }

    /// How many documents of each category a viewer sees, other filters kept.
    pub fn document_categories(&mut self, viewer: &Viewer, filter: &Filter) -> Result<Vec<(String, i64)>, Broken> {
        let all = Filter { category: None, ..filter.clone() };
        let mut args = Vec::new();
        let mut only = viewer.sees(&mut args);
        only.push_str(&all.only(&mut args));
        let sql = format!("SELECT d.category, COUNT(*) {JOINED} WHERE {only} GROUP BY d.category ORDER BY d.category");
        self.list(&sql, &args, |row| {
            let mut c = row.cells();
            Ok((c.text()?, c.int()?))
        })
    }

    /// The years and offices of the documents a viewer sees, for filters.
    pub fn document_facets(&mut self, viewer: &Viewer) -> Result<(Vec<i64>, Vec<String>), Broken> {
        let mut args = Vec::new();
        let only = viewer.sees(&mut args);
        let years = format!(
            "SELECT DISTINCT d.year {JOINED} WHERE {only} AND d.year IS NOT NULL ORDER BY d.year DESC LIMIT 60"
        );
        let offices =
            format!("SELECT DISTINCT d.office {JOINED} WHERE {only} AND d.office <> '' ORDER BY d.office LIMIT 200");
        let years = self.list(&years, &args, |row| row.cells().int())?;
        Ok((years, self.list(&offices, &args, |row| row.cells().text())?))
    }

    /// A document a viewer sees, with its roles.
    pub fn document(&mut self, viewer: &Viewer, id: &str) -> Result<Option<Document>, Broken> {
        let mut args = Vec::from(args![id]);
        let only = viewer.sees(&mut args);
        let sql = format!("SELECT {DOCUMENT}, {VERSION} {JOINED} WHERE d.id = ?1 AND {only}");
        let Some(mut found) = self.one(&sql, &args, document)? else { return Ok(None) };
        let sql = "SELECT role FROM document_role WHERE region = ?1 AND document = ?2 ORDER BY role";
        found.about.roles = self.list(sql, &args![&found.region, id], |row| row.cells().text())?;
        Ok(Some(found))
    }

    /// The versions of a document a viewer sees, the latest first.
    pub fn document_versions(&mut self, viewer: &Viewer, id: &str) -> Result<Vec<DocumentVersion>, Broken> {
        let mut args = Vec::from(args![id]);
        let only = viewer.sees(&mut args);
        let sql = format!(
            "SELECT {VERSION} FROM document d JOIN document_version v ON v.region = d.region AND v.document = d.id \
             WHERE d.id = ?1 AND {only} ORDER BY v.number DESC"
        );
        self.list(&sql, &args, version)
    }

    /// The text of pages of a document a viewer sees, from a page on: number and text.
    pub fn document_pages(
        &mut self,
        viewer: &Viewer,
        id: &str,
        number: i64,
        from: i64,
        limit: i64,
    ) -> Result<Vec<(i64, String)>, Broken> {
        let mut args = Vec::from(args![id, number, from]);
        let only = viewer.sees(&mut args);
        let page = page(&mut args, limit, 0);
        let sql = format!(
            "SELECT p.page, p.body FROM document d JOIN document_page p ON p.region = d.region AND p.document = d.id \
             WHERE d.id = ?1 AND p.number = ?2 AND p.page >= ?3 AND {only} ORDER BY p.page {page}"
        );
        self.list(&sql, &args, |row| {
            let mut c = row.cells();
            Ok((c.int()?, c.text()?))
        })
    }
}
