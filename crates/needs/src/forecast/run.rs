//! The forecast of a county (县域预测): each school by the method of its stage and size.

use super::adjust::Adjustments;
use super::choice::{Methods, choose};
use super::cohort::BirthTable;
use super::fit::{Fit, whole};
use super::history::{Panel, grades, stage_of};
use super::interval::Level;
use super::method::Method;
use super::path::{Cell, Path, get, paths};
use super::settings::Settings;
use super::{Expected, Forecast, Lacking, Range, SchoolForecast, StageForecast, ZoneForecast};
use model::{Dossier, Grade, SchoolYear, Stage, Total, ZoneId};
use policy::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// Forecasts a county's pupils to the end of the cycle and the further years the policy names, by the methods that did
/// best in the back-test.
pub fn forecast(dossier: &Dossier, policy: &Policy) -> Forecast {
    forecast_with(dossier, policy, &choose(dossier, policy))
}

/// The same by methods already chosen.
pub fn forecast_with(dossier: &Dossier, policy: &Policy, methods: &Methods) -> Forecast {
    let panel = Panel::of(dossier);
    let births = BirthTable::of(&dossier.births);
    let Some(settings) = Settings::of(policy, dossier.as_of) else {
        return Forecast { years: vec![dossier.base_year], lacking: vec![Lacking::Figures], ..Forecast::default() };
    };
    let last = SchoolYear(dossier.cycle.last.0.saturating_add(settings.beyond).max(dossier.base_year.0));
    let years: Vec<SchoolYear> = (dossier.base_year.0..=last.0).map(SchoolYear).collect();
    let fit = Fit::of(&panel, &births, &settings, dossier.base_year);
    let (adjustments, named) = Adjustments::of(dossier, &fit, last);
    let horizon = last.0.saturating_sub(dossier.base_year.0);
    let paths = paths(&fit, &methods.used(), horizon, &adjustments);
    let mut out = Report { fit: &fit, methods, paths: &paths }.forecast(years);
    out.adjustments = named;
    out.lacking = lacking(&fit, &out, dossier, methods);
    out.choices.clone_from(&methods.choices);
    out.tests.clone_from(&methods.rows);
    out.level = whole(settings.level * 1000.0 + 0.5).unwrap_or(0);
    out
}

struct Report<'a> {
    fit: &'a Fit<'a>,
    methods: &'a Methods,
    paths: &'a [Option<Path>; 6],
}

fn name(grade: usize) -> Grade {
    Grade(u8::try_from(grade).unwrap_or(0))
}

