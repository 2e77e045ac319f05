//! Administration (系统管理): accounts, regions, cycles, policy packs, audit trail, health; the navigation above the counties.

pub mod account;
pub mod accounts;
pub mod audit;
pub mod cycles;
pub mod health;
pub mod open;
pub mod packs;
pub mod regions;

use super::Page;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::shell::{Item, Shell};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Message, RegionCode};
use review::permission::Action;
use std::collections::BTreeMap;

/// The pages of administration.
pub fn pages(app: &App) -> Vec<Page> {
    let home = Page::new(app).get("/admin", Need::SignedIn, home);
    vec![
        home,
        accounts::page(app),
        open::page(app),
        account::page(app),
        regions::page(app),
        cycles::page(app),
        packs::page(app),
        audit::page(app),
        health::page(app),
    ]
}

/// What lies above the counties: name, icon, address, who sees it.
pub(crate) const SECTIONS: &[(&str, &str, &str, Action)] = &[
    ("overview", "chart-histogram", "/overview", Action::OverviewRead),
    ("accounts", "users", "/admin/accounts", Action::AccountRead),
    ("regions", "map-2", "/admin/regions", Action::CycleRead),
    ("map-settings", "map-2", "/admin/map", Action::RegionManage),
    ("cycles", "calendar", "/admin/cycles", Action::CycleRead),
    ("packs", "book", "/admin/packs", Action::PackRead),
    ("audit", "history", "/admin/audit", Action::AuditRead),
    ("health", "server", "/admin/health", Action::SystemHealth),
    ("library", "books", "/library", Action::DocumentRead),
];

/// The navigation above the counties as an account sees it.
pub fn sections(caller: &Caller) -> Vec<Item> {
    let shown = SECTIONS.iter().filter(|(name, _, _, action)| {
        // the planner of one county has its desk for an overview
        (*name != "overview" || caller.above_counties()) && caller.may(*action, None)
    });
    let item = |&(name, icon, href, _): &(&'static str, &'static str, &str, Action)| {
        let key = Message { key: format!("wb-nav-{name}").into(), args: BTreeMap::new() };
        Item { name, icon, label: caller.words.say(&key), href: href.to_owned(), badge: 0 }
    };
    shown.map(item).collect()
}

/// The frame of a page above the counties.
pub fn shell(caller: &Caller, title: &str, nav: &'static str) -> Shell {
    let mut shell = caller.shell(title, nav, None);
    shell.items = sections(caller);
    shell
}

async fn home(caller: Caller) -> Result<Response, Failure> {
    let first = sections(&caller).into_iter().find(|i| i.href.starts_with("/admin"));
    Ok(Redirect::to(first.as_ref().map_or("/account", |i| i.href.as_str())).into_response())
}

/// A choice in a list.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// In words.
    pub label: String,
    /// It is the one chosen.
    pub chosen: bool,
}

/// The regions an account may choose among, those above first in each branch.
pub fn region_choices(app: &App, caller: &Caller, chosen: &str) -> Vec<Choice> {
    let tree = app.tree();
    let below = tree.below(&caller.session.account.region);
    let closed = app.closed();
    let fitting = below.iter().filter(|c| !closed.contains(*c)).filter_map(|c| tree.region(c));
    let choice = |r: &model::Region| Choice {
        value: r.code.to_string(),
        label: format!("{}（{}）", r.name, r.code),
        chosen: r.code.as_str() == chosen,
    };
    fitting.map(choice).collect()
}

/// A region by its name, else its code.
pub fn region_name(app: &App, code: &RegionCode) -> String {
    app.tree().region(code).map_or_else(|| code.to_string(), |r| r.name.clone())
}

/// One page of several.
pub struct Turn {
    /// Its number.
    pub n: usize,
    /// Its address.
    pub href: String,
    /// It is the one shown.
    pub here: bool,
}

/// The pages of a list: first, last, and those around the one shown.
pub fn turns(all: usize, size: usize, here: usize, address: impl Fn(usize) -> String) -> Vec<Turn> {
    let count = all.div_ceil(size.max(1)).max(1);
    let shown = (1..=count).filter(|n| *n == 1 || *n == count || n.abs_diff(here) <= 3);
    shown.map(|n| Turn { n, href: address(n), here: n == here }).collect()
}
