//! The regions (区划): the tree as a list, imported from a file or a pasted table, added, renamed and closed by hand.

use super::{Choice, region_choices, shell};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::region_list::{self, Row};
use crate::sheet::{self, Table};
use crate::shell::{Notice, Shell};
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::{DefaultBodyLimit, Multipart, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use model::{Message, Region, RegionCode, RegionLevel};
use review::permission::Action;
use review::region::Tree;
use serde::Deserialize;
use store::RegionCommand;

/// The columns of a list, by their heads.
const COLUMNS: &[&[&str]] = &[
    &["代码", "区划代码", "行政区划代码", "code"],
    &["名称", "区划名称", "name"],
    &["级别", "层级", "level"],
    &["上级", "上级代码", "parent"],
];

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/admin/regions", Need::May(Action::CycleRead), show)
        .post("/admin/regions", Need::May(Action::RegionManage), put)
        .post("/admin/regions/list", Need::May(Action::RegionManage), list)
        .upload("/admin/regions/file", Need::May(Action::RegionManage), file, DefaultBodyLimit::max(app.config.upload))
        .post("/admin/regions/close", Need::May(Action::RegionManage), close)
}

#[derive(Template)]
#[template(path = "admin/regions.html", blocks = ["outcome"])]
struct RegionsPage {
    s: Shell,
    lead: String,
    rows: Vec<RowView>,
    may: bool,
    levels: Vec<Choice>,
    parents: Vec<Choice>,
    text: String,
    problems: Vec<String>,
    taken: String,
}

struct RowView {
    code: String,
    name: String,
    depth: usize,
    level: String,
    local: bool,
    closed: bool,
    own: bool,
}

/// A level in words.
pub fn level_words(w: &Words, level: RegionLevel) -> String {
    w.t(match level {
        RegionLevel::Nation => "wb-level-nation",
        RegionLevel::Province => "wb-level-province",
        RegionLevel::Prefecture => "wb-level-prefecture",
        RegionLevel::County => "wb-level-county",
        RegionLevel::DevelopmentZone => "wb-level-zone",
        RegionLevel::Township => "wb-level-township",
    })
}

/// The regions below one, each after the one above it, with how deep it lies.
fn branches(tree: &Tree, top: &RegionCode) -> Vec<(usize, Region)> {
    let below = tree.below(top);
    let mut out = Vec::new();
    let mut open = vec![(0, top.clone())];
    while let Some((depth, code)) = open.pop() {
        let Some(region) = tree.region(&code) else { continue };
        let children = below.iter().filter(|c| tree.region(c).is_some_and(|r| r.parent.as_ref() == Some(&code)));
        open.extend(children.rev().map(|c| (depth + 1, c.clone())));
        out.push((depth, region.clone()));
    }
    out
}

