//! The library (资料库): policy papers and evidence by region, with versions, search, evidence of what, reports and take-down.

mod about;
mod text;

pub use about::About;
pub(crate) use about::tags_of;

use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::{Kind, Stop, missing, refuse};
use crate::tx::{Applied, Tx, done};
use model::{Hash, Message, RegionCode};
use serde::{Deserialize, Serialize};

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
    /// The text of each page, in order; a file without pages has one. More may follow by [`DocumentCommand::Texts`].
    pub texts: Vec<String>,
    /// What is new in it, in words.
    pub note: String,
    /// What its reader should know, as the caller writes it down.
    #[serde(default)]
    pub remarks: String,
    /// `waiting` when pages to look at are still to be made, else empty.
    #[serde(default)]
    pub preview_state: String,
}

/// Commands on documents (资料命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentCommand {
    /// Adds a document.
    Add {
        /// Whose it is.
        region: RegionCode,
        /// What is said of it.
        about: About,
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
    /// More text of a version: pages from a number on, in place of what was there.
    Texts {
        /// The document.
        id: String,
        /// The version.
        number: i64,
        /// The first page, from 1.
        from: i64,
        /// The texts; with `rest`, pages behind them are no more.
        texts: Vec<String>,
        /// Whether these are the last pages.
        last: bool,
    },
    /// Pages to look at that were made of a version.
    Preview {
        /// The document.
        id: String,
        /// The version.
        number: i64,
        /// The hash of the PDF made of it.
        preview: Option<Hash>,
        /// `done` or `failed`.
        state: String,
        /// Its pages.
        pages: Option<i64>,
    },
    /// Changes what is said of it.
    Change {
        /// The document.
        id: String,
        /// What is said of it from now on.
        about: About,
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
    /// Names it as evidence of something of a county.
    Link {
        /// The document.
        id: String,
        /// The county.
        county: RegionCode,
        /// `school`, `project`, `finding` or `waiver`.
        kind: String,
        /// Which one.
        object: String,
        /// What it shows.
        note: String,
    },
    /// It is evidence of that no more.
    Unlink {
        /// The document.
        id: String,
        /// The county.
        county: RegionCode,
        /// `school`, `project`, `finding` or `waiver`.
        kind: String,
        /// Which one.
        object: String,
    },
}

/// What documents can be evidence of (佐证对象).
pub(crate) const EVIDENCE: [&str; 4] = ["school", "project", "finding", "waiver"];

impl DocumentCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let at = tx.at();
        match self {
            DocumentCommand::Add { region, about, file } => self.add(tx, region, about, file),
            DocumentCommand::AddVersion { id, file } => {
                let region = region_of(tx, id)?;
                let number = add_version(tx, &region, id, file)?;
                event(tx, &region, id, "version", &file.note, &[("version", String::new(), number.to_string())])?;
                let answer = Answer::Version { number, hash: file.hash.0.clone(), changes: 0 };
                done("document.add_version", &region, id, &self.brief(), answer)
            }
            DocumentCommand::Texts { id, number, from, texts, last } => {
                let region = region_of(tx, id)?;
                text::put(tx, &region, id, *number, *from, texts)?;
                if *last {
                    text::cut(tx, &region, id, *number, from.saturating_add(texts.len() as i64))?;
                }
                let count = texts.len() as i64;
                done("document.texts", &region, id, &self.brief(), Answer::Count { count })
            }
            DocumentCommand::Preview { id, number, preview, state, pages } => {
                let region = region_of(tx, id)?;
                tx.run(
                    "UPDATE document_version SET preview = ?4, preview_state = ?5, pages = COALESCE(?6, pages) \
                     WHERE region = ?1 AND document = ?2 AND number = ?3",
                    &args![&region, id, *number, preview.as_ref().map(|h| h.0.clone()), state, *pages],
                )?;
                done("document.preview", &region, id, self, Answer::Done)
            }
            DocumentCommand::Change { id, about } => {
                let region = region_of(tx, id)?;
                let before = about::read(tx, &region, id)?;
                about::write(tx, &region, id, about)?;
                text::title(tx, &region, id, about)?;
                let changes = before.differences(about);
                event(tx, &region, id, "change", "", &changes)?;
                done("document.change", &region, id, self, Answer::Done)
            }
            DocumentCommand::SetState { id, state, why } => {
                let region = region_of(tx, id)?;
                let sql = "UPDATE document SET state = ?2, changed = ?3 WHERE id = ?1 AND state <> ?2";
                if tx.run(sql, &args![id, state, at])? == 0 {
                    return Err(refuse(Kind::Stale, Message::new("store-document-state").with("state", state)));
                }
                event(tx, &region, id, state, why, &[])?;
                done("document.set_state", &region, id, self, Answer::Done)
            }
            DocumentCommand::Report { id, reason } => self.report(tx, id, reason),
            DocumentCommand::Resolve { id, report, resolution } => self.resolve(tx, id, report, resolution),
            DocumentCommand::Link { id, county, kind, object, note } => {
                region_of(tx, id)?;
                tx.demand_region(county)?;
                if !EVIDENCE.contains(&kind.as_str()) || object.is_empty() {
                    return Err(missing(object));
                }
                let by = tx.by().to_owned();
                tx.run(
                    "INSERT INTO document_link (county, kind, object, document, note, at, account) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                     ON CONFLICT (county, kind, object, document) DO UPDATE SET note = ?5, at = ?6, account = ?7",
                    &args![county, kind, object, id, note, at, by],
                )?;
                done("document.link", county.as_str(), id, self, Answer::Done)
            }
            DocumentCommand::Unlink { id, county, kind, object } => {
                let sql = "DELETE FROM document_link WHERE county = ?1 AND kind = ?2 AND object = ?3 AND document = ?4";
                let count = tx.run(sql, &args![county, kind, object, id])? as i64;
                if count == 0 {
                    return Err(missing(object));
                }
                done("document.unlink", county.as_str(), id, self, Answer::Count { count })
            }
        }
    }

    fn add(&self, tx: &mut Tx<'_>, region: &RegionCode, about: &About, file: &NewFile) -> Result<Applied, Stop> {
        tx.demand_region(region)?;
        let (at, by, id) = (tx.at(), tx.by().to_owned(), tx.id()?);
        tx.run(
            "INSERT INTO document (region, id, category, title, audience, state, latest, at, account, changed) \
             VALUES (?1, ?2, ?3, ?4, ?5, 'shown', 0, ?6, ?7, ?6)",
            &args![region, &id, &about.category, &about.title, &about.audience, at, by],
        )?;
        about::write(tx, region.as_str(), &id, about)?;
        add_version(tx, region.as_str(), &id, file)?;
        event(tx, region.as_str(), &id, "add", &file.note, &[])?;
        done("document.add", region.as_str(), &id, &self.brief(), Answer::Made { id: id.clone() })
    }

    fn report(&self, tx: &mut Tx<'_>, id: &str, reason: &str) -> Result<Applied, Stop> {
        let (at, by, region, report) = (tx.at(), tx.by().to_owned(), region_of(tx, id)?, tx.id()?);
        tx.run(
            "INSERT INTO document_report (region, document, id, reason, at, account, resolution, resolved, resolved_by) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL, NULL)",
            &args![&region, id, &report, reason, at, by],
        )?;
        done("document.report", &region, id, self, Answer::Made { id: report.clone() })
    }

    fn resolve(&self, tx: &mut Tx<'_>, id: &str, report: &str, resolution: &str) -> Result<Applied, Stop> {
        let (at, by, region) = (tx.at(), tx.by().to_owned(), region_of(tx, id)?);
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

    /// The command as the audit log keeps it: the file by its hash says all that the text could.
    fn brief(&self) -> DocumentCommand {
        let mut brief = self.clone();
        match &mut brief {
            DocumentCommand::Add { file, .. } | DocumentCommand::AddVersion { file, .. } => file.texts.clear(),
            DocumentCommand::Texts { texts, .. } => texts.iter_mut().for_each(|t| *t = Hash::of(t.as_bytes()).0),
            _ => {}
        }
        brief
    }
}

