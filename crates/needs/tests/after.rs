//! Before and after the plan.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{
    BuildNature, Fen, GapRef, Item, Place, Preparation, Project, ProjectId, ProjectLine, School, SchoolId, SchoolKind,
    SchoolPart, Stage, Year,
};
use needs::{assess, compare};
use policy::Standard;

fn project(school: &str, lines: &[(Item, i64)], closes: &[(Item, i64)], seats: u32) -> Project {
    let line = |(item, quantity): &(Item, i64)| ProjectLine {
        item: *item,
        quantity: *quantity,
        unit_price: None,
        price_year: None,
        amount: Fen(0),
        price_basis: None,
    };
    let id = SchoolId(school.into());
    let gap = |(item, quantity): &(Item, i64)| GapRef { school: id.clone(), item: *item, quantity: *quantity };
    Project {
        id: ProjectId("1".into()),
        name: "扩建".into(),
        place: Place::School(id.clone()),
        part: SchoolPart::Compulsory,
        nature: BuildNature::Extension,
        lines: lines.iter().map(line).collect(),
        other_fees: Fen(0),
        contingency: Fen(0),
        start: Year(2022),
        finish: Year(2023),
        need_by: None,
        funding: vec![],
        seats: vec![(Stage::Primary, seats)],
        preparation: Preparation::default(),
        performance: vec![],
        closes: closes.iter().map(gap).collect(),
        after: vec![],
        reason: None,
    }
}

fn two() -> Vec<School> {
    let mut a = school("1", SchoolKind::Primary);
    pupils(&mut a, Stage::Primary, 200, 6);
    has(&mut a, Item::Desk, 150);
    has(&mut a, Item::DangerD, 30_000);
    has(&mut a, Item::TeachingArea, 70_000);
    has(&mut a, Item::IndoorSportArea, 0);
    let mut b = school("2", SchoolKind::Primary);
    pupils(&mut b, Stage::Primary, 100, 6);
    has(&mut b, Item::Desk, 90);
    has(&mut b, Item::TeachingArea, 60_000);
    has(&mut b, Item::IndoorSportArea, 0);
    vec![a, b]
}

#[test]
fn what_the_plan_brings_is_taken_off_the_gaps() {
    let mut d = dossier(two());
    // the block lists less area than it closes: its rooms take the rest
    let lines = [(Item::Desk, 50), (Item::DangerD, 30_000), (Item::TeachingArea, 5_000), (Item::Books, 100)];
    d.plan.projects = vec![project("1", &lines, &[(Item::TeachingArea, 20_000), (Item::Desk, 50)], 0)];
    let before = assess(&d, packs());
    let found = compare(&d, packs(), &before);
    let of = |item, standard| found.items.iter().find(|i| i.item == item && i.standard == standard).copied();
    let desk = of(Item::Desk, Standard::Basic).unwrap();
    assert_eq!((desk.schools.before, desk.schools.after), (2, 1));
    assert_eq!((desk.short.before.sum, desk.short.after.sum), (Some(60), Some(10)));
    let danger = of(Item::DangerD, Standard::Basic).unwrap();
    assert_eq!((danger.short.before.sum, danger.short.after.sum), (Some(30_000), Some(0)));
    let area = of(Item::TeachingArea, Standard::Balanced).unwrap();
    // 200 × 4.5 m² − 700 m² = 200 m²: closed whole
    assert_eq!((area.schools.before, area.schools.after), (1, 0));
    // books are not known, and buying some does not make them known
    assert!(of(Item::Books, Standard::Basic).is_none());
    let rooms = found.indicators.iter().find(|i| i.indicator == needs::Indicator::TeachingArea).unwrap();
    // (700 + 600) ÷ 300 and (900 + 600) ÷ 300 m² per pupil
    assert_eq!((rooms.mean.before, rooms.mean.after), (Some(4_333_333), Some(5_000_000)));
    assert!(rooms.coefficient.after < rooms.coefficient.before);
}

#[test]
fn without_a_plan_nothing_changes() {
    let d = dossier(two());
    let found = compare(&d, packs(), &assess(&d, packs()));
    assert!(found.items.iter().all(|i| i.short.before == i.short.after && i.schools.before == i.schools.after));
    assert!(
        found.indicators.iter().all(|i| i.mean.before == i.mean.after && i.coefficient.before == i.coefficient.after)
    );
    assert!(found.seats.iter().all(|s| s.added == 0 && s.spare.before == s.spare.after));
}

#[test]
fn seats_count_when_they_are_ready_by_the_end_of_the_cycle() {
    let mut d = dossier(two());
    d.plan.projects = vec![project("1", &[], &[], 45)];
    let seats = |d: &model::Dossier| {
        let found = compare(d, packs(), &assess(d, packs()));
        found.seats.iter().find(|s| s.stage == Stage::Primary).unwrap().added
    };
    assert_eq!(seats(&d), 45);
    d.plan.projects[0].finish = Year(2026);
    assert_eq!(seats(&d), 0);
}
