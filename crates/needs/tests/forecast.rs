//! The forecast: cohorts move on, births enter, nothing is made up.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{
    Births, Dossier, Grade, LayoutFact, LayoutStatus, Migration, SchoolId, SchoolKind, SchoolYear, Stage, Year, ZoneId,
};
use needs::forecast::{Lacking, forecast};
use needs::seat::balance;
use needs::{Forecast, Shortage, large};
use proptest::prelude::*;

fn zone() -> ZoneId {
    ZoneId("甲".into())
}

fn births(d: &mut Dossier, years: std::ops::RangeInclusive<u16>, total: u32) {
    for year in years {
        d.births.push(Births { zone: zone(), year: Year(year), total, months: None });
    }
}

/// A primary and a junior school in which every grade has had the same number of pupils for four years.
fn steady(per_grade: u32) -> Dossier {
    let mut primary = school("1", SchoolKind::Primary);
    let mut junior = school("2", SchoolKind::Junior);
    for year in 2017..=2020 {
        (1..=6).for_each(|g| grade(&mut primary, SchoolYear(year), g, per_grade));
        (7..=9).for_each(|g| grade(&mut junior, SchoolYear(year), g, per_grade));
    }
    let mut d = dossier(vec![primary, junior]);
    births(&mut d, 2010..=2022, per_grade);
    d.sort();
    d
}

fn county(f: &Forecast, stage: Stage) -> Vec<Option<i64>> {
    f.county.iter().find(|c| c.stage == stage).unwrap().years.iter().map(|y| y.pupils.sum).collect()
}

#[test]
fn what_has_been_steady_stays_steady() {
    let f = forecast(&steady(100), packs());
    // base year, the cycle's five, three beyond
    assert_eq!(f.years.len(), 9);
    assert_eq!(county(&f, Stage::Primary), vec![Some(600); 9]);
    assert_eq!(county(&f, Stage::Junior), vec![Some(300); 9]);
    assert!(f.lacking.is_empty(), "{:?}", f.lacking);
}

#[test]
fn a_baby_boom_walks_through_the_grades() {
    let mut d = steady(100);
    d.births.iter_mut().filter(|b| b.year.0 == 2016).for_each(|b| b.total = 130);
    let f = forecast(&d, packs());
    let first = f.schools.iter().find(|s| s.school.0 == "1").unwrap();
    let at = |n: usize, g: u8| first.grades.get(n).unwrap().iter().find(|(x, _)| *x == Grade(g)).unwrap().1.unwrap();
    // two thirds of the year's extra enter in 2022, one third in 2023, and move on
    assert_eq!((at(1, 1), at(2, 1), at(3, 1), at(4, 1)), (100, 120, 110, 100));
    assert_eq!((at(3, 2), at(4, 2), at(4, 3)), (120, 110, 120));
}

#[test]
fn without_history_or_births_there_is_no_figure() {
    let mut d = steady(100);
    for s in &mut d.schools {
        s.records.retain(|y, _| *y == BASE);
    }
    let f = forecast(&d, packs());
    assert_eq!(county(&f, Stage::Primary).get(1), Some(&None));
    assert!(f.lacking.contains(&Lacking::History));

    let mut d = steady(100);
    d.births.retain(|b| b.year.0 <= 2015);
    let f = forecast(&d, packs());
    // first grades are carried on for three years, marked as assumed, and no farther
    let six = Some(600);
    assert_eq!(county(&f, Stage::Primary), [six, six, six, six, None, None, None, None, None]);
    let assumed = |stage| -> Vec<bool> {
        f.county.iter().find(|c| c.stage == stage).unwrap().years.iter().map(|y| y.assumed).collect()
    };
    assert_eq!(assumed(Stage::Primary).get(..4).unwrap(), [false, false, true, true]);
    // those assumed to start in 2022 reach grade 7 in 2028
    assert_eq!(county(&f, Stage::Junior), vec![Some(300); 9]);
    assert_eq!(assumed(Stage::Junior), [vec![false; 8], vec![true]].concat());
    assert_eq!(f.lacking, [Lacking::Births]);
}

#[test]
fn a_school_without_grades_is_no_data_and_not_zero() {
    let mut d = steady(100);
    let mut vague = school("3", SchoolKind::Primary);
    vague.zones.insert(Stage::Primary, ZoneId("乙".into()));
    pupils(&mut vague, Stage::Primary, 300, 6);
    d.schools.push(vague);
    let f = forecast(&d, packs());
    let year = f.county.iter().find(|c| c.stage == Stage::Primary).unwrap().years.get(1).unwrap().pupils;
    assert_eq!((year.sum, year.coverage.known, year.coverage.of), (Some(600), 1, 2));
    assert_eq!(year.complete(), None);
    assert!(f.lacking.contains(&Lacking::Grades));
}

