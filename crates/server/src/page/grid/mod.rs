//! The grid (学校数据表): the tables a clerk edits, as quick as a spreadsheet; nothing is kept until it is saved as a whole.

pub mod change;
pub mod form;
pub mod sheet;

use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::shell::Shell;
use askama::Template;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use change::{Judged, Sent};
use exchange::edit::TABLES;
use model::{Message, SchoolYear};
use review::permission::Action;
use serde::Deserialize;
use serde_json::json;

/// The largest save, in bytes.
const LIMIT: usize = 24 * 1024 * 1024;

/// The page's routes. Schools are changed by who may change schools, budgets by who may change budgets.
pub fn page(app: &App) -> Page {
    let limit = || DefaultBodyLimit::max(LIMIT);
    Page::new(app)
        .get("/c/{county}/schools/grid", Need::May(Action::SchoolRead), show)
        .get("/c/{county}/schools/grid/data", Need::May(Action::SchoolRead), data)
        .upload("/c/{county}/schools/grid/check", Need::May(Action::SchoolEdit), check, limit())
        .upload("/c/{county}/schools/grid", Need::May(Action::SchoolEdit), save, limit())
        .upload("/c/{county}/budgets/grid/check", Need::May(Action::BudgetEdit), check, limit())
        .upload("/c/{county}/budgets/grid", Need::May(Action::BudgetEdit), save, limit())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    table: String,
    year: Option<u16>,
}

impl Asked {
    fn table(&self) -> Result<&'static exchange::table::Table, Failure> {
        let key = if self.table.is_empty() { "schools" } else { &self.table };
        exchange::edit::table(key).ok_or(Failure::NotFound)
    }

    fn year(&self, county: &CountyView) -> SchoolYear {
        let known = sheet::years(&county.computed.dossier);
        let asked = self.year.map(SchoolYear).filter(|y| known.contains(y));
        asked.unwrap_or(county.computed.dossier.base_year)
    }
}

#[derive(Template)]
#[template(path = "grid.html")]
struct GridPage {
    s: Shell,
    table: &'static str,
    title: &'static str,
    purpose: &'static str,
    by_year: bool,
    year: u16,
    years: Vec<u16>,
    tabs: Vec<Tab>,
    may: bool,
    add: bool,
    remove: bool,
    save: String,
    words: String,
    lead: String,
}

struct Tab {
    key: &'static str,
    name: &'static str,
    href: String,
    here: bool,
}

/// The words the script says.
const WORDS: [&str; 42] = [
    "wb-grid-empty",
    "wb-grid-row",
    "wb-grid-changed",
    "wb-grid-locked",
    "wb-grid-error",
    "wb-grid-warning",
    "wb-grid-new",
    "wb-grid-gone",
    "wb-grid-clean",
    "wb-grid-pending",
    "wb-grid-checking",
    "wb-grid-saving",
    "wb-grid-pasted",
    "wb-grid-cut-off",
    "wb-grid-skipped",
    "wb-grid-copied",
    "wb-grid-undone",
    "wb-grid-redone",
    "wb-grid-no-undo",
    "wb-grid-restored",
    "wb-grid-restored-conflict",
    "wb-grid-lost-session",
    "wb-grid-login",
    "wb-grid-failed",
    "wb-grid-why-first",
    "wb-grid-conflict-was",
    "wb-grid-conflict-theirs",
    "wb-grid-conflict-yours",
    "wb-grid-conflict-gone",
    "wb-grid-take-mine",
    "wb-grid-take-theirs",
    "wb-grid-other-place",
    "wb-grid-column",
    "wb-grid-read-only",
    "wb-grid-leave",
    "wb-grid-errors-left",
    "wb-grid-filled",
    "wb-grid-cleared",
    "wb-grid-choose",
    "wb-grid-selected",
    "wb-grid-discarded",
    "wb-grid-more-problems",
];

async fn show(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let table = asked.table()?;
    let year = asked.year(&county);
    let s = county.shell(&county.words().t("wb-grid-title"), "schools");
    let (may, budgets) = (county.may(change::action(table.key)), table.key == "budgets");
    let tab = |key: &&'static str| {
        let found = exchange::edit::table(key)?;
        let year = if found.by_year() { format!("&year={year}") } else { String::new() };
        let href = format!("{}?table={key}{year}", s.path("schools/grid"));
        Some(Tab { key: found.key, name: found.sheet, href, here: found.key == table.key })
    };
    // the script fills in counts and names; here a mark stands for each
    let raw = |key: &&'static str| {
        let m = Message::new(key).with("count", "{count}").with("row", "{row}").with("column", "{column}");
        let said = s.say(&m.with("value", "{value}").with("text", "{text}").with("number", "{number}"));
        (key.trim_start_matches("wb-grid-").to_owned(), serde_json::Value::from(said))
    };
    let words: serde_json::Map<String, serde_json::Value> = WORDS.iter().map(raw).collect();
    let page = GridPage {
        table: table.key,
        title: table.sheet,
        purpose: table.purpose,
        by_year: table.by_year(),
        year: year.0,
        years: sheet::years(&county.computed.dossier).into_iter().map(|y| y.0).collect(),
        tabs: TABLES.iter().filter_map(tab).collect(),
        may,
        add: may && !table.by_year(),
        remove: may && budgets,
        save: s.path(if budgets { "budgets/grid" } else { "schools/grid" }),
        words: json!(words).to_string(),
        lead: county.version_words(),
        s,
    };
    render(&page)
}

async fn data(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (table, year) = (asked.table()?, asked.year(&county));
    let view = tokio::task::spawn_blocking(move || sheet::view(&county, table, year)).await??;
    Ok(Json(view).into_response())
}

/// What was sent as JSON; anything else is told of.
fn read(sent: Result<Json<Sent>, JsonRejection>) -> Result<Sent, Failure> {
    match sent {
        Ok(Json(sent)) => Ok(sent),
        Err(e) if e.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Failure::TooLarge(LIMIT / (1024 * 1024))),
        Err(_) => Err(Failure::bad(Message::new("wb-grid-unreadable"))),
    }
}

async fn check(county: CountyView, sent: Result<Json<Sent>, JsonRejection>) -> Result<Response, Failure> {
    let sent = read(sent)?;
    let table = change::wanted(&county, &sent.table)?;
    Ok(Json(change::judge(&county, table, sent.edits()?).await?).into_response())
}

async fn save(county: CountyView, sent: Result<Json<Sent>, JsonRejection>) -> Result<Response, Failure> {
    let sent = read(sent)?;
    let table = change::wanted(&county, &sent.table)?;
    let (based_on, why, key) = (sent.based_on, sent.why.clone(), sent.key.clone());
    let judged = change::save(&county, table, sent.edits()?, (based_on, &why, &key)).await?;
    Ok((status(&judged), Json(judged)).into_response())
}

/// Kept, or nothing to keep; in conflict; wrong.
pub fn status(judged: &Judged) -> StatusCode {
    if judged.saved || (judged.changed == 0 && judged.conflicts.is_empty()) {
        StatusCode::OK
    } else if judged.conflicts.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::CONFLICT
    }
}

#[cfg(test)]
mod tests;
