//! Steering before building: what a school does itself, who takes pupils, what is left.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{
    Coverage, Datum, Dossier, Grade, GradeCount, Item, Location, School, SchoolId, SchoolKind, Stage, Total, ZoneId,
};
use needs::seat::{SeatBalance, SeatYear};
use needs::steer::{Steering, Way, propose};
use proptest::prelude::*;

fn sized(s: &mut School, grade: u8, sizes: &[u32]) {
    let count = GradeCount { class_sizes: sizes.to_vec(), ..GradeCount::default() };
    record(s).enrolment.grades.insert(Grade(grade), count);
}

fn at(s: &mut School, lon_e7: i32) {
    s.location = Some(Location { lon_e7, lat_e7: 408_000_000, datum: Datum::Cgcs2000 });
}

fn steering(schools: Vec<School>) -> Steering {
    propose(&dossier(schools), packs(), &[])
}

#[test]
fn a_grade_with_classes_enough_is_divided_evenly_and_nobody_leaves() {
    let mut s = school("1", SchoolKind::Primary);
    sized(&mut s, 1, &[60, 40]);
    let found = steering(vec![s]);
    let step = found.steps.first().unwrap();
    assert_eq!((&step.way, step.pupils, step.grade), (&Way::Even, 5, Some(Grade(1))));
    assert!(found.rest.is_empty() && found.moved() == 0);
}

#[test]
fn free_classrooms_take_more_classes_before_pupils_leave() {
    let mut s = school("1", SchoolKind::Primary);
    sized(&mut s, 1, &[60, 60]);
    has(&mut s, Item::Classroom, 3);
    let found = steering(vec![s]);
    assert_eq!(found.steps.first().unwrap().way, Way::Classes { classes: 1 });
    assert_eq!(found.steps.first().unwrap().pupils, 10, "those above two classes of 55");
    assert!(found.rest.is_empty());
}

#[test]
fn pupils_go_to_the_nearest_school_of_the_zone_with_seats_and_the_rest_is_for_building() {
    let mut full = school("1", SchoolKind::Primary);
    sized(&mut full, 1, &[60, 60]);
    at(&mut full, 1_110_000_000);
    let mut near = school("3", SchoolKind::Primary);
    pupils(&mut near, Stage::Primary, 43, 1);
    at(&mut near, 1_110_100_000);
    let mut far = school("2", SchoolKind::Primary);
    pupils(&mut far, Stage::Primary, 42, 1);
    at(&mut far, 1_110_200_000);
    let mut elsewhere = school("4", SchoolKind::Primary);
    pupils(&mut elsewhere, Stage::Primary, 10, 1);
    elsewhere.zones = [(Stage::Primary, ZoneId("乙".into()))].into();
    let found = steering(vec![full, near, far, elsewhere]);
    let moves: Vec<(&str, u32, Option<u32>)> = found
        .steps
        .iter()
        .filter_map(|s| match &s.way {
            Way::Move { to, same_zone: true, metres } => Some((to.0.as_str(), s.pupils, *metres)),
            _ => None,
        })
        .collect();
    assert_eq!(moves, [("3", 2, Some(842)), ("2", 3, Some(1_683))], "ten too many, five seats in the zone");
    let rest = found.rest.first().unwrap();
    assert_eq!(
        (&rest.school, rest.pupils),
        (&SchoolId("1".into()), 5),
        "no word on what the other zone keeps: not used"
    );
}

/// A zone's balance with these seats to spare, year by year.
fn zone(name: &str, spare: &[i64]) -> SeatBalance {
    let year = |(n, spare): (usize, &i64)| SeatYear {
        year: BASE.plus(i16::try_from(n).unwrap()),
        seats: Total::default(),
        pupils: Total::default(),
        spare: Some(*spare),
        shortage: None,
    };
    let years = spare.iter().enumerate().map(year).collect();
    SeatBalance { zone: Some(ZoneId(name.into())), stage: Stage::Primary, years }
}

#[test]
fn another_zone_gives_only_what_it_can_spare_every_year() {
    let county = || {
        let mut full = school("1", SchoolKind::Primary);
        sized(&mut full, 1, &[60, 60]);
        let mut host = school("2", SchoolKind::Primary);
        pupils(&mut host, Stage::Primary, 10, 1);
        host.zones = [(Stage::Primary, ZoneId("乙".into()))].into();
        dossier(vec![full, host])
    };
    let moved = |spare: &[i64]| propose(&county(), packs(), &[zone("乙", spare)]).moved();
    assert_eq!(moved(&[35, 20, 30]), 10);
    assert_eq!(moved(&[35, 4, 30]), 4);
    assert_eq!(moved(&[35, -2, 30]), 0, "it will be short itself");
}

#[test]
fn a_school_above_its_size_sends_pupils_though_no_class_is_large() {
    let mut giant = school("1", SchoolKind::Primary);
    pupils(&mut giant, Stage::Primary, 2_010, 45);
    let mut small = school("2", SchoolKind::Primary);
    pupils(&mut small, Stage::Primary, 100, 6);
    assert_eq!(steering(vec![giant, small]).moved(), 10);
}

