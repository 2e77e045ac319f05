//! Before and after the plan, side by side (规划前后对比): gaps, indicators and seats, if everything planned is built and bought.
//!
//! A gap after the plan counts what the plan brings as work under way, for the compulsory part alone, as the project says. The
//! indicators count it as present. A quantity that is not known today stays unknown: adding to it does not make it known.

use crate::Needs;
use crate::balance::{self, Coefficient, Indicator};
use crate::gap::is_danger;
use crate::summary::summarise;
use model::{Coverage, Dossier, Item, OtherProject, Place, Project, Quantity, SchoolId, Stage, Total, ZoneId};
use policy::{Policy, Standard};
use serde::Serialize;
use std::collections::BTreeMap;

/// Two states of one figure (前后两数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pair<T> {
    /// As it is.
    pub before: T,
    /// After the plan.
    pub after: T,
}

/// One item under one standard (分项缺口前后).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// The item.
    pub item: Item,
    /// The standard.
    pub standard: Standard,
    /// Schools that are short.
    pub schools: Pair<u32>,
    /// Short, smallest steps.
    pub short: Pair<Total>,
}

/// One of the seven indicators (指标前后).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct IndicatorChange {
    /// The stage.
    pub stage: Stage,
    /// The indicator.
    pub indicator: Indicator,
    /// The county's mean, 10⁻⁶.
    pub mean: Pair<Option<u64>>,
    /// The coefficient between schools.
    pub coefficient: Pair<Option<Coefficient>>,
    /// Schools with data, of those that take part.
    pub coverage: Coverage,
}

/// Seats of a zone and stage in the last year of the cycle (学位余缺前后).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatChange {
    /// The zone.
    pub zone: Option<ZoneId>,
    /// The stage.
    pub stage: Stage,
    /// Seats the plan adds by then.
    pub added: i64,
    /// Seats to spare, negative when short; `None` for no data.
    pub spare: Pair<Option<i64>>,
}

/// A county before and after its plan (规划前后对比).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct BeforeAfter {
    /// Gaps by item and standard, those with a shortage before or after.
    pub items: Vec<ItemChange>,
    /// The seven indicators of each stage.
    pub indicators: Vec<IndicatorChange>,
    /// Schools that pass by the seven indicators, by stage, of those decided.
    pub passing: Vec<(Stage, Pair<(u32, Coverage)>)>,
    /// Seats in the last year of the cycle.
    pub seats: Vec<SeatChange>,
}

/// Puts the county as it is beside the county with its plan carried out.
pub fn compare(dossier: &Dossier, policy: &Policy, before: &Needs) -> BeforeAfter {
    let brought = brought(dossier);
    let building = under_way(dossier, &brought);
    let summary = summarise(&building, policy);
    let finished = finished(dossier, &brought);
    let participants = balance::participants(&finished, policy);
    let seven = balance::year2017::of(&participants, policy, dossier.as_of);
    let mut out = BeforeAfter { seats: seats(dossier, before), ..BeforeAfter::default() };
    for now in &before.summary.items {
        let Some(then) = summary.item(now.item, now.standard) else { continue };
        if now.short_schools > 0 || then.short_schools > 0 {
            let schools = Pair { before: now.short_schools, after: then.short_schools };
            let short = Pair { before: now.short, after: then.short };
            out.items.push(ItemChange { item: now.item, standard: now.standard, schools, short });
        }
    }
    for now in &before.balance2017.stages {
        let Some(then) = seven.stages.iter().find(|s| s.stage == now.stage) else { continue };
        let pass = |s: &balance::year2017::StageSeven| (s.passing, s.decided);
        out.passing.push((now.stage, Pair { before: pass(now), after: pass(then) }));
        for (a, b) in now.indicators.iter().zip(&then.indicators).filter(|(a, b)| a.indicator == b.indicator) {
            out.indicators.push(IndicatorChange {
                stage: now.stage,
                indicator: a.indicator,
                mean: Pair { before: a.mean, after: b.mean },
                coefficient: Pair { before: a.coefficient, after: b.coefficient },
                coverage: b.coverage,
            });
        }
    }
    out
}

