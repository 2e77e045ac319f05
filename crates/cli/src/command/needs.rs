//! `junheng needs` (需求测算): gaps, large classes, indicators, seats.

use crate::args::Needs;
use crate::command::trace::find_school;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use ::needs::forecast::cohort::{BirthTable, Cutoff};
use ::needs::outlook::Gone;
use ::needs::steer::say;
use ::needs::{Gap, Indicator, Needs as Measured};
use model::{Dossier, Item, Message, School, SchoolId};
use policy::{Policy, Standard};
use std::collections::BTreeSet;

pub fn run(args: &Needs, out: &Output) -> Result<Exit, Failure> {
    let dossier = source::dossier(&args.file, out)?;
    let policy = source::policy(&dossier.county, &args.policy, out)?;
    let needs = ::needs::assess(&dossier, &policy);
    let school = args.school.as_deref().map(|given| find_school(&dossier, given)).transpose()?;
    if out.json {
        json(out, &dossier, &policy, &needs, school);
        return Ok(Exit::Fine);
    }
    match school {
        Some(school) => one(out, &needs, school),
        None => county(out, &dossier, &needs),
    }
    Ok(Exit::Fine)
}

/// Children of entry age by zone and autumn (入学适龄人口), in thousandths of a child; those whose births are known.
fn entrants(dossier: &Dossier, policy: &Policy, needs: &Measured) -> Vec<serde_json::Value> {
    let Some(cutoff) = Cutoff::from_policy(policy, dossier.as_of) else { return Vec::new() };
    let births = BirthTable::of(&dossier.births);
    let mut found = Vec::new();
    for zone in &dossier.zones {
        for year in &needs.forecast.years {
            if let Some(children) = births.cohort(&zone.id, *year, cutoff) {
                let thousandths = (children * 1000.0).round();
                found.push(serde_json::json!({ "zone": zone.id, "year": year, "children": thousandths as i64 }));
            }
        }
    }
    found
}

fn json(out: &Output, dossier: &Dossier, policy: &Policy, needs: &Measured, school: Option<&School>) {
    let gaps: Vec<&Gap> = needs.gaps.iter().filter(|g| school.is_none_or(|s| s.id == g.school)).collect();
    out.value(&serde_json::json!({
        "county": dossier.county, "base_year": dossier.base_year, "summary": needs.summary, "gaps": gaps,
        "excluded": needs.excluded, "balance2017": needs.balance2017, "balance2012": needs.balance2012,
        "large": needs.large, "baseline": needs.baseline, "seats": needs.seats, "forecast": needs.forecast,
        "steering": needs.steering, "outlook": needs.outlook, "boarding": needs.boarding,
        "curriculum": needs.curriculum, "entrants": entrants(dossier, policy, needs),
    }));
}

fn county(out: &Output, dossier: &Dossier, needs: &Measured) {
    let head = Message::new("cli-needs-head").with("county", dossier.county_name()).with("year", dossier.base_year);
    out.line(&out.tone(Tone::Strong, &out.say(&head)));
    let (short, met, unknown) = needs.summary.gaps(Standard::Basic);
    let coverage = Message::new("cli-needs-coverage")
        .with("schools", needs.summary.schools)
        .with("known", short + met)
        .with("of", short + met + unknown);
    out.tell(&coverage);
    let rows: Vec<Vec<String>> = needs
        .summary
        .items
        .iter()
        .filter(|i| i.standard == Standard::Basic)
        .map(|i| {
            vec![
                i.item.zh().to_owned(),
                i.item.unit().zh().to_owned(),
                show(out, i.item, i.required.sum),
                show(out, i.item, i.present.sum),
                show(out, i.item, i.short.sum),
                i.short_schools.to_string(),
                format!("{}/{}", i.coverage.known, i.coverage.of),
            ]
        })
        .collect();
    let columns = [
        "cli-col-item",
        "cli-col-unit",
        "cli-col-required",
        "cli-col-present",
        "cli-col-gap-amount",
        "cli-col-short-schools",
        "cli-col-coverage",
    ];
    out.table(&columns, &rows, &[2, 3, 4, 5, 6]);
    large(out, needs);
    outlook(out, needs);
    boarding(out, needs);
    curriculum(out, needs);
    steering(out, dossier, needs);
    indicators(out, needs);
    seats(out, dossier, needs);
}

