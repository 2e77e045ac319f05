//! The text of a document in the index (索引文字): page 0 is its title and number, its own pages count from 1.

use super::About;
use crate::engine::args;
use crate::index::terms;
use crate::outcome::Stop;
use crate::tx::Tx;

/// The longest text of a page that is kept, in bytes.
const PAGE: usize = 200_000;

/// Rows of one insertion.
const ROWS: usize = 200;

/// Puts pages from a number on, in place of what was there.
pub(super) fn put(
    tx: &mut Tx<'_>,
    region: &str,
    id: &str,
    number: i64,
    from: i64,
    texts: &[String],
) -> Result<(), Stop> {
    let latest = tx.number("SELECT latest FROM document WHERE region = ?1 AND id = ?2", &args![region, id])?;
    for (page, text) in (from..).zip(texts) {
        // a database takes no zero characters in text
        let mut body: String = text.chars().filter(|c| *c != '\0').collect();
        if body.len() > PAGE {
            let cut = (0..=PAGE).rev().find(|i| body.is_char_boundary(*i)).unwrap_or(0);
            body.truncate(cut);
        }
        remove(tx, region, id, number, "page = ?4", page)?;
        tx.run(
            "INSERT INTO document_page (region, document, number, page, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            &args![region, id, number, page, &body],
        )?;
        if number != latest {
            continue;
        }
        let terms: Vec<(String, i64)> = terms(&body).into_iter().collect();
        for some in terms.chunks(ROWS) {
            let mut args = Vec::from(args![region, id, number, page]);
            let mut rows = Vec::with_capacity(some.len());
            for (term, count) in some {
                args.push(term.into());
                args.push((*count).into());
                rows.push(format!("(?1, ?{}, ?2, ?3, ?4, ?{})", args.len() - 1, args.len()));
            }
            let sql = format!(
                "INSERT INTO document_term (region, term, document, number, page, count) VALUES {}",
                rows.join(", ")
            );
            tx.run(&sql, &args)?;
        }
    }
    Ok(())
}

/// Removes the pages from a number on.
pub(super) fn cut(tx: &mut Tx<'_>, region: &str, id: &str, number: i64, from: i64) -> Result<(), Stop> {
    remove(tx, region, id, number, "page >= ?4", from)
}

/// The title page, of the latest version.
pub(super) fn title(tx: &mut Tx<'_>, region: &str, id: &str, about: &About) -> Result<(), Stop> {
    let latest = tx.number("SELECT latest FROM document WHERE region = ?1 AND id = ?2", &args![region, id])?;
    put(tx, region, id, latest, 0, &[about.words()])
}

fn remove(tx: &mut Tx<'_>, region: &str, id: &str, number: i64, which: &str, page: i64) -> Result<(), Stop> {
    for table in ["document_page", "document_term"] {
        let sql = format!("DELETE FROM {table} WHERE region = ?1 AND document = ?2 AND number = ?3 AND {which}");
        tx.run(&sql, &args![region, id, number, page])?;
    }
    Ok(())
}