/// What one project brings to a school, by item: what it says it closes, or what it builds and buys where that is more
/// (the floor area of a block is listed less what its rooms take of it).
fn of_project(project: &Project, school: &SchoolId) -> BTreeMap<Item, Quantity> {
    let (mut lines, mut closes): (BTreeMap<Item, Quantity>, BTreeMap<Item, Quantity>) = Default::default();
    for line in &project.lines {
        let sum = lines.entry(line.item).or_default();
        *sum = sum.saturating_add(line.quantity.max(0));
    }
    for gap in project.closes.iter().filter(|g| g.school == *school) {
        let sum = closes.entry(gap.item).or_default();
        *sum = sum.saturating_add(gap.quantity.max(0));
    }
    for (item, quantity) in closes {
        let sum = lines.entry(item).or_default();
        *sum = (*sum).max(quantity);
    }
    lines
}

/// What the plan brings, by project and item.
fn brought(dossier: &Dossier) -> Vec<(&Project, &SchoolId, BTreeMap<Item, Quantity>)> {
    let school = |p: &Project| match &p.place {
        Place::School(id) => dossier.school(id).map(|s| &s.id),
        Place::Site(_) => None,
    };
    dossier.plan.projects.iter().filter_map(|p| Some((p, school(p)?, of_project(p, school(p)?)))).collect()
}

/// The county with the plan as work under way.
fn under_way(dossier: &Dossier, brought: &[(&Project, &SchoolId, BTreeMap<Item, Quantity>)]) -> Dossier {
    let mut out = dossier.clone();
    for (project, school, items) in brought.iter().filter(|(p, _, _)| p.finish.0 > dossier.base_year.0) {
        out.other_projects.extend(items.iter().map(|(item, quantity)| OtherProject {
            id: format!("plan/{}/{}", project.id, item.code()),
            programme: String::new(),
            school: (*school).clone(),
            item: *item,
            quantity: Some(*quantity),
            start: project.start,
            finish: project.finish,
            amount: None,
            document: None,
        }));
    }
    out
}

/// The county with the plan carried out: what is known to be there grows, dangerous buildings go.
fn finished(dossier: &Dossier, brought: &[(&Project, &SchoolId, BTreeMap<Item, Quantity>)]) -> Dossier {
    let mut out = dossier.clone();
    for (_, id, items) in brought {
        let school = out.schools.iter_mut().find(|s| s.id == **id);
        let Some(record) = school.and_then(|s| s.records.get_mut(&dossier.base_year)) else { continue };
        for (item, quantity) in items {
            let Some(present) = record.conditions.get(*item) else { continue };
            let then = if is_danger(*item) {
                present.saturating_sub(*quantity).max(0)
            } else {
                present.saturating_add(*quantity)
            };
            record.conditions.set(*item, then);
        }
    }
    out
}

/// Seats of the last year of the cycle, with those the plan's projects say they add by then.
fn seats(dossier: &Dossier, before: &Needs) -> Vec<SeatChange> {
    let last = dossier.cycle.last;
    let mut out = Vec::new();
    for balance in &before.seats {
        let Some(year) = balance.years.iter().find(|y| y.year.0 == last.0) else { continue };
        let here = |p: &&Project| match &p.place {
            Place::School(id) => {
                dossier.school(id).is_some_and(|s| s.zones.get(&balance.stage) == balance.zone.as_ref())
            }
            Place::Site(id) => {
                let site = dossier.sites.iter().find(|s| s.id == *id);
                balance.zone.is_some() && site.is_some_and(|s| s.zone == balance.zone)
            }
        };
        let ready = dossier.plan.projects.iter().filter(|p| p.finish <= last).filter(here);
        let added = ready
            .flat_map(|p| &p.seats)
            .filter(|(stage, _)| *stage == balance.stage)
            .fold(0_i64, |sum, (_, n)| sum.saturating_add(i64::from(*n)));
        let after = year.spare.and_then(|s| s.checked_add(added));
        let (zone, stage) = (balance.zone.clone(), balance.stage);
        out.push(SeatChange { zone, stage, added, spare: Pair { before: year.spare, after } });
    }
    out
}
