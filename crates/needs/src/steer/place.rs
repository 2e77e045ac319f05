//! Where pupils can be steered to (分流去向): schools with seats to spare, the nearest first.

use super::excess::Crowd;
use super::{Rest, Steering, Step, Way};
use crate::counts::Counts;
use crate::large::school_limit;
use crate::scope::exclusion;
use crate::seat::{SeatBalance, class_size};
use model::{Datum, Dossier, School, Stage, ZoneId};
use policy::{Basis, Policy};
use std::collections::BTreeMap;

/// Seats to spare at a school (空余学位).
struct Host<'a> {
    school: &'a School,
    spare: u32,
}

/// Steers the pupils of the crowded schools of one stage.
pub(super) fn steer(
    dossier: &Dossier,
    policy: &Policy,
    seats: &[SeatBalance],
    stage: Stage,
    crowds: &[&Crowd<'_>],
    out: &mut Steering,
) {
    if crowds.is_empty() {
        return;
    }
    let mut hosts = hosts(dossier, policy, stage);
    let mut zones = lasting(seats, stage);
    let mut left: Vec<u32> = crowds.iter().map(|c| c.pupils).collect();
    let mut pairs = Vec::new();
    for (c, crowd) in crowds.iter().enumerate() {
        for (h, host) in hosts.iter().enumerate().filter(|(_, h)| h.school.id != crowd.school.id) {
            let same = zone(crowd.school, stage).is_some() && zone(crowd.school, stage) == zone(host.school, stage);
            let line = crowd.school.location.zip(host.school.location).and_then(|(a, b)| a.metres_to(b));
            pairs.push((!same, line.unwrap_or(u32::MAX), &crowd.school.id, &host.school.id, c, h));
        }
    }
    pairs.sort();
    for (other_zone, metres, _, _, c, h) in pairs {
        let (Some(left), Some(host), Some(crowd)) = (left.get_mut(c), hosts.get_mut(h), crowds.get(c)) else {
            continue;
        };
        // another zone gives only what it has to spare in every year to come
        let zone_spare = zone(host.school, stage).and_then(|z| zones.get_mut(z));
        let room = if other_zone { zone_spare.as_deref().copied().unwrap_or(0) } else { u32::MAX };
        let pupils = (*left).min(host.spare).min(room);
        if pupils == 0 {
            continue;
        }
        *left -= pupils;
        host.spare -= pupils;
        if let Some(spare) = zone_spare.filter(|_| other_zone) {
            *spare -= pupils;
        }
        let sure = host.school.location.is_some_and(|l| l.datum != Datum::Unstated);
        let metres = Some(metres).filter(|m| *m != u32::MAX && sure);
        let way = Way::Move { to: host.school.id.clone(), same_zone: !other_zone, metres };
        out.steps.push(Step { school: crowd.school.id.clone(), stage, grade: None, way, pupils });
    }
    for (crowd, pupils) in crowds.iter().zip(left).filter(|(_, left)| *left > 0) {
        out.rest.push(Rest { school: crowd.school.id.clone(), stage, pupils });
    }
}

fn zone(school: &School, stage: Stage) -> Option<&ZoneId> {
    school.zones.get(&stage)
}

/// The schools of a stage with seats to spare, by classes × standard class size and by the size limit. Only schools that are
/// to be kept take pupils, and no special school does: its classes are small by nature.
fn hosts<'a>(dossier: &'a Dossier, policy: &Policy, stage: Stage) -> Vec<Host<'a>> {
    let takes = |s: &&School| {
        exclusion(s, dossier.base_year, dossier.as_of).is_none() && !s.kind.is_some_and(model::SchoolKind::is_special)
    };
    let host = |school: &'a School| {
        let counts = Counts::of(school, school.record(dossier.base_year)?);
        let here = counts.stages.has(stage).then(|| counts.stage(stage))?;
        let size = class_size(dossier, policy, school, stage)?;
        let seats = here.classes?.checked_mul(size)?.saturating_sub(here.pupils?);
        let below = school_limit(school, policy, dossier.as_of)?.saturating_sub(counts.basis(Basis::Pupils)?);
        Some(Host { school, spare: seats.min(below) })
    };
    dossier.schools.iter().filter(takes).filter_map(host).filter(|h| h.spare > 0).collect()
}

/// Seats each zone has to spare in every year of the forecast; zones with a year unknown are left out.
fn lasting(seats: &[SeatBalance], stage: Stage) -> BTreeMap<ZoneId, u32> {
    let least = |b: &SeatBalance| {
        let spare = b.years.iter().map(|y| y.spare).try_fold(i64::MAX, |least, s| Some(least.min(s?)))?;
        Some((b.zone.clone()?, u32::try_from(spare.max(0)).ok()?))
    };
    seats.iter().filter(|b| b.stage == stage && !b.years.is_empty()).filter_map(least).collect()
}
