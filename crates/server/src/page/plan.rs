//! The plan (规划): the programme by year with its money; optimising as a job; what stayed out and why.

use super::jobs::{self, JobView};
use super::view::{Tile, bar, findings_tile, some_items};
use super::{Page, render};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::Failure;
use crate::job::{Kept, OPTIMISE, Optimise};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use checker::Breach;
use model::{Fen, FundSource, Message, Project, Year};
use review::permission::Action;
use rules::Severity;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/plan", Need::May(Action::PlanRead), show).post(
        "/c/{county}/plan/optimise",
        Need::May(Action::PlanOptimise),
        optimise,
    )
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    s: Shell,
    lead: String,
    tab: &'static str,
    may_optimise: bool,
    has_plan: bool,
    job: Option<String>,
    tiles: Vec<Tile>,
    years: Vec<Year>,
    money: Vec<MoneyRow>,
    totals: Vec<String>,
    breaches: Vec<String>,
    groups: Vec<Group>,
    left: Vec<Left>,
    left_count: String,
}

struct MoneyRow {
    source: String,
    cells: Vec<MoneyCell>,
    sum: String,
    budget: String,
}

struct MoneyCell {
    used: String,
    of: String,
    bar: String,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    school: String,
    nature: String,
    content: String,
    years: String,
    total: String,
    sources: String,
    findings: usize,
    tone: &'static str,
}

struct Left {
    name: String,
    total: String,
    why: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    job: String,
}

async fn show(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let kept = kept(&county).await?;
    let s = county.shell(&county.words().t("wb-plan-title"), "plan");
    let w = s.w;
    let job = match asked.job.as_str() {
        "" => None,
        id => Some(JobView::of(&county, id).await?.html()?),
    };
    let years: Vec<Year> = c.dossier.cycle.years().collect();
    let lead = Message::new("wb-plan-lead")
        .with("county", c.name())
        .with("first", c.dossier.cycle.first)
        .with("last", c.dossier.cycle.last);
    let left: Vec<Left> = kept
        .iter()
        .flat_map(|k| &k.left_out)
        .map(|l| Left { name: l.name.clone(), total: w.money(&l.total), why: w.say(&l.reason) })
        .collect();
    render(&PlanPage {
        lead: w.say(&lead.with("version", county.version.number)),
        tab: "list",
        may_optimise: county.may(Action::PlanOptimise),
        has_plan: !c.dossier.plan.projects.is_empty(),
        job,
        tiles: tiles(&s, &c, kept.as_ref()),
        money: money(&w, &c, &years),
        totals: totals(&w, &c, &years),
        breaches: c.breaches.iter().map(|b| w.say(&breach(b, &c))).collect(),
        groups: groups(&w, &c),
        left_count: w.with("wb-plan-left-count", "count", left.len()),
        left,
        years,
        s,
    })
}

/// What is known of how the plan as it stands was made.
///
/// # Errors
/// When the store cannot be read.
pub async fn kept(county: &CountyView) -> Result<Option<Kept>, Failure> {
    Ok(latest(county).await?.filter(|k| k.made(&county.computed.dossier.plan)))
}

/// What is known of the county's latest plan, whether or not it is still the one that stands.
///
/// # Errors
/// When the store cannot be read.
pub async fn latest(county: &CountyView) -> Result<Option<Kept>, Failure> {
    let (code, scope) = (county.code.clone(), county.caller.scope());
    let found = county.app.off(move |app| {
        let mut reader = app.store.read()?;
        let Some(row) = reader.plan_current(&scope, &code, CYCLE)? else { return Ok(None) };
        Ok(reader.plan(&scope, &code, CYCLE, row.number)?.map(|(_, body)| body))
    });
    Ok(found.await?.and_then(|body| serde_json::from_str(&body).ok()))
}

