//! The year board: a plan laid out beside its candidates, and moves on trial whose money always adds up or is said to lack.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use model::{Demand, Dossier, Goal, ProjectId, Year};
use needs::Needs;
use policy::Policy;
use programme::board::{Board, Move};
use programme::{Limits, Options, Programme, plan, plan_with, unplanned_dossier};

fn planned() -> (Dossier, Policy, Needs, Programme) {
    let dossier = synth::demo_city(2021).into_iter().find(|d| d.county.as_str() == "150121").unwrap();
    let mut dossier = dossier;
    dossier.plan.projects.clear();
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let programme = plan(&dossier, &policy, &needs, &Limits::default()).unwrap();
    dossier.plan = programme.plan.clone();
    (dossier, policy, needs, programme)
}

fn to(id: &ProjectId, years: Option<(u16, u16)>) -> Move {
    Move { project: id.clone(), to: years.map(|(a, b)| (Year(a), Year(b))) }
}

#[test]
fn moves_are_tried_and_their_money_found_or_said_to_lack() {
    let (dossier, policy, needs, programme) = planned();
    let carry = programme::carry(&policy, &dossier.county, dossier.as_of);
    let board = Board::of(&dossier, &policy, &needs).unwrap();
    assert!(board.apart.is_empty() && board.reshaped.is_empty(), "the optimiser's own plan lies on its own problem");
    assert_eq!(board.instance, programme.instance);
    let rest = board.trial(&dossier, &policy, &needs, &[]).unwrap();
    assert_eq!(rest.plan, dossier.plan);
    assert_eq!((rest.before, rest.after), (Some(programme.outcome.objective), Some(programme.outcome.objective)));
    let (mut kept, mut lacking) = (0, 0);
    for (n, project) in dossier.plan.projects.iter().enumerate().step_by(5) {
        let length = project.finish.0 - project.start.0;
        for start in dossier.cycle.first.0..=dossier.cycle.last.0 - length {
            let mut moves = vec![to(&project.id, Some((start, start + length)))];
            // every other time something else leaves, so that money comes free
            if n % 2 == 0 {
                moves.push(to(&dossier.plan.projects[(n + 1) % dossier.plan.projects.len()].id, None));
            }
            let trial = board.trial(&dossier, &policy, &needs, &moves).unwrap();
            let mut then = dossier.clone();
            then.plan = trial.plan.clone();
            let breaches = checker::arrangement(&then, &carry);
            if trial.may_be_kept() {
                assert!(breaches.is_empty(), "{}: {breaches:?}", project.id);
                assert!(trial.after <= trial.before.map(|v| programme.outcome.bound.max(v)), "above the bound");
                kept += 1;
            } else {
                assert!(!breaches.is_empty(), "{}", project.id);
                lacking += usize::from(!trial.lacks.is_empty());
            }
        }
    }
    assert!(kept > 10, "{kept} kept, {lacking} lacking");
    // in and out again
    let out = board.candidates.iter().find(|c| dossier.plan.projects.iter().all(|p| p.id != c.project.id)).unwrap();
    let both = [to(&out.project.id, Some((2023, 2023))), to(&out.project.id, None)];
    assert_eq!(board.trial(&dossier, &policy, &needs, &both).unwrap().plan, dossier.plan);
    let unknown = board.trial(&dossier, &policy, &needs, &[to(&ProjectId("?".into()), Some((2022, 2022)))]).unwrap();
    assert!(!unknown.may_be_kept() && unknown.hindrances.len() == 1);
    let outside = board.trial(&dossier, &policy, &needs, &[to(&out.project.id, Some((2019, 2019)))]).unwrap();
    assert!(!outside.may_be_kept());
}

#[test]
fn other_lengths_are_paid_in_full_and_read_back() {
    let (mut dossier, policy, needs, _) = planned();
    let carry = programme::carry(&policy, &dossier.county, dossier.as_of);
    let board = Board::of(&dossier, &policy, &needs).unwrap();
    let builds = dossier.plan.projects.iter().filter(|p| p.category() == Some(model::Category::Building));
    let kept = builds.clone().find_map(|p| {
        let moves = [to(&p.id, Some((2022, 2024)))];
        let trial = board.trial(&dossier, &policy, &needs, &moves).unwrap();
        (trial.may_be_kept() && p.finish == p.start).then(|| (p.id.clone(), trial))
    });
    let (id, trial) = kept.expect("one project can take three years");
    dossier.plan = trial.plan.clone();
    assert!(checker::arrangement(&dossier, &carry).is_empty());
    let again = Board::of(&dossier, &policy, &needs).unwrap();
    assert_eq!(again.reshaped, std::slice::from_ref(&id));
    let rest = again.trial(&dossier, &policy, &needs, &[]).unwrap();
    assert_eq!(rest.after, trial.after, "what was tried is what is read back");
    let goods = dossier.plan.projects.iter().find(|p| p.category() != Some(model::Category::Building)).unwrap();
    let two = again.trial(&dossier, &policy, &needs, &[to(&goods.id, Some((2022, 2023)))]).unwrap();
    assert!(!two.may_be_kept(), "goods are bought in one year");
}

#[test]
fn agreements_hold_when_planning_again() {
    let (mut dossier, policy, needs, programme) = planned();
    let ids: Vec<ProjectId> = dossier.plan.projects.iter().map(|p| p.id.clone()).collect();
    let start = |id: &ProjectId| programme.plan.projects.iter().find(|p| p.id == *id).unwrap().start;
    let early = ids.iter().find(|id| start(id) < Year(2023)).unwrap();
    let held = ids.iter().rfind(|id| *id != early && start(id) > Year(2021)).unwrap();
    let out = ids.iter().find(|id| *id != early && *id != held).unwrap();
    let demand = |goal, by| Demand { goal, by, basis: None };
    dossier.demands = vec![
        demand(Goal::Exclude(out.clone()), None),
        demand(Goal::NotBefore(early.clone()), Some(Year(2024))),
        demand(Goal::Fixed(held.clone()), Some(start(held))),
    ];
    let bare = unplanned_dossier(&dossier, &policy, &needs).unwrap();
    assert!(bare.plan.projects.is_empty());
    let again = plan_with(&bare, &policy, &needs, &Limits::default(), &Options::default()).unwrap();
    let find = |id: &ProjectId| again.plan.projects.iter().find(|p| p.id == *id);
    assert!(find(out).is_none());
    assert!(find(early).is_none_or(|p| p.start >= Year(2024)));
    assert_eq!(find(held).map(|p| p.start), Some(start(held)));
    // two agreements that contradict each other are told
    dossier.demands.push(demand(Goal::Project(out.clone()), None));
    let bare = unplanned_dossier(&dossier, &policy, &needs).unwrap();
    let clash = plan_with(&bare, &policy, &needs, &Limits::default(), &Options::default()).unwrap_err();
    assert!(clash.messages().iter().any(|m| m.key == "demand-never-barred"), "{:?}", clash.messages());
}
