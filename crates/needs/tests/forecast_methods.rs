//! The methods of the forecast, their choice and their intervals, on figures worked out by hand.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{
    Births, Dossier, LayoutFact, LayoutStatus, Migration, Permille, Scenario, School, SchoolId, SchoolKind, SchoolYear,
    Settlement, Stage, Year, ZoneId,
};
use needs::Forecast;
use needs::forecast::{AdjustmentKind, Lacking, Level, Method, Methods, Why, choose, forecast, forecast_with};
use proptest::prelude::*;

fn zone() -> ZoneId {
    ZoneId("甲".into())
}

/// A primary school with these pupils in grades 1–6, oldest year first, the last year being the base year.
fn primary(id: &str, years: &[[u32; 6]]) -> School {
    let mut school = school(id, SchoolKind::Primary);
    for (back, grades) in years.iter().rev().enumerate() {
        let year = BASE.plus(-i16::try_from(back).unwrap());
        (1_u8..).zip(grades).for_each(|(g, n)| grade(&mut school, year, g, *n));
    }
    school
}

fn born(d: &mut Dossier, years: std::ops::RangeInclusive<u16>, total: u32) {
    for year in years {
        d.births.push(Births { zone: zone(), year: Year(year), total, months: None });
    }
}

fn grades(f: &Forecast, id: &str, n: usize) -> Vec<u32> {
    f.schools.iter().find(|s| s.school.0 == id).unwrap().grades[n].iter().map(|(_, p)| p.unwrap()).collect()
}

const HISTORY: [[u32; 6]; 4] = [
    [100, 100, 100, 100, 100, 100],
    [110, 90, 100, 100, 100, 100],
    [120, 99, 90, 100, 100, 100],
    [130, 108, 99, 90, 100, 100],
];

#[test]
fn each_method_says_what_was_worked_out_by_hand() {
    let d = dossier(vec![primary("1", &HISTORY)]);
    let with = |m| grades(&forecast_with(&d, packs(), &Methods::only(m)), "1", 1);
    assert_eq!(with(Method::LastValue), [130, 108, 99, 90, 100, 100]);
    assert_eq!(with(Method::RollUp), [130, 130, 108, 99, 90, 100]);
    // grade 2: (90 + 99 + 108) ÷ (100 + 110 + 120) = 0.9, so 130 × 0.9 = 117; all other ratios are 1
    assert_eq!(with(Method::SurvivalRatio), [130, 117, 108, 99, 90, 100]);
    // one school: zone and county say the same; grade 1: (130 + 0.7·120 + 0.49·110) ÷ 2.19 = 122.3
    assert_eq!(with(Method::ShrunkRatio), [122, 117, 108, 99, 90, 100]);
    // half the last value
    assert_eq!(with(Method::Combination), [126, 113, 104, 95, 95, 100]);
    // totals 600, 600, 609, 627: mean ln growth (0 + 0.014889 + 0.029129) ÷ 3 = 0.014673, half of it in the first year
    assert_eq!(with(Method::DampedTrend), [131, 109, 100, 91, 101, 101]);
    // two years on: 0.9 twice over only for those who pass grade 1 to 2
    let second = grades(&forecast_with(&d, packs(), &Methods::only(Method::SurvivalRatio)), "1", 2);
    assert_eq!(second, [130, 117, 117, 108, 99, 90]);
}

#[test]
fn a_small_school_is_drawn_towards_its_zone() {
    // the zone keeps everybody; the small school lost half of its grade 1 once: 10 to 5
    let big = primary("1", &[[1000; 6], [1000; 6]]);
    let mut small = primary("2", &[[10, 0, 0, 0, 0, 0], [10, 5, 0, 0, 0, 0]]);
    small.founded = Some(Year(1980));
    let d = dossier(vec![big, small]);
    let f = forecast_with(&d, packs(), &Methods::only(Method::ShrunkRatio));
    // county and zone: 1005 ÷ 1010 = 0.99505; school: (5 + 200 × 0.99505) ÷ (10 + 200) = 0.97148; 10 × it = 9.7
    assert_eq!(grades(&f, "2", 1)[..2], [10, 10]);
    let f = forecast_with(&d, packs(), &Methods::only(Method::SurvivalRatio));
    assert_eq!(grades(&f, "2", 1)[..2], [10, 5]);
}

