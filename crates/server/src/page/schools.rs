//! The register of schools (学校名录): search, filters, order, pages; and the workbook of the whole county.

use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::{Failure, form_urlencoded};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use model::{Message, School, SchoolKind};
use policy::Standard;
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Rows on a page.
const ROWS: usize = 50;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/schools", Need::May(Action::SchoolRead), show).get(
        "/c/{county}/schools.xlsx",
        Need::May(Action::SchoolRead),
        workbook,
    )
}

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    kind: String,
    zone: String,
    setting: String,
    data: String,
    sort: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "schools.html", blocks = ["rows"])]
struct Schools {
    s: Shell,
    q: Asked,
    lead: String,
    may_import: bool,
    may_edit: bool,
    filters: Vec<Filter>,
    found: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Vec<Turn>,
}

struct Filter {
    name: &'static str,
    label: String,
    chosen: String,
    options: Vec<Choice>,
}

struct Choice {
    value: String,
    label: String,
}

struct Head {
    label: String,
    href: String,
    numeric: bool,
    sorted: &'static str,
}

struct Turn {
    n: usize,
    href: String,
    here: bool,
}

#[derive(Clone)]
struct Row {
    id: String,
    name: String,
    kind: String,
    setting: String,
    zone: String,
    pupils: String,
    pupils_n: Option<u32>,
    classes: String,
    classes_n: Option<u32>,
    large: u32,
    large_text: String,
    short: u32,
    unknown: u32,
    layout: String,
    excluded: String,
}

async fn show(county: CountyView, headers: HeaderMap, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let s = county.shell(&county.words().t("wb-schools-title"), "schools");
    let mut rows = rows(&s.w, &c);
    let all = rows.len();
    rows.retain(|(school, row)| fits(school, row, &q));
    order(&mut rows, &q.sort);
    let found = rows.len();
    let count = found.div_ceil(ROWS).max(1);
    let here = q.page.clamp(1, count);
    let pages = (1..=count).map(|n| Turn { n, href: address(&s, &q, &q.sort, n), here: n == here }).collect();
    let rows = rows.into_iter().skip((here - 1) * ROWS).take(ROWS).map(|(_, row)| row).collect();
    let view = Schools {
        lead: s.say(
            &Message::new("wb-schools-lead")
                .with("county", c.name())
                .with("all", all)
                .with("base", c.dossier.base_year),
        ),
        may_import: county.may(Action::SchoolImport),
        may_edit: county.may(Action::SchoolEdit) || county.may(Action::BudgetEdit),
        filters: filters(&s.w, &c, &q),
        found: s.with("wb-schools-found", "count", found),
        heads: heads(&s, &q),
        rows,
        pages,
        q,
        s,
    };
    // a script of the page asks for the table alone
    if headers.contains_key("hx-request") && headers.get("hx-target").is_some_and(|t| t == "rows") {
        return Ok(Html(view.as_rows().render()?).into_response());
    }
    render(&view)
}

fn rows<'a>(w: &Words, c: &'a Computed) -> Vec<(&'a School, Row)> {
    let mut tiers: BTreeMap<&model::SchoolId, (u32, u32)> = BTreeMap::new();
    for gap in c.needs.gaps.iter().filter(|g| g.standard == Standard::Basic) {
        let (short, unknown) = tiers.entry(&gap.school).or_default();
        match gap.short {
            None => *unknown += 1,
            Some(0) => {}
            Some(_) => *short += 1,
        }
    }
    let mut large: BTreeMap<&model::SchoolId, (u32, bool)> = BTreeMap::new();
    for classes in &c.needs.large.classes {
        let (count, known) = large.entry(&classes.school).or_insert((0, true));
        *count += classes.large + classes.large_by_average;
        *known &= classes.sizes.complete();
    }
    let excluded: BTreeMap<_, _> = c.needs.excluded.iter().map(|e| (&e.school, w.say(&e.reason.message()))).collect();
    let zones: BTreeMap<_, _> = c.dossier.zones.iter().map(|z| (&z.id, z.name.as_str())).collect();
    let one = |school: &'a School| {
        let record = school.record(c.dossier.base_year);
        let pupils = record.and_then(|r| r.enrolment.compulsory(|e, s| e.pupils(s)));
        let classes = record.and_then(|r| r.enrolment.compulsory(|e, s| e.classes(s)));
        let (short, unknown) = tiers.get(&school.id).copied().unwrap_or_default();
        let (large, known) = large.get(&school.id).copied().unwrap_or((0, false));
        let mut named: Vec<&str> =
            school.zones.values().map(|z| zones.get(z).copied().unwrap_or(z.0.as_str())).collect();
        named.dedup();
        let row = Row {
            id: school.id.to_string(),
            name: school.name.clone(),
            kind: school.kind.map_or_else(|| w.none(), |k| w.term(k.zh())),
            setting: school.setting.map_or_else(|| w.none(), |k| w.term(k.zh())),
            zone: if named.is_empty() { w.t("wb-no-zone") } else { named.join("、") },
            pupils: w.num(&pupils),
            pupils_n: pupils,
            classes: w.num(&classes),
            classes_n: classes,
            large,
            large_text: if known { "0".to_owned() } else { w.none() },
            short,
            unknown,
            layout: school.layout_on(c.dossier.as_of).map_or_else(|| w.none(), |l| w.term(l.status.zh())),
            excluded: excluded.get(&school.id).cloned().unwrap_or_default(),
        };
        (school, row)
    };
    c.dossier.schools.iter().map(one).collect()
}

