//! The map (地图): schools as circles by size and figure, zones, sites and projects; no tiles unless the office configures them.

pub mod boundary;
pub mod indicator;
pub mod settings;
pub mod tiles;

use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use boundary::Boundary;
use indicator::{Classed, Indicator};
use model::{Datum, Location, Message, Place, School, Stage};
use review::permission::Action;
use serde::Deserialize;
use serde_json::{Value, json};
use tiles::Tiles;

/// The pages' routes.
pub fn page(app: &App) -> Page {
    let page = Page::new(app).get("/c/{county}/map", Need::May(Action::SchoolRead), show).get(
        "/c/{county}/map/boundary.json",
        Need::May(Action::SchoolRead),
        shapes,
    );
    settings::routes(page)
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    s: Shell,
    lead: String,
    indicators: Vec<(String, &'static str, bool)>,
    stages: Vec<(String, &'static str, bool)>,
    note: String,
    legend: Vec<(usize, String, usize)>,
    unknown: usize,
    data: String,
    words: String,
    boundary: Option<Boundary>,
    tiles: Option<Tiles>,
    rows: Vec<Row>,
    unplaced: Vec<(String, String, String)>,
    value_name: String,
    /// Why the plan is not shown; then neither projects nor the indicator of them stand on the page.
    withheld: Option<String>,
}

struct Row {
    id: String,
    name: String,
    href: String,
    zone: String,
    pupils: String,
    value: String,
    class: Option<usize>,
    placed: bool,
    /// How many projects; `None` where the plan is withheld.
    projects: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    by: String,
    stage: String,
}

/// A place that can be drawn as it is: given in CGCS2000 or WGS-84, which agree within a metre.
fn drawn(location: Option<Location>) -> Option<(f64, f64)> {
    let l = location.filter(|l| matches!(l.datum, Datum::Cgcs2000 | Datum::Wgs84))?;
    Some((f64::from(l.lat_e7) / 1e7, f64::from(l.lon_e7) / 1e7))
}

fn teaches(school: &School, stage: Option<Stage>) -> bool {
    stage.is_none_or(|s| school.kind.is_some_and(|k| k.stages().contains(&s)) || school.zones.contains_key(&s))
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let withheld = county.withheld();
    let sees_plan = withheld.is_none();
    let indicators = Indicator::ALL.into_iter().filter(|i| sees_plan || !i.of_plan());
    let by = Indicator::from_code(&q.by).filter(|i| sees_plan || !i.of_plan()).unwrap_or(Indicator::Gaps);
    let stage = match q.stage.as_str() {
        "primary" => Some(Stage::Primary),
        "junior" => Some(Stage::Junior),
        _ => None,
    };
    let code = county.code.clone();
    let (boundary, tiles) = county.app.off(move |app| Ok((boundary::of(app, &code)?, tiles::of(app)?))).await?;
    let s = county.shell(&county.words().t("wb-map-title"), "map");
    let w = s.w;
    let classed = indicator::of(&c, by, stage);
    let shown: Vec<&School> = c.dossier.schools.iter().filter(|school| teaches(school, stage)).collect();
    let of_class = |n: usize| {
        let in_class = |school: &&&School| classed.values.get(&school.id).and_then(|v| classed.class(*v)) == Some(n);
        shown.iter().filter(in_class).count()
    };
    let range = |(low, high): &(i64, i64)| {
        if low == high { by.words(&w, *low) } else { format!("{} – {}", by.words(&w, *low), by.words(&w, *high)) }
    };
    let stages = [("", w.t("wb-all")), ("primary", w.t("wb-stage-primary")), ("junior", w.t("wb-stage-junior"))];
    let page = MapPage {
        lead: w.say(&Message::new("wb-map-lead").with("county", c.name()).with("base", c.dossier.base_year)),
        indicators: indicators.map(|i| (w.say(&i.name()), i.code(), i == by)).collect(),
        stages: stages.into_iter().map(|(code, name)| (name, code, code == q.stage)).collect(),
        note: w.say(&by.note()),
        legend: classed.classes.iter().enumerate().map(|(n, r)| (n, range(r), of_class(n))).collect(),
        unknown: shown.iter().filter(|school| !classed.values.contains_key(&school.id)).count(),
        data: data(&s, &c, &shown, (by, &classed), tiles.as_ref(), sees_plan).to_string(),
        words: words(&w, sees_plan).to_string(),
        rows: shown.iter().map(|school| row(&s, &c, school, (by, &classed), sees_plan)).collect(),
        unplaced: unplaced(&s, &c),
        value_name: w.say(&by.name()),
        withheld,
        boundary,
        tiles,
        s,
    };
    let policy = page.tiles.as_ref().map(tiles::policy);
    let mut response = render(&page)?;
    if let Some(value) = policy.and_then(|p| HeaderValue::from_str(&p).ok()) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    Ok(response)
}

fn words(w: &Words, sees_plan: bool) -> Value {
    json!({
        "pupils": w.t("wb-pupils"), "none": w.none(), "open": w.t("wb-map-open"), "near": w.t("wb-map-near"),
        "straight": w.t("wb-map-straight"), "here": w.t("wb-map-here"), "site": w.t("wb-map-site"),
        "zone": w.t("wb-zone"), "projects": w.t("wb-map-projects"), "none_planned": sees_plan.then(|| w.t("wb-map-no-project")), "close": w.t("wb-map-close"), "km": w.t("wb-map-km"),
        "m": w.t("wb-map-m"),
    })
}

fn pupils(c: &Computed, school: &School) -> Option<u32> {
    school.record(c.dossier.base_year).and_then(|r| r.enrolment.compulsory(|e, s| e.pupils(s)))
}

fn zone_names(w: &Words, c: &Computed, school: &School) -> String {
    let mut names: Vec<String> = school.zones.values().filter_map(|z| c.zone_name(Some(z))).collect();
    names.dedup();
    if names.is_empty() { w.t("wb-no-zone") } else { names.join("、") }
}

/// What the map's script draws; `projects` is null where the plan is withheld.
fn data(
    s: &Shell,
    c: &Computed,
    shown: &[&School],
    (by, classed): (Indicator, &Classed),
    tiles: Option<&Tiles>,
    sees_plan: bool,
) -> Value {
    let w = s.w;
    let point = |school: &&School| {
        let (lat, lon) = drawn(school.location)?;
        let value = classed.values.get(&school.id);
        let projects: Option<Vec<&str>> = sees_plan.then(|| c.projects(&school.id).map(|p| p.name.as_str()).collect());
        Some(json!({
            "id": school.id.0, "name": school.name, "lat": lat, "lon": lon, "pupils": pupils(c, school),
            "pupils_text": w.num(&pupils(c, school)), "class": value.and_then(|v| classed.class(*v)),
            "value": value.map_or_else(|| w.none(), |v| by.words(&w, *v)), "zone": zone_names(&w, c, school),
            "zones": school.zones.values().map(|z| z.0.clone()).collect::<Vec<_>>(), "projects": projects,
            "href": format!("{}/{}", s.path("schools"), school.id),
        }))
    };
    let site = |site: &model::CandidateSite| {
        let (lat, lon) = drawn(site.location)?;
        let at = |p: &&model::Project| matches!(&p.place, Place::Site(id) if *id == site.id);
        let own = || c.dossier.plan.projects.iter().filter(at).map(|p| p.name.as_str()).collect();
        let projects: Option<Vec<&str>> = sees_plan.then(own);
        Some(json!({"name": site.name, "lat": lat, "lon": lon, "seats": w.num(&site.seats), "projects": projects}))
    };
    json!({
        "schools": shown.iter().filter_map(point).collect::<Vec<_>>(),
        "sites": c.dossier.sites.iter().filter_map(site).collect::<Vec<_>>(),
        "zones": c.dossier.zones.iter().map(|z| json!({"id": z.id.0, "name": z.name})).collect::<Vec<_>>(),
        "tiles": tiles.map(|t| json!({"url": t.url, "attribution": t.attribution, "review": t.review})),
        "key": c.dossier.county.as_str(),
    })
}

fn row(s: &Shell, c: &Computed, school: &School, (by, classed): (Indicator, &Classed), sees_plan: bool) -> Row {
    let value = classed.values.get(&school.id);
    Row {
        id: school.id.0.clone(),
        name: school.name.clone(),
        href: format!("{}/{}", s.path("schools"), school.id),
        zone: zone_names(&s.w, c, school),
        pupils: s.num(&pupils(c, school)),
        value: value.map_or_else(|| s.none(), |v| by.words(&s.w, *v)),
        class: value.and_then(|v| classed.class(*v)),
        placed: drawn(school.location).is_some(),
        projects: sees_plan.then(|| c.projects(&school.id).count()),
    }
}

/// Schools and sites that cannot be drawn: name, address of the school, and why.
fn unplaced(s: &Shell, c: &Computed) -> Vec<(String, String, String)> {
    let why = |location: Option<Location>| match location {
        None => Some(s.t("wb-map-no-place")),
        Some(l) => match l.datum {
            Datum::Cgcs2000 | Datum::Wgs84 => None,
            Datum::Gcj02 => Some(s.with("wb-map-other-datum", "datum", "GCJ-02")),
            Datum::Bd09 => Some(s.with("wb-map-other-datum", "datum", "BD-09")),
            Datum::Unstated => Some(s.t("wb-map-no-datum")),
        },
    };
    let schools = c.dossier.schools.iter().filter_map(|school| {
        Some((school.name.clone(), format!("{}/{}", s.path("schools"), school.id), why(school.location)?))
    });
    let sites = c.dossier.sites.iter().filter_map(|site| Some((site.name.clone(), String::new(), why(site.location)?)));
    schools.chain(sites).collect()
}

/// The boundary's shapes.
async fn shapes(county: CountyView) -> Result<Response, Failure> {
    let code = county.code.clone();
    let read = move |app: &App| {
        let found = boundary::of(app, &code)?.ok_or(Failure::NotFound)?;
        boundary::shapes(app, &found)
    };
    let bytes = county.app.off(read).await?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], bytes).into_response())
}