#[test]
fn the_best_method_is_chosen_and_blind_ones_only_without_births() {
    // every cohort loses a tenth in grade 1 and swings by births; ten schools
    let mut schools = Vec::new();
    let entry = |autumn: u32| 100 + 20 * (autumn % 3);
    for n in 0..10 {
        let mut s = school(&format!("{n}"), SchoolKind::Primary);
        for year in 2016..=2020_u16 {
            for g in 1..=6_u8 {
                let cohort = entry(u32::from(year) - u32::from(g) + 1) + n;
                grade(&mut s, SchoolYear(year), g, if g == 1 { cohort } else { cohort * 9 / 10 });
            }
        }
        schools.push(s);
    }
    let mut d = dossier(schools);
    let methods = choose(&d, packs());
    let choice =
        |methods: &Methods| methods.choices.iter().find(|c| c.stage == Stage::Primary && c.group == 3).unwrap().clone();
    let without = choice(&methods);
    assert!(without.candidates.iter().all(|c| c.eligible));
    assert_eq!((without.why, without.schools), (Why::Pooled, 10));
    for autumn in 2010..=2030_u16 {
        // a third of the year before last and two thirds of the next: constant within a cohort's twelve months
        d.births.push(Births {
            zone: zone(),
            year: Year(autumn - 6),
            total: 10 * entry(u32::from(autumn)),
            months: None,
        });
    }
    d.sort();
    let with = choice(&choose(&d, packs()));
    for candidate in &with.candidates {
        assert_eq!(candidate.eligible, !candidate.method.blind());
    }
    assert!(!with.method.blind());
    assert_ne!(with.method, Method::RollUp, "it overlooks the tenth that leaves");
    // a base year of a single origin and fewer schools than the packs ask for: untested
    d.schools.truncate(3);
    let few = choose(&d, packs());
    assert_eq!((choice(&few).why, choice(&few).method), (Why::Untested, Method::ShrunkRatio));
}

#[test]
fn a_tie_goes_to_the_simpler_method() {
    let d = dossier((0..9).map(|n| primary(&n.to_string(), &[[60; 6]; 4])).collect());
    let choice = choose(&d, packs()).choices.first().unwrap().clone();
    assert_eq!(choice.method, Method::LastValue);
}

#[test]
fn a_short_history_says_so() {
    let two = dossier(vec![primary("1", &HISTORY[2..])]);
    let f = forecast(&two, packs());
    assert!(f.lacking.contains(&Lacking::Test) && f.tests.is_empty());
    let next = f.county.first().unwrap().years[1];
    assert!(next.pupils.complete().is_some() && next.low.is_none() && next.high.is_none());
    let one = dossier(vec![primary("1", &HISTORY[3..])]);
    let f = forecast(&one, packs());
    assert!(f.lacking.contains(&Lacking::History));
    assert_eq!(f.county.first().unwrap().years[1].pupils.sum, None);
}

#[test]
fn a_back_test_sees_nothing_of_what_came_later() {
    let make = |last: [u32; 6]| {
        let mut years = HISTORY.to_vec();
        years.push(last);
        let d = dossier((0..9).map(|n| primary(&n.to_string(), &years)).collect());
        choose(&d, packs())
    };
    let (a, b) = (make([140, 117, 108, 99, 90, 100]), make([14, 11, 10, 9, 9, 10]));
    // from 2017, three years ahead: the last value says 600; the one transition known then says
    // 110 + 99 + 99 + 99 + 90 + 100 = 597, whatever came later: 654 or 63
    let row = |m: &Methods| m.rows.iter().find(|r| r.level == Level::School && r.horizon == 3).unwrap().clone();
    let means = |m: &Methods| (row(m).last_value.unwrap().mean, row(m).survival_ratio.unwrap().mean);
    assert_eq!(row(&a).tests, 9);
    assert_eq!(means(&a), (826, 872));
    assert_eq!(means(&b), (85_238, 84_762));
}

