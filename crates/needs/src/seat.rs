//! The seat balance (学位供需) of each zone, stage and year, and what stands behind large classes (结构性、实际短缺).

use crate::counts::Counts;
use crate::forecast::{Forecast, ZoneForecast};
use crate::large::{Large, open};
use model::{Dossier, Item, LayoutStatus, School, SchoolYear, Stage, Total, ZoneId};
use policy::{Context, Policy, key};
use serde::Serialize;

/// What is behind the crowding of a zone (短缺性质).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shortage {
    /// Seats suffice and no class is known to be large.
    None,
    /// Seats of the zone suffice, yet classes are large (told of the base year only): pupils are badly spread between its schools (校际结构性).
    BetweenSchools,
    /// The zone lacks seats that the other zones of the county have to spare (片区结构性).
    BetweenZones,
    /// The county lacks seats (实际短缺).
    Real,
}

/// The balance of one autumn (某学年学位平衡).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SeatYear {
    /// The school year.
    pub year: SchoolYear,
    /// Seats: classes in use × standard class size, by the schools open then, and classrooms under way by then.
    pub seats: Total,
    /// Pupils expected (the base year: counted).
    pub pupils: Total,
    /// `seats − pupils`; `None` unless both are complete.
    pub spare: Option<i64>,
    /// What kind of shortage; `None` while undecided.
    pub shortage: Option<Shortage>,
}

/// A zone and stage (学区学段).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatBalance {
    /// The zone; `None` gathers the schools that are in no zone.
    pub zone: Option<ZoneId>,
    /// The stage.
    pub stage: Stage,
    /// Year by year from the base year.
    pub years: Vec<SeatYear>,
}

/// The seat balance of every zone and stage. Seats count the public schools, as the forecast does.
pub fn balance(dossier: &Dossier, policy: &Policy, forecast: &Forecast, large: &Large) -> Vec<SeatBalance> {
    let mut out: Vec<SeatBalance> = Vec::with_capacity(forecast.zones.len());
    for zone in &forecast.zones {
        let crowded = crowded(dossier, zone, large);
        let years = zone.years.iter().enumerate().map(|(n, expected)| {
            let seats = seats(dossier, policy, zone, expected.year);
            // the base year is counted, not forecast: the totals of a stage serve where its grades are not known
            let pupils = if n == 0 { counted(dossier, zone) } else { expected.pupils };
            let spare = seats.complete().zip(pupils.complete()).and_then(|(s, p)| s.checked_sub(p));
            let enough = if crowded && n == 0 { Shortage::BetweenSchools } else { Shortage::None };
            let shortage = spare.filter(|s| *s >= 0).map(|_| enough);
            SeatYear { year: expected.year, seats, pupils, spare, shortage }
        });
        out.push(SeatBalance { zone: zone.zone.clone(), stage: zone.stage, years: years.collect() });
    }
    for stage in Stage::COMPULSORY {
        for n in 0..forecast.years.len() {
            settle(&mut out, stage, n);
        }
    }
    out
}

/// Tells a shortage that other zones can take up from one that the county cannot.
fn settle(balances: &mut [SeatBalance], stage: Stage, n: usize) {
    let spare = |b: &SeatBalance| b.years.get(n).and_then(|y| y.spare);
    let mine = balances.iter().filter(|b| b.stage == stage);
    let county = mine.map(spare).try_fold(0_i64, |sum, s| sum.checked_add(s?));
    let Some(county) = county else { return };
    let kind = if county >= 0 { Shortage::BetweenZones } else { Shortage::Real };
    for year in balances.iter_mut().filter(|b| b.stage == stage).filter_map(|b| b.years.get_mut(n)) {
        if year.spare.is_some_and(|s| s < 0) {
            year.shortage = Some(kind);
        }
    }
}