/// Every word asked for is in the name, the key, the code or the township.
fn fits(school: &School, row: &Row, q: &Asked) -> bool {
    let code = |text: &str| school.codes.iter().any(|c| c.code.to_string().contains(text));
    let township = school.township.as_deref().unwrap_or("");
    let words =
        q.q.split_whitespace()
            .all(|word| row.name.contains(word) || row.id.contains(word) || township.contains(word) || code(word));
    let is = |given: &str, code: Option<&'static str>| given.is_empty() || code == Some(given);
    let data = match q.data.as_str() {
        "missing" => row.excluded.is_empty() && row.unknown > 0,
        "short" => row.excluded.is_empty() && row.short > 0,
        "large" => row.large > 0,
        "excluded" => !row.excluded.is_empty(),
        _ => true,
    };
    words
        && data
        && is(&q.kind, school.kind.map(SchoolKind::code))
        && is(&q.setting, school.setting.map(model::Setting::code))
        && (q.zone.is_empty() || school.zones.values().any(|z| z.0 == q.zone))
}

fn order(rows: &mut [(&School, Row)], sort: &str) {
    // what is not known stands last, whichever way the column is ordered
    fn by<K: Ord>(rows: &mut [(&School, Row)], down: bool, key: impl Fn(&Row) -> Option<K>) {
        rows.sort_by(|(_, a), (_, b)| match (key(a), key(b)) {
            (Some(x), Some(y)) => {
                if down {
                    y.cmp(&x)
                } else {
                    x.cmp(&y)
                }
            }
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
    let (name, down) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    // figures are first shown largest first
    match name {
        "name" => by(rows, down, |r| Some(r.name.clone())),
        "kind" => by(rows, down, |r| Some(r.kind.clone())),
        "zone" => by(rows, down, |r| Some(r.zone.clone())),
        "pupils" => by(rows, !down, |r| r.pupils_n),
        "classes" => by(rows, !down, |r| r.classes_n),
        "large" => by(rows, !down, |r| Some(r.large)),
        "short" => by(rows, !down, |r| r.excluded.is_empty().then_some(r.short)),
        "unknown" => by(rows, !down, |r| r.excluded.is_empty().then_some(r.unknown)),
        _ => {}
    }
}

fn address(s: &Shell, q: &Asked, sort: &str, page: usize) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let given = [
        ("q", q.q.as_str()),
        ("kind", &q.kind),
        ("zone", &q.zone),
        ("setting", &q.setting),
        ("data", &q.data),
        ("sort", sort),
        ("page", &page),
    ];
    let parts: Vec<String> =
        given.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", form_urlencoded(v))).collect();
    if parts.is_empty() { s.path("schools") } else { format!("{}?{}", s.path("schools"), parts.join("&")) }
}

fn heads(s: &Shell, q: &Asked) -> Vec<Head> {
    let head = |name: &str, key: &'static str, numeric: bool| {
        let turned = format!("-{name}");
        let (sorted, next) = match q.sort.as_str() {
            given if given == name => (if numeric { "descending" } else { "ascending" }, turned.as_str()),
            given if given == turned => (if numeric { "ascending" } else { "descending" }, name),
            _ => ("", name),
        };
        let href = if name.is_empty() { String::new() } else { address(s, q, next, 1) };
        let sorted = if name.is_empty() { "" } else { sorted };
        Head { label: s.t(key), href, numeric, sorted }
    };
    vec![
        head("name", "wb-school", false),
        head("kind", "wb-kind", false),
        head("", "wb-setting", false),
        head("zone", "wb-zone", false),
        head("pupils", "wb-pupils", true),
        head("classes", "wb-classes", true),
        head("large", "wb-large", true),
        head("short", "wb-short-items", true),
        head("unknown", "wb-no-data-items", true),
        head("", "wb-layout", false),
    ]
}

fn filters(w: &Words, c: &Computed, q: &Asked) -> Vec<Filter> {
    let mut kinds: Vec<SchoolKind> = c.dossier.schools.iter().filter_map(|s| s.kind).collect();
    kinds.sort();
    kinds.dedup();
    let mut settings: Vec<model::Setting> = c.dossier.schools.iter().filter_map(|s| s.setting).collect();
    settings.sort();
    settings.dedup();
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let data = [
        ("short", "wb-filter-short"),
        ("missing", "wb-filter-missing"),
        ("large", "wb-filter-large"),
        ("excluded", "wb-filter-excluded"),
    ];
    vec![
        Filter {
            name: "kind",
            label: w.t("wb-kind"),
            chosen: q.kind.clone(),
            options: kinds.iter().map(|k| choice(k.code(), &w.term(k.zh()))).collect(),
        },
        Filter {
            name: "zone",
            label: w.t("wb-zone"),
            chosen: q.zone.clone(),
            options: c.dossier.zones.iter().map(|z| choice(&z.id.0, &z.name)).collect(),
        },
        Filter {
            name: "setting",
            label: w.t("wb-setting"),
            chosen: q.setting.clone(),
            options: settings.iter().map(|k| choice(k.code(), &w.term(k.zh()))).collect(),
        },
        Filter {
            name: "data",
            label: w.t("wb-filter"),
            chosen: q.data.clone(),
            options: data.map(|(v, k)| choice(v, &w.t(k))).into(),
        },
    ]
}

/// The county's workbook as it stands.
///
/// # Errors
/// When it cannot be written.
pub async fn workbook(county: CountyView) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let whole = county.sees_plan();
    let kind = if whole { "工作簿" } else { "工作簿（不含规划）" };
    let name = format!("{}-{}-{kind}.xlsx", c.dossier.county, c.name());
    let write = move || match whole {
        true => exchange::workbook::write(&c.dossier),
        false => exchange::workbook::write_without_plan(&c.dossier),
    };
    let bytes = tokio::task::spawn_blocking(write).await?;
    let bytes = bytes.map_err(|e| Failure::Internal(e.to_string()))?;
    Ok(super::download(&name, super::XLSX, bytes))
}
