//! The checker must find what is wrong, and its bound must hold against trying everything.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails may panic")]

mod common;

use checker::*;
use common::best;
use model::{Fen, FundSource, ProjectId, Stage, Year, ZoneId};
use proptest::prelude::*;

fn grains(n: i64) -> Fen {
    Fen::from_grains(n).unwrap()
}

fn need(points: i64) -> Value {
    Value::of(Tier::Need, points)
}

fn choice(group: u32, profile: &[i64], value: &[Option<i64>]) -> Choice {
    Choice {
        project: ProjectId(format!("p{group}")),
        group,
        class: 0,
        profile: profile.iter().map(|&g| grains(g)).collect(),
        value: value.iter().map(|v| v.map(need)).collect(),
        seats: None,
        after: vec![],
    }
}

fn small() -> Instance {
    Instance {
        years: vec![Year(2021), Year(2022)],
        budgets: vec![
            Budget { source: FundSource::County, year: Year(2021), amount: grains(10) },
            Budget { source: FundSource::County, year: Year(2022), amount: grains(10) },
        ],
        carry: vec![],
        classes: vec![FundingClass { sources: vec![FundSource::County] }],
        options: vec![choice(0, &[5, 5], &[Some(100), None]), choice(1, &[6], &[Some(50), Some(40)])],
        seats: vec![SeatNeed { zone: ZoneId("z".into()), stage: Stage::Primary, short: vec![10, 20], worth: 1 }],
    }
}

fn pay(option: u32, year: u16, amount: i64) -> Money {
    Money { option, year: Year(year), source: FundSource::County, amount: grains(amount) }
}

#[test]
fn a_feasible_schedule_is_worth_its_values_and_the_short_seats_it_brings() {
    let mut instance = small();
    instance.options[0].seats = Some((0, 15));
    let schedule =
        Schedule { starts: vec![Start { option: 0, year: 0 }], money: vec![pay(0, 2021, 5), pay(0, 2022, 5)] };
    // finished at the end of 2022, when 20 are short
    assert_eq!(verify(&instance, &schedule), Ok(need(100).plus(Value::of(Tier::Seats, 15))));
}

#[test]
fn money_carried_over_pays_and_money_returned_does_not() {
    let mut instance = small();
    instance.options[1].profile = vec![grains(16)];
    let late = Schedule { starts: vec![Start { option: 1, year: 1 }], money: vec![pay(1, 2022, 16)] };
    let over = |i: &Instance| verify(i, &late).unwrap_err();
    let expected = |budget| Violation::OverBudget {
        source: FundSource::County,
        year: Year(2022),
        budget: grains(budget),
        spent: grains(16),
    };
    assert_eq!(over(&instance), vec![expected(10)]);
    instance.carry = vec![Carry { source: FundSource::Central, years: 2 }];
    assert_eq!(over(&instance), vec![expected(10)]);
    instance.carry = vec![Carry { source: FundSource::County, years: 1 }];
    assert_eq!(verify(&instance, &late), Ok(need(40)));
    instance.budgets[0].amount = grains(5);
    assert_eq!(over(&instance), vec![expected(15)]);
    // money of a year before the cycle that may still be used in its first year
    instance.budgets.push(Budget { source: FundSource::County, year: Year(2020), amount: grains(9) });
    assert_eq!(over(&instance), vec![expected(15)]);
    instance.carry[0].years = 2;
    assert_eq!(verify(&instance, &late), Ok(need(40)));
}