#[test]
fn a_new_school_grows_and_a_dying_one_runs_out() {
    let mut young = primary("1", &[[40, 0, 0, 0, 0, 0], [40, 40, 0, 0, 0, 0]]);
    young.founded = Some(Year(2019));
    let dying = primary("2", &[[40, 40, 40, 40, 40, 40], [0, 40, 40, 40, 40, 40]]);
    let settled = primary("3", &[[40, 40, 0, 0, 0, 0], [40, 40, 0, 0, 0, 0]]);
    let d = dossier(vec![young, dying, settled]);
    let f = forecast_with(&d, packs(), &Methods::only(Method::ShrunkRatio));
    assert_eq!(grades(&f, "1", 1), [40, 40, 40, 0, 0, 0]);
    assert_eq!(grades(&f, "1", 3), [40, 40, 40, 40, 40, 0]);
    assert_eq!(grades(&f, "2", 2), [0, 0, 0, 40, 40, 40]);
    assert_eq!(grades(&f, "3", 2), [40, 40, 0, 0, 0, 0]);
    let kinds: Vec<_> = f.adjustments.iter().map(|a| (a.kind, a.school.clone().unwrap().0)).collect();
    assert_eq!(kinds, [(AdjustmentKind::Growing, "1".to_owned()), (AdjustmentKind::RunningOut, "2".to_owned())]);
}

#[test]
fn a_planned_school_takes_an_even_part_and_the_zone_keeps_its_pupils() {
    let mut d = dossier(vec![primary("1", &[[90; 6]; 4]), primary("2", &[[90; 6]; 4])]);
    born(&mut d, 2010..=2022, 180);
    let before = forecast(&d, packs());
    let mut planned = school("3", SchoolKind::Primary);
    planned.records.clear();
    planned.layout.push(LayoutFact {
        status: LayoutStatus::Planned,
        since: None,
        takes_effect: Some(Year(2023)),
        document: None,
    });
    d.schools.push(planned);
    d.sort();
    let f = forecast(&d, packs());
    assert_eq!(grades(&f, "3", 2), [0; 6]);
    assert_eq!(grades(&f, "3", 3), [60, 0, 0, 0, 0, 0]);
    assert_eq!(grades(&f, "3", 5), [60, 60, 60, 0, 0, 0]);
    assert_eq!(grades(&f, "1", 5), [60, 60, 60, 90, 90, 90]);
    let totals = |f: &Forecast| f.county[0].years.iter().map(|y| y.pupils.complete()).collect::<Vec<_>>();
    assert_eq!(totals(&f), totals(&before));
    assert_eq!(f.adjustments[0].kind, AdjustmentKind::Opening);
}

#[test]
fn what_is_known_of_the_future_is_named() {
    let mut d = dossier(vec![primary("1", &[[90; 6]; 4])]);
    born(&mut d, 2010..=2022, 90);
    let reason = Some("新建住宅".to_owned());
    d.migration.push(Migration { zone: zone(), year: Year(2022), grade: None, net: 36, reason: reason.clone() });
    let place = |id: &str, year| Settlement {
        id: id.into(),
        name: "安置点".into(),
        zone: Some(zone()),
        people: None,
        children: [(Stage::Primary, 60)].into(),
        year: Some(Year(year)),
        location: None,
        served_by: [].into(),
    };
    // the first one is counted already, the third one is in the county's own migration figure
    d.settlements = vec![place("a", 2020), place("b", 2021), place("c", 2022)];
    let f = forecast(&d, packs());
    let named: Vec<_> = f.adjustments.iter().map(|a| (a.kind, a.year.0, a.net, a.reason.clone())).collect();
    let settlement = Some("安置点".to_owned());
    assert_eq!(
        named,
        [(AdjustmentKind::Settlement, 2021, Some(60), settlement), (AdjustmentKind::Migration, 2022, Some(36), reason)]
    );
    assert_eq!(f.county[0].years[1].pupils.complete(), Some(600));
    // 600 less the ten who left grade 6, and 24 of 36 in the six primary grades
    assert_eq!(f.county[0].years[2].pupils.complete(), Some(614));
}

