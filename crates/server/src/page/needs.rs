//! Needs (需求测算): seats by zone and year, large classes, gaps by school and item, indicators with their spread.

use super::view::zone;
use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::response::Response;
use model::{Item, Message, Stage};
use needs::balance::year2017::{SEVEN, StageSeven};
use needs::steer::say;
use policy::Standard;
use review::permission::Action;
use serde_json::json;
use std::collections::BTreeMap;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/needs", Need::May(Action::NeedsRead), show)
}

#[derive(Template)]
#[template(path = "needs.html")]
struct NeedsPage {
    s: Shell,
    lead: String,
    years: Vec<String>,
    seats: Vec<SeatRow>,
    large_now: String,
    large_charts: Vec<Chart>,
    crowded: Vec<Crowded>,
    heat_items: Vec<String>,
    heat: Vec<HeatRow>,
    heat_note: String,
    items: Vec<ItemRow>,
    seven: Vec<Seven>,
}

struct Cell {
    tone: &'static str,
    text: String,
    title: String,
}

struct SeatRow {
    zone: String,
    stage: String,
    cells: Vec<Cell>,
    nature: String,
}

struct Chart {
    name: String,
    data: String,
    summary: String,
}

struct Crowded {
    id: String,
    name: String,
    stage: String,
    pupils: String,
    classes: String,
    average: String,
    large: String,
    very_large: u32,
    steer: String,
}

struct HeatRow {
    id: String,
    name: String,
    cells: Vec<Cell>,
}

struct ItemRow {
    name: String,
    unit: String,
    required: String,
    present: String,
    short: String,
    schools: u32,
    data: String,
}

struct Seven {
    name: String,
    verdict: String,
    rows: Vec<SevenRow>,
}

struct SevenRow {
    name: String,
    threshold: String,
    mean: String,
    spread: String,
    coefficient: String,
    within: String,
    tone: &'static str,
    data: String,
}

async fn show(county: CountyView) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let s = county.shell(&county.words().t("wb-needs-title"), "needs");
    let w = s.w;
    let known = c.known_gaps();
    let lead = Message::new("wb-needs-lead")
        .with("county", c.name())
        .with("base", c.dossier.base_year)
        .with("schools", c.needs.summary.schools);
    let sees_plan = county.sees_plan();
    let (heat_items, heat, hidden) = heat(&w, &c);
    let large = &c.needs.large;
    let now = Message::new("wb-needs-large-now").with("large", large.large).with("very", large.very_large);
    let now = now
        .with("average", large.large_by_average)
        .with("coverage", w.coverage(&large.sizes))
        .with("schools", large.schools.len());
    render(&NeedsPage {
        lead: w.say(&lead.with("coverage", w.coverage(&known))),
        years: c.needs.forecast.years.iter().map(ToString::to_string).collect(),
        seats: c.needs.seats.iter().map(|b| seats(&w, &c, b)).collect(),
        large_now: w.say(&now),
        large_charts: Stage::COMPULSORY.iter().filter_map(|st| chart(&w, &c, *st, sees_plan)).collect(),
        crowded: crowded(&w, &c),
        heat_note: w.with("wb-needs-heat-note", "count", hidden),
        heat_items,
        heat,
        items: items(&w, &c),
        seven: c.needs.balance2017.stages.iter().map(|st| seven(&w, &c, st)).collect(),
        s,
    })
}

fn seats(w: &Words, c: &Computed, balance: &needs::SeatBalance) -> SeatRow {
    let cell = |y: &needs::seat::SeatYear| {
        let title =
            Message::new("wb-needs-seat-cell").with("seats", w.total(&y.seats)).with("pupils", w.total(&y.pupils));
        let tone = match (y.spare, y.seats.complete()) {
            (None, _) => "none",
            (Some(v), _) if v >= 0 => "plus",
            (Some(v), Some(seats)) if seats > 0 && v.saturating_mul(-100) / seats <= 5 => "1",
            (Some(v), Some(seats)) if seats > 0 && v.saturating_mul(-100) / seats <= 15 => "2",
            _ => "3",
        };
        Cell { tone, text: w.num(&y.spare), title: w.say(&title) }
    };
    let end = balance.years.iter().find(|y| y.year.0 == c.dossier.cycle.last.0).or(balance.years.last());
    SeatRow {
        zone: zone(w, c.zone_name(balance.zone.as_ref())),
        stage: w.term(balance.stage.zh()),
        cells: balance.years.iter().map(cell).collect(),
        nature: end.and_then(|y| y.shortage).map_or_else(|| w.none(), |sh| w.say(&sh.message())),
    }
}

