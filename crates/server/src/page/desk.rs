//! The desk (工作台): what waits, the deadlines, and the county on one screen.

use super::admin::cycles::{self, Calendar};
use super::view::{Columns, Tile, findings_tile, some_items};
use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::county::Computed;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::response::Response;
use model::{Date, Fen, Message, Stage};
use policy::Standard;
use review::permission::Action;
use rules::Severity;
use std::sync::Arc;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}", Need::May(Action::SchoolRead), show)
}

#[derive(Template)]
#[template(path = "desk.html")]
struct Desk {
    s: Shell,
    c: Arc<Computed>,
    cycle: String,
    version: String,
    may_import: bool,
    tiles: Vec<Tile>,
    todo: Vec<Todo>,
    deadlines: Vec<Due>,
    conflicted: bool,
    pupils: String,
    /// The plan's money by year; empty where the plan is withheld.
    money: String,
    withheld: Option<String>,
    worst: Vec<Worst>,
}

struct Todo {
    tone: &'static str,
    what: String,
    why: String,
    href: String,
}

struct Due {
    tone: &'static str,
    days: String,
    name: String,
    date: Date,
    reference: String,
}

struct Worst {
    id: String,
    name: String,
    pupils: String,
    short: usize,
    which: String,
}

async fn show(county: CountyView) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let code = county.code.clone();
    let offices = county.app.off(move |app| Ok(Calendar::read(&mut app.store.read()?)?.offices(app, &code))).await?;
    let s = county.shell(&county.words().t("wb-nav-desk"), "desk");
    let w = s.w;
    let m = Message::new("wb-desk-cycle").with("first", c.dossier.cycle.first).with("last", c.dossier.cycle.last);
    let cycle = w.say(&m.with("base", c.dossier.base_year).with("schools", c.dossier.schools.len()));
    let withheld = county.withheld();
    let sees_plan = withheld.is_none();
    render(&Desk {
        cycle,
        version: county.version_words(),
        may_import: county.may(Action::SchoolImport),
        tiles: tiles(&s, &c, sees_plan),
        todo: todo(&s, &c, sees_plan),
        deadlines: deadlines(&w, &c, &offices, clock::date(clock::now())),
        conflicted: !c.policy.conflicts.is_empty(),
        pupils: pupils(&w, &c),
        money: if sees_plan { money(&w, &c) } else { String::new() },
        withheld,
        worst: worst(&w, &c),
        c,
        s,
    })
}

fn tiles(s: &Shell, c: &Computed, sees_plan: bool) -> Vec<Tile> {
    let last = c.dossier.cycle.last;
    let (now, planned) = c.large_at_end();
    let spare: Option<i64> = {
        let at_end = c.needs.seats.iter().flat_map(|b| b.years.iter().filter(|y| y.year.0 == last.0));
        let short: Vec<Option<i64>> = at_end.map(|y| y.spare.map(|v| (-v).max(0))).collect();
        short.iter().all(Option::is_some).then(|| short.into_iter().flatten().fold(0_i64, i64::saturating_add))
    };
    let known = c.known_gaps();
    let (short, _, _) = c.needs.summary.gaps(Standard::Basic);
    let none = spare.is_none();
    let seats = Tile {
        tone: tone(spare.map(|v| v > 0)),
        icon: "users",
        label: s.with("wb-desk-seats", "year", last),
        value: s.num(&spare),
        unit: if none { String::new() } else { s.t("wb-unit-seats") },
        note: s.t("wb-desk-seats-note"),
        href: format!("{}#seats", s.path("needs")),
        ..Tile::default()
    };
    let large = Tile {
        tone: tone(Some(c.needs.large.large > 0)),
        icon: "chart-bar",
        label: s.t("wb-desk-large"),
        value: s.n(c.needs.large.large),
        unit: s.t("wb-unit-classes"),
        note: s.say(
            &Message::new(if sees_plan { "wb-desk-large-note" } else { "wb-desk-large-note-alone" })
                .with("year", last)
                .with("now", s.num(&now))
                .with("planned", s.num(&planned)),
        ),
        href: format!("{}#large", s.path("needs")),
        ..Tile::default()
    };
    let gaps = Tile {
        tone: tone(Some(short > 0)),
        icon: "target-arrow",
        label: s.t("wb-desk-gaps"),
        value: s.n(short),
        unit: s.t("wb-unit-gaps"),
        note: s.with("wb-desk-gaps-note", "coverage", s.coverage(&known)),
        href: format!("{}#items", s.path("needs")),
        ..Tile::default()
    };
    let plan = Tile {
        tone: if c.dossier.plan.projects.is_empty() { "warn" } else { "good" },
        icon: "coin",
        label: s.t("wb-desk-plan"),
        value: s.money(&c.total()),
        unit: if c.total().is_some() { s.t("wb-unit-wan") } else { String::new() },
        note: s.say(
            &Message::new("wb-desk-plan-note")
                .with("projects", c.dossier.plan.projects.len())
                .with("budget", s.money(&c.budget())),
        ),
        href: s.path("plan"),
        ..Tile::default()
    };
    let findings = findings_tile(s, &c.tally());
    let mut all = vec![seats, large, gaps];
    if sees_plan {
        all.extend([plan, findings]);
    }
    all
}

