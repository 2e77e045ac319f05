//! Running the forecast year by year (逐年推算).

use super::cohort::BirthTable;
use super::history::{GRADES, Line, Row, lines, stage_of};
use super::method::{Fit, Source, whole};
use super::{Expected, Forecast, Lacking, SchoolForecast, ZoneForecast};
use model::{Dossier, Grade, Migration, SchoolYear, Stage, Total, ZoneId};
use policy::{Context, Policy, key};
use std::collections::BTreeSet;

/// Forecasts a county's pupils to the end of the cycle and the further years the policy names.
pub fn forecast(dossier: &Dossier, policy: &Policy) -> Forecast {
    let lines = lines(dossier);
    let births = BirthTable::of(&dossier.births);
    let fit = Fit::of(&lines, births, policy, dossier.as_of, dossier.base_year);
    let beyond = policy.figure(key::YEARS_BEYOND, &Context::default(), dossier.as_of);
    let beyond = beyond.and_then(|(_, v)| u16::try_from(v).ok()).unwrap_or(0).min(30);
    let last = dossier.cycle.last.0.saturating_add(beyond);
    let years: Vec<SchoolYear> = (dossier.base_year.0..=last).map(SchoolYear).collect();

    let base: Vec<Row> =
        lines.iter().map(|l| l.rows.get(&dossier.base_year).copied().unwrap_or([None; GRADES])).collect();
    let mut states = vec![base];
    for year in years.iter().skip(1) {
        let Some(now) = states.last() else { break };
        let mut next = step(&fit, now, *year);
        close(&fit, &mut next, *year);
        for m in dossier.migration.iter().filter(|m| m.year.0 == year.0) {
            migrate(&fit, &mut next, m);
        }
        states.push(next);
    }
    report(&fit, years, &states, dossier)
}

fn get(state: &[Row], line: usize, grade: usize) -> Option<f64> {
    state.get(line)?.get(grade.checked_sub(1)?).copied().flatten()
}

fn slot(state: &mut [Row], line: usize, grade: usize) -> Option<&mut Option<f64>> {
    state.get_mut(line)?.get_mut(grade.checked_sub(1)?)
}

/// Every grade one year on.
fn step(fit: &Fit<'_>, now: &[Row], year: SchoolYear) -> Vec<Row> {
    let rest = fit.unbound.iter().map(|l| get(now, *l, 6)).try_fold(0.0, |sum, p| Some(sum + p?));
    let rest = rest.zip(fit.rest_ratio).map(|(pupils, ratio)| pupils * ratio);
    let mut next = vec![[None; GRADES]; now.len()];
    for (line, row) in next.iter_mut().enumerate() {
        for (cell, grade) in row.iter_mut().zip(1..=GRADES) {
            *cell = match grade {
                _ if !fit.offers(line, grade) => base_zero(fit, line, grade),
                1 => entrants(fit, line, year),
                7 => match fit.source.get(line) {
                    Some(Some(Source::Fed { from, ratio })) => {
                        let sixth = from.iter().map(|l| get(now, *l, 6)).try_fold(0.0, |sum, p| Some(sum + p?));
                        sixth.map(|pupils| pupils * ratio)
                    }
                    Some(Some(Source::Rest { share })) => rest.map(|pupils| pupils * share),
                    _ => None,
                },
                // a school that takes pupils in at a later grade is expected to go on doing so
                _ if !fit.offers(line, grade.saturating_sub(1)) => get(now, line, grade),
                _ => {
                    let ratio = fit.onward.get(line).and_then(|r| r.get(grade.checked_sub(2)?)).copied().flatten();
                    get(now, line, grade.saturating_sub(1)).zip(ratio).map(|(pupils, ratio)| pupils * ratio)
                }
            };
        }
    }
    next
}

/// A grade that is not offered has no pupils, unless the base year does not say.
fn base_zero(fit: &Fit<'_>, line: usize, grade: usize) -> Option<f64> {
    fit.lines.get(line)?.pupils(fit.base, grade).map(|_| 0.0)
}

