//! Documents kept and changed (资料的保存与变更), in plain values: pages and the interface share this.

use super::{Looked, PREVIEW, Preview, categories};
use crate::app::App;
use crate::caller::{Caller, refused};
use crate::failure::Failure;
use intake::Remark;
use model::{Message, RegionCode};
use review::permission::{Action, Role};
use serde::{Deserialize, Serialize};
use store::{About, Answer, Document, DocumentCommand, Filter, JobCommand, NewFile, Stamp};

/// Pages of text written with the document itself; more follow in batches, so that nobody waits for a long book.
const FIRST: usize = 20;
/// Pages of text in a batch.
const BATCH: usize = 20;

/// What is said of a document, as people give it (填写的资料说明).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// Its category.
    pub category: String,
    /// Its title; the file's name where it is empty.
    pub title: String,
    /// Its number (文号).
    pub number: String,
    /// The office that issued it.
    pub office: String,
    /// The year it is of.
    pub year: String,
    /// Tags, parted by blanks or commas.
    pub tags: String,
    /// `office`, `region` or `below`.
    pub audience: String,
    /// Only these roles, parted by commas; empty for all.
    pub roles: String,
}

/// Who may see a document, as people choose it.
pub fn audiences() -> [&'static str; 3] {
    ["region", "office", "below"]
}

impl Given {
    /// As it is kept.
    ///
    /// # Errors
    /// What cannot be used.
    pub fn about(&self, app: &App, caller: &Caller, file_name: &str) -> Result<About, Failure> {
        let cut =
            |text: &str, most: usize| text.trim().chars().filter(|c| !c.is_control()).take(most).collect::<String>();
        let mut wrong = Vec::new();
        let known = categories(app)?;
        if !known.iter().any(|c| c.id == self.category) {
            wrong.push(Message::new("wb-library-category-unknown"));
        }
        let audience = if self.audience.is_empty() { "region" } else { self.audience.as_str() };
        if !audiences().contains(&audience) {
            wrong.push(Message::new("wb-library-audience-unknown"));
        }
        let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        let title = cut(if self.title.trim().is_empty() { stem } else { &self.title }, 200);
        if title.is_empty() {
            wrong.push(Message::new("wb-library-title-missing"));
        }
        let year = match self.year.trim() {
            "" => None,
            text => match text.parse::<i64>() {
                Ok(year) if (1949..=2100).contains(&year) => Some(year),
                _ => {
                    wrong.push(Message::new("wb-library-year-wrong").with("year", text));
                    None
                }
            },
        };
        let mut roles = Vec::new();
        for role in self.roles.split([',', ' ', '，']).map(str::trim).filter(|r| !r.is_empty()) {
            match role.parse::<Role>() {
                Ok(role) => roles.push(role.code().to_owned()),
                Err(_) => wrong.push(Message::new("wb-library-role-unknown").with("role", role)),
            }
        }
        roles.sort();
        roles.dedup();
        let mut tags: Vec<String> =
            self.tags.split([',', '，', '、', ' ', ';', '；', '\n']).map(|t| cut(t, 20)).collect();
        tags.retain(|t| !t.is_empty());
        tags.dedup();
        tags.truncate(12);
        if !wrong.is_empty() {
            return Err(Failure::Bad(wrong));
        }
        let office_only = audience == "office";
        Ok(About {
            category: self.category.clone(),
            title,
            audience: if office_only { "region" } else { audience }.to_owned(),
            roles,
            department: if office_only { caller.subject.department.code().to_owned() } else { String::new() },
            number: cut(&self.number, 60),
            office: cut(&self.office, 60),
            year,
            tags,
        })
    }
}

/// A document that was kept (已保存的资料).
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// Its identifier.
    pub id: String,
    /// The version.
    pub version: i64,
    /// What its reader should know.
    pub remarks: Vec<Remark>,
    /// Documents the caller sees that have the very same file.
    pub same: Vec<(String, String)>,
}