impl Report<'_> {
    fn teaches(&self, line: usize, stage: Stage) -> bool {
        let kind = self.fit.panel.lines.get(line).and_then(|l| l.school.kind);
        kind.is_some_and(|k| k.stages().contains(&stage)) || self.fit.shape(line, stage).any()
    }

    /// The method of a school's stage, and its size group.
    fn method(&self, line: usize, stage: Stage) -> (Method, usize) {
        let now = self.fit.panel.total(line, self.fit.origin, stage).unwrap_or(0.0);
        let group = self.fit.settings.group(stage, now);
        (self.methods.of(stage, group), group)
    }

    fn cell(&self, method: Method, line: usize, grade: usize, ahead: usize) -> Option<Cell> {
        let too_far = method.blind() && ahead > usize::from(self.fit.settings.entry_years);
        let path = self.paths.get(method.index())?.as_ref().filter(|_| !too_far)?;
        get(path.get(ahead)?, line, grade)
    }

    fn forecast(&self, years: Vec<SchoolYear>) -> Forecast {
        let mut out = Forecast { years, ..Forecast::default() };
        for line in 0..self.fit.panel.lines.len() {
            out.schools.extend(self.school(line, &out.years));
        }
        for stage in Stage::COMPULSORY {
            // the schools of each zone, found once and not again for every year
            let mut zones: BTreeMap<Option<&ZoneId>, Vec<usize>> = BTreeMap::new();
            let mut all = Vec::new();
            for (at, line) in self.fit.panel.lines.iter().enumerate().filter(|(at, _)| self.teaches(*at, stage)) {
                zones.entry(line.zone(stage)).or_default().push(at);
                all.push(at);
            }
            for (zone, lines) in &zones {
                let years = self.totals(&out, stage, Level::Zone, lines);
                out.zones.push(ZoneForecast { zone: zone.cloned(), stage, years });
            }
            if !zones.is_empty() {
                let years = self.totals(&out, stage, Level::County, &all);
                out.county.push(ZoneForecast { zone: None, stage, years });
            }
        }
        out.zones.sort_by(|a, b| (&a.zone, a.stage).cmp(&(&b.zone, b.stage)));
        out
    }

    fn school(&self, line: usize, years: &[SchoolYear]) -> Option<SchoolForecast> {
        let taught: Vec<(Stage, Method, usize)> = Stage::COMPULSORY
            .into_iter()
            .filter(|s| self.teaches(line, *s))
            .map(|s| {
                let (method, group) = self.method(line, s);
                (s, method, group)
            })
            .collect();
        let method = |grade: usize| taught.iter().find(|(s, _, _)| *s == stage_of(grade)).map(|(_, m, _)| *m);
        let mut by_year = Vec::with_capacity(years.len());
        let mut assumed = Vec::with_capacity(years.len());
        for ahead in 0..years.len() {
            let (mut row, mut any) = (Vec::new(), [false; 2]);
            for grade in taught.iter().flat_map(|(s, _, _)| grades(*s)) {
                let cell = method(grade).and_then(|m| self.cell(m, line, grade, ahead));
                row.push((name(grade), cell.and_then(|c| whole((c.pupils + 0.5).floor()))));
                if let Some(slot) = any.get_mut(super::fit::index(stage_of(grade))) {
                    *slot |= cell.is_some_and(|c| c.assumed);
                }
            }
            by_year.push(row);
            assumed.push(any);
        }
        let id = self.fit.panel.lines.get(line)?.school.id.clone();
        let mut out = SchoolForecast { school: id, grades: by_year, stages: Vec::new() };
        for (stage, method, group) in taught {
            let mut ranges = Vec::with_capacity(years.len());
            for (ahead, flags) in assumed.iter().enumerate() {
                let pupils = out.stage(ahead, stage);
                let horizon = u16::try_from(ahead).unwrap_or(u16::MAX);
                let ends = pupils
                    .filter(|_| ahead > 0)
                    .and_then(|p| self.methods.widths.interval(stage, Level::Group(group), horizon, f64::from(p)));
                let assumed = pupils.is_some() && flags.get(super::fit::index(stage)).copied().unwrap_or(false);
                ranges.push(Range { pupils, low: ends.map(|e| e.0), high: ends.map(|e| e.1), assumed });
            }
            out.stages.push(StageForecast { stage, method, group, years: ranges });
        }
        Some(out)
    }

    fn totals(&self, out: &Forecast, stage: Stage, level: Level, lines: &[usize]) -> Vec<Expected> {
        let one = |(n, year): (usize, &SchoolYear)| {
            let schools = || lines.iter().filter_map(|at| out.schools.get(*at));
            let pupils = Total::of(schools().map(|s| s.stage(n, stage).map(i64::from)));
            let horizon = u16::try_from(n).unwrap_or(u16::MAX);
            let ends = pupils.complete().filter(|_| n > 0).and_then(|p| {
                let p = f64::from(u32::try_from(p).ok()?);
                self.methods.widths.interval(stage, level, horizon, p)
            });
            let assumed = schools().any(|s| s.range(n, stage).is_some_and(|r| r.assumed));
            Expected { year: *year, pupils, low: ends.map(|e| e.0), high: ends.map(|e| e.1), assumed }
        };
        out.years.iter().enumerate().map(one).collect()
    }
}

fn lacking(fit: &Fit<'_>, out: &Forecast, dossier: &Dossier, methods: &Methods) -> Vec<Lacking> {
    let mut lacking = BTreeSet::new();
    let lines = 0..fit.panel.lines.len();
    let past = |l: usize| fit.panel.lines.get(l).is_some_and(|l| l.opens.is_none());
    let two = |l: usize| fit.recent().any(|y| fit.panel.row(l, y).is_some() && fit.panel.row(l, y.plus(1)).is_some());
    if !lines.clone().any(two) {
        lacking.insert(Lacking::History);
    }
    if methods.rows.is_empty() && methods.only.is_none() {
        lacking.insert(Lacking::Test);
    }
    let known = |l: usize| fit.panel.row(l, dossier.base_year).is_some_and(|r| r.iter().all(Option::is_some));
    if !lines.clone().filter(|l| past(*l)).all(known) {
        lacking.insert(Lacking::Grades);
    }
    let zoned = |l: usize| fit.panel.lines.get(l).and_then(|l| l.zone(Stage::Primary));
    let first = || lines.clone().filter(|l| past(*l) && fit.offers(*l, 1, 1));
    if first().any(|l| zoned(l).is_none()) {
        lacking.insert(Lacking::Zones);
    }
    let zones: BTreeSet<&ZoneId> = first().filter_map(zoned).collect();
    let reached = |year: &SchoolYear| {
        let cohort = |z: &&ZoneId| fit.settings.cutoff.is_some_and(|c| fit.births.cohort(z, *year, c).is_some());
        zones.iter().all(cohort)
    };
    if !out.years.iter().skip(1).all(reached) {
        lacking.insert(Lacking::Births);
    }
    lacking.into_iter().collect()
}
