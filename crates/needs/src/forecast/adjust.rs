//! What is known of the years to come (预测调整): migration and new housing, settlements, schools that close or open.
//! Each one is named in the result.

use super::fit::Fit;
use super::history::{GRADES, grades, stage_of};
use super::path::{Cell, State, get, slot};
use model::{Dossier, Grade, LayoutStatus, SchoolId, SchoolYear, Stage, ZoneId};
use serde::Serialize;

/// What is behind an adjustment (调整类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// 净迁入（含新建住宅）, as the county gave it.
    Migration,
    /// 易地搬迁安置点.
    Settlement,
    /// 学校撤并: its pupils go to the open schools of the zone.
    Closing,
    /// 新校开办: it takes an even part of the zone's first grades.
    Opening,
    /// 逐年增加年级.
    Growing,
    /// 停止招生、逐年减少年级.
    RunningOut,
}

/// One adjustment (预测调整项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Adjustment {
    /// What kind.
    pub kind: AdjustmentKind,
    /// The autumn from which it counts.
    pub year: SchoolYear,
    /// The zone it is for.
    pub zone: Option<ZoneId>,
    /// The school, for those of one school.
    pub school: Option<SchoolId>,
    /// The grade, where it names one.
    pub grade: Option<Grade>,
    /// Persons, negative for leaving; `None` where it moves pupils between schools.
    pub net: Option<i64>,
    /// Why, in the county's words.
    pub reason: Option<String>,
}

/// Persons that come to some grades of a zone.
#[derive(Debug, Clone)]
struct Arrival<'a> {
    year: SchoolYear,
    zone: &'a ZoneId,
    grades: Vec<usize>,
    net: f64,
}

/// Everything known of the years to come; empty in a back-test.
#[derive(Debug, Clone, Default)]
pub(super) struct Adjustments<'a> {
    arrivals: Vec<Arrival<'a>>,
    /// Schools that close or open are followed.
    schools: bool,
}

impl<'a> Adjustments<'a> {
    /// Those of a dossier for the years after its base year up to the last, and their names.
    pub fn of(dossier: &'a Dossier, fit: &Fit<'_>, last: SchoolYear) -> (Adjustments<'a>, Vec<Adjustment>) {
        let ahead = |year: u16| dossier.base_year.0 < year && year <= last.0;
        let mut arrivals = Vec::new();
        let mut named = Vec::new();
        for m in dossier.migration.iter().filter(|m| ahead(m.year.0)) {
            let one = m.grade.map(|g| usize::from(g.0)).filter(|g| (1..=GRADES).contains(g));
            if m.grade.is_some() && one.is_none() {
                continue; // a senior grade: not of this forecast
            }
            let year = SchoolYear(m.year.0);
            let grades = one.map_or_else(|| (1..=GRADES).collect(), |g| vec![g]);
            arrivals.push(Arrival { year, zone: &m.zone, grades, net: f64::from(m.net) });
            named.push(Adjustment {
                kind: AdjustmentKind::Migration,
                year,
                zone: Some(m.zone.clone()),
                school: None,
                grade: m.grade,
                net: Some(i64::from(m.net)),
                reason: m.reason.clone(),
            });
        }
        for s in &dossier.settlements {
            let Some((zone, year)) = s.zone.as_ref().zip(s.year).filter(|(_, y)| ahead(y.0)) else { continue };
            // the county's own migration figures for the zone and year are taken to hold the settlement
            if dossier.migration.iter().any(|m| m.zone == *zone && m.year == year) {
                continue;
            }
            for (stage, children) in s.children.iter().filter(|(stage, n)| Stage::COMPULSORY.contains(stage) && **n > 0)
            {
                let net = f64::from(*children);
                arrivals.push(Arrival { year: SchoolYear(year.0), zone, grades: grades(*stage).collect(), net });
                named.push(Adjustment {
                    kind: AdjustmentKind::Settlement,
                    year: SchoolYear(year.0),
                    zone: Some(zone.clone()),
                    school: None,
                    grade: None,
                    net: Some(i64::from(*children)),
                    reason: Some(s.name.clone()),
                });
            }
        }
        named.extend(of_schools(fit, dossier, last));
        named.sort_by(|a, b| (a.year, a.kind, &a.zone, &a.school).cmp(&(b.year, b.kind, &b.zone, &b.school)));
        (Adjustments { arrivals, schools: true }, named)
    }

    /// Applies those of one autumn to a state; `carried`: the state carries earlier ones on by itself.
    pub fn apply(&self, fit: &Fit<'_>, state: &mut State, ahead: u16, carried: bool) {
        let Some(year) = fit.origin.0.checked_add(ahead).map(SchoolYear) else { return };
        if self.schools {
            open(fit, state, ahead, year, carried);
            close(fit, state, ahead, year);
        }
        for arrival in self.arrivals.iter().filter(|a| a.year == year) {
            let share = arrival.net / arrival.grades.iter().map(|_| 1.0).sum::<f64>();
            for grade in &arrival.grades {
                let here = |l: &usize| {
                    let line = fit.panel.lines.get(*l);
                    line.is_some_and(|l| l.open(year) && l.zone(stage_of(*grade)) == Some(arrival.zone))
                        && fit.offers(*l, *grade, ahead)
                };
                let receivers: Vec<usize> = (0..fit.panel.lines.len()).filter(here).collect();
                spread(state, &receivers, *grade, Some(Cell { pupils: share, assumed: false }));
            }
        }
    }
}