/// Red for what is lacking, green for what is not, amber for what is not known.
fn tone(lacking: Option<bool>) -> &'static str {
    match lacking {
        Some(true) => "bad",
        Some(false) => "good",
        None => "warn",
    }
}

/// What the planner has to do next, gravest first.
fn todo(s: &Shell, c: &Computed, sees_plan: bool) -> Vec<Todo> {
    let mut out = Vec::new();
    let mut add = |tone, what: String, why: String, href: String| out.push(Todo { tone, what, why, href });
    let count = |severity| if sees_plan { c.count(severity) } else { 0 };
    if sees_plan && c.dossier.plan.projects.is_empty() {
        add("warn", s.t("wb-todo-plan"), s.t("wb-todo-plan-why"), s.path("plan"));
    }
    let blocks = count(Severity::Blocks);
    if blocks > 0 {
        add(
            "bad",
            s.with("wb-todo-blocks", "count", blocks),
            s.t("wb-todo-blocks-why"),
            format!("{}?severity=blocks", s.path("findings")),
        );
    }
    if sees_plan && !c.breaches.is_empty() {
        add("bad", s.with("wb-todo-breaches", "count", c.breaches.len()), s.t("wb-todo-breaches-why"), s.path("plan"));
    }
    let reasons = count(Severity::NeedsReason);
    if reasons > 0 {
        add(
            "warn",
            s.with("wb-todo-reasons", "count", reasons),
            s.t("wb-todo-reasons-why"),
            format!("{}?severity=needs_reason", s.path("findings")),
        );
    }
    let known = c.known_gaps();
    if !known.complete() {
        let missing = known.of.saturating_sub(known.known);
        add(
            "warn",
            s.with("wb-todo-data", "count", missing),
            s.t("wb-todo-data-why"),
            format!("{}?data=missing", s.path("schools")),
        );
    }
    for lacking in &c.needs.forecast.lacking {
        add("info", s.t("wb-todo-forecast"), s.say(&lacking.message()), format!("{}#seats", s.path("needs")));
    }
    out
}

fn deadlines(w: &Words, c: &Computed, offices: &[cycles::Due], today: Option<Date>) -> Vec<Due> {
    let cycle = &c.policy.cycle;
    // what an office set counts; the packs speak where none did
    let own = offices.iter().map(|d| (d.name.clone(), d.date, d.source.clone()));
    let silent = |d: &&policy::Deadline| !offices.iter().any(|o| o.name == d.name);
    let packs = cycle.deadlines.iter().filter(silent).map(|d| (d.name.clone(), d.date, d.reference.to_string()));
    let mut all: Vec<(String, Date, String)> = own.chain(packs).collect();
    all.sort_by_key(|d| d.1);
    let mut out: Vec<Due> = all.into_iter().map(|(name, date, source)| due(w, &name, date, source, today)).collect();
    out.push(due(w, &w.t("wb-desk-completion"), cycle.completion, cycle.completion_reference.to_string(), today));
    out
}

