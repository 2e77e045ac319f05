//! The library (资料库).

use super::{Reader, mark, page};
use crate::engine::{Fault, Row, Value, args};
use crate::outcome::Broken;
use crate::scope::Scope;
use crate::stamp::Millis;
use model::{Hash, RegionCode};

/// A document (资料) with its latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Whose it is.
    pub region: RegionCode,
    /// Its identifier.
    pub id: String,
    /// Its category.
    pub category: String,
    /// Its title.
    pub title: String,
    /// Who sees it: `region`, `below` or `everyone`.
    pub audience: String,
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
}

/// A report of a document (举报).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The document.
    pub document: String,
    /// Its identifier.
    pub id: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// What was decided.
    pub resolution: Option<String>,
    /// When it was settled.
    pub resolved: Option<Millis>,
    /// By whom.
    pub resolved_by: Option<String>,
}

/// Which documents are asked for (筛选条件).
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this category.
    pub category: Option<String>,
    /// With this in their title.
    pub title: Option<String>,
    /// Those taken down as well: for those who answer for the library.
    pub taken_down: bool,
}

const VERSION: &str = "v.number, v.file_hash, v.file_name, v.size, v.media, v.pages, v.note, v.at, v.account";
const DOCUMENT: &str = "d.region, d.id, d.category, d.title, d.audience, d.state, d.at, d.account, d.changed";

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
    })
}

fn version(row: Row) -> Result<DocumentVersion, Fault> {
    version_of(&mut row.cells())
}

fn document(row: Row) -> Result<Document, Fault> {
    let mut c = row.cells();
    Ok(Document {
        region: c.parsed()?,
        id: c.text()?,
        category: c.text()?,
        title: c.text()?,
        audience: c.text()?,
        state: c.text()?,
        at: c.int()?,
        account: c.text()?,
        changed: c.int()?,
        latest: version_of(&mut c)?,
    })
}

fn report(row: Row) -> Result<Report, Fault> {
    let mut c = row.cells();
    Ok(Report {
        document: c.text()?,
        id: c.text()?,
        reason: c.text()?,
        at: c.int()?,
        account: c.text()?,
        resolution: c.maybe_text()?,
        resolved: c.maybe_int()?,
        resolved_by: c.maybe_text()?,
    })
}

/// The condition that a document `d` is seen from a scope in a role.
pub(super) fn visible(scope: &Scope, role: &str, taken_down: bool, args: &mut Vec<Value>) -> String {
    let inside = scope.inside("d.region", args);
    let above = scope.above("d.region", args);
    let role = mark(args, role);
    let shown = if taken_down { "" } else { " AND d.state = 'shown'" };
    format!(
        "({inside} OR (d.audience = 'below' AND {above}) OR d.audience = 'everyone'){shown} AND \
         (NOT EXISTS (SELECT 1 FROM document_role r WHERE r.region = d.region AND r.document = d.id) OR \
         EXISTS (SELECT 1 FROM document_role r WHERE r.region = d.region AND r.document = d.id AND r.role = {role}))"
    )
}

impl Reader<'_> {
    /// The documents seen from a scope in a role, those changed last first.
    pub fn documents(
        &mut self,
        scope: &Scope,
        role: &str,
        filter: &Filter,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Document>, Broken> {
        let mut args = Vec::new();
        let mut only = visible(scope, role, filter.taken_down, &mut args);
        if let Some(category) = &filter.category {
            only.push_str(&format!(" AND d.category = {}", mark(&mut args, category)));
        }
        if let Some(title) = filter.title.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            let title = format!("%{}%", title.replace(['%', '_', '\\'], ""));
            only.push_str(&format!(" AND d.title LIKE {}", mark(&mut args, title)));
        }
        let page = page(&mut args, limit, offset);
        let sql = format!(
            "SELECT {DOCUMENT}, {VERSION} FROM document d JOIN document_version v ON v.region = d.region AND v.document = d.id \
             AND v.number = d.latest WHERE {only} ORDER BY d.changed DESC, d.id {page}"
        );
        self.list(&sql, &args, document)
    }

    /// A document seen from a scope in a role; with `taken_down` also when it is.
    pub fn document(
        &mut self,
        scope: &Scope,
        role: &str,
        id: &str,
        taken_down: bool,
    ) -> Result<Option<Document>, Broken> {
        let mut args = Vec::from(args![id]);
        let only = visible(scope, role, taken_down, &mut args);
        let sql = format!(
            "SELECT {DOCUMENT}, {VERSION} FROM document d JOIN document_version v ON v.region = d.region AND v.document = d.id \
             AND v.number = d.latest WHERE d.id = ?1 AND {only}"
        );
        self.one(&sql, &args, document)
    }

    /// The versions of a document seen from a scope in a role, the latest first.
    pub fn document_versions(
        &mut self,
        scope: &Scope,
        role: &str,
        id: &str,
        taken_down: bool,
    ) -> Result<Vec<DocumentVersion>, Broken> {
        let mut args = Vec::from(args![id]);
        let only = visible(scope, role, taken_down, &mut args);
        let sql = format!(
            "SELECT {VERSION} FROM document d JOIN document_version v ON v.region = d.region AND v.document = d.id \
             WHERE d.id = ?1 AND {only} ORDER BY v.number DESC"
        );
        self.list(&sql, &args, version)
    }

    /// The text of a page of a document seen from a scope in a role.
    pub fn document_page(
        &mut self,
        scope: &Scope,
        role: &str,
        id: &str,
        number: i64,
        page: i64,
    ) -> Result<Option<String>, Broken> {
        let mut args = Vec::from(args![id, number, page]);
        let only = visible(scope, role, false, &mut args);
        let sql = format!(
            "SELECT p.body FROM document d JOIN document_page p ON p.region = d.region AND p.document = d.id \
             WHERE d.id = ?1 AND p.number = ?2 AND p.page = ?3 AND {only}"
        );
        self.one(&sql, &args, |row| row.cells().text())
    }

    /// The reports on documents of the scope, open ones first; only of one document where one is named.
    pub fn reports(&mut self, scope: &Scope, document: Option<&str>) -> Result<Vec<Report>, Broken> {
        let mut args = Vec::new();
        let mut only = scope.inside("region", &mut args);
        if let Some(id) = document {
            only.push_str(&format!(" AND document = {}", mark(&mut args, id)));
        }
        let sql = format!(
            "SELECT document, id, reason, at, account, resolution, resolved, resolved_by FROM document_report WHERE {only} \
             ORDER BY CASE WHEN resolved IS NULL THEN 0 ELSE 1 END, at DESC, id LIMIT 1000"
        );
        self.list(&sql, &args, report)
    }
}
