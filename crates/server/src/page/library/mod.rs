//! The library (资料库): list and search, a document with its pages, uploads, reports and take-down, evidence of what.

mod evidence;
mod list;
mod serve;
mod show;
mod write;

pub use serve::original;
pub use write::receive_document;

use super::Page;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::shell::Shell;
use axum::Form;
use axum::extract::{DefaultBodyLimit, Path, State};
use model::RegionCode;
use review::permission::Action;

/// Bytes of the other fields of an upload's form.
const FIELDS: usize = 64 * 1024;

/// The page's routes.
pub fn page(app: &App) -> Page {
    let read = Need::May(Action::DocumentRead);
    Page::new(app)
        .get("/library", read, list::anywhere)
        .get("/c/{county}/library", Need::May(Action::SchoolRead), list::county)
        .get("/c/{county}/evidence", Need::May(Action::SchoolRead), evidence::show)
        .upload(
            "/library/upload",
            Need::May(Action::DocumentUpload),
            write::upload,
            DefaultBodyLimit::max(most_with_fields(app)),
        )
        .get("/library/{id}", read, show::show)
        .get("/library/{id}/v/{number}/file", read, serve::original)
        .get("/library/{id}/v/{number}/pages.pdf", read, serve::pages)
        .get("/library/{id}/v/{number}/picture", read, serve::picture)
        .post("/library/{id}/change", read, write::change)
        .post("/library/{id}/report", read, write::report)
        .post("/library/{id}/state", read, write::state)
        .post("/library/{id}/resolve", read, write::resolve)
        .post("/library/{id}/link", read, |State(app), caller, Path(id), Form(given)| {
            write::evidence(app, caller, id, given, true)
        })
        .post("/library/{id}/unlink", read, |State(app), caller, Path(id), Form(given)| {
            write::evidence(app, caller, id, given, false)
        })
}

/// Largest body of an upload, bytes.
pub fn most_with_fields(app: &App) -> usize {
    usize::try_from(most(app)).unwrap_or(usize::MAX).saturating_add(FIELDS)
}

/// Largest document, bytes.
fn most(app: &App) -> u64 {
    intake::Limits::paper().file_bytes.min(app.config.upload as u64)
}

/// The county an account works in, where its region is one.
fn own_county(caller: &Caller) -> Option<(RegionCode, String)> {
    let region = &caller.session.account.region;
    let named = caller.counties().into_iter().find(|c| c.code == region.as_str())?;
    Some((region.clone(), named.name))
}

/// The frame of a library page without a county in its address.
fn shell(caller: &Caller, title: &str) -> Shell {
    match own_county(caller) {
        Some((code, name)) => caller.shell(title, "library", Some((&code, name.as_str()))),
        None => super::admin::shell(caller, title, "library"),
    }
}