fn region_of(tx: &mut Tx<'_>, id: &str) -> Result<String, Stop> {
    let row = tx.row("SELECT region FROM document WHERE id = ?1", &args![id])?;
    Ok(row.ok_or_else(|| missing(id))?.cells().text()?)
}

/// Writes down what became of a document.
fn event(
    tx: &mut Tx<'_>,
    region: &str,
    id: &str,
    kind: &str,
    why: &str,
    changes: &[(&str, String, String)],
) -> Result<(), Stop> {
    let (at, by, event) = (tx.at(), tx.by().to_owned(), tx.id()?);
    let changes = serde_json::to_string(changes).map_err(|e| crate::engine::Fault::Data(e.to_string()))?;
    tx.run(
        "INSERT INTO document_event (region, document, id, at, account, kind, why, changes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &args![region, id, &event, at, by, kind, why, &changes],
    )?;
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
        "INSERT INTO document_version (region, document, number, file_hash, file_name, size, media, pages, note, at, account, \
         preview_state, remarks) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            by,
            &file.preview_state,
            &file.remarks
        ],
    )?;
    tx.run(
        "UPDATE document SET latest = ?3, changed = ?4 WHERE region = ?1 AND id = ?2",
        &args![region, id, number, at],
    )?;
    tx.run("DELETE FROM document_term WHERE region = ?1 AND document = ?2", &args![region, id])?;
    let about = about::read(tx, region, id)?;
    text::title(tx, region, id, &about)?;
    text::put(tx, region, id, number, 1, &file.texts)?;
    Ok(number)
}