/// First graders: the zone's cohort times the zone's ratio, by the school's share of the zone's latest first grades.
fn entrants(fit: &Fit<'_>, line: usize, year: SchoolYear) -> Option<f64> {
    let zone = fit.lines.get(line)?.zone(Stage::Primary)?;
    let cohort = fit.births.cohort(zone, year, fit.cutoff?)?;
    let ratio = fit.entry.get(zone)?;
    let same = fit.lines.iter().zip(&fit.intake).filter(|(l, _)| l.zone(Stage::Primary) == Some(zone));
    let all: f64 = same.map(|(_, intake)| *intake).sum();
    let mine = fit.intake.get(line).filter(|_| all > 0.0)?;
    Some(cohort * ratio * mine / all)
}

/// Moves the pupils of schools closed by an autumn to the open schools of the same zone, else of the county.
fn close(fit: &Fit<'_>, state: &mut [Row], year: SchoolYear) {
    for (line, closed) in fit.lines.iter().enumerate().filter(|(_, l)| !l.open(year)) {
        for grade in (1..=GRADES).filter(|g| fit.offers(line, *g)) {
            let stage = stage_of(grade);
            let open = |near: bool| -> Vec<usize> {
                let fits = |(at, l): &(usize, &Line<'_>)| {
                    l.open(year) && fit.offers(*at, grade) && (!near || l.zone(stage) == closed.zone(stage))
                };
                fit.lines.iter().enumerate().filter(fits).map(|(at, _)| at).collect()
            };
            let receivers = Some(open(true)).filter(|r| !r.is_empty()).unwrap_or_else(|| open(false));
            if receivers.is_empty() {
                continue; // nobody to take them: they stay where they are
            }
            let moved = get(state, line, grade);
            spread(state, &receivers, grade, moved);
            if let Some(cell) = slot(state, line, grade) {
                *cell = Some(0.0);
            }
        }
    }
}

/// Adds persons to a grade of some schools in proportion to its pupils, evenly where it has none. Never below zero.
fn spread(state: &mut [Row], receivers: &[usize], grade: usize, persons: Option<f64>) {
    let all: Option<f64> = receivers.iter().map(|l| get(state, *l, grade)).try_fold(0.0, |sum, p| Some(sum + p?));
    let count: f64 = receivers.iter().map(|_| 1.0).sum();
    for line in receivers {
        let Some(cell) = slot(state, *line, grade) else { continue };
        *cell = cell.zip(persons).zip(all).map(|((mine, persons), all)| {
            let part = if all > 0.0 { mine / all } else { 1.0 / count };
            (mine + persons * part).max(0.0)
        });
    }
}