/// Keeps a file that was looked into: a new document, or a version of one.
///
/// # Errors
/// Not allowed, not usable, or the store does not take it.
pub async fn keep(
    app: &App,
    caller: &Caller,
    looked: Looked,
    given: &Given,
    document: Option<&str>,
    note: &str,
    stamp: Stamp,
) -> Result<Kept, Failure> {
    if !fits(&looked) {
        let kind = looked.look.kind.name();
        return Err(Failure::bad(
            Message::new("wb-refused-ending").with("name", &looked.received.name).with("kind", kind),
        ));
    }
    let (caller, given, note) = (caller.clone(), given.clone(), note.trim().chars().take(200).collect::<String>());
    let document = document.map(str::to_owned);
    let kept = app.off(move |app| {
        let known = match &document {
            Some(id) => {
                let found = app.store.read()?.document(&caller.viewer(), id)?.ok_or(Failure::NotFound)?;
                refused(caller.decide_document(Action::DocumentEdit, &found))?;
                Some(found)
            }
            None => {
                caller.demand(Action::DocumentUpload, None)?;
                None
            }
        };
        let about = match &known {
            Some(_) => About::default(),
            None => given.about(app, &caller, &looked.received.name)?,
        };
        let Looked { received, mut look } = looked;
        let name = received.name.clone();
        let (hash, size) = received.keep(app)?;
        let same = Filter { file: Some(hash.clone()), ..Filter::default() };
        let same = app.store.read()?.documents(&caller.viewer(), &same, 5, 0)?;
        let same = same.into_iter().map(|d| (d.id, d.about.title)).collect();
        let office = look.kind.is_office();
        let mut texts: Vec<String> = std::mem::take(&mut look.parts).into_iter().map(|p| p.text).collect();
        let rest = texts.split_off(texts.len().min(FIRST));
        let file = NewFile {
            hash,
            name,
            size: i64::try_from(size).unwrap_or(i64::MAX),
            media: look.kind.media().to_owned(),
            pages: look.pages.and_then(|p| i64::try_from(p).ok()),
            texts,
            note,
            remarks: serde_json::to_string(&look.remarks).unwrap_or_default(),
            preview_state: if office { "waiting" } else { "" }.to_owned(),
        };
        let key = stamp.key.clone();
        let (id, version, region) = match known {
            None => {
                let region = caller.session.account.region.clone();
                let add = DocumentCommand::Add { region: region.clone(), about, file };
                let answer = app.store.write(stamp, add)?;
                let id = answer.id().map(str::to_owned);
                (id.ok_or_else(|| Failure::Internal("no identifier".to_owned()))?, 1, region)
            }
            Some(found) => {
                let add = DocumentCommand::AddVersion { id: found.id.clone(), file };
                let answer = app.store.write(stamp, add)?;
                (found.id, answer.number().unwrap_or(1), found.region)
            }
        };
        more_text(app, &caller, &key, &id, version, rest)?;
        if office {
            ask_preview(app, &caller, &region, &id, version)?;
        }
        Ok(Kept { id, version, remarks: look.remarks, same })
    });
    kept.await
}

/// Whether name and content agree; pictures may bear the ending of another kind of picture.
fn fits(looked: &Looked) -> bool {
    let (kind, name) = (looked.look.kind, looked.received.name.as_str());
    let picture = |k: &intake::FileKind| k.is_picture() && k.fits(name);
    kind.fits(name) || (kind.is_picture() && intake::FileKind::ALL.iter().any(picture))
}

/// Writes the text of later pages batch by batch.
fn more_text(app: &App, caller: &Caller, key: &str, id: &str, number: i64, rest: Vec<String>) -> Result<(), Failure> {
    let mut from = FIRST as i64 + 1;
    let batches = rest.len().div_ceil(BATCH);
    let mut rest = rest.into_iter();
    for batch in 0..batches {
        let texts: Vec<String> = rest.by_ref().take(BATCH).collect();
        let count = texts.len() as i64;
        let command = DocumentCommand::Texts { id: id.to_owned(), number, from, texts, last: batch + 1 == batches };
        app.store.write(caller.stamp(format!("{key}/{from}")), command)?;
        from += count;
    }
    Ok(())
}

fn ask_preview(app: &App, caller: &Caller, region: &RegionCode, id: &str, number: i64) -> Result<(), Failure> {
    let payload = serde_json::to_string(&Preview { document: id.to_owned(), number });
    let payload = payload.map_err(|e| Failure::Internal(e.to_string()))?;
    let command = JobCommand::Enqueue { task: PREVIEW.to_owned(), county: region.clone(), payload };
    app.store.write(caller.stamp(caller.fresh_key()?), command)?;
    app.bell.notify_one();
    Ok(())
}

