//! Where seats are short for good (学位扩容): classrooms to add, school by school, and the seats the problem counts.
//!
//! Only real shortages are built for: where the county has seats to spare elsewhere, pupils are to be steered first. And
//! only lasting ones: a peak that passes after the cycle would leave idle buildings.

use crate::worth;
use crate::{error::ProgrammeError, parameter::Parameters};
use checker::{SeatNeed, Tier};
use model::{BuildNature, Dossier, Enrolment, Fen, Item, ProjectLine, School, SchoolId, Stage, ZoneId};
use needs::{Needs, SeatBalance, Shortage};
use policy::{Context, Policy, key};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Classrooms to add at one school beyond what its own classes lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Extension {
    pub zone: ZoneId,
    pub stage: Stage,
    pub rooms: i64,
    pub seats: u32,
}

impl Extension {
    /// The sizes it may be built in: whole and by halves, a large one by quarters too. Whole first.
    pub fn sizes(&self) -> Vec<Extension> {
        let quarters: &[i64] = match self.rooms {
            ..4 => &[4],
            4..8 => &[4, 2],
            _ => &[4, 3, 2, 1],
        };
        let size = |q: &i64| {
            let rooms = self.rooms * q / 4;
            let seats = i64::from(self.seats).checked_mul(rooms)?.checked_div(self.rooms)?;
            Some(Extension { rooms, seats: u32::try_from(seats).ok()?, ..self.clone() })
        };
        quarters.iter().filter_map(size).collect()
    }
}

/// Seats really short in a year.
fn short(balance: &SeatBalance, year: u16) -> Option<i64> {
    let of = balance.years.iter().find(|y| y.year.0 == year)?;
    let spare = of.spare?;
    Some(if of.shortage == Some(Shortage::Real) { (-spare).max(0) } else { 0 })
}

/// The shortage that lasts from the end of the cycle to the end of the forecast.
fn lasting(balance: &SeatBalance, last: u16) -> i64 {
    let later = balance.years.iter().filter(|y| y.year.0 >= last).filter_map(|y| short(balance, y.year.0));
    later.min().unwrap_or(0)
}

fn context(dossier: &Dossier, school: Option<&School>, stage: Stage) -> Context {
    Context {
        kind: school.and_then(|s| s.kind),
        setting: school.and_then(|s| s.setting),
        boarding: school.and_then(|s| s.boarding),
        stage: Some(stage),
        region: Some(dossier.county.clone()),
        nature: Some(BuildNature::Extension),
        ..Context::default()
    }
}

/// The seat needs of the problem: every zone and stage with a real shortage in the cycle. A seat that is short and is
/// brought is worth, year by year, an equal share of what a pupil without a classroom weighs.
pub(crate) fn needs_of(dossier: &Dossier, policy: &Policy, needs: &Needs, p: &Parameters) -> Vec<SeatNeed> {
    let years: Vec<u16> = dossier.cycle.years().map(|y| y.0).collect();
    let mut out = Vec::new();
    for balance in &needs.seats {
        let Some(zone) = &balance.zone else { continue };
        let short: Vec<u32> =
            years.iter().map(|y| u32::try_from(short(balance, *y).unwrap_or(0)).unwrap_or(u32::MAX)).collect();
        if short.iter().all(|n| *n == 0) {
            continue;
        }
        let worth = worth::of_pupils(policy, &context(dossier, None, balance.stage), Item::Classroom, 1, p);
        let worth = worth.value.get(Tier::Seats) / i64::try_from(years.len().max(1)).unwrap_or(1);
        out.push(SeatNeed { zone: zone.clone(), stage: balance.stage, short, worth });
    }
    out
}

/// Another programme builds rooms here that the base year's data do not show yet: adding more would be double work.
fn being_built(dossier: &Dossier, school: &School) -> bool {
    let rooms = |item| matches!(item, Item::Classroom | Item::TeachingArea | Item::FloorArea);
    let unseen = |finish: model::Year| finish.0 > dossier.base_year.0;
    dossier.other_projects.iter().any(|o| o.school == school.id && rooms(o.item) && unseen(o.finish))
}

