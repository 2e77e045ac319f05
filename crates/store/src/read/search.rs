//! Full-text search in the library (全文检索).

use super::document::{DOCUMENT, Document, Filter, VERSION, Viewer, document_of};
use super::{Reader, mark};
use crate::engine::{Fault, Row, Value};
use crate::index::{Hit, Wanted, find, wanted};
use crate::outcome::Broken;

/// Most pages looked at for one query.
const CANDIDATES: i64 = 400;
/// Characters of an excerpt.
const EXCERPT: usize = 120;

/// A page that was found (检索结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The document.
    pub document: Document,
    /// The page, from 1; 0 for its title, number, office or tags.
    pub page: i64,
    /// The excerpt with its marks.
    pub hit: Hit,
}

/// What a search found (检索结果).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundPages {
    /// The pages: titles first, then those with most mentions.
    pub pages: Vec<Found>,
    /// There may be more: only so many pages were looked at.
    pub more: bool,
}

fn candidate(row: Row) -> Result<(Document, i64, String), Fault> {
    let mut c = row.cells();
    let document = document_of(&mut c)?;
    Ok((document, c.int()?, c.text()?))
}

impl Reader<'_> {
    /// The pages on which every phrase of the query stands, among the documents a viewer sees that pass the filter. Blanks part phrases. An
    /// empty query finds nothing.
    pub fn search(
        &mut self,
        viewer: &Viewer,
        query: &str,
        filter: &Filter,
        limit: usize,
    ) -> Result<FoundPages, Broken> {
        let query: String = query.chars().take(100).collect();
        let mut wanted = wanted(&query);
        if wanted.is_empty() {
            return Ok(FoundPages::default());
        }
        // the index is entered by the rarest term; the others are looked up page by page
        let rarest = self.rarest(&wanted)?;
        let Some(first) = rarest.filter(|at| *at < wanted.len()).map(|at| wanted.remove(at)) else {
            return Ok(FoundPages::default());
        };
        let mut args: Vec<Value> = Vec::new();
        let enter = is(&first, "t", &mut args);
        let mut only = viewer.sees(&mut args);
        only.push_str(&filter.only(&mut args));
        for term in &wanted {
            let also = is(term, "o", &mut args);
            only.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM document_term o WHERE {also} AND o.region = t.region AND o.document = t.document \
                 AND o.number = t.number AND o.page = t.page)"
            ));
        }
        let most = mark(&mut args, CANDIDATES + 1);
        let distinct = if matches!(first, Wanted::Begins(_)) { "DISTINCT " } else { "" };
        let sql = format!(
            "SELECT {distinct}{DOCUMENT}, {VERSION}, p.page, p.body FROM document_term t \
             JOIN document d ON d.region = t.region AND d.id = t.document AND d.latest = t.number \
             JOIN document_version v ON v.region = d.region AND v.document = d.id AND v.number = d.latest \
             JOIN document_page p ON p.region = t.region AND p.document = t.document AND p.number = t.number AND p.page = t.page \
             WHERE {enter} AND {only} LIMIT {most}"
        );
        let candidates = self.list(&sql, &args, candidate)?;
        let more = candidates.len() as i64 > CANDIDATES;
        let hits = candidates.into_iter().take(CANDIDATES as usize).filter_map(|(document, page, body)| {
            let hit = find(&body, &query, EXCERPT)?;
            Some(Found { document, page, hit })
        });
        let mut pages: Vec<Found> = hits.collect();
        pages.sort_by(|a, b| {
            let key = |f: &Found| (f.page != 0, std::cmp::Reverse(f.hit.count), std::cmp::Reverse(f.document.changed));
            key(a).cmp(&key(b)).then_with(|| (&a.document.id, a.page).cmp(&(&b.document.id, b.page)))
        });
        pages.truncate(limit);
        Ok(FoundPages { pages, more })
    }

    /// Which of the terms stands on the fewest pages, as far as is worth counting; nothing when one stands nowhere.
    fn rarest(&mut self, wanted: &[Wanted]) -> Result<Option<usize>, Broken> {
        let mut best: Option<(i64, usize)> = None;
        for (at, term) in wanted.iter().enumerate() {
            let mut args = Vec::new();
            let is = is(term, "t", &mut args);
            let bound = best.map_or(2000, |(count, _)| count.min(2000));
            let bound = mark(&mut args, bound);
            let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM document_term t WHERE {is} LIMIT {bound}) s");
            let count = self.count(&sql, &args)?;
            if count == 0 {
                return Ok(None);
            }
            if best.is_none_or(|(least, _)| count < least) {
                best = Some((count, at));
            }
        }
        Ok(best.map(|(_, at)| at))
    }
}

/// The condition that a row of the index is of a term.
fn is(term: &Wanted, row: &str, args: &mut Vec<Value>) -> String {
    match term {
        Wanted::Exactly(term) => format!("{row}.term = {}", mark(args, term)),
        Wanted::Begins(c) => {
            let from = mark(args, c.to_string());
            let to = mark(args, format!("{c}\u{10FFFF}"));
            format!("{row}.term >= {from} AND {row}.term < {to}")
        }
    }
}
