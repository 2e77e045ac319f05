//! Full-text search in the library (全文检索).

use super::document::visible;
use super::{Reader, mark};
use crate::engine::{Fault, Row, Value};
use crate::index::{Hit, Wanted, find, wanted};
use crate::outcome::Broken;
use crate::scope::Scope;
use model::RegionCode;

/// Most pages looked at for one query.
const CANDIDATES: i64 = 400;
/// Characters of an excerpt.
const EXCERPT: usize = 120;

/// A page that was found (检索结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose document it is.
    pub region: RegionCode,
    /// The document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// The version.
    pub number: i64,
    /// The page, from 1.
    pub page: i64,
    /// The excerpt with its marks.
    pub hit: Hit,
}

struct Candidate {
    region: RegionCode,
    document: String,
    title: String,
    category: String,
    number: i64,
    page: i64,
    body: String,
}

fn candidate(row: Row) -> Result<Candidate, Fault> {
    let mut c = row.cells();
    Ok(Candidate {
        region: c.parsed()?,
        document: c.text()?,
        title: c.text()?,
        category: c.text()?,
        number: c.int()?,
        page: c.int()?,
        body: c.text()?,
    })
}

impl Reader<'_> {
    /// The pages on which every phrase of the query stands, among the documents seen from a scope in a role; the pages with most
    /// mentions first. Blanks part phrases. An empty query finds nothing.
    pub fn search(&mut self, scope: &Scope, role: &str, query: &str, limit: usize) -> Result<Vec<Found>, Broken> {
        let query: String = query.chars().take(100).collect();
        let wanted = wanted(&query);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut args: Vec<Value> = Vec::new();
        let mut has = Vec::new();
        for term in &wanted {
            let condition = match term {
                Wanted::Exactly(term) => format!("t.term = {}", mark(&mut args, term)),
                Wanted::Begins(c) => {
                    let from = mark(&mut args, c.to_string());
                    let to = mark(&mut args, format!("{c}\u{10FFFF}"));
                    format!("t.term >= {from} AND t.term < {to}")
                }
            };
            has.push(format!(
                "SELECT DISTINCT t.region, t.document, t.number, t.page FROM document_term t WHERE {condition}"
            ));
        }
        let only = visible(scope, role, false, &mut args);
        let most = mark(&mut args, CANDIDATES);
        let sql = format!(
            "SELECT d.region, d.id, d.title, d.category, p.number, p.page, p.body FROM ({}) h \
             JOIN document d ON d.region = h.region AND d.id = h.document AND d.latest = h.number \
             JOIN document_page p ON p.region = h.region AND p.document = h.document AND p.number = h.number AND p.page = h.page \
             WHERE {only} ORDER BY d.changed DESC, d.id, p.page LIMIT {most}",
            has.join(" INTERSECT ")
        );
        let candidates = self.list(&sql, &args, candidate)?;
        let mut found: Vec<Found> = candidates
            .into_iter()
            .filter_map(|c| {
                let hit = find(&c.body, &query, EXCERPT)?;
                let Candidate { region, document, title, category, number, page, .. } = c;
                Some(Found { region, document, title, category, number, page, hit })
            })
            .collect();
        found.sort_by_key(|f| std::cmp::Reverse(f.hit.count));
        found.truncate(limit);
        Ok(found)
    }
}
