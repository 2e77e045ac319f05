//! A school (学校): profile, pupils and forecast, gaps with their trace, projects, history, place.

use super::school_history::{ChangeView, changes};
use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::tracing_words::{Step, missing, steps};
use crate::words::Words;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use model::{Datum, Item, Message, School, Stage};
use needs::Gap;
use needs::forecast::{Level, StageForecast};
use policy::Standard;
use review::permission::Action;
use serde::Deserialize;
use serde_json::json;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/schools/{school}", Need::May(Action::SchoolRead), show).get(
        "/c/{county}/schools/{school}/trace/{item}/{standard}",
        Need::May(Action::NeedsRead),
        trace,
    )
}

#[derive(Template)]
#[template(path = "school.html")]
struct SchoolPage {
    s: Shell,
    school: School,
    lead: String,
    excluded: Option<String>,
    facts: Vec<(String, String)>,
    map: String,
    map_note: String,
    stages: Vec<StageView>,
    gap_summary: String,
    gaps: Vec<GapView>,
    met: usize,
    all: bool,
    projects: Vec<ProjectView>,
    /// Why the plan is not shown; projects and findings are nothing known then.
    withheld: Option<String>,
    history: Vec<ChangeView>,
    findings: Vec<FindingView>,
    may: bool,
}

struct StageView {
    name: String,
    chart: String,
    summary: String,
    method: String,
    error: String,
    years: Vec<(String, String, String, String)>,
}

struct GapView {
    item: &'static str,
    name: String,
    standard: &'static str,
    standard_name: String,
    required: String,
    present: String,
    under_way: String,
    short: String,
    tone: &'static str,
}

struct FindingView {
    tone: &'static str,
    severity: String,
    text: String,
    remedy: String,
}

struct ProjectView {
    name: String,
    what: String,
    money: String,
    years: String,
}

#[derive(Deserialize)]
struct Asked {
    all: Option<String>,
    saved: Option<i64>,
}

async fn show(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let school = c.school(&id).cloned().ok_or(Failure::NotFound)?;
    let s = match asked.saved {
        Some(n) => {
            let said = county.words().with("wb-school-saved", "number", n);
            county.shell_saying(&school.name, "schools", "good", said)
        }
        None => county.shell(&school.name, "schools"),
    };
    let w = s.w;
    let all = asked.all.is_some();
    let own: Vec<&Gap> = c.needs.gaps.iter().filter(|g| g.school == school.id).collect();
    let met = own.iter().filter(|g| g.short == Some(0)).count();
    let tiers = c.tiers(&school.id, Standard::Basic);
    let summary = Message::new("wb-school-gap-summary")
        .with("short", tiers.short)
        .with("met", tiers.met)
        .with("unknown", tiers.unknown);
    let mut shown: Vec<&Gap> = own.into_iter().filter(|g| all || g.short != Some(0)).collect();
    shown.sort_by_key(|g| (rank(g), g.standard == Standard::Balanced));
    let excluded = c.needs.excluded.iter().find(|e| e.school == school.id).map(|e| w.say(&e.reason.message()));
    let map = place(&s, &c, &school);
    render(&SchoolPage {
        lead: lead(&w, &c, &school),
        excluded,
        facts: facts(&w, &c, &school),
        map_note: map_note(&w, &school),
        map,
        stages: stages(&w, &c, &school),
        gap_summary: w.say(&summary),
        gaps: shown.into_iter().map(|g| gap(&w, g)).collect(),
        met,
        all,
        projects: c.projects(&school.id).map(|p| project(&w, p)).collect(),
        withheld: county.withheld(),
        history: changes(&county, &school, 8, 0).await?,
        findings: findings(&w, &c, &school),
        may: county.may(Action::SchoolEdit),
        school,
        s,
    })
}

/// Short first, then without data, then met.
fn rank(gap: &Gap) -> u8 {
    match gap.short {
        Some(0) => 2,
        Some(_) => 0,
        None => 1,
    }
}

