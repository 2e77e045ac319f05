//! The workbench (工作台): pages, jobs and sessions over the store, at one address.
//!
//! **Invariants.** No route without saying what it asks of its caller ([`caller::Need`]): [`page::Page`] registers none without it.
//! Every permission is decided by `review`; every read of county data carries the caller's [`store::Scope`]; what must not be known
//! answers 404. Blocking work (store, core, papers) runs beside the runtime ([`app::App::off`]). Nothing is computed twice: a county is
//! computed once for each version of its dossier and policy ([`county`]). No arithmetic of the domain stands here.
//!
//! **A page is added** by one file `src/page/<noun>.rs`, one template `templates/<noun>.html` and one line in [`page::all`]:
//!
//! ```ignore
//! pub fn page(app: &App) -> Page {
//!     Page::new(app)
//!         .get("/c/{county}/maps", Need::May(Action::SchoolRead), show)
//!         .post("/c/{county}/maps/move", Need::May(Action::SchoolEdit), change)
//! }
//!
//! #[derive(Template)]
//! #[template(path = "maps.html")]          // {% extends "layout.html" %}{% block main %}…
//! struct Maps { s: Shell, rows: Vec<Row> } // texts: {{ s.t("wb-maps-title") }}, in catalogue/text/{zh,en}/workbench.ftl
//!
//! async fn show(county: CountyView) -> Result<Response, Failure> {
//!     let s = county.shell(&county.words().t("wb-maps-title"), "maps");
//!     render(&Maps { rows: rows(&county.computed), s })
//! }
//! ```
//!
//! A handler that takes [`caller::CountyView`] gets the county of the path, computed, if the caller may see it; one that takes
//! [`caller::Caller`] gets the account alone. Finer permissions: `county.caller.demand(action, Some(&county.code))?`; whether to show a
//! button: `county.may(action)`. A write: `app.store.write(caller.stamp(caller.fresh_key()?), command)` inside `app.off(…)`. A page in
//! the navigation has its line in `page::NAVIGATION` and its text `wb-nav-<name>`. Every form carries
//! `<input type="hidden" name="csrf" value="{{ s.csrf }}">`; uploads and scripts send it as a header by themselves. A new style class
//! of Tabler, or a new icon, needs `tools/assets` once; tests say so. What runs longer than a request is a job ([`job`]).

pub mod access;
pub mod api;
pub mod app;
mod asset;
pub mod caller;
mod clock;
pub mod config;
pub mod county;
pub mod demo;
mod door;
mod failure;
mod gate;
mod guard;
mod header;
mod health;
mod host;
pub mod job;
mod library;
mod metrics;
mod notify;
pub mod page;
mod region_list;
mod router;
mod secret;
mod serve;
mod sheet;
mod shell;
mod tracing_words;
mod words;

#[cfg(test)]
mod proof;
#[cfg(test)]
mod tests;

pub use config::{Config, ConfigError, Passwords, Settings};
pub use failure::Failure;
pub use router::{router, table};
pub use serve::{NotServed, Started, serve};
pub use shell::Shell;
pub use words::Words;