fn large(out: &Output, needs: &Measured) {
    let large = &needs.large;
    let message = Message::new("cli-needs-large")
        .with("large", large.large)
        .with("very", large.very_large)
        .with("average", large.large_by_average)
        .with("known", large.sizes.known)
        .with("of", large.sizes.of)
        .with("schools", large.schools.len());
    out.tell(&message);
}

/// How large classes and schools go by themselves.
/// Small rural schools: subject by subject, how many lack the means.
fn curriculum(out: &Output, needs: &Measured) {
    let found = &needs.curriculum;
    if found.schools.is_empty() {
        return;
    }
    let lacking: Vec<String> = found
        .subjects
        .iter()
        .filter(|s| s.lacks > 0 || s.no_data > 0)
        .map(|s| {
            let line = Message::new("needs-curriculum-subject").with("subject", s.subject.zh());
            out.say(&line.with("lacks", s.lacks).with("unknown", s.no_data))
        })
        .collect();
    let head = Message::new("needs-curriculum-head").with("schools", found.schools.len());
    out.tell(&head.with("unknown", found.unknown));
    let line = match lacking.is_empty() {
        true => out.word("needs-curriculum-all"),
        false => lacking.join("；"),
    };
    out.line(&line);
}

/// Boarders now, at their most, and in the last year.
fn boarding(out: &Output, needs: &Measured) {
    let found = &needs.boarding;
    if found.schools.is_empty() && found.unknown == 0 {
        return;
    }
    let head = Message::new("needs-boarding-head").with("schools", found.schools.len()).with("unknown", found.unknown);
    out.tell(&head);
    let number = |t: &model::Total| t.complete().map_or_else(|| out.word("cli-no-data"), |n| n.to_string());
    let area =
        |t: &model::Total| t.complete().map_or_else(|| out.word("cli-no-data"), |n| Item::Dormitory.unit().show(n));
    let peak = found.peak().map(|y| y.year);
    let ends = [found.years.first(), found.years.last()].map(|y| y.map(|y| y.year));
    for year in found.years.iter().filter(|y| Some(y.year) == peak || ends.contains(&Some(y.year))) {
        let key = if Some(year.year) == peak { "needs-boarding-peak" } else { "needs-boarding-year" };
        let line = Message { key: key.into(), args: std::collections::BTreeMap::new() };
        let line = line
            .with("year", year.year)
            .with("boarders", number(&year.boarders))
            .with("beds", number(&year.beds))
            .with("dormitory", area(&year.dormitory));
        out.tell(&line);
    }
}

fn outlook(out: &Output, needs: &Measured) {
    let found = &needs.outlook;
    for (stage, totals) in &found.large {
        let years = found.years.iter().zip(totals);
        let years = years.map(|(year, total)| {
            let (known, of) = (total.coverage.known, total.coverage.of);
            let share = if known == of { String::new() } else { format!(" ({known}/{of})") };
            format!("{year} {}{share}", number(out, total.sum))
        });
        let line = Message::new("needs-outlook-large")
            .with("stage", stage.zh())
            .with("years", years.collect::<Vec<_>>().join("  "));
        out.tell(&line);
    }
    if !found.schools.is_empty() {
        let gone = found.schools.iter().filter(|s| matches!(s.gone, Gone::From(_))).count();
        out.tell(&Message::new("needs-outlook-sizes").with("count", found.schools.len()).with("gone", gone));
    }
}

/// What is to be tried before building.
fn steering(out: &Output, dossier: &Dossier, needs: &Measured) {
    let found = &needs.steering;
    let schools: BTreeSet<&SchoolId> =
        found.steps.iter().map(|s| &s.school).chain(found.rest.iter().map(|r| &r.school)).collect();
    let rest = found.rest.iter().fold(0_u32, |sum, r| sum.saturating_add(r.pupils));
    let head = Message::new("needs-steer-head")
        .with("schools", schools.len())
        .with("moved", found.moved())
        .with("rest", rest)
        .with("known", found.judged.known)
        .with("of", found.judged.of);
    out.tell(&head);
    let name = |id: &SchoolId| dossier.school(id).map_or_else(|| id.to_string(), |s| s.name.clone());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for step in &found.steps {
        let (what, distance) = say::step(dossier, step);
        let distance = distance.map_or_else(String::new, |m| out.say(&m));
        let grade = step.grade.map(|g| out.say(&Message::new("needs-steer-grade").with("grade", g.0)));
        let stage = grade.unwrap_or_else(|| step.stage.zh().to_owned());
        rows.push(vec![name(&step.school), stage, out.say(&what.with("distance", distance))]);
    }
    rows.extend(found.rest.iter().map(|r| vec![name(&r.school), r.stage.zh().to_owned(), out.say(&say::rest(r))]));
    if !rows.is_empty() {
        out.table(&["cli-col-school", "cli-col-stage", "cli-col-way"], &rows, &[]);
    }
}

