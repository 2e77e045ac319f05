//! Planning cycles and deadlines (规划周期与时限): what an office sets holds for itself and all below; where no office gave any, the packs'.

use super::{region_name, shell};
use crate::app::{App, CYCLE};
use crate::caller::{Caller, Need};
use crate::clock;
use crate::failure::Failure;
use crate::page::{Page, render};
use crate::shell::{Notice, Shell};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Date, Message, RegionCode, Year};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{CycleCommand, CycleRegion, CycleRow, Deadline, Reader};

/// Deadlines of an office, at most.
const MOST: usize = 30;
/// Empty lines offered below those there are.
const EMPTY: usize = 3;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/admin/cycles", Need::May(Action::CycleRead), show)
        .post("/admin/cycles", Need::May(Action::CycleManage), add)
        .post("/admin/cycles/own", Need::May(Action::CycleManage), own)
}

#[derive(Template)]
#[template(path = "admin/cycles.html")]
struct CyclesPage {
    s: Shell,
    place: String,
    cycles: Vec<CycleView>,
    due: Vec<Due>,
    may: bool,
    top: bool,
    open: bool,
    own_open: bool,
    lines: Vec<Line>,
}

struct CycleView {
    id: String,
    name: String,
    years: String,
    open: bool,
    used: bool,
}

struct Line {
    n: usize,
    name: String,
    date: String,
}

/// Something due, with who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What is due.
    pub name: String,
    /// The last day.
    pub date: Date,
    /// The office, or the document of the packs.
    pub source: String,
    /// Days left, negative when it has passed.
    pub left: Option<i64>,
    /// An office set it.
    pub office: bool,
}

/// What all offices set, read once for many regions.
pub struct Calendar(BTreeMap<RegionCode, CycleRegion>);

impl Calendar {
    /// Reads it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(reader: &mut Reader<'_>) -> Result<Calendar, Failure> {
        Ok(Calendar(reader.cycle_regions(CYCLE)?.into_iter().map(|c| (c.region.clone(), c)).collect()))
    }

    /// What offices set for a region, the nearest office winning over those above it under the same name.
    pub fn offices(&self, app: &App, region: &RegionCode) -> Vec<Due> {
        let tree = app.tree();
        let Some(place) = tree.place(region) else { return Vec::new() };
        let today = clock::date(clock::now());
        let mut due: BTreeMap<String, Due> = BTreeMap::new();
        for code in std::iter::once(region).chain(place.above()) {
            for d in self.0.get(code).into_iter().flat_map(|c| &c.deadlines) {
                due.entry(d.name.clone()).or_insert_with(|| Due {
                    name: d.name.clone(),
                    date: d.date,
                    source: region_name(app, code),
                    left: today.and_then(|t| clock::days(t, d.date)),
                    office: true,
                });
            }
        }
        due.into_values().collect()
    }

    /// Everything due for a region by date: what offices set, then what the packs say under other names.
    ///
    /// # Errors
    /// When the packs cannot be read.
    pub fn all(&self, app: &App, region: &RegionCode) -> Result<Vec<Due>, Failure> {
        let mut due = self.offices(app, region);
        let today = clock::date(clock::now());
        for d in &app.policy(region)?.cycle.deadlines {
            if !due.iter().any(|o| o.name == d.name) {
                due.push(Due {
                    name: d.name.clone(),
                    date: d.date,
                    source: d.reference.to_string(),
                    left: today.and_then(|t| clock::days(t, d.date)),
                    office: false,
                });
            }
        }
        due.sort_by(|a, b| (a.date, &a.name).cmp(&(b.date, &b.name)));
        Ok(due)
    }

    /// What is due next: its name, the days left; when all have passed, the last.
    ///
    /// # Errors
    /// When the packs cannot be read.
    pub fn next(&self, app: &App, region: &RegionCode) -> Result<Option<(String, i64)>, Failure> {
        let due = self.all(app, region)?;
        let next = due.iter().find(|d| d.left.is_some_and(|n| n >= 0)).or(due.last());
        Ok(next.and_then(|d| Some((d.name.clone(), d.left?))))
    }
}

/// Days left in words.
pub fn left_words(w: &crate::words::Words, left: Option<i64>) -> String {
    match left {
        None => String::new(),
        Some(0) => w.t("wb-days-today"),
        Some(n) if n < 0 => w.with("wb-days-past", "days", w.n(-n)),
        Some(n) => w.with("wb-days-left", "days", w.n(n)),
    }
}