/// The classrooms to add, at the schools of each zone that have most room below the size limits.
pub(crate) fn extensions(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    eligible: &[&School],
) -> BTreeMap<SchoolId, Extension> {
    let mut out: BTreeMap<SchoolId, Extension> = BTreeMap::new();
    for balance in &needs.seats {
        let (Some(zone), stage) = (&balance.zone, balance.stage) else { continue };
        let mut left = lasting(balance, dossier.cycle.last.0);
        let serves =
            |s: &&&School| s.zones.get(&stage) == Some(zone) && !out.contains_key(&s.id) && !being_built(dossier, s);
        let mut schools: Vec<(i64, i64, &School)> = Vec::new();
        for school in eligible.iter().filter(serves) {
            let figure = |k| policy.figure(k, &context(dossier, Some(school), stage), dossier.as_of)?.1.to_i64();
            if let Some(class) = figure(key::CLASS_STANDARD).filter(|c| *c > 0)
                && let Some(rooms) =
                    room(school, dossier, class, figure(key::SCHOOL_MAX), figure(key::NEW_SCHOOL_CLASSES_MAX))
            {
                schools.push((rooms, class, school));
            }
        }
        schools.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.id.cmp(&b.2.id)));
        for (most, class, school) in schools {
            let rooms = most.min((left + class / 2) / class);
            if rooms <= 0 {
                continue;
            }
            left -= rooms * class;
            let seats = u32::try_from(rooms * class).unwrap_or(u32::MAX);
            out.insert(school.id.clone(), Extension { zone: zone.clone(), stage, rooms, seats });
        }
    }
    out
}

/// Classrooms a school can take before it is too large, by pupils and by classes; `None` when its size is not known.
fn room(
    school: &School,
    dossier: &Dossier,
    class: i64,
    most_pupils: Option<i64>,
    most_classes: Option<i64>,
) -> Option<i64> {
    let enrolment = &school.record(dossier.base_year)?.enrolment;
    let pupils = i64::from(enrolment.compulsory(Enrolment::pupils)?);
    let classes = i64::from(enrolment.compulsory(Enrolment::classes)?);
    Some(((most_pupils? - pupils) / class).min(most_classes? - classes).max(0))
}

/// Adds the classrooms of an extension to a block, and the teaching area its seats need to meet the balanced standard
/// beyond the classrooms themselves, and the desks (priced as in [`crate::gather()`]). False when the pack has no price for classrooms.
pub(crate) fn add(
    lines: &mut Vec<ProjectLine>,
    extension: &Extension,
    dossier: &Dossier,
    policy: &Policy,
    price: impl Fn(Item, i64) -> Result<Option<ProjectLine>, ProgrammeError>,
) -> Result<bool, ProgrammeError> {
    let Some(rooms) = price(Item::Classroom, extension.rooms)? else { return Ok(false) };
    let figure = policy.figure(key::TEACHING_AREA, &context(dossier, None, extension.stage), dossier.as_of);
    let scale = Decimal::from(Item::TeachingArea.unit().scale());
    let area = figure
        .and_then(|(_, rate)| rate.checked_mul(Decimal::from(extension.seats))?.checked_mul(scale)?.ceil().to_i64());
    if let Some(square) = price(Item::TeachingArea, 100)?.and_then(|l| l.unit_price).filter(|f| f.0 > 0) {
        let covered = i128::from(rooms.amount.0) * 100 / i128::from(square.0);
        let left = i128::from(area.unwrap_or(0)) - covered;
        if let Some(line) =
            i64::try_from(left).ok().filter(|q| *q > 0).map(|q| price(Item::TeachingArea, q)).transpose()?
        {
            merge(lines, line)?;
        }
    }
    merge(lines, Some(rooms))?;
    // pupils who come need something to sit at
    merge(lines, price(Item::Desk, i64::from(extension.seats))?)?;
    Ok(true)
}

/// Puts a line into a project, together with one of the same item.
fn merge(lines: &mut Vec<ProjectLine>, line: Option<ProjectLine>) -> Result<(), ProgrammeError> {
    let Some(line) = line else { return Ok(()) };
    match lines.iter_mut().find(|l| l.item == line.item) {
        Some(own) => {
            own.quantity = own.quantity.checked_add(line.quantity).ok_or(model::Overflow)?;
            let exact = own.priced().unwrap_or(Ok(Fen::ZERO))?;
            own.amount = exact.up_to_grain()?;
        }
        None => lines.push(line),
    }
    lines.sort_by_key(|l| l.item);
    Ok(())
}
