//! The curriculum of small rural schools.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{Item, SchoolKind, Setting, Stage};
use needs::curriculum::{Means, Subject, measure};

#[test]
fn only_what_is_certainly_absent_is_lacking() {
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, 99, 6);
    has(&mut s, Item::Laboratory, 0);
    has(&mut s, Item::LabEquipment, 0);
    has(&mut s, Item::FunctionRoom, 1);
    has(&mut s, Item::SportsField, 0);
    has(&mut s, Item::DeliveryClassroom, 1);
    let found = measure(&dossier(vec![s]), packs());
    let small = &found.schools[0];
    let of = |subject| small.subjects.iter().find(|(s, _)| *s == subject).unwrap().1;
    assert_eq!(of(Subject::Science), Means::Lacks);
    // one shared room serves music, art and handwork
    assert_eq!([of(Subject::Music), of(Subject::Art), of(Subject::Labour)], [Means::Has; 3]);
    // no field, but nothing is known of apparatus
    assert_eq!([of(Subject::Sport), of(Subject::Reading)], [Means::NoData; 2]);
    assert_eq!((small.pupils, small.online), (99, Some(true)));
    let science = found.subjects.iter().find(|c| c.subject == Subject::Science).unwrap();
    assert_eq!((science.has, science.lacks, science.no_data), (0, 1, 0));
}

#[test]
fn large_and_urban_schools_are_not_among_them() {
    let mut large = school("1", SchoolKind::Primary);
    pupils(&mut large, Stage::Primary, 100, 6);
    let mut urban = school("2", SchoolKind::Primary);
    pupils(&mut urban, Stage::Primary, 50, 6);
    urban.setting = Some(Setting::MainCity);
    let mut silent = school("3", SchoolKind::Primary);
    pupils(&mut silent, Stage::Primary, 50, 6);
    silent.setting = None;
    let found = measure(&dossier(vec![large, urban, silent]), packs());
    assert_eq!((found.schools.len(), found.unknown), (0, 1));
}
