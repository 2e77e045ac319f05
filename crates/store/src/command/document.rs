//! The library (资料库): policy papers and evidence by region, with versions, search, reports and take-down.

use crate::answer::Answer;
use crate::engine::args;
use crate::index::terms;
use crate::outcome::{Kind, Stop, missing, refuse};
use crate::tx::{Applied, Tx, done};
use model::{Hash, Message, RegionCode};
use serde::{Deserialize, Serialize};

/// The longest text of a page that is kept, in bytes.
const PAGE: usize = 200_000;

/// A file of a document (文件). Its bytes are in [`crate::Files`] already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewFile {
    /// The hash of its bytes.
    pub hash: Hash,
    /// The name it came with.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Its media type.
    pub media: String,
    /// Pages, where the kind of file has any.
    pub pages: Option<i64>,
    /// The text of each page, in order; a file without pages has one.
    pub texts: Vec<String>,
    /// What is new in it, in words.
    pub note: String,
}

/// Commands on documents (资料命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentCommand {
    /// Adds a document.
    Add {
        /// Whose it is.
        region: RegionCode,
        /// Its category.
        category: String,
        /// Its title.
        title: String,
        /// Who sees it: `region` (its region and those above), `below` (also every region below), `everyone`.
        audience: String,
        /// Only these roles see it; empty for all.
        roles: Vec<String>,
        /// The file.
        file: NewFile,
    },
    /// Adds a version.
    AddVersion {
        /// The document.
        id: String,
        /// The file.
        file: NewFile,
    },
    /// Changes what is said of it.
    Change {
        /// The document.
        id: String,
        /// Its category.
        category: String,
        /// Its title.
        title: String,
        /// Who sees it.
        audience: String,
        /// Only these roles; empty for all.
        roles: Vec<String>,
    },
    /// Takes it down (`taken_down`) or shows it again (`shown`).
    SetState {
        /// The document.
        id: String,
        /// The state.
        state: String,
        /// Why.
        why: String,
    },
    /// Reports it to those who answer for the library.
    Report {
        /// The document.
        id: String,
        /// Why.
        reason: String,
    },
    /// Settles a report.
    Resolve {
        /// The document.
        id: String,
        /// The report.
        report: String,
        /// What was decided.
        resolution: String,
    },
}

impl DocumentCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let (at, by) = (tx.at(), tx.by().to_owned());
        match self {
            DocumentCommand::Add { region, category, title, audience, roles, file } => {
                tx.demand_region(region)?;
                let id = tx.id()?;
                tx.run(
                    "INSERT INTO document (region, id, category, title, audience, state, latest, at, account, changed) \
                     VALUES (?1, ?2, ?3, ?4, ?5, 'shown', 0, ?6, ?7, ?6)",
                    &args![region, &id, category, title, audience, at, by],
                )?;
                set_roles(tx, region.as_str(), &id, roles)?;
                add_version(tx, region.as_str(), &id, file)?;
                done("document.add", region.as_str(), &id, self, Answer::Made { id: id.clone() })
            }
            DocumentCommand::AddVersion { id, file } => {
                let region = region_of(tx, id)?;
                let number = add_version(tx, &region, id, file)?;
                let answer = Answer::Version { number, hash: file.hash.0.clone(), changes: 0 };
                done("document.add_version", &region, id, self, answer)
            }
            DocumentCommand::Change { id, category, title, audience, roles } => {
                let region = region_of(tx, id)?;
                tx.run(
                    "UPDATE document SET category = ?2, title = ?3, audience = ?4, changed = ?5 WHERE id = ?1",
                    &args![id, category, title, audience, at],
                )?;
                set_roles(tx, &region, id, roles)?;
                done("document.change", &region, id, self, Answer::Done)
            }
            DocumentCommand::SetState { id, state, .. } => {
                let region = region_of(tx, id)?;
                tx.run("UPDATE document SET state = ?2, changed = ?3 WHERE id = ?1", &args![id, state, at])?;
                done("document.set_state", &region, id, self, Answer::Done)
            }
            DocumentCommand::Report { id, reason } => {
                let region = region_of(tx, id)?;
                let report = tx.id()?;
                tx.run(
                    "INSERT INTO document_report (region, document, id, reason, at, account, resolution, resolved, resolved_by) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL, NULL)",
                    &args![&region, id, &report, reason, at, by],
                )?;
                done("document.report", &region, id, self, Answer::Made { id: report.clone() })
            }
            DocumentCommand::Resolve { id, report, resolution } => {
                let region = region_of(tx, id)?;
                let changed = tx.run(
                    "UPDATE document_report SET resolution = ?4, resolved = ?5, resolved_by = ?6 \
                     WHERE region = ?1 AND document = ?2 AND id = ?3 AND resolved IS NULL",
                    &args![&region, id, report, resolution, at, by],
                )?;
                if changed == 0 {
                    return Err(missing(report));
                }
                done("document.resolve", &region, id, self, Answer::Done)
            }
        }
    }
}

fn region_of(tx: &mut Tx<'_>, id: &str) -> Result<String, Stop> {
    let row = tx.row("SELECT region FROM document WHERE id = ?1", &args![id])?;
    Ok(row.ok_or_else(|| missing(id))?.cells().text()?)
}

fn set_roles(tx: &mut Tx<'_>, region: &str, id: &str, roles: &[String]) -> Result<(), Stop> {
    tx.run("DELETE FROM document_role WHERE region = ?1 AND document = ?2", &args![region, id])?;
    for role in roles {
        tx.run("INSERT INTO document_role (region, document, role) VALUES (?1, ?2, ?3)", &args![region, id, role])?;
    }
    Ok(())
}

/// Keeps a version; the index speaks of the latest only.
fn add_version(tx: &mut Tx<'_>, region: &str, id: &str, file: &NewFile) -> Result<i64, Stop> {
    if file.hash.0.len() != 64 || file.size < 0 {
        return Err(refuse(Kind::Invalid, Message::new("store-file-invalid").with("name", &file.name)));
    }
    let (at, by) = (tx.at(), tx.by().to_owned());
    let number = tx.number("SELECT latest + 1 FROM document WHERE region = ?1 AND id = ?2", &args![region, id])?;
    tx.run(
        "INSERT INTO document_version (region, document, number, file_hash, file_name, size, media, pages, note, at, account) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        &args![
            region,
            id,
            number,
            &file.hash.0,
            &file.name,
            file.size,
            &file.media,
            file.pages,
            &file.note,
            at,
            by
        ],
    )?;
    tx.run(
        "UPDATE document SET latest = ?3, changed = ?4 WHERE region = ?1 AND id = ?2",
        &args![region, id, number, at],
    )?;
    tx.run("DELETE FROM document_term WHERE region = ?1 AND document = ?2", &args![region, id])?;
    for (page, text) in (1i64..).zip(&file.texts) {
        // a database takes no zero characters in text
        let mut body: String = text.chars().filter(|c| *c != '\0').collect();
        if body.len() > PAGE {
            let cut = (0..=PAGE).rev().find(|i| body.is_char_boundary(*i)).unwrap_or(0);
            body.truncate(cut);
        }
        tx.run(
            "INSERT INTO document_page (region, document, number, page, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            &args![region, id, number, page, &body],
        )?;
        for (term, count) in terms(&body) {
            tx.run(
                "INSERT INTO document_term (region, term, document, number, page, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                &args![region, term, id, number, page, count],
            )?;
        }
    }
    Ok(number)
}
