//! The checker must find what is wrong, and its bound must hold against trying everything.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails may panic")]

use checker::*;
use model::{Fen, FundSource, ProjectId, Stage, Year, ZoneId};
use proptest::prelude::*;

fn grains(n: i64) -> Fen {
    Fen::from_grains(n).unwrap()
}

fn choice(group: u32, profile: &[i64], value: &[Option<i64>]) -> Choice {
    Choice {
        project: ProjectId(format!("p{group}")),
        group,
        class: 0,
        profile: profile.iter().map(|&g| grains(g)).collect(),
        value: value.to_vec(),
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
        classes: vec![FundingClass { sources: vec![FundSource::County] }],
        options: vec![choice(0, &[5, 5], &[Some(100), None]), choice(1, &[6], &[Some(50), Some(40)])],
        seats: vec![SeatNeed { zone: ZoneId("z".into()), stage: Stage::Primary, short: vec![10, 20], penalty: 1 }],
    }
}

fn pay(option: u32, year: u16, amount: i64) -> Money {
    Money { option, year: Year(year), source: FundSource::County, amount: grains(amount) }
}

#[test]
fn a_feasible_schedule_is_worth_its_values_less_missing_seats() {
    let mut instance = small();
    instance.options[0].seats = Some((0, 15));
    let schedule =
        Schedule { starts: vec![Start { option: 0, year: 0 }], money: vec![pay(0, 2021, 5), pay(0, 2022, 5)] };
    // 100 − 10 seats missing in 2021 − 5 in 2022
    assert_eq!(verify(&instance, &schedule), Ok(85));
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
    let bad = Certificate { money: vec![(FundSource::County, Year(2021), -1)], seats: vec![] };
    assert!(bound(&small(), &bad).is_err());
    let above = Certificate { money: vec![], seats: vec![(0, 0, PRICE_SCALE + 1)] };
    assert!(bound(&small(), &above).is_err());
}

#[test]
fn the_gap_is_rounded_up() {
    assert_eq!(gap_ppm(100, 100), Some(0));
    assert_eq!(gap_ppm(999_999_999, 1_000_000_000), Some(1));
    assert_eq!(gap_ppm(-50, -40), Some(250_000));
    assert_eq!(gap_ppm(-1, 0), None);
    assert_eq!(gap_ppm(2, 1), None);
}

prop_compose! {
    fn an_instance()(
        costs in prop::collection::vec((1i64..6, 0i64..4, 1i64..30, 0u32..4, 0u32..2), 1..6),
        budgets in prop::array::uniform4(0i64..10),
        short in prop::array::uniform2(0u32..8),
    ) -> Instance {
        let (years, c, s) = (vec![Year(2021), Year(2022)], FundSource::County, FundSource::Central);
        let budget = |source, year, g| Budget { source, year: Year(year), amount: grains(g) };
        Instance {
            years,
            budgets: vec![budget(c, 2021, budgets[0]), budget(c, 2022, budgets[1]), budget(s, 2021, budgets[2]), budget(s, 2022, budgets[3])],
            classes: vec![FundingClass { sources: vec![c] }, FundingClass { sources: vec![c, s] }],
            options: costs.iter().enumerate().map(|(i, &(a, b, v, q, class))| {
                let profile: &[i64] = if b == 0 { &[a] } else { &[a, b] };
                let value = if b == 0 { vec![Some(v * 3), Some(v * 2)] } else { vec![Some(v * 2), None] };
                let mut o = choice(i as u32 / 2, profile, &value);
                o.class = class;
                o.seats = (q > 0).then_some((0, q));
                o
            }).collect(),
            seats: vec![SeatNeed { zone: ZoneId("z".into()), stage: Stage::Primary, short: short.to_vec(), penalty: 5 }],
        }
    }
}

/// Every way of paying is tried by letting the central source pay as much as it can: with two sources of which one may pay
/// for everything, that is feasible whenever anything is.
fn best_by_trying_all(instance: &Instance) -> i64 {
    let mut groups: Vec<u32> = instance.options.iter().map(|o| o.group).collect();
    groups.dedup();
    let mut best = i64::MIN;
    let mut stack: Vec<(usize, Vec<Start>)> = vec![(0, vec![])];
    while let Some((g, starts)) = stack.pop() {
        if g == groups.len() {
            if let Some(money) = paid(instance, &starts)
                && let Ok(v) = verify(instance, &Schedule { starts, money })
            {
                best = best.max(v);
            }
            continue;
        }
        stack.push((g + 1, starts.clone()));
        for (o, c) in instance.options.iter().enumerate().filter(|(_, c)| c.group == groups[g]) {
            for t in 0..instance.years.len() {
                if c.value[t].is_some() {
                    let mut next = starts.clone();
                    next.push(Start { option: o as u32, year: t as u32 });
                    stack.push((g + 1, next));
                }
            }
        }
    }
    best
}

fn paid(instance: &Instance, starts: &[Start]) -> Option<Vec<Money>> {
    let mut left: Vec<(FundSource, Year, i64)> =
        instance.budgets.iter().map(|b| (b.source, b.year, b.amount.0)).collect();
    let mut money = vec![];
    for class in [0, 1] {
        for s in starts.iter().filter(|s| instance.options[s.option as usize].class == class) {
            for (k, cost) in instance.options[s.option as usize].profile.iter().enumerate() {
                let year = instance.years[s.year as usize + k];
                let mut rest = cost.0;
                let order =
                    if class == 0 { vec![FundSource::County] } else { vec![FundSource::Central, FundSource::County] };
                for source in order {
                    for l in left.iter_mut().filter(|l| l.0 == source && l.1 == year) {
                        let take = rest.min(l.2);
                        l.2 -= take;
                        rest -= take;
                        if take > 0 {
                            money.push(Money { option: s.option, year, source, amount: Fen(take) });
                        }
                    }
                }
                if rest > 0 {
                    return None;
                }
            }
        }
    }
    Some(money)
}

proptest! {
    #[test]
    fn any_prices_bound_the_best_schedule(
        instance in an_instance(),
        money in prop::array::uniform4(0i64..20_000_000),
        seat in prop::array::uniform2(0i64..5_000_000),
    ) {
        let best = best_by_trying_all(&instance);
        let (c, s) = (FundSource::County, FundSource::Central);
        let certificate = Certificate {
            money: vec![(c, Year(2021), money[0]), (c, Year(2022), money[1]), (s, Year(2021), money[2]), (s, Year(2022), money[3])],
            seats: vec![(0, 0, seat[0]), (0, 1, seat[1])],
        };
        prop_assert!(bound(&instance, &certificate).unwrap() >= best);
        prop_assert!(bound(&instance, &Certificate::default()).unwrap() >= best);
    }
}