fn view(app: &App, caller: &Caller) -> RegionsPage {
    let s = shell(caller, &caller.words.t("wb-nav-regions"), "regions");
    let (tree, closed) = (app.tree(), app.closed());
    let own = &caller.session.account.region;
    let list = branches(&tree, own);
    let counties = list.iter().filter(|(_, r)| matches!(r.level, RegionLevel::County | RegionLevel::DevelopmentZone));
    let lead = Message::new("wb-regions-lead").with("all", list.len()).with("counties", counties.count());
    let row = |(depth, r): &(usize, Region)| RowView {
        code: r.code.to_string(),
        name: r.name.clone(),
        depth: (*depth).min(4),
        level: level_words(&s.w, r.level),
        local: r.local,
        closed: closed.contains(&r.code),
        own: r.code == *own,
    };
    let level = |(value, level): (&str, RegionLevel)| Choice {
        value: value.to_owned(),
        label: level_words(&s.w, level),
        chosen: level == RegionLevel::County,
    };
    RegionsPage {
        lead: s.say(&lead),
        rows: list.iter().map(row).collect(),
        may: caller.may(Action::RegionManage, None),
        levels: [
            ("province", RegionLevel::Province),
            ("prefecture", RegionLevel::Prefecture),
            ("county", RegionLevel::County),
            ("development_zone", RegionLevel::DevelopmentZone),
        ]
        .map(level)
        .into(),
        parents: region_choices(app, caller, own.as_str()),
        text: String::new(),
        problems: Vec::new(),
        taken: String::new(),
        s,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: String,
}

async fn show(State(app): State<App>, caller: Caller, Query(done): Query<Done>) -> Result<Response, Failure> {
    let mut page = view(&app, &caller);
    page.s.notice = match done.done.as_str() {
        "" => None,
        "close" => Some(page.s.t("wb-regions-closed")),
        "open" => Some(page.s.t("wb-regions-opened")),
        count => count.parse::<usize>().ok().map(|n| page.s.with("wb-regions-taken", "count", n)),
    }
    .map(|text| Notice { tone: "good", text });
    render(&page)
}

#[derive(Deserialize)]
struct One {
    code: String,
    name: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    parent: String,
}

/// A row as it was given; of a region that is known only the name is another.
pub fn named(app: &App, given: Row) -> Row {
    let known = given.code.trim().parse::<RegionCode>().ok().and_then(|c| app.tree().region(&c).cloned());
    match known {
        Some(region) => Row {
            level: level_words(&Words::default(), region.level),
            parent: region.parent.map_or_else(String::new, |p| p.to_string()),
            code: region.code.to_string(),
            ..given
        },
        None => given,
    }
}

/// Adds a region, or gives one that is known another name.
async fn put(State(app): State<App>, caller: Caller, Form(given): Form<One>) -> Result<Response, Failure> {
    let row = Row { number: 1, code: given.code, name: given.name, level: given.level, parent: given.parent };
    let row = named(&app, row);
    match keep(&app, &caller, &[row]).await? {
        Ok(count) => Ok(Redirect::to(&format!("/admin/regions?done={count}")).into_response()),
        Err(problems) => Err(Failure::Bad(problems.into_iter().map(|(_, m)| m).collect())),
    }
}

fn rows(table: Table) -> Vec<Row> {
    let table = sheet::columns(table, COLUMNS);
    let row = |(number, cells): (usize, Vec<String>)| {
        let mut cells = cells.into_iter();
        let mut next = || cells.next().unwrap_or_default();
        Row { number, code: next(), name: next(), level: next(), parent: next() }
    };
    table.into_iter().map(row).collect()
}

#[derive(Deserialize)]
struct Pasted {
    text: String,
}

async fn list(State(app): State<App>, caller: Caller, Form(given): Form<Pasted>) -> Result<Response, Failure> {
    match keep(&app, &caller, &rows(sheet::pasted(&given.text))).await? {
        Ok(count) => Ok(Redirect::to(&format!("/admin/regions?done={count}")).into_response()),
        Err(problems) => {
            let mut page = view(&app, &caller);
            page.problems = told(&page.s.w, problems);
            page.text = given.text;
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

fn told(w: &Words, problems: Vec<(usize, Message)>) -> Vec<String> {
    let row = |(n, m): (usize, Message)| w.say(&Message::new("wb-adm-row").with("row", n).with("what", w.say(&m)));
    problems.into_iter().map(row).collect()
}

async fn file(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Failure> {
    let sent = sheet::sent(&app, form).await?;
    let table = app.off(move |_| sheet::read(&sent)).await?;
    let mut page = match keep(&app, &caller, &rows(table)).await? {
        Ok(count) => {
            let mut page = view(&app, &caller);
            page.taken = page.s.with("wb-regions-taken", "count", count);
            page
        }
        Err(problems) => {
            let mut page = view(&app, &caller);
            page.problems = told(&page.s.w, problems);
            page
        }
    };
    if headers.contains_key("hx-request") {
        return Ok(Html(page.as_outcome().render()?).into_response());
    }
    if !page.taken.is_empty() {
        page.s.notice = Some(Notice { tone: "good", text: page.taken.clone() });
    }
    render(&page)
}

/// Takes a list of regions, whole or not at all; how many there were.
///
/// # Errors
/// When the store fails. What is wrong with the list comes back with its rows.
pub async fn keep(app: &App, caller: &Caller, rows: &[Row]) -> Result<Result<usize, Vec<(usize, Message)>>, Failure> {
    caller.demand(Action::RegionManage, None)?;
    if rows.is_empty() {
        return Ok(Err(vec![(1, Message::new("wb-regions-empty"))]));
    }
    let tree = app.tree();
    let known: Vec<Region> = tree.regions().cloned().collect();
    let mut checked = region_list::check(rows, &known);
    // nobody reaches beyond what is his to keep: the region above must be his, and so must one that is changed
    let own = tree.below(&caller.session.account.region);
    let listed: Vec<&RegionCode> = checked.regions.iter().map(|r| &r.code).collect();
    for region in &checked.regions {
        let above = region.parent.as_ref().is_some_and(|p| own.contains(p) || listed.contains(&p));
        let top = region.code == caller.session.account.region;
        let known = tree.region(&region.code);
        let mine = known.is_none_or(|_| own.contains(&region.code));
        let moved = top && known.is_some_and(|k| k.parent != region.parent || k.level != region.level);
        if !mine || moved || !(above || top) {
            let number = rows.iter().find(|r| r.code.trim() == region.code.as_str()).map_or(1, |r| r.number);
            checked.problems.push((number, Message::new("wb-regions-beyond").with("code", &region.code)));
        }
    }
    let codes: std::collections::BTreeSet<&RegionCode> = checked.regions.iter().map(|r| &r.code).collect();
    let after = known.iter().filter(|r| !codes.contains(&r.code)).chain(&checked.regions).cloned();
    if checked.problems.is_empty()
        && let Err(error) = Tree::new(after)
    {
        checked.problems.push((1, Message::new("wb-regions-no-tree").with("why", error)));
    }
    if !checked.problems.is_empty() {
        return Ok(Err(checked.problems));
    }
    let (count, regions) = (checked.regions.len(), checked.regions);
    let stamp = caller.stamp(caller.fresh_key()?);
    app.off(move |app| {
        app.store.write(stamp, RegionCommand::Put { regions })?;
        app.refresh_tree()
    })
    .await?;
    Ok(Ok(count))
}

#[derive(Deserialize)]
struct Close {
    code: String,
    closed: bool,
}

/// Closes a region, or opens it again.
///
/// # Errors
/// 404 for one that is not the caller's; one's own is not closed.
pub async fn set_closed(app: &App, caller: &Caller, code: &str, closed: bool) -> Result<(), Failure> {
    let code: RegionCode = code.parse().map_err(|_| Failure::NotFound)?;
    let own = &caller.session.account.region;
    if !app.tree().below(own).contains(&code) {
        return Err(Failure::NotFound);
    }
    if code == *own {
        return Err(Failure::bad(Message::new("wb-regions-close-own")));
    }
    let stamp = caller.stamp(caller.fresh_key()?);
    app.off(move |app| {
        app.store.write(stamp, RegionCommand::Close { code, closed })?;
        app.refresh_tree()
    })
    .await
}

async fn close(State(app): State<App>, caller: Caller, Form(given): Form<Close>) -> Result<Response, Failure> {
    set_closed(&app, &caller, &given.code, given.closed).await?;
    let done = if given.closed { "close" } else { "open" };
    Ok(Redirect::to(&format!("/admin/regions?done={done}")).into_response())
}