fn tiles(s: &Shell, c: &Computed, kept: Option<&Kept>) -> Vec<Tile> {
    let projects = &c.dossier.plan.projects;
    let seats: u32 = projects.iter().flat_map(|p| &p.seats).fold(0, |sum, (_, n)| sum.saturating_add(*n));
    let none = projects.is_empty();
    let total = Tile {
        tone: if none { "warn" } else { "good" },
        icon: "coin",
        label: s.t("wb-plan-total"),
        value: s.money(&c.total()),
        unit: if none { String::new() } else { s.t("wb-unit-wan") },
        note: s.with("wb-plan-budget-note", "budget", s.money(&c.budget())),
        ..Tile::default()
    };
    let count = Tile {
        tone: "info",
        icon: "list-check",
        label: s.t("wb-plan-projects"),
        value: s.n(projects.len() as i64),
        unit: s.t("wb-unit-projects"),
        note: s.with("wb-plan-seats-note", "seats", s.n(seats)),
        ..Tile::default()
    };
    let proof = match kept {
        Some(k) if k.by_hand.is_some() => Tile {
            tone: "warn",
            icon: "shield-check",
            label: s.t("wb-plan-proof"),
            value: "—".to_owned(),
            note: changed(s, k),
            ..Tile::default()
        },
        Some(k) => Tile {
            tone: "good",
            icon: "shield-check",
            label: s.t("wb-plan-proof"),
            value: s.ppm(&k.gap_ppm),
            note: s.say(
                &Message::new("wb-plan-proof-note")
                    .with("stop", s.say(&k.stop_words()))
                    .with("candidates", k.candidates),
            ),
            ..Tile::default()
        },
        None => Tile {
            tone: "warn",
            icon: "shield-check",
            label: s.t("wb-plan-proof"),
            value: "—".to_owned(),
            note: s.t(if none { "wb-plan-proof-none" } else { "wb-plan-proof-hand" }),
            ..Tile::default()
        },
    };
    let findings = findings_tile(s, &c.tally());
    vec![total, count, proof, findings]
}

/// What a plan changed by hand is worth beside the one that was proven.
fn changed(s: &Shell, k: &Kept) -> String {
    let change = k.proven.as_ref().zip(k.objective).map(|(p, own)| own.minus(p.objective));
    match change.and_then(|c| c.iter().find(|(_, n)| *n != 0)) {
        None if change.is_some() => s.t("wb-board-same-value"),
        None => s.t("wb-plan-proof-hand"),
        Some((tier, points)) => {
            let way = if points < 0 { "lower" } else { "higher" };
            let m = Message::new("wb-board-changed").with("tier", super::board::view::tier(&s.w, tier));
            s.say(&m.with("points", points.unsigned_abs()).with("way", way))
        }
    }
}

/// Used and available by source and year.
fn money(w: &Words, c: &Computed, years: &[Year]) -> Vec<MoneyRow> {
    let mut sources: Vec<FundSource> = c.accounts.iter().map(|a| a.source).collect();
    sources.sort();
    sources.dedup();
    let row = |source: FundSource| {
        let own: Vec<_> = c.accounts.iter().filter(|a| a.source == source).collect();
        let cell = |year: &Year| {
            let Some(a) = own.iter().find(|a| a.year == *year) else {
                return MoneyCell { used: "—".to_owned(), of: String::new(), bar: String::new() };
            };
            let available = a.budget.plus(a.carried_in).unwrap_or(a.budget);
            MoneyCell {
                used: a.used.wan(),
                of: w.with("wb-plan-of", "amount", available.wan()),
                bar: bar(a.used, available),
            }
        };
        let used = Fen::sum(own.iter().map(|a| a.used)).ok();
        let budget = Fen::sum(own.iter().map(|a| a.budget)).ok();
        MoneyRow {
            source: w.term(source.zh()),
            cells: years.iter().map(cell).collect(),
            sum: w.money(&used),
            budget: w.with("wb-plan-of", "amount", w.money(&budget)),
        }
    };
    sources.into_iter().map(row).collect()
}

fn totals(w: &Words, c: &Computed, years: &[Year]) -> Vec<String> {
    let mut out: Vec<String> = years.iter().map(|y| w.money(&c.spent(*y))).collect();
    out.push(w.money(&Fen::sum(years.iter().filter_map(|y| c.spent(*y))).ok()));
    out
}