fn of_schools(fit: &Fit<'_>, dossier: &Dossier, last: SchoolYear) -> Vec<Adjustment> {
    let mut out = Vec::new();
    for (at, line) in fit.panel.lines.iter().enumerate() {
        let stage = Stage::COMPULSORY.into_iter().find(|s| fit.shape(at, *s).any()).unwrap_or(Stage::Primary);
        let mut add = |kind, year: SchoolYear, reason: Option<String>| {
            out.push(Adjustment {
                kind,
                year,
                zone: line.zone(stage).cloned(),
                school: Some(line.school.id.clone()),
                grade: None,
                net: None,
                reason,
            });
        };
        let document = |status: &[LayoutStatus]| {
            let fact = line.school.layout_on(dossier.as_of).filter(|f| status.contains(&f.status));
            fact.and_then(|f| f.document.as_ref()).map(|d| d.title.clone())
        };
        let next = fit.origin.plus(1);
        if let Some(year) = line.closes.filter(|y| *y <= last) {
            add(AdjustmentKind::Closing, year.max(next), document(&[LayoutStatus::Close, LayoutStatus::Merge]));
        }
        if let Some(year) = line.opens.filter(|y| *y <= last) {
            add(AdjustmentKind::Opening, year, document(&[LayoutStatus::Planned]));
            continue;
        }
        for shape in Stage::COMPULSORY.map(|s| fit.shape(at, s)) {
            if shape.growing {
                add(AdjustmentKind::Growing, next, None);
            }
            if shape.running_out {
                add(AdjustmentKind::RunningOut, next, None);
            }
        }
    }
    out
}

/// Gives a planned school an even part of the first grades of its zone: as much as each of the others keeps on average.
fn open(fit: &Fit<'_>, state: &mut State, ahead: u16, year: SchoolYear, carried: bool) {
    let planned = fit.panel.lines.iter().enumerate().filter_map(|(at, l)| Some((at, l, l.opens?)));
    for (at, line, opens) in planned.filter(|(_, _, o)| *o <= year && (!carried || *o == year)) {
        for stage in Stage::COMPULSORY.into_iter().filter(|s| fit.shape(at, *s).any()) {
            let first = *grades(stage).start();
            let gives = |l: &usize| {
                let other = fit.panel.lines.get(*l);
                let near = other.is_some_and(|o| o.zone(stage) == line.zone(stage) && o.open(year));
                let before = other.and_then(|o| o.opens).is_none_or(|o| (o, *l) < (opens, at));
                *l != at && near && before && fit.offers(*l, first, ahead)
            };
            let givers: Vec<usize> = (0..fit.panel.lines.len()).filter(gives).collect();
            let count: f64 = givers.iter().map(|_| 1.0).sum();
            let mut taken = Some(Cell { pupils: 0.0, assumed: true });
            for giver in givers {
                let Some(cell) = slot(state, giver, first) else { continue };
                taken = taken.zip(*cell).map(|(t, c)| Cell { pupils: t.pupils + c.pupils / (count + 1.0), ..t });
                *cell = cell.map(|c| Cell { pupils: c.pupils * count / (count + 1.0), ..c });
            }
            if let Some(cell) = slot(state, at, first) {
                *cell = taken;
            }
        }
    }
}

/// Moves the pupils of schools closed by an autumn to the open schools of the same zone, else of the county.
fn close(fit: &Fit<'_>, state: &mut State, ahead: u16, year: SchoolYear) {
    let closed = fit.panel.lines.iter().enumerate().filter(|(_, l)| l.closes.is_some_and(|c| c <= year));
    for (line, closed) in closed {
        for grade in 1..=GRADES {
            let moved = get(state, line, grade);
            if moved.is_some_and(|c| c.pupils <= 0.0) {
                continue;
            }
            let stage = stage_of(grade);
            let receivers = |near: bool| -> Vec<usize> {
                let fits = |l: &usize| {
                    fit.panel
                        .lines
                        .get(*l)
                        .is_some_and(|o| o.open(year) && (!near || o.zone(stage) == closed.zone(stage)))
                        && fit.offers(*l, grade, ahead)
                };
                (0..fit.panel.lines.len()).filter(fits).collect()
            };
            let receivers = Some(receivers(true)).filter(|r| !r.is_empty()).unwrap_or_else(|| receivers(false));
            if receivers.is_empty() {
                continue; // nobody to take them: they stay where they are
            }
            if moved.is_none() && !fit.offers(line, grade, 0) {
                continue;
            }
            spread(state, &receivers, grade, moved);
            if let Some(cell) = slot(state, line, grade) {
                *cell = Some(Cell { pupils: 0.0, assumed: false });
            }
        }
    }
}

/// Adds persons to a grade of some schools in proportion to its pupils, evenly where it has none. Never below zero.
fn spread(state: &mut State, receivers: &[usize], grade: usize, persons: Option<Cell>) {
    let all = receivers.iter().map(|l| get(state, *l, grade)).try_fold(0.0, |sum, c| Some(sum + c?.pupils));
    let count: f64 = receivers.iter().map(|_| 1.0).sum();
    for line in receivers {
        let Some(cell) = slot(state, *line, grade) else { continue };
        *cell = cell.zip(persons).zip(all).map(|((mine, persons), all)| {
            let part = if all > 0.0 { mine.pupils / all } else { 1.0 / count };
            let pupils = (mine.pupils + persons.pupils * part).max(0.0);
            Cell { pupils, assumed: mine.assumed || persons.assumed }
        });
    }
}
