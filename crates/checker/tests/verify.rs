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
    let good = Proof { tier: Tier::Seats, money: vec![], seats: vec![] };
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
        Proof {
            tier,
            money: money.into_iter().enumerate().map(at).collect(),
            seats: seats.into_iter().enumerate().map(|(t, price)| (0, t as u32, price)).collect(),
        }
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