/// The programme by first year, buildings before equipment.
fn groups(w: &Words, c: &Computed) -> Vec<Group> {
    let mut by_year: BTreeMap<Year, Vec<&Project>> = BTreeMap::new();
    for project in &c.dossier.plan.projects {
        by_year.entry(project.start).or_default().push(project);
    }
    let mut seen: BTreeMap<&model::ProjectId, (usize, bool)> = BTreeMap::new();
    for finding in c.findings.iter().filter(|f| f.stands() && f.severity != Severity::Notice) {
        if let Some(id) = &finding.project {
            let (count, blocks) = seen.entry(id).or_default();
            *count += 1;
            *blocks |= finding.severity == Severity::Blocks;
        }
    }
    let group = |(year, mut projects): (Year, Vec<&Project>)| {
        projects.sort_by_key(|p| (p.category(), std::cmp::Reverse(p.total().unwrap_or(Fen::ZERO)), p.id.clone()));
        let sum = Fen::sum(projects.iter().filter_map(|p| p.total().ok())).ok();
        let title =
            Message::new("wb-plan-year").with("year", year).with("count", projects.len()).with("total", w.money(&sum));
        let rows = projects.into_iter().map(|p| row(w, p, seen.get(&p.id).copied().unwrap_or_default())).collect();
        Group { title: w.say(&title), rows }
    };
    by_year.into_iter().map(group).collect()
}

fn row(w: &Words, p: &Project, (findings, blocks): (usize, bool)) -> Row {
    let lines: Vec<_> = p.lines.iter().map(|l| (l.item, Some(l.quantity))).collect();
    let mut sources: BTreeMap<FundSource, Fen> = BTreeMap::new();
    for f in &p.funding {
        let sum = sources.entry(f.source).or_default();
        *sum = sum.plus(f.amount).unwrap_or(*sum);
    }
    Row {
        id: p.id.to_string(),
        name: p.name.clone(),
        school: match &p.place {
            model::Place::School(id) => id.to_string(),
            model::Place::Site(_) => String::new(),
        },
        nature: w.term(p.nature.zh()),
        content: some_items(w, &lines, 4),
        years: if p.start == p.finish { p.start.to_string() } else { format!("{}–{}", p.start, p.finish) },
        total: w.money(&p.total().ok()),
        sources: sources.iter().map(|(s, f)| format!("{} {}", w.term(s.zh()), f.wan())).collect::<Vec<_>>().join("、"),
        findings,
        tone: if blocks { "bad" } else { "warn" },
    }
}

/// What does not agree, and what to do.
pub fn breach(b: &Breach, c: &Computed) -> Message {
    let name = |id| c.project(id).map_or_else(|| id.to_string(), |p| p.name.clone());
    match b {
        Breach::FundingGap { project, total, funded } => Message::new("wb-breach-funding")
            .with("project", name(project))
            .with("total", total.wan())
            .with("funded", funded.wan()),
        Breach::OutsideYears { project, year } => {
            Message::new("wb-breach-years").with("project", name(project)).with("year", year)
        }
        Breach::OutsideCycle { project } => Message::new("wb-breach-cycle").with("project", name(project)),
        Breach::NotInYear { project } => Message::new("wb-breach-in-year").with("project", name(project)),
        Breach::OverBudget { source, year, budget, used } => Message::new("wb-breach-over")
            .with("source", source.zh())
            .with("year", year)
            .with("budget", budget.wan())
            .with("used", used.wan()),
        Breach::Unlawful { project, source } => {
            Message::new("wb-breach-source").with("project", name(project)).with("source", source.zh())
        }
        Breach::OutOfRange => Message::new("wb-breach-range"),
        Breach::Overflow { project } => Message::new("wb-breach-overflow").with("project", name(project)),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Given {
    keep: String,
}

async fn optimise(county: CountyView, Form(given): Form<Given>) -> Result<Response, Failure> {
    let task = Optimise { version: county.version.number, keep: !given.keep.is_empty() };
    let id = jobs::ask(&county, OPTIMISE, &task).await?;
    Ok(Redirect::to(&format!("/c/{}/plan?job={id}", county.code)).into_response())
}