#[test]
fn every_kind_of_fault_is_found() {
    let instance = small();
    let faults = |starts: &[(u32, u32)], money: Vec<Money>| {
        let starts = starts.iter().map(|&(option, year)| Start { option, year }).collect();
        verify(&instance, &Schedule { starts, money }).unwrap_err()
    };
    let has = |v: &[Violation], f: fn(&Violation) -> bool| assert!(v.iter().any(f), "{v:?}");
    has(&faults(&[(0, 1)], vec![]), |v| matches!(v, Violation::BadYear { .. }));
    has(&faults(&[(1, 0), (1, 1)], vec![pay(1, 2021, 6), pay(1, 2022, 6)]), |v| {
        matches!(v, Violation::GroupTwice { .. })
    });
    has(&faults(&[(1, 0)], vec![pay(1, 2021, 5)]), |v| matches!(v, Violation::NotPaid { .. }));
    has(&faults(&[], vec![pay(1, 2021, 5)]), |v| matches!(v, Violation::NotPaid { .. }));
    has(&faults(&[(0, 0), (1, 0)], vec![pay(0, 2021, 5), pay(0, 2022, 5), pay(1, 2021, 6)]), |v| {
        matches!(v, Violation::OverBudget { .. })
    });
    let mut wrong = pay(1, 2021, 6);
    wrong.source = FundSource::SchoolBorrowing;
    has(&faults(&[(1, 0)], vec![wrong]), |v| matches!(v, Violation::WrongSource { .. }));
    has(&faults(&[(1, 0)], vec![pay(1, 2021, 7), pay(1, 2021, -1)]), |v| matches!(v, Violation::BadAmount { .. }));
    has(&faults(&[(9, 0)], vec![]), |v| matches!(v, Violation::Malformed { .. }));
}

#[test]
fn what_waits_for_another_may_not_start_first() {
    let mut instance = small();
    instance.options[1].after = vec![0];
    let both = |year: u32, y: u16| Schedule {
        starts: vec![Start { option: 0, year: 0 }, Start { option: 1, year }],
        money: vec![pay(0, 2021, 5), pay(0, 2022, 5), pay(1, y, 6)],
    };
    let found = verify(&instance, &both(1, 2022)).unwrap_err();
    assert!(found.contains(&Violation::TooEarly { option: 1, group: 0 }));
}

#[test]
fn a_false_price_proves_nothing() {
    let good = Proof::of(Tier::Seats, vec![], vec![]);
    let refused = |proofs: Vec<Proof>| assert!(bound(&small(), &Certificate { proofs }, &Schedule::default()).is_err());
    refused(vec![Proof { money: vec![(FundSource::County, Year(2021), -1)], ..good.clone() }]);
    refused(vec![Proof { money: vec![(FundSource::County, Year(2021), 1); 2], ..good.clone() }]);
    refused(vec![Proof { seats: vec![(0, 0, -1)], ..good.clone() }]);
    refused(vec![Proof { seats: vec![(0, 9, 1)], ..good.clone() }]);
    refused(vec![good.clone(), good]);
}

#[test]
fn the_gap_is_rounded_up() {
    assert_eq!(gap_ppm(100, 100), Some(0));
    assert_eq!(gap_ppm(999_999_999, 1_000_000_000), Some(1));
    assert_eq!(gap_ppm(-50, -40), Some(250_000));
    assert_eq!(gap_ppm(-1, 0), None);
    assert_eq!(gap_ppm(2, 1), None);
}

const SOURCES: [FundSource; 3] = [FundSource::County, FundSource::Central, FundSource::City];

prop_compose! {
    fn an_instance()(
        costs in prop::collection::vec((1i64..6, 0i64..4, 1i64..30, 0u32..4, 0u32..3, 0usize..4), 1..6),
        budgets in prop::array::uniform6(0i64..8),
        carry in prop::array::uniform3(0u8..3),
        short in prop::array::uniform3(0u32..8),
    ) -> Instance {
        let [county, central, city] = SOURCES;
        Instance {
            years: vec![Year(2021), Year(2022), Year(2023)],
            budgets: budgets.iter().enumerate().map(|(i, g)| Budget {
                source: SOURCES[i % 3],
                year: Year(2021 + (i / 3 + usize::from(i % 3 == 1)) as u16),
                amount: grains(*g),
            }).collect(),
            carry: SOURCES.iter().zip(carry).map(|(s, years)| Carry { source: *s, years }).collect(),
            // crossing sets of sources: money is a real flow problem
            classes: [[county, city], [county, central], [central, city]]
                .map(|sources| FundingClass { sources: sources.to_vec() }).to_vec(),
            options: costs.iter().enumerate().map(|(i, &(a, b, v, q, class, tier))| {
                let profile: &[i64] = if b == 0 { &[a] } else { &[a, b] };
                let last = if b == 0 { Some(v) } else { None };
                let mut o = choice(i as u32 / 2, profile, &[Some(v * 3), Some(v * 2), last]);
                for value in o.value.iter_mut().flatten() {
                    *value = Value::of(Tier::ALL[tier], value.get(Tier::Need));
                }
                o.class = class;
                o.seats = (q > 0).then_some((0, q));
                o
            }).collect(),
            seats: vec![SeatNeed { zone: ZoneId("z".into()), stage: Stage::Primary, short: short.to_vec(), worth: 5 }],
        }
    }
}

