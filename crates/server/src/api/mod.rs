//! The programming interface (编程接口): what the pages do, as REST and JSON under [`PREFIX`].
//!
//! **A noun is added** by one file with three parts: what goes over the wire (own types with [`utoipa::ToSchema`]; input types say
//! `deny_unknown_fields`), the handlers (each with `#[utoipa::path]`), and
//!
//! ```ignore
//! #[derive(OpenApi)]
//! #[openapi(paths(list, one))]
//! pub struct Doc;
//!
//! pub fn routes(app: &App) -> Page {
//!     Page::new(app).get("/api/v1/counties/{county}/things", Need::May(Action::SchoolRead), list)
//! }
//! ```
//!
//! plus one line in [`all`] and one in [`documents`]. Routes go through the same guard as pages. What all operations share (path parameters,
//! who may call them, answers that are errors, `ETag`) is put into the document by [`document`]; tests hold routes and document together.
//! Reads answer with [`reply::json`] or [`reply::list`], which carry an `ETag`; query parameters come as [`input::Query`], bodies as
//! [`input::Sent`]; a write that makes something takes its stamp from [`input::Once`]; one that replaces something demands
//! [`input::IfMatch`]. Money is integer fen, areas are integer hundredths of a square metre, and no number is a float.

mod account;
mod audit;
pub mod bearer;
mod boundary;
mod candidate;
mod county;
mod cursor;
mod cycle;
mod deadline;
mod demand;
pub mod document;
mod dossier;
mod finding;
mod gap;
mod health;
mod import;
pub mod input;
mod job;
mod large;
mod library;
mod me;
mod overview;
mod pack;
mod paper;
mod plan;
mod project;
mod region;
pub mod reply;
mod say;
mod scenario;
mod school;
mod school_file;
mod seat;
mod table;
#[cfg(test)]
mod tests;
pub mod token;
mod trial;

use crate::app::App;
use crate::failure::Failure;
use crate::page::{Entry, Page};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use model::Message;
use utoipa::OpenApi;

/// Where the interface begins.
pub const PREFIX: &str = "/api/v1";

/// Every noun's routes.
pub fn all(app: &App) -> Vec<Page> {
    vec![
        document::routes(app),
        me::routes(app),
        token::routes(app),
        region::routes(app),
        cycle::routes(app),
        deadline::routes(app),
        county::routes(app),
        overview::routes(app),
        boundary::routes(app),
        school::routes(app),
        school_file::routes(app),
        dossier::routes(app),
        table::routes(app),
        import::routes(app),
        gap::routes(app),
        seat::routes(app),
        large::routes(app),
        plan::routes(app),
        project::routes(app),
        candidate::routes(app),
        demand::routes(app),
        trial::routes(app),
        scenario::routes(app),
        finding::routes(app),
        paper::routes(app),
        library::routes(app),
        pack::routes(app),
        job::routes(app),
        audit::routes(app),
        account::routes(app),
        health::routes(app),
    ]
}

/// Every noun's part of the document, in the order it is shown.
pub(crate) fn documents() -> Vec<utoipa::openapi::OpenApi> {
    vec![
        me::Doc::openapi(),
        token::Doc::openapi(),
        region::Doc::openapi(),
        cycle::Doc::openapi(),
        deadline::Doc::openapi(),
        county::Doc::openapi(),
        overview::Doc::openapi(),
        boundary::Doc::openapi(),
        school::Doc::openapi(),
        school_file::Doc::openapi(),
        dossier::Doc::openapi(),
        table::Doc::openapi(),
        import::Doc::openapi(),
        gap::Doc::openapi(),
        seat::Doc::openapi(),
        large::Doc::openapi(),
        plan::Doc::openapi(),
        project::Doc::openapi(),
        candidate::Doc::openapi(),
        demand::Doc::openapi(),
        trial::Doc::openapi(),
        scenario::Doc::openapi(),
        finding::Doc::openapi(),
        paper::Doc::openapi(),
        library::Doc::openapi(),
        pack::Doc::openapi(),
        job::Doc::openapi(),
        audit::Doc::openapi(),
        account::Doc::openapi(),
        health::Doc::openapi(),
        document::Doc::openapi(),
    ]
}

/// Refuses query parameters that the operation does not know.
///
/// # Errors
/// [`Failure::Unreadable`] names the parameter.
pub fn known_parameters(entry: &Entry, query: Option<&str>) -> Result<(), Failure> {
    let Some(query) = query.filter(|q| !q.is_empty() && entry.path.starts_with(PREFIX)) else { return Ok(()) };
    let known = document::parameters(entry.method, entry.path);
    for pair in query.split('&').filter(|p| !p.is_empty()) {
        let name = pair.split('=').next().unwrap_or("");
        if !known.iter().any(|k| k == name) {
            let name: String = name.chars().take(60).collect();
            let list = if known.is_empty() { "—".to_owned() } else { known.join("、") };
            return Err(Failure::Unreadable(Message::new("wb-api-parameter").with("name", name).with("known", list)));
        }
    }
    Ok(())
}

/// What a request to the interface says about the answer it has already.
#[derive(Debug, Clone)]
pub struct Asked {
    ours: bool,
    known: Option<String>,
}

impl Asked {
    /// From the route and the request's headers.
    pub fn of(entry: &Entry, headers: &HeaderMap) -> Asked {
        let ours = entry.path.starts_with(PREFIX) && entry.method == "GET";
        let known = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).map(str::to_owned);
        Asked { ours, known: known.filter(|_| ours) }
    }

    /// The answer, or 304 where the caller has it. What may be read with one token is nothing for others to keep.
    pub fn answered(&self, mut response: Response) -> Response {
        if !self.ours {
            return response;
        }
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("authorization, cookie, accept-language"));
        let Some(tag) = headers.get(header::ETAG).cloned() else { return response };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        let plain = |t: &str| t.trim().trim_start_matches("W/").to_owned();
        let own = tag.to_str().map(plain).unwrap_or_default();
        let same = |known: &String| known.trim() == "*" || known.split(',').any(|t| plain(t) == own);
        if response.status().is_success() && self.known.as_ref().is_some_and(same) {
            *response.status_mut() = axum::http::StatusCode::NOT_MODIFIED;
            *response.body_mut() = axum::body::Body::empty();
            for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_DISPOSITION] {
                response.headers_mut().remove(name);
            }
        }
        response
    }
}
