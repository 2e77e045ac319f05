//! Indicators: published vectors, a naive rational computation beside them, who takes part.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{Dossier, Item, School, SchoolId, SchoolKind, Stage};
use needs::balance::year2017::{self, passes};
use needs::balance::{Indicator, Value, Variation, participants, year2012};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn full(s: &mut School, stages: &[Stage], area: i64) {
    let items = [
        (Item::TeachingArea, area),
        (Item::IndoorSportArea, 10_000),
        (Item::SportsField, 200_000),
        (Item::TeachingEquipment, 50_000_000),
        (Item::MultimediaRoom, 10),
        (Item::Computer, 40),
        (Item::Books, 9_000),
    ];
    for (item, quantity) in items {
        has(s, item, quantity);
    }
    stages.iter().for_each(|stage| staff(s, *stage, 20));
}

fn county(sizes: &[(u32, i64)]) -> Dossier {
    let schools = sizes.iter().enumerate().map(|(n, (count, area))| {
        let mut s = school(&format!("{n:04}"), SchoolKind::Primary);
        pupils(&mut s, Stage::Primary, *count, 6);
        full(&mut s, &[Stage::Primary], *area);
        s
    });
    dossier(schools.collect())
}

#[test]
fn a_combined_school_is_split_on_its_totals() {
    let mut s = school("1", SchoolKind::NineYear);
    pupils(&mut s, Stage::Primary, 166, 6);
    pupils(&mut s, Stage::Junior, 210, 6);
    has(&mut s, Item::Books, 23_226);
    let d = dossier(vec![s]);
    let found = participants(&d, packs());
    let value = |stage| found.first().unwrap().value(Indicator::Books, stage).unwrap().millionths().unwrap();
    // 23,226 / 397 and 1.1 times that
    assert_eq!((value(Stage::Primary), value(Stage::Junior)), (58_503_778, 64_354_156));
}

#[test]
fn a_twelve_year_school_and_a_complete_one_use_their_own_weights() {
    let value = |kind, stages: &[(Stage, u32)]| {
        let mut s = school("1", kind);
        stages.iter().for_each(|(stage, count)| pupils(&mut s, *stage, *count, 10));
        has(&mut s, Item::MultimediaRoom, 100);
        let d = dossier(vec![s]);
        participants(&d, packs()).first().unwrap().value(Indicator::MultimediaRooms, Stage::Junior).unwrap()
    };
    let twelve = [(Stage::Primary, 600), (Stage::Junior, 300), (Stage::Senior, 300)];
    // 100 rooms × 1.1 / (600 + 330 + 396) × 100
    assert_eq!(value(SchoolKind::TwelveYear, &twelve), Value::new(100 * 100 * 1100, 1_326_000).unwrap());
    assert_eq!(
        value(SchoolKind::CompleteSecondary, &[(Stage::Junior, 600), (Stage::Senior, 500)]),
        Value::new(100 * 100 * 1000, 1_200_000).unwrap()
    );
}

#[test]
fn who_takes_part() {
    let mut tiny = school("1", SchoolKind::TeachingPoint);
    pupils(&mut tiny, Stage::Primary, 49, 3);
    let mut point = school("2", SchoolKind::TeachingPoint);
    pupils(&mut point, Stage::Primary, 50, 3);
    let mut centre = school("3", SchoolKind::Primary);
    pupils(&mut centre, Stage::Primary, 300, 6);
    has(&mut centre, Item::Books, 9_000);
    let mut campus = school("4", SchoolKind::TeachingPoint);
    pupils(&mut campus, Stage::Primary, 20, 2);
    has(&mut campus, Item::Books, 600);
    campus.parent = Some(SchoolId("3".into()));
    let special = school("5", SchoolKind::SpecialOther);
    let vocational = school("6", SchoolKind::VocationalJunior);
    let mut private = school("7", SchoolKind::Primary);
    private.owner = Some(model::Owner::Private);
    let d = dossier(vec![tiny, point, centre, campus, special, vocational, private]);
    let found = participants(&d, packs());
    let ids: Vec<_> = found.iter().map(|p| p.school.id.0.as_str()).collect();
    assert_eq!(ids, ["2", "3", "7"]);
    let centre = found.get(1).unwrap();
    assert_eq!((centre.counts.stage(Stage::Primary).pupils, centre.total(Indicator::Books)), (Some(320), Some(9_600)));
}