/// Large classes as things stand and, for those who see it, with the plan.
fn chart(w: &Words, c: &Computed, stage: Stage, sees_plan: bool) -> Option<Chart> {
    let now: Vec<Option<i64>> = c.needs.outlook.large(stage).iter().map(|t| t.complete()).collect();
    let planned: Vec<Option<i64>> = c.planned.large(stage).iter().map(|t| t.complete()).collect();
    if now.is_empty() {
        return None;
    }
    let years: Vec<u16> = c.needs.outlook.years.iter().map(|y| y.0).collect();
    let list = |values: &[Option<i64>]| -> String {
        let parts: Vec<String> = years.iter().zip(values).map(|(y, v)| format!("{y} {}", w.num(v))).collect();
        parts.join("、")
    };
    let key = if sees_plan { "wb-needs-large-summary" } else { "wb-needs-large-summary-alone" };
    let summary = Message::new(key).with("now", list(&now)).with("planned", list(&planned));
    let mut series = vec![json!({"name": w.t("wb-needs-without-plan"), "data": now})];
    if sees_plan {
        series.push(json!({"name": w.t("wb-needs-with-plan"), "data": planned}));
    }
    let data = json!({"kind": "lines", "x": years, "series": series, "unit": w.t("wb-unit-classes"), "zero": true});
    Some(Chart { name: w.term(stage.zh()), data: data.to_string(), summary: w.say(&summary) })
}

fn crowded(w: &Words, c: &Computed) -> Vec<Crowded> {
    let mut advice: BTreeMap<(&model::SchoolId, Stage), Vec<String>> = BTreeMap::new();
    for step in &c.needs.steering.steps {
        let (message, distance) = say::step(&c.dossier, step);
        let mut text = w.say(&message);
        if let Some(distance) = distance {
            text.push_str(&w.say(&distance));
        }
        advice.entry((&step.school, step.stage)).or_default().push(text);
    }
    for rest in &c.needs.steering.rest {
        advice.entry((&rest.school, rest.stage)).or_default().push(w.say(&say::rest(rest)));
    }
    let found = c.needs.large.classes.iter().filter(|l| l.large > 0 || l.large_by_average > 0);
    let row = |l: &needs::large::LargeClasses| Crowded {
        id: l.school.to_string(),
        name: c.school_name(&l.school),
        stage: w.term(l.stage.zh()),
        pupils: w.num(&l.pupils),
        classes: w.num(&l.classes),
        average: l.average_tenths().map_or_else(|| w.none(), |t| format!("{}.{}", t / 10, t % 10)),
        large: if l.large_by_average > 0 {
            w.with("wb-at-least", "count", l.large.saturating_add(l.large_by_average))
        } else {
            l.large.to_string()
        },
        very_large: l.very_large,
        steer: advice.get(&(&l.school, l.stage)).map_or_else(|| "—".to_owned(), |a| a.join("；")),
    };
    found.map(row).collect()
}

/// Schools by items: what share of the requirement is lacking. Items nobody is short of are left out; so many.
fn heat(w: &Words, c: &Computed) -> (Vec<String>, Vec<HeatRow>, usize) {
    let asked: Vec<Item> =
        c.needs.summary.items.iter().filter(|i| i.standard == Standard::Basic).map(|i| i.item).collect();
    let lacking = |item: &Item| c.needs.summary.item(*item, Standard::Basic).is_some_and(|i| i.short_schools > 0);
    let shown: Vec<Item> = asked.iter().copied().filter(lacking).collect();
    let place: BTreeMap<Item, usize> = shown.iter().enumerate().map(|(n, i)| (*i, n)).collect();
    let mut by_school: BTreeMap<&model::SchoolId, Vec<Option<&needs::Gap>>> = BTreeMap::new();
    for gap in c.needs.gaps.iter().filter(|g| g.standard == Standard::Basic) {
        let Some(at) = place.get(&gap.item) else { continue };
        let row = by_school.entry(&gap.school).or_insert_with(|| vec![None; shown.len()]);
        if let Some(slot) = row.get_mut(*at) {
            *slot = Some(gap);
        }
    }
    let mut rows: Vec<(usize, HeatRow)> = by_school
        .into_iter()
        .map(|(id, gaps)| {
            let short = gaps.iter().flatten().filter(|g| g.is_short()).count();
            let cells = gaps.iter().zip(&shown).map(|(gap, item)| heat_cell(w, *item, *gap)).collect();
            (short, HeatRow { id: id.to_string(), name: c.school_name(id), cells })
        })
        .collect();
    rows.sort_by_key(|(short, _)| std::cmp::Reverse(*short));
    let names = shown.iter().map(|i| w.term(i.zh())).collect();
    (names, rows.into_iter().map(|(_, r)| r).collect(), asked.len().saturating_sub(shown.len()))
}