impl Due {
    fn days(&self, w: &crate::words::Words) -> String {
        left_words(w, self.left)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: String,
}

async fn show(State(app): State<App>, caller: Caller, Query(done): Query<Done>) -> Result<Response, Failure> {
    let region = caller.session.account.region.clone();
    let (list, due, set, open) = app
        .off(move |app| {
            let mut reader = app.store.read()?;
            let set = reader.cycle_regions(CYCLE)?.into_iter().find(|c| c.region == region);
            let due = Calendar::read(&mut reader)?.all(app, &region)?;
            Ok((reader.cycles()?, due, set, reader.cycle_open(CYCLE, &region)?))
        })
        .await?;
    let mut s = shell(&caller, &caller.words.t("wb-nav-cycles"), "cycles");
    if !done.done.is_empty() {
        s.notice = Some(Notice { tone: "good", text: s.t("wb-cycles-done") });
    }
    let own = set.as_ref().map(|c| c.deadlines.clone()).unwrap_or_default();
    let line = |n: usize| Line {
        n,
        name: own.get(n).map_or_else(String::new, |d| d.name.clone()),
        date: own.get(n).map_or_else(String::new, |d| d.date.to_string()),
    };
    let cycle = |c: CycleRow| CycleView {
        years: format!("{}—{}", c.first, c.last),
        open: c.state == "open",
        used: c.id == CYCLE,
        name: c.name,
        id: c.id,
    };
    render(&CyclesPage {
        place: region_name(&app, &caller.session.account.region),
        cycles: list.into_iter().map(cycle).collect(),
        due,
        may: caller.may(Action::CycleManage, None),
        top: caller.is_top(),
        open,
        own_open: set.as_ref().is_none_or(|c| c.state == "open"),
        lines: (0..(own.len() + EMPTY).min(MOST)).map(line).collect(),
        s,
    })
}

/// A cycle as it is given (规划周期).
#[derive(Deserialize)]
pub struct Add {
    /// Its code, such as `2021-2025`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The first year.
    pub first: i64,
    /// The last year.
    pub last: i64,
    /// `open` or `closed`.
    #[serde(default)]
    pub state: String,
}

async fn add(State(app): State<App>, caller: Caller, Form(given): Form<Add>) -> Result<Response, Failure> {
    put(&app, &caller, given).await?;
    Ok(Redirect::to("/admin/cycles?done=1").into_response())
}

/// Keeps a cycle; its deadlines stay as they are.
///
/// # Errors
/// Not the site's topmost office, or what was given makes no cycle.
pub async fn put(app: &App, caller: &Caller, given: Add) -> Result<(), Failure> {
    caller.demand(Action::CycleManage, None)?;
    if !caller.is_top() {
        return Err(Failure::Forbidden(Message::new("wb-adm-top-only")));
    }
    let bad = || Failure::bad(Message::new("wb-cycles-bad"));
    let plain = given.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let (first, last) = (Year::new(given.first).ok_or_else(bad)?, Year::new(given.last).ok_or_else(bad)?);
    let named = !given.name.trim().is_empty() && given.name.chars().count() <= 80;
    if !plain || given.id.is_empty() || given.id.len() > 20 || !named || first > last || last.0 - first.0 > 20 {
        return Err(bad());
    }
    let state = if given.state == "closed" { "closed" } else { "open" };
    let stamp = caller.stamp(caller.fresh_key()?);
    app.off(move |app| {
        let known = app.store.read()?.cycle(&given.id)?;
        let deadlines = known.map(|c| c.deadlines).unwrap_or_default();
        let (id, name) = (given.id, given.name.trim().to_owned());
        let row = CycleRow { id, name, first, last, deadlines, state: state.to_owned() };
        app.store.write(stamp, CycleCommand::Put(row))?;
        Ok(())
    })
    .await
}

/// What the office sets for itself and all below: `name-0`, `date-0`, …, `state`.
async fn own(
    State(app): State<App>,
    caller: Caller,
    Form(given): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let field = |name: &str| given.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim());
    let line = |n: usize| (field(&format!("name-{n}")).to_owned(), field(&format!("date-{n}")).to_owned());
    let deadlines = lines((0..MOST).map(line).filter(|(name, date)| !name.is_empty() || !date.is_empty()))?;
    let state = if field("state") == "closed" { "closed" } else { "open" };
    set(&app, &caller, deadlines, state).await?;
    Ok(Redirect::to("/admin/cycles?done=1").into_response())
}

/// Deadlines from names and dates.
///
/// # Errors
/// The one that is none, or named twice, or is one too many.
pub fn lines(given: impl Iterator<Item = (String, String)>) -> Result<Vec<Deadline>, Failure> {
    let mut deadlines: Vec<Deadline> = Vec::new();
    for (name, date) in given {
        let wrong = || Failure::bad(Message::new("wb-cycles-line").with("name", &name).with("date", &date));
        let day: Date = date.trim().parse().map_err(|_| wrong())?;
        let known = deadlines.iter().any(|d| d.name == name.trim());
        if name.trim().is_empty() || name.chars().count() > 80 || known || deadlines.len() >= MOST {
            return Err(wrong());
        }
        deadlines.push(Deadline { name: name.trim().to_owned(), date: day });
    }
    Ok(deadlines)
}

/// Keeps what an office sets for itself and all below.
///
/// # Errors
/// When the store fails.
pub async fn set(app: &App, caller: &Caller, deadlines: Vec<Deadline>, state: &str) -> Result<(), Failure> {
    caller.demand(Action::CycleManage, None)?;
    let stamp = caller.stamp(caller.fresh_key()?);
    let (region, cycle) = (caller.session.account.region.clone(), CYCLE.to_owned());
    let own = CycleRegion { region, cycle, deadlines, state: state.to_owned() };
    app.off(move |app| Ok(app.store.write(stamp, CycleCommand::PutRegion(own)).map(|_| ())?)).await
}