fn lead(w: &Words, c: &Computed, school: &School) -> String {
    let known = [
        school.kind.map(|k| w.term(k.zh())),
        school.setting.map(|k| w.term(k.zh())),
        school.township.clone(),
        school.code_on(c.dossier.as_of).map(|code| w.with("wb-school-code", "code", code)),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn facts(w: &Words, c: &Computed, school: &School) -> Vec<(String, String)> {
    let record = school.record(c.dossier.base_year);
    let yes = |b: Option<bool>| b.map_or_else(|| w.none(), |b| w.t(if b { "wb-yes" } else { "wb-no" }));
    let word = |v: Option<&str>| v.map_or_else(|| w.none(), |v| w.term(v));
    let mut out = vec![
        (w.t("wb-school-owner"), word(school.owner.map(|o| o.zh()))),
        (w.t("wb-layout"), word(school.layout_on(c.dossier.as_of).map(|l| l.status.zh()))),
        (w.t("wb-school-boarding"), yes(school.boarding)),
        (w.t("wb-school-founded"), school.founded.map_or_else(|| w.none(), |y| y.to_string())),
    ];
    for (stage, zone) in &school.zones {
        let name = c.zone_name(Some(zone)).unwrap_or_default();
        out.push((w.with("wb-school-zone", "stage", stage.zh()), name));
    }
    let Some(record) = record else {
        out.push((w.t("wb-pupils"), w.none()));
        return out;
    };
    for stage in record.enrolment.stages_present() {
        let m = Message::new("wb-school-counts").with("pupils", w.num(&record.enrolment.pupils(stage)));
        let m = m
            .with("classes", w.num(&record.enrolment.classes(stage)))
            .with("boarders", w.num(&record.enrolment.boarders(stage)));
        out.push((w.with("wb-school-stage", "stage", stage.zh()), w.say(&m)));
    }
    let items = [Item::CampusLand, Item::FloorArea, Item::TeachingArea, Item::SportsField, Item::Books, Item::Computer];
    for item in items {
        out.push((w.term(item.zh()), w.quantity(&item, &record.conditions.get(item))));
    }
    out
}

/// The school among those around it, as data for the map; empty without a place that can be drawn.
fn place(s: &Shell, c: &Computed, school: &School) -> String {
    let at = |school: &School| school.location.filter(|l| matches!(l.datum, Datum::Cgcs2000 | Datum::Wgs84));
    if at(school).is_none() {
        return String::new();
    }
    let points: Vec<_> = c
        .dossier
        .schools
        .iter()
        .filter_map(|other| {
            let l = at(other)?;
            let here = other.id == school.id;
            let tone = if c.shortages(&other.id).next().is_some() { "warn" } else { "quiet" };
            let href = if here { String::new() } else { format!("{}/{}", s.path("schools"), other.id) };
            Some(json!({"lat": f64::from(l.lat_e7) / 1e7, "lon": f64::from(l.lon_e7) / 1e7, "name": other.name, "here": here, "tone": tone, "href": href}))
        })
        .collect();
    serde_json::Value::from(points).to_string()
}

fn map_note(w: &Words, school: &School) -> String {
    let Some(l) = school.location else { return String::new() };
    let degrees = |e7: i32| format!("{:.5}", f64::from(e7) / 1e7);
    let datum = match l.datum {
        Datum::Cgcs2000 => "CGCS2000",
        Datum::Wgs84 => "WGS-84",
        _ => "",
    };
    w.say(
        &Message::new("wb-school-map-note")
            .with("lon", degrees(l.lon_e7))
            .with("lat", degrees(l.lat_e7))
            .with("datum", datum),
    )
}

fn stages(w: &Words, c: &Computed, school: &School) -> Vec<StageView> {
    let found = c.needs.forecast.schools.iter().find(|f| f.school == school.id);
    found.map_or_else(Vec::new, |f| f.stages.iter().map(|st| stage(w, c, school, st)).collect())
}

fn stage(w: &Words, c: &Computed, school: &School, found: &StageForecast) -> StageView {
    let base = c.dossier.base_year;
    let past: Vec<_> = school.records.keys().copied().filter(|y| *y < base).collect();
    let mut x: Vec<u16> = past.iter().map(|y| y.0).collect();
    let counted_of = |y| school.record(y).and_then(|r| r.enrolment.pupils(found.stage));
    let mut counted: Vec<Option<u32>> = past.iter().map(|y| counted_of(*y)).collect();
    let mut expected: Vec<Option<u32>> = vec![None; past.len()];
    let (mut low, mut high): (Vec<Option<i64>>, Vec<Option<i64>>) = (vec![None; past.len()], vec![None; past.len()]);
    let mut years: Vec<(String, String, String, String)> =
        past.iter().map(|y| (y.to_string(), w.num(&counted_of(*y)), "—".to_owned(), "—".to_owned())).collect();
    for (year, range) in c.needs.forecast.years.iter().zip(&found.years) {
        let is_base = *year == base;
        x.push(year.0);
        counted.push(range.pupils.filter(|_| is_base));
        expected.push(range.pupils);
        low.push(if is_base { None } else { range.low });
        high.push(if is_base { None } else { range.high });
        let end = |v: Option<i64>| v.map_or_else(|| "—".to_owned(), |n| w.n(n));
        let star = if range.assumed { "*" } else { "" };
        years.push((format!("{year}{star}"), w.num(&range.pupils), end(range.low), end(range.high)));
    }
    let name = w.term(found.stage.zh());
    let first = found.years.first().and_then(|r| r.pupils);
    let last = found.years.last().and_then(|r| r.pupils);
    let m =
        Message::new("wb-school-forecast-summary").with("school", &school.name).with("stage", &name).with("base", base);
    let m = m
        .with("now", w.num(&first))
        .with("last", c.needs.forecast.years.last().map_or_else(String::new, ToString::to_string));
    let words = json!({"counted": w.t("wb-chart-counted"), "expected": w.t("wb-chart-expected"), "band": w.t("wb-chart-band"), "none": w.none()});
    let chart = json!({"kind": "forecast", "x": x, "counted": counted, "expected": expected, "low": low, "high": high, "words": words, "unit": w.t("wb-unit-persons")});
    StageView {
        name,
        chart: chart.to_string(),
        summary: w.say(&m.with("then", w.num(&last))),
        method: w.say(&found.method.message()),
        error: error(w, c, found.stage, found.group),
        years,
    }
}

/// How far such forecasts were off in the past: schools of this size, one and three years ahead.
fn error(w: &Words, c: &Computed, stage: Stage, group: usize) -> String {
    let of = |level: Level| -> Vec<String> {
        let rows = c
            .needs
            .forecast
            .tests
            .iter()
            .filter(|t| t.stage == stage && t.level == level && matches!(t.horizon, 1 | 3 | 5));
        rows.map(|t| {
            w.say(&Message::new("wb-school-error-at").with("years", t.horizon).with("error", w.percent(&t.chosen.mean)))
        })
        .collect()
    };
    let mut found = of(Level::Group(group));
    if found.is_empty() {
        found = of(Level::School);
    }
    if found.is_empty() { w.t("wb-school-no-test") } else { w.with("wb-school-error", "list", found.join("、")) }
}

fn gap(w: &Words, g: &Gap) -> GapView {
    let quantity = |q: Option<i64>| w.quantity(&g.item, &q);
    let (standard, key) = match g.standard {
        Standard::Basic => ("basic", "wb-standard-basic"),
        _ => ("balanced", "wb-standard-balanced"),
    };
    GapView {
        item: g.item.code(),
        name: w.term(g.item.zh()),
        standard,
        standard_name: w.t(key),
        required: if g.is_danger() { "—".to_owned() } else { quantity(g.required) },
        present: quantity(g.present),
        under_way: if g.under_way == 0 { "—".to_owned() } else { quantity(Some(g.under_way)) },
        short: match g.short {
            Some(0) => w.t("wb-met"),
            short => quantity(short),
        },
        tone: match rank(g) {
            0 => "bad",
            1 => "unknown",
            _ => "good",
        },
    }
}

fn project(w: &Words, p: &model::Project) -> ProjectView {
    let lines: Vec<_> = p.lines.iter().map(|l| (l.item, Some(l.quantity))).collect();
    let years = if p.start == p.finish { p.start.to_string() } else { format!("{}–{}", p.start, p.finish) };
    let money = p.total().map_or_else(|_| w.none(), |f| w.with("wb-wan", "amount", f.wan()));
    ProjectView { name: p.name.clone(), what: super::view::some_items(w, &lines, 4), money, years }
}

/// What the reviewer finds about the school or a project there, the gravest first; those let stand are told on their own page.
fn findings(w: &Words, c: &Computed, school: &School) -> Vec<FindingView> {
    let projects: Vec<_> = c.projects(&school.id).map(|p| &p.id).collect();
    let about = |f: &&rules::Finding| {
        f.stands()
            && (f.school.as_ref() == Some(&school.id) || f.project.as_ref().is_some_and(|p| projects.contains(&p)))
    };
    let view = |f: &rules::Finding| {
        let (key, tone) = match f.severity {
            rules::Severity::Blocks => ("wb-severity-blocks", "bad"),
            rules::Severity::NeedsReason => ("wb-severity-reason", "warn"),
            rules::Severity::Notice => ("wb-severity-notice", "info"),
        };
        FindingView { tone, severity: w.t(key), text: w.say(&f.message), remedy: w.say(&f.remedy) }
    };
    c.findings.iter().filter(about).map(view).collect()
}

#[derive(Template)]
#[template(path = "trace.html")]
struct TracePage {
    s: Shell,
    steps: Vec<Step>,
    missing: Vec<String>,
}

async fn trace(
    county: CountyView,
    Path((_, id, item, standard)): Path<(String, String, String, String)>,
) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let item = Item::from_code(&item).ok_or(Failure::NotFound)?;
    let wanted = match standard.as_str() {
        "basic" => Standard::Basic,
        "balanced" => Standard::Balanced,
        _ => return Err(Failure::NotFound),
    };
    let of = |g: &&Gap| g.school.0 == id && g.item == item && g.standard == wanted;
    let gap = c.needs.gaps.iter().find(of).ok_or(Failure::NotFound)?;
    let trace = needs::trace(&c.dossier, &c.policy, gap);
    let s = county.shell("", "schools");
    let w = s.w;
    render(&TracePage { steps: steps(&w, &trace, !c.dossier.origins.is_empty()), missing: missing(&w, gap), s })
}