fn migrate(fit: &Fit<'_>, state: &mut [Row], m: &Migration) {
    let named = m.grade.map(|g| usize::from(g.0)).filter(|g| (1..=GRADES).contains(g));
    if m.grade.is_some() && named.is_none() {
        return; // a senior grade: not of this forecast
    }
    let grades: Vec<usize> = named.map_or_else(|| (1..=GRADES).collect(), |g| vec![g]);
    let share = f64::from(m.net) / grades.iter().map(|_| 1.0).sum::<f64>();
    for grade in grades {
        let here = |(at, l): &(usize, &Line<'_>)| l.zone(stage_of(grade)) == Some(&m.zone) && fit.offers(*at, grade);
        let receivers: Vec<usize> = fit.lines.iter().enumerate().filter(here).map(|(at, _)| at).collect();
        spread(state, &receivers, grade, Some(share));
    }
}

/// Rounds half up and adds up.
fn report(fit: &Fit<'_>, years: Vec<SchoolYear>, states: &[Vec<Row>], dossier: &Dossier) -> Forecast {
    let mut out = Forecast { years, ..Forecast::default() };
    let teaches = |line: usize, stage: Stage| {
        let kind = fit.lines.get(line).and_then(|l| l.school.kind);
        kind.is_some_and(|k| k.stages().contains(&stage))
            || (1..=GRADES).any(|g| stage_of(g) == stage && fit.offers(line, g))
    };
    for (at, line) in fit.lines.iter().enumerate() {
        let graded = |state: &Vec<Row>| -> Vec<(Grade, Option<u32>)> {
            let taught = (1..=GRADES).filter(|g| teaches(at, stage_of(*g)));
            taught.map(|g| (name(g), get(state, at, g).and_then(|p| whole((p + 0.5).floor())))).collect()
        };
        out.schools
            .push(SchoolForecast { school: line.school.id.clone(), grades: states.iter().map(graded).collect() });
    }
    for stage in Stage::COMPULSORY {
        let zones: BTreeSet<Option<&ZoneId>> =
            fit.lines.iter().enumerate().filter(|(at, _)| teaches(*at, stage)).map(|(_, l)| l.zone(stage)).collect();
        for zone in &zones {
            let mine = |at: usize| teaches(at, stage) && fit.lines.get(at).map(|l| l.zone(stage)) == Some(*zone);
            let years = totals(fit, &out, stage, mine);
            out.zones.push(ZoneForecast { zone: zone.cloned(), stage, years });
        }
        if !zones.is_empty() {
            let years = totals(fit, &out, stage, |at| teaches(at, stage));
            out.county.push(ZoneForecast { zone: None, stage, years });
        }
    }
    out.zones.sort_by(|a, b| (&a.zone, a.stage).cmp(&(&b.zone, b.stage)));
    out.lacking = lacking(fit, &out, dossier);
    out
}

fn name(grade: usize) -> Grade {
    Grade(u8::try_from(grade).unwrap_or(0))
}

fn totals(fit: &Fit<'_>, out: &Forecast, stage: Stage, mine: impl Fn(usize) -> bool) -> Vec<Expected> {
    let one = |(n, year): (usize, &SchoolYear)| {
        let schools = out.schools.iter().enumerate().filter(|(at, _)| mine(*at));
        let pupils = Total::of(schools.map(|(_, s)| s.stage(n, stage).map(i64::from)));
        let ahead = u16::try_from(n).unwrap_or(u16::MAX);
        let ends = pupils.complete().filter(|_| n > 0).and_then(|p| fit.dispersion.interval(p, ahead));
        Expected { year: *year, pupils, low: ends.map(|e| e.0), high: ends.map(|e| e.1) }
    };
    out.years.iter().enumerate().map(one).collect()
}

fn lacking(fit: &Fit<'_>, out: &Forecast, dossier: &Dossier) -> Vec<Lacking> {
    let mut lacking = BTreeSet::new();
    let two = fit.lines.iter().any(|l| l.rows.keys().any(|y| l.rows.contains_key(&y.plus(1))));
    if !two {
        lacking.insert(Lacking::History);
    }
    let known = |l: &Line<'_>| l.rows.get(&dossier.base_year).is_some_and(|r| r.iter().all(Option::is_some));
    if !fit.lines.iter().all(known) {
        lacking.insert(Lacking::Grades);
    }
    let first = |l: &usize| fit.offers(*l, 1);
    let zoned = |l: usize| fit.lines.get(l).and_then(|l| l.zone(Stage::Primary));
    if (0..fit.lines.len()).filter(first).any(|l| zoned(l).is_none()) {
        lacking.insert(Lacking::Zones);
    }
    let reached = |year: &SchoolYear| {
        (0..fit.lines.len())
            .filter(first)
            .filter_map(zoned)
            .all(|zone| fit.cutoff.is_some_and(|c| fit.births.cohort(zone, *year, c).is_some()))
    };
    if !out.years.iter().skip(1).all(reached) {
        lacking.insert(Lacking::Births);
    }
    lacking.into_iter().collect()
}
