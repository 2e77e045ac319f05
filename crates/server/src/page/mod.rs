//! The pages (页面): one file each, its template of the same name, and one line in [`all`].

mod account;
pub(crate) mod admin;
mod api;
pub(crate) mod board;
pub(crate) mod budgets;
pub(crate) mod candidates;
pub(crate) mod change;
mod desk;
mod door;
pub(crate) mod findings;
mod first;
mod gantt;
pub mod grid;
pub(crate) mod import;
pub(crate) mod jobs;
pub(crate) mod library;
pub mod map;
mod needs;
pub(crate) mod overview;
pub(crate) mod papers;
pub(crate) mod plan;
pub(crate) mod scenarios;
mod school;
pub mod school_close;
pub mod school_history;
pub(crate) mod schools;
mod tokens;
pub mod view;
pub mod why;

use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::{Failure, form_urlencoded};
use crate::guard::{Gate, guard};
use crate::shell::Item;
use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::{HeaderValue, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use model::{Message, RegionCode};
use review::permission::Action;
use std::collections::BTreeMap;

/// Media type of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Every page, in the order of the navigation. A page is added by its line here.
pub fn all(app: &App) -> Vec<Page> {
    let mut pages = vec![
        desk::page(app),
        schools::page(app),
        school::page(app),
        grid::page(app),
        grid::form::page(app),
        school_close::page(app),
        school_history::page(app),
        map::page(app),
        needs::page(app),
        plan::page(app),
        board::page(app),
        gantt::page(app),
        candidates::page(app),
        why::page(app),
        budgets::page(app),
        scenarios::page(app),
        findings::page(app),
        papers::page(app),
        library::page(app),
        import::page(app),
        jobs::page(app),
        api::page(app),
        account::page(app),
        tokens::page(app),
        door::page(app),
        first::page(app),
        overview::page(app),
    ];
    pages.extend(admin::pages(app));
    pages
}

/// The pages in the navigation of a county: name, icon, address below the county, who sees it.
pub(crate) const NAVIGATION: &[(&str, &str, &str, Action)] = &[
    ("desk", "layout-dashboard", "", Action::SchoolRead),
    ("schools", "school", "/schools", Action::SchoolRead),
    ("needs", "chart-histogram", "/needs", Action::NeedsRead),
    ("map", "map-2", "/map", Action::SchoolRead),
    ("plan", "list-check", "/plan", Action::PlanRead),
    ("findings", "clipboard-list", "/findings", Action::FindingRead),
    ("papers", "file-certificate", "/papers", Action::PaperDownload),
    ("library", "books", "/library", Action::DocumentRead),
];

/// The navigation as an account sees it.
pub fn navigation(caller: &Caller, county: &RegionCode) -> Vec<Item> {
    let shown = NAVIGATION.iter().filter(|(_, _, _, action)| caller.may(*action, Some(county)));
    let item = |&(name, icon, below, _): &(&'static str, &'static str, &str, Action)| {
        let key = Message { key: format!("wb-nav-{name}").into(), args: BTreeMap::new() };
        Item { name, icon, label: caller.words.say(&key), href: format!("/c/{county}{below}"), badge: 0 }
    };
    let mut items: Vec<Item> = shown.map(item).collect();
    // whoever stands above the counties finds the way back up
    if caller.above_counties() && caller.may(Action::OverviewRead, None) {
        let (icon, href) = ("chart-histogram", "/overview".to_owned());
        items.insert(0, Item { name: "overview", icon, label: caller.words.t("wb-nav-overview"), href, badge: 0 });
    }
    items
}

/// A route as registered: the table that tests walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
    /// What it asks of its caller.
    pub need: Need,
}

/// A page's routes. There is no way to register one without saying what it asks of its caller.
pub struct Page {
    app: App,
    router: Router<App>,
    entries: Vec<Entry>,
}

impl Page {
    /// A page without routes.
    pub fn new(app: &App) -> Page {
        Page { app: app.clone(), router: Router::new(), entries: Vec::new() }
    }

    /// Shows something.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, need: Need, handler: H) -> Page
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("GET", path, need, get(handler))
    }

    /// Changes something.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, need: Need, handler: H) -> Page
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", path, need, post(handler))
    }

    /// Replaces something.
    #[must_use]
    pub fn put<H, T>(self, path: &'static str, need: Need, handler: H, limit: DefaultBodyLimit) -> Page
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("PUT", path, need, put(handler).layer(limit))
    }

    /// Changes parts of something; the body may be so large.
    #[must_use]
    pub fn patch<H, T>(self, path: &'static str, need: Need, handler: H, limit: DefaultBodyLimit) -> Page
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("PATCH", path, need, patch(handler).layer(limit))
    }

    /// Takes something away.
    #[must_use]
    pub fn delete<H, T>(self, path: &'static str, need: Need, handler: H) -> Page
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("DELETE", path, need, delete(handler))
    }

    /// Takes a file.
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, need: Need, handler: H, limit: DefaultBodyLimit) -> Page
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", path, need, post(handler).layer(limit))
    }

    fn add(mut self, method: &'static str, path: &'static str, need: Need, route: MethodRouter<App>) -> Page {
        let entry = Entry { method, path, need };
        let gate = Gate { app: self.app.clone(), entry };
        self.entries.push(entry);
        // of the route alone: what other methods of the address answer is not this route's to refuse
        self.router = self.router.route(path, route.route_layer(from_fn_with_state(gate, guard)));
        self
    }

    /// The routes and their table.
    pub fn finish(self) -> (Router<App>, Vec<Entry>) {
        (self.router, self.entries)
    }
}

/// A page as an answer.
///
/// # Errors
/// When the template fails.
pub fn render(page: &impl Template) -> Result<Response, Failure> {
    Ok(Html(page.render()?).into_response())
}

/// A file to keep: its name in the answer, its content never run by the browser.
pub fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
    let encoded = form_urlencoded(&name.replace('/', "_"));
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_stays_a_name() {
        let reply = download("a\"b/../学校.xlsx", XLSX, vec![1]);
        let value = reply.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        assert!(value.starts_with("attachment; filename=\"a_b_.."), "{value}");
        assert!(!value.contains("学") && value.contains("%E5%AD%A6"));
    }
}
