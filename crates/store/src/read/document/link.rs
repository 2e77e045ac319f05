//! What a document is evidence of (佐证关系).

use super::{DOCUMENT, Document, VERSION, Viewer, document};
use crate::engine::{Fault, Row, args};
use crate::outcome::Broken;
use crate::read::Reader;
use crate::scope::Scope;
use crate::stamp::Millis;
use model::RegionCode;

/// A document named as evidence of something (佐证).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The county.
    pub county: RegionCode,
    /// `school`, `project`, `finding` or `waiver`.
    pub kind: String,
    /// Which one.
    pub object: String,
    /// What it shows.
    pub note: String,
    /// Since when.
    pub at: Millis,
    /// By whom.
    pub account: String,
}

fn link(row: Row) -> Result<Link, Fault> {
    let mut c = row.cells();
    Ok(Link {
        county: c.parsed()?,
        kind: c.text()?,
        object: c.text()?,
        note: c.text()?,
        at: c.int()?,
        account: c.text()?,
    })
}

impl Reader<'_> {
    /// What a document is evidence of, within the scope.
    pub fn document_links(&mut self, scope: &Scope, id: &str) -> Result<Vec<Link>, Broken> {
        let mut args = Vec::from(args![id]);
        let only = scope.inside("county", &mut args);
        let sql = format!(
            "SELECT county, kind, object, note, at, account FROM document_link WHERE document = ?1 AND {only} \
             ORDER BY county, kind, object LIMIT 1000"
        );
        self.list(&sql, &args, link)
    }

    /// The documents a viewer sees that are evidence of something of a county in the viewer's scope; of everything of the kind where no object is named.
    pub fn evidence(
        &mut self,
        viewer: &Viewer,
        county: &RegionCode,
        kind: &str,
        object: &str,
    ) -> Result<Vec<Document>, Broken> {
        let mut args = Vec::from(args![county, kind, object]);
        let scope = viewer.scope.inside("l.county", &mut args);
        let only = viewer.sees(&mut args);
        let sql = format!(
            "SELECT DISTINCT {DOCUMENT}, {VERSION} FROM document_link l JOIN document d ON d.id = l.document \
             JOIN document_version v ON v.region = d.region AND v.document = d.id AND v.number = d.latest \
             WHERE l.county = ?1 AND l.kind = ?2 AND (?3 = '' OR l.object = ?3) AND {scope} AND {only} ORDER BY d.title, d.id LIMIT 500"
        );
        self.list(&sql, &args, document)
    }
}
