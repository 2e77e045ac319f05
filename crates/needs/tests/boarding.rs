//! Boarders to come.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{Grade, GradeCount, Item, SchoolKind, SchoolYear, Stage};
use needs::forecast::{Forecast, SchoolForecast};

/// A boarding primary school of 60 pupils, 20 of them boarders.
fn boarding() -> model::School {
    let mut s = school("1", SchoolKind::Primary);
    s.boarding = Some(true);
    let count =
        GradeCount { pupils: Some(60), girls: Some(30), classes: Some(2), boarders: Some(20), class_sizes: vec![] };
    record(&mut s).enrolment.grades.insert(Grade(1), count);
    has(&mut s, Item::Bed, 15);
    has(&mut s, Item::Dormitory, 12_000);
    s
}

fn expecting(pupils: u32) -> Forecast {
    let grades = vec![vec![(Grade(1), Some(60))], vec![(Grade(1), Some(pupils))]];
    let school = SchoolForecast { school: model::SchoolId("1".into()), grades, stages: vec![] };
    Forecast { years: vec![BASE, BASE.plus(1)], schools: vec![school], ..Forecast::default() }
}

#[test]
fn the_share_of_boarders_stays_and_nobody_is_left_without_a_bed() {
    let d = dossier(vec![boarding()]);
    let found = needs::boarding::measure(&d, packs(), &expecting(70));
    let years = &found.schools[0].years;
    // 20 beds and 100 m² are required now: 5 beds short, the area suffices
    assert_eq!((years[0].boarders, years[0].beds, years[0].dormitory), (Some(20), Some(5), Some(0)));
    // 70 × 20 ÷ 60 = 23.3: 24 boarders, 24 beds, 120 m²
    assert_eq!((years[1].boarders, years[1].beds, years[1].dormitory), (Some(24), Some(9), Some(0)));
    assert_eq!(years[2].boarders, None, "the forecast ends");
    assert_eq!(years.last().unwrap().year, SchoolYear(2025));
    assert_eq!(found.peak().unwrap().year, BASE.plus(1));
    let county = &found.years[1];
    assert_eq!((county.boarders.sum, county.beds.sum), (Some(24), Some(9)));
}

#[test]
fn day_schools_have_no_demand_and_silence_is_counted() {
    let mut silent = school("2", SchoolKind::Primary);
    silent.boarding = None;
    let mut day = school("3", SchoolKind::Primary);
    pupils(&mut day, Stage::Primary, 100, 3);
    let found = needs::boarding::measure(&dossier(vec![silent, day]), packs(), &Forecast::default());
    assert_eq!((found.schools.len(), found.unknown), (0, 1));
    assert_eq!(found.peak(), None);
}

#[test]
fn a_bed_count_that_is_not_known_is_no_shortage() {
    let mut s = boarding();
    record(&mut s).conditions.clear(Item::Bed);
    let found = needs::boarding::measure(&dossier(vec![s]), packs(), &expecting(70));
    assert_eq!(found.schools[0].years[1].beds, None);
    assert_eq!(found.schools[0].years[1].dormitory, Some(0));
}