/// A document the caller sees and may do something to.
fn demanded(app: &App, caller: &Caller, id: &str, action: Action) -> Result<Document, Failure> {
    let mut viewer = caller.viewer();
    // what was taken down is restored by who may not read it, too
    viewer.taken_down |= action == Action::DocumentRestore;
    let found = app.store.read()?.document(&viewer, id)?.ok_or(Failure::NotFound)?;
    refused(caller.decide_document(action, &found))?;
    Ok(found)
}

/// A reason in words, demanded.
fn reason(text: &str) -> Result<String, Failure> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').take(500).collect();
    if text.chars().count() < 2 { Err(Failure::bad(Message::new("wb-library-reason-missing"))) } else { Ok(text) }
}

/// Changes what is said of a document.
///
/// # Errors
/// Not seen, not allowed, or not usable.
pub fn change(app: &App, caller: &Caller, id: &str, given: &Given) -> Result<(), Failure> {
    let found = demanded(app, caller, id, Action::DocumentEdit)?;
    let mut about = given.about(app, caller, &found.latest.name)?;
    // one's own department may be named; another's stays
    if !about.department.is_empty() && !found.about.department.is_empty() {
        about.department = found.about.department;
    }
    app.store.write(caller.stamp(caller.fresh_key()?), DocumentCommand::Change { id: found.id, about })?;
    Ok(())
}

/// Reports a document.
///
/// # Errors
/// Not seen, not allowed, or without a reason.
pub fn report(app: &App, caller: &Caller, id: &str, why: &str, stamp: Stamp) -> Result<String, Failure> {
    let found = demanded(app, caller, id, Action::DocumentReport)?;
    let command = DocumentCommand::Report { id: found.id, reason: reason(why)? };
    let answer: Answer = app.store.write(stamp, command)?;
    Ok(answer.id().unwrap_or_default().to_owned())
}

/// Takes a document down (`taken_down`) or shows it again (`shown`).
///
/// # Errors
/// Not seen, not allowed, or without a reason.
pub fn set_state(app: &App, caller: &Caller, id: &str, state: &str, why: &str, stamp: Stamp) -> Result<(), Failure> {
    let action = if state == "shown" { Action::DocumentRestore } else { Action::DocumentTakeDown };
    let found = demanded(app, caller, id, action)?;
    let state = if state == "shown" { "shown" } else { "taken_down" }.to_owned();
    let command = DocumentCommand::SetState { id: found.id, state, why: reason(why)? };
    app.store.write(stamp, command)?;
    Ok(())
}

/// Settles a report, by who may take the document down.
///
/// # Errors
/// Not seen, not allowed, or without words.
pub fn resolve(app: &App, caller: &Caller, id: &str, report: &str, words: &str) -> Result<(), Failure> {
    let mut viewer = caller.viewer();
    viewer.taken_down = true;
    let found = app.store.read()?.document(&viewer, id)?.ok_or(Failure::NotFound)?;
    let down = caller.decide_document(Action::DocumentTakeDown, &found);
    let up = caller.decide_document(Action::DocumentRestore, &found);
    refused(down).or_else(|failure| refused(up).map_err(|_| failure))?;
    let command = DocumentCommand::Resolve { id: found.id, report: report.to_owned(), resolution: reason(words)? };
    app.store.write(caller.stamp(caller.fresh_key()?), command)?;
    Ok(())
}

/// Something of a county that a document can be evidence of (佐证对象).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The county.
    pub county: RegionCode,
    /// `school`, `project`, `finding` or `waiver`.
    pub kind: String,
    /// Its key.
    pub object: String,
}

/// Names a document as evidence of something, with a note; without one it is evidence of that no more.
///
/// # Errors
/// Not seen, not allowed; not there, where it is to be taken away.
pub fn evidence(app: &App, caller: &Caller, id: &str, of: Thing, note: Option<&str>) -> Result<(), Failure> {
    let found = demanded(app, caller, id, Action::DocumentRead)?;
    caller.demand(Action::SchoolEdit, Some(&of.county))?;
    let Thing { county, kind, object } = of;
    let cut = |text: &str, most: usize| text.trim().chars().take(most).collect::<String>();
    let object = cut(&object, 80);
    let command = match note {
        Some(note) => DocumentCommand::Link { id: found.id, county, kind, object, note: cut(note, 200) },
        None => DocumentCommand::Unlink { id: found.id, county, kind, object },
    };
    app.store.write(caller.stamp(caller.fresh_key()?), command)?;
    Ok(())
}