fn indicators(out: &Output, needs: &Measured) {
    let rows: Vec<Vec<String>> = needs
        .balance2017
        .stages
        .iter()
        .flat_map(|s| s.indicators.iter().map(move |i| (s, i)))
        .map(|(stage, i)| {
            vec![
                stage.stage.zh().to_owned(),
                indicator(out, i.indicator),
                millionths(out, i.mean, 2),
                millionths(out, i.threshold, 2),
                i.coefficient.map_or_else(|| out.word("cli-no-data"), |c| c.to_string()),
                millionths(out, stage.limit, 2),
                format!("{}/{}", i.coverage.known, i.coverage.of),
            ]
        })
        .collect();
    let columns = [
        "cli-col-stage",
        "cli-col-indicator",
        "cli-col-mean",
        "cli-col-threshold",
        "cli-col-cv",
        "cli-col-limit",
        "cli-col-coverage",
    ];
    out.table(&columns, &rows, &[2, 3, 4, 5, 6]);
}

/// The name of an indicator.
pub fn indicator(out: &Output, indicator: Indicator) -> String {
    let code = serde_json::to_value(indicator).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let key = format!("cli-indicator-{}", code.replace('_', "-"));
    out.say(&Message { key: key.into(), args: std::collections::BTreeMap::new() })
}

fn seats(out: &Output, dossier: &Dossier, needs: &Measured) {
    let name = |zone: &Option<model::ZoneId>| match zone {
        Some(id) => dossier.zones.iter().find(|z| z.id == *id).map_or_else(|| id.to_string(), |z| z.name.clone()),
        None => "—".to_owned(),
    };
    let rows: Vec<Vec<String>> = needs
        .seats
        .iter()
        .flat_map(|b| b.years.iter().map(move |y| (b, y)))
        .filter(|(_, y)| y.year.0 == dossier.base_year.0 || y.year.0 == dossier.cycle.last.0)
        .map(|(b, y)| {
            vec![
                name(&b.zone),
                b.stage.zh().to_owned(),
                y.year.to_string(),
                number(out, y.pupils.complete()),
                number(out, y.seats.complete()),
                number(out, y.spare),
            ]
        })
        .collect();
    let columns =
        ["cli-col-zone", "cli-col-stage", "cli-col-year", "cli-col-demand", "cli-col-seats", "cli-col-balance"];
    out.table(&columns, &rows, &[3, 4, 5]);
}

fn one(out: &Output, needs: &Measured, school: &School) {
    out.line(&out.tone(Tone::Strong, &format!("{}  {}", school.id, school.name)));
    let rows: Vec<Vec<String>> = needs
        .gaps
        .iter()
        .filter(|g| g.school == school.id)
        .map(|g| {
            let standard = if g.standard == Standard::Basic { "cli-standard-basic" } else { "cli-standard-balanced" };
            vec![
                out.word(standard),
                g.item.zh().to_owned(),
                g.item.unit().zh().to_owned(),
                show(out, g.item, g.required),
                show(out, g.item, g.present),
                show(out, g.item, g.short),
            ]
        })
        .collect();
    let columns = [
        "cli-col-standard",
        "cli-col-item",
        "cli-col-unit",
        "cli-col-required",
        "cli-col-present",
        "cli-col-gap-amount",
    ];
    out.table(&columns, &rows, &[3, 4, 5]);
}

fn number(out: &Output, value: Option<i64>) -> String {
    value.map_or_else(|| out.word("cli-no-data"), |n| n.to_string())
}

fn show(out: &Output, item: Item, quantity: Option<i64>) -> String {
    quantity.map_or_else(|| out.word("cli-no-data"), |q| item.unit().show(q))
}

/// A figure in 10⁻⁶ with some decimals, half up.
pub fn millionths(out: &Output, value: Option<u64>, decimals: u32) -> String {
    let Some(value) = value else { return out.word("cli-no-data") };
    let step = 10u64.pow(6 - decimals.min(6));
    let rounded = value.saturating_add(step / 2) / step;
    let scale = 10u64.pow(decimals.min(6));
    format!("{}.{:0width$}", rounded / scale, rounded % scale, width = decimals as usize)
}