#[test]
fn fewer_births_are_fewer_pupils_and_change_nothing_of_the_past() {
    let mut d = dossier((0..9).map(|n| primary(&n.to_string(), &HISTORY)).collect());
    born(&mut d, 2008..=2022, 1000);
    d.sort();
    let scenario = Scenario { births: Permille::new(-150), ..Scenario::default() };
    let (as_given, fewer) = (forecast(&d, packs()), forecast(&scenario.apply(d).unwrap(), packs()));
    assert_eq!(as_given.choices, fewer.choices);
    let totals = |f: &Forecast| f.county[0].years.iter().map(|y| y.pupils.complete().unwrap()).collect::<Vec<_>>();
    let (a, b) = (totals(&as_given), totals(&fewer));
    assert_eq!(a[0], b[0]);
    assert!((1..a.len()).all(|n| b[n] < a[n]), "{a:?} {b:?}");
}

fn panel() -> impl Strategy<Value = Vec<Vec<[u32; 6]>>> {
    prop::collection::vec(prop::collection::vec(prop::array::uniform6(0_u32..150), 4), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn figures_are_whole_add_up_and_lie_in_their_interval(schools in panel(), births in 0_u32..900) {
        let list = schools.iter().enumerate().map(|(n, years)| primary(&format!("{n:02}"), years)).collect();
        let mut d = dossier(list);
        born(&mut d, 2010..=2022, births);
        let f = forecast(&d, packs());
        for (n, year) in f.county[0].years.iter().enumerate() {
            let sum: Option<i64> = f.schools.iter().map(|s| s.stage(n, Stage::Primary).map(i64::from)).sum();
            prop_assert_eq!(year.pupils.complete(), sum);
        }
        for s in &f.schools {
            for (n, range) in s.stages[0].years.iter().enumerate() {
                prop_assert_eq!(range.pupils, s.stage(n, Stage::Primary));
                if let (Some(p), Some(low), Some(high)) = (range.pupils, range.low, range.high) {
                    prop_assert!(low <= i64::from(p) && i64::from(p) <= high);
                }
            }
        }
        prop_assert_eq!(&f, &forecast(&d, packs()));
    }

    #[test]
    fn more_births_to_come_are_never_fewer_pupils(schools in panel(), births in 1_u32..900, more in 0_u32..500) {
        let list = schools.iter().enumerate().map(|(n, years)| primary(&format!("{n:02}"), years)).collect();
        let mut d = dossier(list);
        born(&mut d, 2010..=2022, births);
        let before = forecast(&d, packs());
        // born after the base year's entrants: the past and the methods stay as they are
        d.births.iter_mut().filter(|b| b.year.0 >= 2015).for_each(|b| b.total += more);
        let after = forecast(&d, packs());
        for (a, b) in before.schools.iter().zip(&after.schools) {
            for n in 0..before.years.len() {
                prop_assert!(a.stage(n, Stage::Primary) <= b.stage(n, Stage::Primary));
            }
        }
    }
}

#[test]
fn ids_of_unknown_feeders_do_no_harm() {
    let mut s = primary("1", &HISTORY);
    s.feeds = Some(SchoolId("nowhere".into()));
    assert_eq!(forecast(&dossier(vec![s]), packs()).schools.len(), 1);
}
