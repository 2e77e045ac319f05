//! Why a project is in or out and what more money brings: every figure is checked by solving, and small ones by trying everything.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../checker/tests/common/mod.rs"]
mod common;

use checker::{Budget, Choice, FundingClass, Instance, Tier, Value};
use model::{Fen, FundSource, Plan, ProjectId, Year};
use programme::why::Instead;
use programme::{Answer, Limits, Programme, more, plan, richer, solve, why};
use proptest::prelude::*;

fn planned() -> Programme {
    let dossier = synth::demo_county("150121", 2021).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    plan(&dossier, &policy, &needs::assess(&dossier, &policy), &Limits::default()).unwrap()
}

fn has(programme: &Programme, instance: &Instance, id: &ProjectId) -> bool {
    let answer = solve(instance, &Limits::default()).unwrap();
    answer.schedule.starts.iter().any(|s| programme.candidates[s.option as usize].project.id == *id)
}

#[test]
fn what_would_bring_a_project_in_does() {
    let programme = planned();
    let out = programme.left_out.iter().find(|w| w.reason.key == "programme-out-money").unwrap();
    let answer = why(&programme, &Limits::default(), &out.project).unwrap().unwrap();
    let Answer::Out(outside) = answer.answer else { panic!("it is out") };
    let forced = outside.forced.as_ref().unwrap();
    assert!(forced.difference.came.iter().any(|e| e.id == out.project));
    let (least, most) = outside.score_more.unwrap();
    assert!(0 <= least && least <= most);
    // what the proof leaves open may be found when the problem is solved again
    let open = programme.outcome.bound.minus(programme.outcome.objective).get(answer.tier);
    assert!(forced.gain.get(answer.tier) <= open && forced.gain.get(answer.tier) >= -most);
    let money = outside.money.as_ref().unwrap();
    let edge = money.edge.unwrap();
    assert!(has(&programme, &richer(&programme.instance, money.source, money.year, edge.at), &out.project));
    if let Some(not) = edge.not_at {
        assert!(not < edge.at);
        assert!(!has(&programme, &richer(&programme.instance, money.source, money.year, not), &out.project));
    }
    let cheaper = outside.cheaper.unwrap();
    assert!(cheaper.at < cheaper.not_at.unwrap() && cheaper.not_at.unwrap() <= outside.cost);
    assert_eq!(why(&programme, &Limits::default(), &ProjectId("没有".into())).unwrap(), None);
}

#[test]
fn what_is_in_says_why_then_and_what_comes_without_it() {
    let programme = planned();
    let two_years = programme.plan.projects.iter().find(|p| p.finish > p.start);
    let project = two_years.unwrap_or(&programme.plan.projects[40]);
    let answer = why(&programme, &Limits::default(), &project.id).unwrap().unwrap();
    let Answer::In(inside) = answer.answer else { panic!("it is in") };
    assert_eq!(inside.start, project.start);
    assert_eq!(inside.instead.len(), programme.instance.years.len() - 1);
    let last = inside.instead.iter().find(|(y, _)| *y == Year(2025));
    if project.finish > project.start {
        assert_eq!(last.unwrap().1, Instead::NotAllowed, "two years do not fit into the last");
    }
    assert!(inside.without.difference.went.iter().any(|e| e.id == project.id));
    assert!(inside.without.tier.is_none_or(|t| inside.without.gain.get(t) < 0), "it was worth having");
}

#[test]
fn more_money_is_a_difference_of_two_proven_plans() {
    let programme = planned();
    let amount = Fen(100 * Fen::WAN.0);
    let found = more(&programme, &Limits::default(), FundSource::County, Year(2025), amount).unwrap();
    assert!(found.used.0 > 0);
    assert!(!found.again.difference.came.is_empty());
    let tier = found.again.tier.unwrap();
    let (least, most) = found.again.proven.unwrap();
    let gain = found.again.gain.get(tier);
    assert!(gain > 0 && least <= gain && gain <= most, "{least} {gain} {most}");
    assert!(found.estimate.iter().any(|e| *e > 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_true_worth_of_more_money_lies_in_the_proven_range(
        jobs in prop::collection::vec((prop::collection::vec(1i64..9, 1..3), 1i64..50), 1..6),
        budget in prop::collection::vec(0i64..10, 3..4),
        extra in 1i64..8,
        year in 0usize..3,
    ) {
        let years: Vec<Year> = (2021..2024).map(Year).collect();
        let grains = |n: i64| Fen::from_grains(n).unwrap();
        let option = |(i, (profile, value)): (usize, &(Vec<i64>, i64))| Choice {
            project: ProjectId(format!("p{i}")),
            group: i as u32,
            class: 0,
            profile: profile.iter().map(|g| grains(*g)).collect(),
            value: (0..3).map(|t| (t + profile.len() <= 3).then(|| Value::of(Tier::Need, *value - t as i64))).collect(),
            seats: None,
            after: vec![],
        };
        let line = |(y, n): (usize, &i64)| Budget { source: FundSource::County, year: years[y], amount: grains(*n) };
        let instance = Instance {
            budgets: budget.iter().enumerate().map(line).collect(),
            carry: vec![],
            classes: vec![FundingClass { sources: vec![FundSource::County] }],
            options: jobs.iter().enumerate().map(option).collect(),
            seats: vec![],
            years: years.clone(),
        };
        let limits = Limits { dual_rounds: 200, nodes: 50, cases: 60, gap_ppm: 0 };
        let programme = Programme {
            candidates: vec![],
            outcome: solve(&instance, &limits).unwrap(),
            instance: instance.clone(),
            plan: Plan::default(),
            accounts: vec![],
            left_out: vec![],
            unplanned: vec![],
            demands: vec![],
            unmet: vec![],
            notes: vec![],
        };
        let found = more(&programme, &limits, FundSource::County, years[year], grains(extra)).unwrap();
        let helped = richer(&instance, FundSource::County, years[year], grains(extra));
        let truth = common::best(&helped).0.get(Tier::Need) - common::best(&instance).0.get(Tier::Need);
        let (least, most) = found.again.proven.unwrap();
        prop_assert!(least <= truth && truth <= most, "{} not in {}..{}", truth, least, most);
    }
}

/// How long an answer takes, over projects that are in and out; nothing is demanded of it here.
#[test]
#[ignore = "a measurement: cargo test -p programme --release --test why -- --ignored --nocapture answers_take"]
fn answers_take() {
    for county in ["150121", "150102"] {
        let dossier = synth::demo_county(county, 2021).unwrap();
        let policy = policy::builtin(&dossier.county).unwrap();
        let needs = needs::assess(&dossier, &policy);
        let begin = std::time::Instant::now();
        let programme = plan(&dossier, &policy, &needs, &Limits::default()).unwrap();
        println!("{county}: planned in {:?}, {} candidates", begin.elapsed(), programme.candidates.len());
        let out = programme.left_out.iter().map(|w| &w.project);
        let inside = programme.plan.projects.iter().map(|p| &p.id);
        let mut times: Vec<(std::time::Duration, String)> = Vec::new();
        for id in out.take(120).step_by(10).chain(inside.take(120).step_by(30)) {
            let begin = std::time::Instant::now();
            let answer = why(&programme, &Limits::default(), id).unwrap().unwrap();
            let kind = if matches!(answer.answer, Answer::In(_)) { "in" } else { "out" };
            times.push((begin.elapsed(), format!("{kind} {:?}", answer.tier)));
        }
        times.sort();
        println!("{times:?}");
    }
}