fn due(w: &Words, name: &str, date: Date, reference: String, today: Option<Date>) -> Due {
    let left = today.and_then(|t| clock::days(t, date));
    let (tone, days) = match left {
        None => ("", String::new()),
        Some(0) => ("bad", w.t("wb-days-today")),
        Some(n) if n < 0 => ("past", w.with("wb-days-past", "days", w.n(-n))),
        Some(n) => (
            if n <= 14 {
                "bad"
            } else if n <= 60 {
                "warn"
            } else {
                "good"
            },
            w.with("wb-days-left", "days", w.n(n)),
        ),
    };
    Due { tone, days, name: name.to_owned(), date, reference }
}

/// Pupils of the county by year, primary and junior.
fn pupils(w: &Words, c: &Computed) -> String {
    let years = &c.needs.forecast.years;
    let of = |stage: Stage| -> Vec<Option<i64>> {
        let line = c.needs.forecast.county.iter().find(|z| z.stage == stage);
        years
            .iter()
            .enumerate()
            .map(|(n, _)| line.and_then(|l| l.years.get(n)).and_then(|y| y.pupils.complete()))
            .collect()
    };
    let (primary, junior) = (of(Stage::Primary), of(Stage::Junior));
    let tops = primary.iter().zip(&junior).map(|(p, j)| match (p, j) {
        (Some(p), Some(j)) => w.n(p.saturating_add(*j)),
        _ => w.none(),
    });
    let tops: Vec<String> = tops.collect();
    let list: Vec<String> = years.iter().zip(&tops).map(|(y, t)| format!("{y} {t}")).collect();
    let picture = Columns {
        labels: years.iter().map(|y| y.0.to_string()).collect(),
        summary: format!("{}：{}", w.t("wb-desk-pupils"), list.join("；")),
        parts: vec![("columns-one", primary), ("columns-two", junior)],
        tops,
    };
    format!(
        "{}<p class=\"key\"><span class=\"key-one\"></span>{} <span class=\"key-two\"></span>{} · {}</p>",
        picture.svg(),
        w.term(Stage::Primary.zh()),
        w.term(Stage::Junior.zh()),
        w.t("wb-desk-pupils-note")
    )
}

/// Money of the plan beside the budget, year by year.
fn money(w: &Words, c: &Computed) -> String {
    let years: Vec<model::Year> = c.dossier.cycle.years().collect();
    let budget = |year| {
        let mut lines = c.dossier.budgets.iter().filter(|b| b.year == year).map(|b| b.amount).peekable();
        lines.peek()?;
        Fen::sum(lines).ok()
    };
    let spent: Vec<Option<i64>> = years.iter().map(|y| c.spent(*y).map(|f| f.0)).collect();
    let rest: Vec<Option<i64>> =
        years.iter().zip(&spent).map(|(y, s)| budget(*y).map(|b| b.0.saturating_sub(s.unwrap_or(0)).max(0))).collect();
    let tops: Vec<String> = years.iter().map(|y| w.money(&c.spent(*y))).collect();
    let list: Vec<String> = years.iter().zip(&tops).map(|(y, t)| format!("{y} {t}")).collect();
    let picture = Columns {
        labels: years.iter().map(|y| y.0.to_string()).collect(),
        summary: format!("{}：{}", w.t("wb-desk-money"), list.join("；")),
        parts: vec![("columns-one", spent), ("columns-rest", rest)],
        tops,
    };
    format!(
        "{}<p class=\"key\"><span class=\"key-one\"></span>{} <span class=\"key-rest\"></span>{} · {}</p>",
        picture.svg(),
        w.t("wb-desk-money-used"),
        w.t("wb-desk-money-rest"),
        w.t("wb-unit-wan")
    )
}

/// The schools with most gaps.
fn worst(w: &Words, c: &Computed) -> Vec<Worst> {
    let mut counted: Vec<(usize, &model::School)> =
        c.dossier.schools.iter().map(|s| (c.shortages(&s.id).count(), s)).filter(|(n, _)| *n > 0).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let row = |(short, school): (usize, &model::School)| {
        let items: Vec<_> = c.shortages(&school.id).map(|g| (g.item, g.short)).collect();
        let pupils = school.record(c.dossier.base_year).and_then(|r| r.enrolment.compulsory(|e, s| e.pupils(s)));
        Worst {
            id: school.id.to_string(),
            name: school.name.clone(),
            pupils: w.num(&pupils),
            short,
            which: some_items(w, &items, 3),
        }
    };
    counted.into_iter().take(8).map(row).collect()
}