fn crowded(dossier: &Dossier, zone: &ZoneForecast, large: &Large) -> bool {
    large
        .classes
        .iter()
        .filter(|c| c.stage == zone.stage && (c.large > 0 || c.large_by_average > 0))
        .any(|c| dossier.school(&c.school).is_some_and(|s| s.zones.get(&zone.stage) == zone.zone.as_ref()))
}

/// The schools of a zone and stage that are open in the base year, each with its counts.
fn schools<'a>(
    dossier: &'a Dossier,
    zone: &'a ZoneForecast,
) -> impl Iterator<Item = (&'a School, Option<Counts>)> + 'a {
    let mine = |s: &&School| open(s, dossier) && s.zones.get(&zone.stage) == zone.zone.as_ref();
    dossier.schools.iter().filter(mine).filter_map(|school| {
        let counts = school.record(dossier.base_year).map(|r| Counts::of(school, r));
        let teaches = school.kind.is_some_and(|k| k.stages().contains(&zone.stage))
            || counts.is_some_and(|c| c.stages.has(zone.stage));
        teaches.then_some((school, counts))
    })
}

/// Pupils of the base year, by grade or in the stage's total.
fn counted(dossier: &Dossier, zone: &ZoneForecast) -> Total {
    Total::of(schools(dossier, zone).map(|(_, c)| c.and_then(|c| c.stage(zone.stage).pupils).map(i64::from)))
}

fn seats(dossier: &Dossier, policy: &Policy, zone: &ZoneForecast, year: SchoolYear) -> Total {
    let mut total = Total::default();
    for (school, counts) in schools(dossier, zone).filter(|(s, _)| !closed(s, dossier, year)) {
        if school.kind.is_some_and(|k| k.is_special()) {
            // its classes are small by nature: it has places for the pupils it has, none for others
            total.add(counts.and_then(|c| c.stage(zone.stage).pupils).map(i64::from));
            continue;
        }
        let size = class_size(dossier, policy, school, zone.stage).map(i64::from);
        let classes = counts.and_then(|c| c.stage(zone.stage).classes).map(i64::from);
        let rooms = classes.and_then(|c| c.checked_add(coming(school, dossier, year)));
        total.add(rooms.zip(size).and_then(|(rooms, size)| rooms.checked_mul(size)));
    }
    total
}

/// The standard size of a class of a stage at a school (标准班额), pupils; `None` where the packs are silent.
pub(crate) fn class_size(dossier: &Dossier, policy: &Policy, school: &School, stage: Stage) -> Option<u32> {
    let context = Context {
        kind: school.kind,
        stage: Some(stage),
        setting: school.setting,
        boarding: school.boarding,
        region: Some(dossier.county.clone()),
        ..Context::default()
    };
    u32::try_from(policy.figure(key::CLASS_STANDARD, &context, dossier.as_of)?.1).ok()
}

fn closed(school: &School, dossier: &Dossier, year: SchoolYear) -> bool {
    let fact = school.layout_on(dossier.as_of);
    let closing = fact.filter(|f| matches!(f.status, LayoutStatus::Close | LayoutStatus::Merge));
    closing.and_then(|f| f.takes_effect).is_some_and(|y| y.0 <= year.0)
}

/// Classrooms of other programmes ready by an autumn at a school of one compulsory stage. Those of combined schools are
/// left out, as they do not say for which stage they are.
fn coming(school: &School, dossier: &Dossier, year: SchoolYear) -> i64 {
    let single = school.kind.is_some_and(|k| k.stages().iter().filter(|s| Stage::COMPULSORY.contains(s)).count() == 1);
    if !single {
        return 0;
    }
    let ready = dossier.other_projects.iter().filter(|p| {
        p.school == school.id && p.item == Item::Classroom && dossier.base_year.0 < p.finish.0 && p.finish.0 <= year.0
    });
    ready.filter_map(|p| p.quantity).fold(0, |sum: i64, q| sum.saturating_add(q.max(0)))
}
