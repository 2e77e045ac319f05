//! The twenty baseline items and large classes.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{Coverage, Grade, GradeCount, Item, School, SchoolKind, Stage};
use needs::baseline::{State, measure};
use needs::large;

fn state(s: &School, number: u8) -> State {
    let found = measure(&dossier(vec![s.clone()]), packs());
    found.schools.first().unwrap().items.iter().find(|i| i.number == number).unwrap().state
}

#[test]
fn a_yes_does_not_stand_against_a_count_of_the_very_thing() {
    let mut s = school("1", SchoolKind::Primary);
    assert_eq!(state(&s, 1), State::NoData);
    has(&mut s, Item::DangerD, 0);
    assert_eq!(state(&s, 1), State::Met);
    has(&mut s, Item::DangerD, 1);
    assert_eq!(state(&s, 1), State::NotMet);
    record(&mut s).baseline.0.insert(1, true);
    assert_eq!(state(&s, 1), State::NotMet);
    has(&mut s, Item::DangerD, 0);
    assert_eq!(state(&s, 1), State::Met);
    record(&mut s).baseline.0.insert(1, false);
    assert_eq!(state(&s, 1), State::NotMet);
    // where the count is of something else, the answer wins: a boiler room may give water without a machine
    has(&mut s, Item::MultimediaRoom, 0);
    record(&mut s).baseline.0.insert(11, true);
    assert_eq!(state(&s, 11), State::Met);
}

#[test]
fn boarding_items_concern_boarding_schools() {
    let mut s = school("1", SchoolKind::Primary);
    assert_eq!(state(&s, 13), State::NotApplicable);
    s.boarding = None;
    assert_eq!(state(&s, 13), State::NoData);
    s.boarding = Some(true);
    pupils(&mut s, Stage::Primary, 100, 6);
    record(&mut s).enrolment.stages.get_mut(&Stage::Primary).unwrap().boarders = Some(40);
    has(&mut s, Item::Bed, 39);
    assert_eq!(state(&s, 13), State::NotMet);
    has(&mut s, Item::Bed, 40);
    assert_eq!(state(&s, 13), State::Met);
}

#[test]
fn a_school_meets_the_baseline_only_with_every_item_known() {
    let mut s = school("1", SchoolKind::TeachingPoint);
    (1..=19).for_each(|n| {
        record(&mut s).baseline.0.insert(n, true);
    });
    let met = |s: &School| measure(&dossier(vec![s.clone()]), packs());
    assert_eq!(met(&s).schools.first().unwrap().met, None);
    assert_eq!(met(&s).all.coverage(), Coverage { known: 0, of: 1 });
    record(&mut s).baseline.0.insert(20, true);
    let found = met(&s);
    assert_eq!((found.all.met, found.points.met, found.points.applicable), (1, 1, 1));
    record(&mut s).baseline.0.insert(4, false);
    let found = met(&s);
    assert_eq!((found.all.not_met, found.items.get(3).unwrap().points.not_met), (1, 1));
}

fn classes(s: &mut School, grade: u8, pupils: u32, sizes: &[u32], classes: u32) {
    let count = GradeCount {
        pupils: Some(pupils),
        classes: Some(classes),
        class_sizes: sizes.to_vec(),
        ..GradeCount::default()
    };
    record(s).enrolment.grades.insert(Grade(grade), count);
}

#[test]
fn large_classes_include_the_very_large_and_start_at_56() {
    let mut s = school("1", SchoolKind::Primary);
    classes(&mut s, 1, 242, &[55, 56, 65, 66], 4);
    classes(&mut s, 2, 70, &[], 1); // the only class of its grade
    classes(&mut s, 3, 120, &[], 2); // two of sixty on average: at least one is large
    classes(&mut s, 4, 100, &[], 2);
    let found = large::measure(&dossier(vec![s.clone()]), packs());
    let one = found.classes.first().unwrap();
    assert_eq!((one.large, one.very_large, one.large_by_average), (4, 2, 1));
    assert_eq!((one.classes, one.sizes), (Some(9), Coverage { known: 5, of: 9 }));
    assert_eq!(found.within, None);
    assert_eq!(state(&s, 19), State::NotMet);
}

#[test]
fn over_large_schools_are_judged_by_their_compulsory_pupils() {
    let mut primary = school("1", SchoolKind::Primary);
    pupils(&mut primary, Stage::Primary, 2001, 45);
    let mut nine = school("2", SchoolKind::NineYear);
    pupils(&mut nine, Stage::Primary, 1500, 34);
    pupils(&mut nine, Stage::Junior, 1000, 20);
    let mut complete = school("3", SchoolKind::CompleteSecondary);
    pupils(&mut complete, Stage::Junior, 2000, 40);
    pupils(&mut complete, Stage::Senior, 2000, 40);
    let found = large::measure(&dossier(vec![primary, nine, complete]), packs());
    let ids: Vec<_> = found.schools.iter().map(|s| (s.school.0.as_str(), s.limit)).collect();
    assert_eq!((ids, found.sized), (vec![("1", 2000)], Coverage { known: 3, of: 3 }));
}

#[test]
fn the_totals_of_a_stage_prove_at_least_one_large_class() {
    let mut crowded = school("1", SchoolKind::Primary);
    pupils(&mut crowded, Stage::Primary, 56 * 10 - 9, 10);
    let mut full = school("2", SchoolKind::Primary);
    pupils(&mut full, Stage::Primary, 55 * 10, 10);
    let large = needs::large::measure(&dossier(vec![crowded, full]), packs());
    assert_eq!((large.large, large.large_by_average, large.sizes.known, large.sizes.of), (0, 1, 0, 20));
    let found: Vec<_> = large.classes.iter().map(|c| (c.large_by_average, c.from_totals, c.average_tenths())).collect();
    assert_eq!(found, [(1, true, Some(551)), (0, true, Some(550))]);
}

#[test]
fn the_base_year_is_balanced_from_stage_totals() {
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, 500, 10);
    let needs = needs::assess(&dossier(vec![s]), packs());
    let balance = needs.seats.iter().find(|b| b.stage == Stage::Primary && b.zone.is_some()).unwrap();
    let base = &balance.years[0];
    assert_eq!((base.pupils.sum, base.seats.sum, base.spare), (Some(500), Some(450), Some(-50)));
    assert_eq!(balance.years[1].pupils.sum, None, "without grades nothing is forecast");
}