#[test]
fn the_rule_of_six_of_seven() {
    let t = Some(true);
    let f = Some(false);
    let six = [t, t, t, t, t, t, f];
    assert_eq!(passes(six, six.map(|_| t), 6), Some(true));
    assert_eq!(passes(six, [t, t, t, t, t, t, f], 6), Some(false)); // the seventh is too far off
    assert_eq!(passes([t, t, t, t, t, f, f], six.map(|_| t), 6), Some(false));
    assert_eq!(passes([t, t, t, t, t, t, None], six.map(|_| t), 6), None);
    assert_eq!(passes([f, f, None, None, None, None, None], six.map(|_| t), 6), Some(false));
}

#[test]
fn missing_data_withholds_the_verdict_and_shows_in_the_coverage() {
    let mut d = county(&[(300, 200_000), (500, 300_000), (400, 250_000)]);
    let stage = |d: &Dossier| year2017::measure(d, packs()).stages.first().unwrap().clone();
    assert!(stage(&d).within.is_some() && stage(&d).indicators.iter().all(|i| i.coverage.complete()));
    record(d.schools.first_mut().unwrap()).conditions.clear(Item::SportsField);
    let found = stage(&d);
    let sports = found.indicators.iter().find(|i| i.indicator == Indicator::SportsArea).unwrap();
    assert_eq!((sports.coverage.known, sports.coverage.of, sports.within), (2, 3, None));
    assert!(sports.coefficient.is_some());
    let eight = year2012::measure(&d, packs());
    assert_eq!(eight.stages.first().unwrap().within, None);
}

/// Greatest common divisor, for the naive fractions.
fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The coefficient squared as a fraction, computed from fractions alone.
fn naive(schools: &[(u32, i64)]) -> (u128, u128) {
    // x = q / p; CV² = ΣP · Σ(q²/P) / (Σq)² − 1
    let (mut pupils, mut sum) = (0_u128, 0_u128);
    let (mut n, mut d) = (0_u128, 1_u128);
    for (p, q) in schools {
        let (p, q) = (u128::from(*p), u128::try_from(*q).unwrap());
        (pupils, sum) = (pupils + p, sum + q);
        (n, d) = (n * p + q * q * d, d * p);
        let g = gcd(n, d);
        (n, d) = (n / g, d / g);
    }
    let (mut num, mut den) = (pupils * n, d);
    let g = gcd(num, den);
    (num, den) = (num / g, den / g);
    (num - den * sum * sum, den * sum * sum)
}

proptest! {
    #[test]
    fn the_coefficient_is_that_of_plain_fractions(sizes in prop::collection::vec((1_u32..40, 1_i64..500), 1..7)) {
        let mut sum = Variation::default();
        for (p, q) in &sizes {
            let value = Value::new(u128::try_from(*q).unwrap(), u128::from(*p)).unwrap();
            sum.add(value.billionths().unwrap(), *p);
        }
        let ours = Decimal::from(sum.coefficient().unwrap().0) / Decimal::from(1_000_000);
        let (n, d) = naive(&sizes);
        // (ours ± 6·10⁻⁷)² brackets the exact square
        let exact = Decimal::from_i128_with_scale(i128::try_from(n * 100_000_000_000_000 / d).unwrap(), 14);
        let near = Decimal::new(6, 7);
        let low = (ours - near).max(Decimal::ZERO);
        prop_assert!(low * low <= exact + Decimal::new(1, 13) && exact <= (ours + near) * (ours + near));
    }

    #[test]
    fn the_order_of_the_schools_does_not_matter(
        sizes in prop::collection::vec((1_u32..3000, 10_000_i64..2_000_000), 2..12), turn in 0_usize..12
    ) {
        let mut turned = sizes.clone();
        turned.rotate_left(turn % sizes.len());
        turned.swap(0, sizes.len() / 2);
        let stages = |s: &[(u32, i64)]| year2017::measure(&county(s), packs()).stages;
        prop_assert_eq!(stages(&sizes), stages(&turned));
    }

    #[test]
    fn equal_schools_have_no_variation(count in 1_usize..30, p in 1_u32..5000, x in 1_u64..1_000_000_000_000) {
        let mut sum = Variation::default();
        (0..count).for_each(|_| sum.add(x, p));
        prop_assert_eq!((sum.coefficient().map(|c| c.0), sum.mean()), (Some(0), Some((x + 500) / 1000)));
    }
}

#[test]
fn sums_out_of_range_are_withheld() {
    let mut sum = Variation::default();
    sum.add(u64::MAX, u32::MAX);
    sum.add(u64::MAX, u32::MAX);
    assert_eq!((sum.mean(), sum.coefficient()), (None, None));
    assert_eq!(Variation::default().coefficient(), None);
}
