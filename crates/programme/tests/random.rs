//! Random problems: the answer is feasible, the bound holds, small ones are compared with trying everything.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../checker/tests/common/mod.rs"]
mod common;

use checker::{Budget, Carry, Choice, FundingClass, Instance, SeatNeed, Start, Tier, Value, judge};
use common::best;
use model::{Fen, FundSource, ProjectId, Stage, Year, ZoneId};
use programme::{Limits, StopReason, solve};
use proptest::prelude::*;

const SOURCES: [FundSource; 3] = [FundSource::Central, FundSource::City, FundSource::County];

fn grains(n: i64) -> Fen {
    Fen::from_grains(n).unwrap()
}

/// Cost by year, value, tier, seats, class, shares a group with the one before, waits for the first group.
type Draw = (Vec<i64>, i64, usize, u32, u32, bool, bool);

fn draw() -> impl Strategy<Value = Draw> {
    let cost = prop::collection::vec(0i64..12, 1..4);
    (cost, -5i64..60, 0usize..7, 0u32..6, 0u32..6, prop::bool::weighted(0.2), prop::bool::weighted(0.2))
}

fn instance(draws: &[Draw], years: usize, budgets: &[i64], carry: u8, short: &[u32]) -> Instance {
    let calendar: Vec<Year> = (0..years).map(|y| Year(2021 + y as u16)).collect();
    // sets that cross: money is a real flow problem
    let classes = [vec![0, 1, 2], vec![1, 2], vec![0, 2], vec![0, 1], vec![2], vec![]];
    let mut group = 0;
    let mut options = Vec::new();
    for (i, (profile, value, tier, seats, class, same, waits)) in draws.iter().enumerate() {
        group += u32::from(!same || i == 0);
        // most are plain needs
        let tier = Tier::ALL[(*tier).min(3)];
        let late = |t: usize| Value::of(tier, value * (10 - t as i64) / 10);
        let begin = |t: usize| (t + profile.len() <= years).then(|| late(t));
        options.push(Choice {
            project: ProjectId(format!("p{i}")),
            group,
            class: *class,
            profile: profile.iter().map(|g| grains(*g)).collect(),
            value: (0..years).map(begin).collect(),
            seats: (*seats > 0).then_some((0, *seats)),
            after: if *waits && group > 1 { vec![1] } else { vec![] },
        });
    }
    let mut lines = Vec::new();
    for (n, amount) in budgets.iter().enumerate() {
        let (source, year) = (SOURCES[n % 3], calendar[(n / 3) % years]);
        // now and then a source has no line for a year
        if *amount > 0 && !lines.iter().any(|b: &Budget| b.source == source && b.year == year) {
            lines.push(Budget { source, year, amount: grains(amount - 1) });
        }
    }
    let need = SeatNeed {
        zone: ZoneId("z".into()),
        stage: Stage::Primary,
        short: (0..years).map(|y| short[y % short.len()]).collect(),
        worth: 3,
    };
    Instance {
        years: calendar,
        budgets: lines,
        // the sources differ in how long they may carry
        carry: SOURCES.iter().zip([carry, carry / 2, 0]).map(|(s, years)| Carry { source: *s, years }).collect(),
        classes: classes.iter().map(|c| FundingClass { sources: c.iter().map(|s| SOURCES[*s]).collect() }).collect(),
        options,
        seats: vec![need],
    }
}

fn quick() -> Limits {
    Limits { dual_rounds: 200, nodes: 100, cases: 60, gap_ppm: 0 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_feasible_and_bounded(
        draws in prop::collection::vec(draw(), 0..40),
        years in 1usize..6,
        budgets in prop::collection::vec(0i64..40, 0..15),
        carry in 0u8..5,
        short in prop::collection::vec(0u32..30, 1..6),
    ) {
        let instance = instance(&draws, years, &budgets, carry, &short);
        let answer = solve(&instance, &quick()).unwrap();
        let verdict = judge(&instance, &answer.schedule, &answer.certificate);
        prop_assert_eq!(&verdict.violations, &vec![]);
        prop_assert_eq!(verdict.objective, Some(answer.objective));
        prop_assert_eq!(verdict.bound, Some(answer.bound));
        prop_assert!(verdict.holds());
        prop_assert_eq!(verdict.gaps, answer.gaps);
        prop_assert_eq!(verdict.gap_ppm, answer.gap_ppm);
        prop_assert_eq!(solve(&instance, &quick()).unwrap(), answer);
    }

    #[test]
    fn small_problems_agree_with_trying_everything(
        draws in prop::collection::vec(draw(), 1..6),
        years in 1usize..4,
        budgets in prop::collection::vec(0i64..25, 3..9),
        carry in 0u8..4,
        short in prop::collection::vec(0u32..10, 1..4),
    ) {
        let instance = instance(&draws, years, &budgets, carry, &short);
        let answer = solve(&instance, &Limits { dual_rounds: 300, nodes: 400, cases: 200, gap_ppm: 0 }).unwrap();
        let (best, _) = best(&instance);
        prop_assert!(answer.objective <= best, "{:?} better than the best {best:?}", answer.objective);
        // tier by tier: the best of what is left to choose, with the tiers above as the answer has them
        for tier in Tier::ALL {
            let above = |s: &Start| instance.tiers()[s.option as usize] < tier;
            let kept: Vec<Start> = answer.schedule.starts.iter().copied().filter(above).collect();
            let reached = common::best_of(&instance, tier, &kept).get(tier);
            let bound = answer.bound.get(tier);
            prop_assert!(bound >= reached, "{tier:?}: {bound} below {reached}");
            if answer.stop == StopReason::Optimal {
                prop_assert_eq!(answer.objective.get(tier), reached);
            }
        }
    }
}

#[test]
fn the_search_finds_the_best_of_most_small_problems() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let all = (prop::collection::vec(draw(), 3..6), prop::collection::vec(0i64..25, 9..10));
    let (mut reached, mut of) = (0, 0);
    for _ in 0..100 {
        let (draws, budgets) = all.new_tree(&mut runner).unwrap().current();
        let instance = instance(&draws, 3, &budgets, 2, &[4, 6, 8]);
        let answer = solve(&instance, &quick()).unwrap();
        of += 1;
        reached += i32::from(answer.objective == best(&instance).0);
    }
    println!("{reached} of {of} small problems solved to the best");
    assert!(reached * 100 >= of * 90, "{reached} of {of}");
}

#[test]
fn with_nothing_to_choose_it_says_so() {
    let empty = instance(&[], 3, &[5, 5, 5], 0, &[0]);
    assert_eq!(solve(&empty, &quick()).unwrap().stop, StopReason::NothingToChoose);
    // options, but no money at all
    let poor = instance(&[(vec![3], 10, 3, 0, 0, false, false)], 3, &[], 0, &[0]);
    let answer = solve(&poor, &quick()).unwrap();
    assert_eq!((answer.stop, answer.schedule.starts.len()), (StopReason::NothingToChoose, 0));
}

#[test]
fn a_malformed_problem_is_refused() {
    let mut bad = instance(&[(vec![3], 10, 3, 0, 0, false, false)], 2, &[5, 5], 0, &[0]);
    bad.options[0].class = 9;
    assert!(solve(&bad, &quick()).is_err());
    let mut bad = instance(&[(vec![3], 10, 3, 0, 0, false, false)], 2, &[5, 5], 0, &[0]);
    bad.options[0].profile = vec![Fen(1)];
    assert!(solve(&bad, &quick()).is_err());
}