prop_compose! {
    fn a_proof(tier: Tier)(
        money in prop::array::uniform9(0i64..20_000_000),
        seats in prop::array::uniform3(0i64..9_000_000),
    ) -> Proof {
        let at = |(i, price): (usize, i64)| (SOURCES[i % 3], Year(2021 + i as u16 / 3), price);
        let money = money.into_iter().enumerate().map(at).collect();
        Proof::of(tier, money, seats.into_iter().enumerate().map(|(t, price)| (0, t as u32, price)).collect())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_prices_bound_the_best_schedule(
        instance in an_instance(),
        proofs in (a_proof(Tier::Safety), a_proof(Tier::Seats), a_proof(Tier::Need)),
    ) {
        let certificate = Certificate { proofs: vec![proofs.0, proofs.1, proofs.2] };
        // whatever is settled above, the best of the rest lies below the bound: tier by tier from the best schedule,
        // and from nothing at all
        let (_, best) = best(&instance);
        for schedule in [Schedule::default(), best] {
            for certificate in [&certificate, &Certificate::default()] {
                let bound = bound(&instance, certificate, &schedule).unwrap();
                for tier in Tier::ALL {
                    let settled = |s: &Start| instance.tiers()[s.option as usize] < tier;
                    let kept: Vec<Start> = schedule.starts.iter().copied().filter(settled).collect();
                    let reached = common::best_of(&instance, tier, &kept).get(tier);
                    prop_assert!(reached <= bound.get(tier), "{tier:?}: {reached} above {bound:?}");
                }
            }
        }
    }
}

/// A tree of cases drawn from numbers: splits of groups by lists of starts, then leaves.
fn a_tree(instance: &Instance, draws: &[(u8, u8, bool, u32)], prices: u32) -> Vec<Case> {
    let mut cases = vec![];
    let mut open = 1; // leaves still to write
    let mut draws = draws.iter();
    while open > 0 {
        let draw = draws.next().filter(|d| d.0 % 3 > 0 && open < 12);
        let Some(&(_, which, out, mask)) = draw else {
            cases.push(Case::Leaf { prices: (prices > 0).then_some(open % (prices + 1)).filter(|p| *p < prices) });
            open -= 1;
            continue;
        };
        let option = which as usize % instance.options.len();
        let starts = (0..instance.options.len() as u32 * 3).filter(|b| mask >> (b % 32) & 1 == 1);
        let starts = starts.map(|b| Start { option: b / 3, year: b % 3 }).collect();
        cases.push(Case::Split { group: instance.options[option].group, out, starts });
        open += 1;
    }
    cases
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_cases_and_the_claim_the_best_schedule_stays_within(
        instance in an_instance(),
        (root, other) in (a_proof(Tier::Seats), a_proof(Tier::Seats)),
        draws in prop::collection::vec((0u8..9, 0u8..9, prop::bool::ANY, 0u32..u32::MAX), 0..24),
        claim in prop::option::of(-20i64..400),
    ) {
        let whole = common::best(&instance).1;
        let rest = Prices { money: other.money, seats: other.seats };
        for (tier, schedule) in Tier::ALL.into_iter().flat_map(|t| [(t, Schedule::default()), (t, whole.clone())]) {
            let cases = a_tree(&instance, &draws, 1);
            let proof = Proof { tier, claim, cases, prices: vec![rest.clone()], ..root.clone() };
            let settled = |s: &Start| instance.tiers()[s.option as usize] < tier;
            let kept: Vec<Start> = schedule.starts.iter().copied().filter(settled).collect();
            let reached = common::best_of(&instance, tier, &kept).get(tier);
            // a group that is settled above is not open to choice: such a tree is refused, never believed
            match bound(&instance, &Certificate { proofs: vec![proof] }, &schedule) {
                Ok(bound) => prop_assert!(reached <= bound.get(tier), "{tier:?}: {reached} above {bound:?}"),
                Err(error) => prop_assert!(matches!(error, BoundError::Cases(_)), "{error}"),
            }
        }
    }
}

#[test]
fn a_tree_with_a_leaf_missing_or_too_many_proves_nothing() {
    let instance = small();
    let leaf = || Case::Leaf { prices: None };
    let split = |group| Case::Split { group, out: true, starts: vec![] };
    let prove = |cases: Vec<Case>| {
        let proof = Proof { cases, ..Proof::of(Tier::Need, vec![], vec![]) };
        bound(&instance, &Certificate { proofs: vec![proof] }, &Schedule::default()).map(|b| b.get(Tier::Need))
    };
    assert_eq!(prove(vec![split(0), leaf(), leaf()]), Ok(100));
    for bad in [
        vec![split(0), leaf()],
        vec![split(0)],
        vec![leaf(), leaf()],
        vec![split(0), leaf(), split(1), leaf()],
        vec![split(7), leaf(), leaf()],
        vec![Case::Leaf { prices: Some(0) }],
    ] {
        assert!(matches!(prove(bad.clone()), Err(BoundError::Cases(_))), "{bad:?}");
    }
}

#[test]
fn cases_are_bounded_by_what_they_force() {
    // the first takes 5 and 5 of 10 and 10, the second 6: both cannot start in 2021, but the second in 2022 cannot either
    let instance = small();
    let start = |option, year| Start { option, year };
    let in_first = Case::Split { group: 0, out: false, starts: vec![start(0, 0)] };
    let leaf = || Case::Leaf { prices: None };
    let prove = |claim, cases: Vec<Case>| {
        let proof = Proof { claim, cases, ..Proof::of(Tier::Need, vec![], vec![]) };
        let certificate = Certificate { proofs: vec![proof] };
        bound(&instance, &certificate, &Schedule::default()).map(|b| b.get(Tier::Need))
    };
    assert_eq!(prove(None, vec![]), Ok(150));
    assert_eq!(prove(None, vec![in_first.clone(), leaf(), leaf()]), Ok(100));
    // a claim that is too low is not believed: the schedule worth 100 stands in the way of it
    assert_eq!(prove(Some(60), vec![in_first.clone(), leaf(), leaf()]), Ok(100));
    assert_eq!(prove(Some(-5), vec![in_first.clone(), leaf(), leaf()]), Ok(100));
    // what stays within a claim need not be looked at: without the first no schedule is worth more than 100
    assert_eq!(prove(Some(100), vec![]), Ok(100));
    assert_eq!(prove(Some(99), vec![]), Ok(100));
    // a larger claim proves no more than itself
    assert_eq!(prove(Some(120), vec![in_first, leaf(), leaf()]), Ok(120));
}

#[test]
fn groups_that_bring_seats_to_the_same_need_are_tried_together() {
    let mut instance = small();
    for (option, seats) in instance.options.iter_mut().zip([15, 20]) {
        option.seats = Some((0, seats));
        option.value.iter_mut().flatten().for_each(|v| *v = Value::ZERO);
    }
    instance.budgets.iter_mut().for_each(|b| b.amount = grains(100));
    // alone 15 at the end of 2022, and 10 and 20; together never more than are short: 10 and 20
    let certificate = Certificate { proofs: vec![Proof::of(Tier::Seats, vec![], vec![])] };
    let top = bound(&instance, &certificate, &Schedule::default()).unwrap();
    assert_eq!(top.get(Tier::Seats), 30);
    // a price on money takes the one that is worth it: 15 seats cost 10 grains, at 2 points each, 20 cost 6
    let prices = [2021, 2022].map(|y| (FundSource::County, Year(y), 2_000_000)).to_vec();
    instance.budgets.iter_mut().for_each(|b| b.amount = grains(6));
    let certificate = Certificate { proofs: vec![Proof::of(Tier::Seats, prices, vec![])] };
    let top = bound(&instance, &certificate, &Schedule::default()).unwrap();
    assert_eq!(top.get(Tier::Seats), 24 + 30 - 12);
}