fn heat_cell(w: &Words, item: Item, gap: Option<&needs::Gap>) -> Cell {
    let Some(gap) = gap else { return Cell { tone: "off", text: "—".to_owned(), title: w.t("wb-needs-not-asked") } };
    let title =
        Message::new("wb-needs-heat-cell").with("item", item.zh()).with("required", w.quantity(&item, &gap.required));
    let title =
        w.say(&title.with("present", w.quantity(&item, &gap.present)).with("short", w.quantity(&item, &gap.short)));
    let whole = if gap.is_danger() { gap.present } else { gap.required };
    match (gap.short, whole) {
        (None, _) => Cell { tone: "none", text: "?".to_owned(), title },
        (Some(0), _) => Cell { tone: "0", text: "0".to_owned(), title },
        (Some(short), Some(whole)) if whole > 0 => {
            // rounded up: what is short is never shown as nothing
            let percent = (i128::from(short) * 100 + i128::from(whole) - 1) / i128::from(whole);
            let tone = if percent <= 20 {
                "1"
            } else if percent <= 50 {
                "2"
            } else {
                "3"
            };
            Cell { tone, text: percent.to_string(), title }
        }
        _ => Cell { tone: "3", text: "100".to_owned(), title },
    }
}

fn items(w: &Words, c: &Computed) -> Vec<ItemRow> {
    let show = |item: Item, t: &model::Total| match t.sum {
        Some(sum) => item.unit().show(sum),
        None => w.none(),
    };
    let basic = c.needs.summary.items.iter().filter(|i| i.standard == Standard::Basic);
    basic
        .map(|i| ItemRow {
            name: w.term(i.item.zh()),
            unit: w.term(i.item.unit().zh()),
            required: show(i.item, &i.required),
            present: show(i.item, &i.present),
            short: show(i.item, &i.short),
            schools: i.short_schools,
            data: w.coverage(&i.coverage),
        })
        .collect()
}

fn seven(w: &Words, c: &Computed, stage: &StageSeven) -> Seven {
    let verdict = Message::new("wb-needs-seven-verdict")
        .with("passing", stage.passing)
        .with("decided", w.coverage(&stage.decided));
    let row = |(n, i): (usize, &needs::balance::year2017::CountyIndicator)| {
        let values: Vec<u64> = c
            .needs
            .balance2017
            .schools
            .iter()
            .filter(|sc| sc.stage == stage.stage)
            .filter_map(|sc| sc.values.get(n).copied().flatten())
            .collect();
        let (within, tone) = match i.within {
            Some(true) => ("wb-within-yes", "good"),
            Some(false) => ("wb-within-no", "bad"),
            None => ("wb-within-unknown", "warn"),
        };
        SevenRow {
            name: indicator(w, i.indicator),
            threshold: w.micro(&i.threshold),
            mean: w.micro(&i.mean),
            spread: spread(w, &values, i.threshold),
            coefficient: i.coefficient.map_or_else(|| w.none(), |x| x.to_string()),
            within: w.t(within),
            tone,
            data: w.coverage(&i.coverage),
        }
    };
    debug_assert!(stage.indicators.len() <= SEVEN.len());
    Seven {
        name: w.term(stage.stage.zh()),
        verdict: w.say(&verdict),
        rows: stage.indicators.iter().enumerate().map(row).collect(),
    }
}

/// The name of an indicator.
fn indicator(w: &Words, indicator: needs::Indicator) -> String {
    let code = serde_json::to_value(indicator).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    w.say(&Message { key: format!("cli-indicator-{}", code.replace('_', "-")).into(), args: BTreeMap::new() })
}

/// Every school as a dot between nothing and the most, the threshold as a line.
fn spread(w: &Words, values: &[u64], threshold: Option<u64>) -> String {
    let most = values.iter().copied().chain(threshold).max().unwrap_or(0).max(1);
    let x = |v: u64| 4 + u128::from(v) * 122 / u128::from(most);
    if values.is_empty() {
        return String::new();
    }
    let (low, high) = (values.iter().min().copied(), values.iter().max().copied());
    let label = Message::new("wb-needs-spread-label")
        .with("count", values.len())
        .with("low", w.micro(&low))
        .with("high", w.micro(&high));
    let mut out = format!(
        "<svg class=\"spread\" viewBox=\"0 0 130 18\" role=\"img\" aria-label=\"{}\"><rect x=\"2\" y=\"8\" width=\"126\" height=\"2\"/>",
        super::view::escaped(&w.say(&label))
    );
    for value in values {
        out += &format!("<circle cx=\"{}\" cy=\"9\" r=\"3.500\"/>", x(*value));
    }
    if let Some(t) = threshold {
        out += &format!("<line x1=\"{0}\" x2=\"{0}\" y1=\"1\" y2=\"17\"/>", x(t));
    }
    out + "</svg>"
}