#[test]
fn a_school_to_be_closed_takes_nobody() {
    let mut full = school("1", SchoolKind::Primary);
    sized(&mut full, 1, &[60, 60]);
    let mut host = school("2", SchoolKind::Primary);
    pupils(&mut host, Stage::Primary, 10, 1);
    host.layout.push(model::LayoutFact {
        status: model::LayoutStatus::Close,
        since: model::Date::new(2021, 1, 1),
        takes_effect: Some(model::Year(2023)),
        document: None,
    });
    let found = steering(vec![full, host]);
    assert_eq!((found.moved(), found.rest.first().unwrap().pupils), (0, 10));
}

#[test]
fn a_special_school_or_one_not_to_be_kept_takes_nobody() {
    let moved = |kind, status: Option<model::LayoutStatus>| {
        let mut full = school("1", SchoolKind::Primary);
        sized(&mut full, 1, &[60, 60]);
        let mut host = school("2", kind);
        pupils(&mut host, Stage::Primary, 10, 1);
        pupils(&mut host, Stage::Junior, 10, 1);
        host.layout.extend(status.map(|status| model::LayoutFact {
            status,
            since: model::Date::new(2021, 1, 1),
            takes_effect: None,
            document: None,
        }));
        steering(vec![full, host]).moved()
    };
    assert_eq!(moved(SchoolKind::NineYear, None), 10);
    assert_eq!(moved(SchoolKind::SpecialIntellectual, None), 0);
    assert_eq!(moved(SchoolKind::NineYear, Some(model::LayoutStatus::Interim)), 0);
}

#[test]
fn what_is_not_known_is_not_judged() {
    let mut s = school("1", SchoolKind::Primary);
    grade(&mut s, BASE, 1, 300);
    let found = steering(vec![s]);
    assert_eq!(found.judged, Coverage { known: 0, of: 1 });
    assert!(found.steps.is_empty() && found.rest.is_empty());
}

fn any_county() -> impl Strategy<Value = Dossier> {
    let grade = prop::collection::vec(1_u32..90, 1..4);
    let one = (prop::collection::vec(grade, 1..7), 0_i64..30, 0_u8..3);
    prop::collection::vec(one, 1..8).prop_map(|schools| {
        let build = |(n, (grades, rooms, zone)): (usize, (Vec<Vec<u32>>, i64, u8))| {
            let mut s = school(&format!("{n}"), SchoolKind::Primary);
            for (g, sizes) in grades.iter().enumerate() {
                sized(&mut s, u8::try_from(g).unwrap() + 1, sizes);
            }
            has(&mut s, Item::Classroom, rooms);
            s.zones = [(Stage::Primary, ZoneId(zone.to_string()))].into();
            s
        };
        dossier(schools.into_iter().enumerate().map(build).collect())
    })
}

proptest! {
    #[test]
    fn no_host_is_filled_beyond_its_seats_and_every_pupil_is_told_once(d in any_county()) {
        let zones: Vec<SeatBalance> = ["0", "1", "2"].iter().map(|z| zone(z, &[50, 20])).collect();
        let found = propose(&d, packs(), &zones);
        let of = |s: &School| -> (u32, u32, u32) {
            let grades = &s.records.get(&BASE).unwrap().enrolment.grades;
            let sizes = |c: &GradeCount| (c.class_sizes.iter().sum::<u32>(), u32::try_from(c.class_sizes.len()).unwrap());
            let above = |c: &GradeCount| { let (p, n) = sizes(c); p.saturating_sub(n * 55) };
            (grades.values().map(|c| sizes(c).0).sum(), grades.values().map(|c| sizes(c).1).sum(), grades.values().map(above).sum())
        };
        for s in &d.schools {
            let (pupils, classes, above) = of(s);
            let arrived: u32 = found.steps.iter().filter_map(|p| match &p.way {
                Way::Move { to, .. } if *to == s.id => Some(p.pupils),
                _ => None,
            }).sum();
            prop_assert!(arrived == 0 || pupils + arrived <= classes * 45);
            let inside = |p: &&needs::steer::Step| p.school == s.id && matches!(p.way, Way::Classes { .. });
            let out = |p: &&needs::steer::Step| p.school == s.id && matches!(p.way, Way::Move { .. });
            let taken: u32 = found.steps.iter().filter(inside).map(|p| p.pupils).sum();
            let gone: u32 = found.steps.iter().filter(out).map(|p| p.pupils).sum();
            let rest: u32 = found.rest.iter().filter(|r| r.school == s.id).map(|r| r.pupils).sum();
            prop_assert_eq!(taken + gone + rest, above);
        }
        let between: u32 = found.steps.iter().filter(|p| matches!(p.way, Way::Move { same_zone: false, .. })).map(|p| p.pupils).sum();
        prop_assert!(between <= 60);
    }
}