#[test]
fn migration_and_closure_are_explicit() {
    let mut d = steady(100);
    d.migration.push(Migration { zone: zone(), year: Year(2021), grade: Some(Grade(3)), net: 40, reason: None });
    let f = forecast(&d, packs());
    assert_eq!(county(&f, Stage::Primary).get(1), Some(&Some(640)));
    assert_eq!(county(&f, Stage::Junior).get(6), Some(&Some(340)));

    let mut d = steady(100);
    let mut second = d.schools.first().unwrap().clone();
    second.id = SchoolId("3".into());
    second.layout.push(LayoutFact {
        status: LayoutStatus::Close,
        since: None,
        takes_effect: Some(Year(2022)),
        document: None,
    });
    d.schools.push(second);
    d.births.iter_mut().for_each(|b| b.total = 200);
    let f = forecast(&d, packs());
    let primary = |id: &str, n: usize| f.schools.iter().find(|s| s.school.0 == id).unwrap().stage(n, Stage::Primary);
    assert_eq!((primary("1", 1), primary("3", 1)), (Some(600), Some(600)));
    assert_eq!((primary("1", 2), primary("3", 2)), (Some(1200), Some(0)));
    assert_eq!(county(&f, Stage::Primary).get(5), Some(&Some(1200)));
}

#[test]
fn seats_tell_a_real_shortage_from_a_bad_spread() {
    // 12 classes of 45 seats; 600 pupils in zone 甲
    let mut d = steady(100);
    for s in &mut d.schools {
        let rooms = if s.id.0 == "1" { 2 } else { 3 };
        s.records.get_mut(&BASE).unwrap().enrolment.grades.values_mut().for_each(|g| g.classes = Some(rooms));
    }
    let shortage = |d: &Dossier| {
        let (f, l) = (forecast(d, packs()), large::measure(d, packs()));
        let seats = balance(d, packs(), &f, &l);
        let zone = seats.iter().find(|s| s.stage == Stage::Primary && s.zone == Some(zone())).unwrap();
        let year = zone.years.first().unwrap();
        (year.seats.sum.unwrap(), year.spare, year.shortage)
    };
    assert_eq!(shortage(&d), (540, Some(-60), Some(Shortage::Real)));
    // another zone has seats to spare
    let mut other = school("3", SchoolKind::Primary);
    other.zones.insert(Stage::Primary, ZoneId("乙".into()));
    (1..=6).for_each(|g| grade(&mut other, BASE, g, 20));
    other.records.get_mut(&BASE).unwrap().enrolment.grades.values_mut().for_each(|g| g.classes = Some(1));
    d.schools.push(other);
    assert_eq!(shortage(&d).2, Some(Shortage::BetweenZones));
    // enough seats, yet one class of sixty
    let first = d.schools.first_mut().unwrap();
    first.records.get_mut(&BASE).unwrap().enrolment.grades.values_mut().for_each(|g| g.classes = Some(3));
    assert_eq!(shortage(&d).2, Some(Shortage::None));
    let grade = d.schools.first_mut().unwrap().records.get_mut(&BASE).unwrap().enrolment.grades.get_mut(&Grade(1));
    grade.unwrap().class_sizes = vec![60, 20, 20];
    assert_eq!(shortage(&d).2, Some(Shortage::BetweenSchools));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn totals_are_the_sums_of_what_is_printed(sizes in prop::collection::vec(0_u32..200, 24), born in 1_u32..400) {
        let mut schools = Vec::new();
        for (n, sizes) in sizes.chunks(12).enumerate() {
            let mut s = school(&format!("{n}"), SchoolKind::Primary);
            for (at, size) in sizes.iter().enumerate() {
                let (year, g) = (2019 + u16::try_from(at / 6).unwrap(), u8::try_from(at % 6).unwrap() + 1);
                grade(&mut s, SchoolYear(year), g, *size);
            }
            schools.push(s);
        }
        let mut d = dossier(schools);
        births(&mut d, 2010..=2022, born);
        let f = forecast(&d, packs());
        for zone in f.county.iter().filter(|c| c.stage == Stage::Primary) {
            for (n, year) in zone.years.iter().enumerate() {
                let mut parts = f.schools.iter().map(|s| s.stage(n, Stage::Primary).map(i64::from));
                let sum = parts.try_fold(0_i64, |sum, p| Some(sum + p?));
                prop_assert_eq!(year.pupils.complete(), sum);
            }
        }
    }
}
