//! What became of a document (资料记录): events and reports.

use super::Viewer;
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::read::{Reader, mark};
use crate::scope::Scope;
use crate::stamp::Millis;

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

/// Something that happened to a document (资料变动).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// By whom.
    pub account: String,
    /// `add`, `version`, `change`, `taken_down`, `shown`.
    pub kind: String,
    /// Why, in words.
    pub why: String,
    /// Field, before, after.
    pub changes: Vec<(String, String, String)>,
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

fn event(row: Row) -> Result<Event, Fault> {
    let mut c = row.cells();
    Ok(Event {
        at: c.int()?,
        account: c.text()?,
        kind: c.text()?,
        why: c.text()?,
        changes: serde_json::from_str(&c.text()?).map_err(|e| Fault::Data(e.to_string()))?,
    })
}

impl Reader<'_> {
    /// What became of a document a viewer sees, the latest first.
    pub fn document_events(&mut self, viewer: &Viewer, id: &str) -> Result<Vec<Event>, Broken> {
        let mut args = Vec::from(args![id]);
        let only = viewer.sees(&mut args);
        let sql = format!(
            "SELECT e.at, e.account, e.kind, e.why, e.changes FROM document d JOIN document_event e ON e.region = d.region \
             AND e.document = d.id WHERE d.id = ?1 AND {only} ORDER BY e.id DESC LIMIT 1000"
        );
        self.list(&sql, &args, event)
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
