//! What the county demands: in the plan when it can be, else an irreducible set that clashes, and what resolves it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../checker/tests/common/mod.rs"]
mod common;

use checker::{Aim, Budget, Carry, Choice, FundingClass, Instance, Must, SeatNeed, Tier, Value, unreached};
use model::{Demand, Dossier, Fen, FundSource, Goal, Item, ProjectId, Stage, Year, ZoneId};
use policy::Policy;
use programme::conflict::{Found, examine};
use programme::{Limits, Programme, ProgrammeError, Remedy, plan, richer};
use proptest::prelude::*;

const SOURCES: [FundSource; 2] = [FundSource::City, FundSource::County];
const YEARS: usize = 3;

/// Cost by year, seats, class, shares a group with the one before, waits for the first group.
type Draw = (Vec<i64>, u32, u32, bool, bool);

fn instance(draws: &[Draw], budgets: &[i64], carry: u8) -> Instance {
    let years: Vec<Year> = (0..YEARS).map(|y| Year(2021 + y as u16)).collect();
    let mut group = 0;
    let mut options = Vec::new();
    for (i, (profile, seats, class, same, waits)) in draws.iter().enumerate() {
        group += u32::from(!same || i == 0);
        options.push(Choice {
            project: ProjectId(format!("p{i}")),
            group,
            class: *class,
            profile: profile.iter().map(|g| Fen::from_grains(*g).unwrap()).collect(),
            value: (0..YEARS).map(|t| (t + profile.len() <= YEARS).then_some(Value::ZERO)).collect(),
            seats: (*seats > 0).then_some((0, *seats)),
            after: if *waits && group > 1 { vec![1] } else { vec![] },
        });
    }
    let line = |(n, amount): (usize, &i64)| Budget {
        source: SOURCES[n % 2],
        year: years[n / 2 % YEARS],
        amount: Fen::from_grains(*amount).unwrap(),
    };
    Instance {
        budgets: budgets.iter().enumerate().map(line).collect(),
        carry: vec![Carry { source: FundSource::County, years: carry }],
        classes: [vec![0, 1], vec![0], vec![1]]
            .iter()
            .map(|c| FundingClass { sources: c.iter().map(|s| SOURCES[*s]).collect() })
            .collect(),
        options,
        seats: vec![SeatNeed { zone: ZoneId("z".into()), stage: Stage::Primary, short: vec![9; YEARS], worth: 1 }],
        years,
    }
}

/// By trying everything.
fn possible(instance: &Instance, musts: &[Must]) -> bool {
    let mut found = false;
    common::every(instance, &[], &|_| true, &mut |schedule, _| {
        found = found || unreached(instance, schedule, musts).is_empty();
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_clash_is_one_and_loses_it_with_any_of_its_demands(
        draws in prop::collection::vec(
            (prop::collection::vec(0i64..9, 1..3), 0u32..6, 0u32..3, prop::bool::weighted(0.2), prop::bool::weighted(0.3)),
            1..6,
        ),
        budgets in prop::collection::vec(0i64..12, 6..7),
        carry in 0u8..3,
        wanted in prop::collection::vec((0u32..6, 0u32..3), 1..5),
        seats in prop::option::of((1u32..14, 0u32..3)),
    ) {
        let instance = instance(&draws, &budgets, carry);
        let mut musts: Vec<Must> = wanted.iter().map(|(g, by)| Must { aim: Aim::Group(*g), by: *by }).collect();
        musts.extend(seats.map(|(n, by)| Must { aim: Aim::Seats(0, n), by }));
        let some = |at: &[usize]| at.iter().map(|i| musts[*i]).collect::<Vec<Must>>();
        match examine(&instance, &musts).unwrap() {
            Found::Possible(way) => {
                let starts = way.iter().map(|(o, t)| checker::Start { option: *o as u32, year: *t as u32 });
                let starts: Vec<_> = starts.collect();
                let money = common::paid(&instance, &starts).unwrap();
                let schedule = checker::Schedule { starts, money };
                prop_assert!(checker::verify(&instance, &schedule).is_ok());
                prop_assert_eq!(unreached(&instance, &schedule, &musts), Vec::<usize>::new());
            }
            Found::Clash(clash) => {
                prop_assert!(clash.irreducible && !clash.musts.is_empty());
                prop_assert!(!possible(&instance, &some(&clash.musts)), "it is no clash");
                for leave in &clash.musts {
                    let rest: Vec<usize> = clash.musts.iter().copied().filter(|i| i != leave).collect();
                    prop_assert!(possible(&instance, &some(&rest)), "{} is not needed for it", leave);
                }
                for remedy in &clash.remedies {
                    match *remedy {
                        Remedy::Money { source, year, amount } => {
                            prop_assert!(possible(&richer(&instance, source, year, amount), &some(&clash.musts)));
                            let less = Fen(amount.0 - Fen::GRAIN.0);
                            prop_assert!(!possible(&richer(&instance, source, year, less), &some(&clash.musts)));
                        }
                        Remedy::Later { must, by } => {
                            let at = u32::from(by.0 - 2021);
                            let moved = |to: u32| {
                                let change = |i: &usize| if *i == must { Must { by: to, ..musts[*i] } } else { musts[*i] };
                                clash.musts.iter().map(change).collect::<Vec<Must>>()
                            };
                            prop_assert!(possible(&instance, &moved(at)) && !possible(&instance, &moved(at - 1)));
                        }
                    }
                }
            }
            Found::Open => prop_assert!(false, "so small a problem is decided"),
        }
    }
}

fn county(code: &str) -> (Dossier, Policy) {
    let dossier = synth::demo_county(code, 7).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    (dossier, policy)
}

fn go(dossier: &Dossier, policy: &Policy) -> Result<Programme, ProgrammeError> {
    plan(dossier, policy, &needs::assess(dossier, policy), &Limits::default())
}

fn demand(goal: Goal, by: u16) -> Demand {
    Demand { goal, by: Some(Year(by)), basis: None }
}

#[test]
fn a_demanded_project_comes_in_and_the_proof_still_holds() {
    let (mut dossier, policy) = county("150121");
    let before = go(&dossier, &policy).unwrap();
    let out = before
        .left_out
        .iter()
        .find(|w| w.reason.key.starts_with("programme-out-money"))
        .or_else(|| before.left_out.iter().find(|w| w.reason.key == "programme-out-price"));
    let id = out.unwrap().project.clone();
    dossier.demands = vec![demand(Goal::Project(id.clone()), 2025)];
    let after = go(&dossier, &policy).unwrap();
    assert!(after.plan.projects.iter().any(|p| p.id == id) && after.unmet.is_empty());
    let verdict = checker::judge(&after.instance, &after.outcome.schedule, &after.outcome.certificate);
    assert!(verdict.holds());
    assert_eq!((verdict.objective.unwrap().get(Tier::Required), verdict.gaps[0]), (1, Some(0)));
    // the plan's own project is a candidate when it is demanded, and only then
    let mut own = before.plan.projects[0].clone();
    own.id = ProjectId("自编-1".into());
    dossier.plan.projects = vec![own];
    dossier.demands = Vec::new();
    assert!(go(&dossier, &policy).unwrap().candidates.iter().all(|c| !c.by_hand));
    dossier.demands = vec![demand(Goal::Project(ProjectId("自编-1".into())), 2025)];
    assert!(go(&dossier, &policy).unwrap().plan.projects.iter().any(|p| p.id.0 == "自编-1"));
}

#[test]
fn dangerous_buildings_and_seats_are_reached_or_the_clash_is_shown() {
    let area = |d: &Dossier, s: &model::School| {
        s.record(d.base_year).and_then(|r| r.conditions.get(Item::DangerD)).unwrap_or(0)
    };
    let dangerous = |d: &Dossier| d.schools.iter().any(|s| area(d, s) > 0);
    let mut dossier = synth::demo_city(7).into_iter().find(dangerous).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    // whatever the money, some zones lack room for the seats they are short of: each is said by itself
    let by = 2025;
    dossier.demands = vec![demand(Goal::Seats { zone: None, stage: None }, by)];
    let Err(ProgrammeError::Conflict(conflict)) = go(&dossier, &policy) else { panic!("no room for the seats") };
    assert!(conflict.clashes.iter().all(|c| c.musts.len() == 1 && conflict.stated[c.musts[0]].never.is_some()));
    let reachable = (0..conflict.stated.len()).find(|i| conflict.clashes.iter().all(|c| c.musts != [*i])).unwrap();
    let Aim::Seats(need, _) = conflict.stated[reachable].must.aim else { panic!("seats were demanded") };
    dossier.demands.clear();
    let need = go(&dossier, &policy).unwrap().instance.seats[need as usize].clone();
    let seats = Goal::Seats { zone: Some(need.zone), stage: Some(need.stage) };
    dossier.demands = vec![demand(Goal::DangerGone(None), 2023), demand(seats, by)];
    let met = go(&dossier, &policy).unwrap();
    assert!(met.demands.len() >= 2 && met.unmet.is_empty());
    // without money for it, the demand is shown with what it rests on and what would resolve it
    for b in &mut dossier.budgets {
        b.amount = Fen(b.amount.0 / 1000);
    }
    let Err(ProgrammeError::Conflict(conflict)) = go(&dossier, &policy) else { panic!("there is no money for it") };
    let clash = &conflict.clashes[0];
    assert!(clash.irreducible && !clash.remedies.is_empty());
    let lines: Vec<String> = conflict.messages().iter().map(|m| catalogue::text(catalogue::Lang::Zh, m)).collect();
    println!("{}", lines.join("\n"));
    assert!(lines.iter().all(|l| !l.contains("demand-")), "{lines:?}");
    for remedy in &clash.remedies {
        if let Remedy::Money { source, year, amount } = remedy {
            let mut helped = dossier.clone();
            helped.budgets.push(model::BudgetLine {
                source: *source,
                year: *year,
                amount: *amount,
                document: None,
                name: None,
            });
            let musts = &clash.musts;
            let left: Vec<usize> = match go(&helped, &policy) {
                Ok(_) => Vec::new(),
                Err(ProgrammeError::Conflict(c)) => c.clashes[0].musts.clone(),
                Err(e) => panic!("{e}"),
            };
            assert_ne!(&left, musts, "{remedy:?} resolves this clash");
        }
    }
}

#[test]
fn what_cannot_be_planned_is_said_to_be_so() {
    let (mut dossier, policy) = county("150172");
    let unknown = Goal::Project(ProjectId("没有".into()));
    for (goal, by, key) in
        [(unknown, 2025, "demand-never-unknown"), (Goal::DangerGone(None), 2019, "demand-never-year")]
    {
        dossier.demands = vec![demand(goal, by)];
        match go(&dossier, &policy) {
            Err(ProgrammeError::Conflict(c)) => {
                assert_eq!(c.clashes[0].musts.len(), 1);
                assert!(c.messages().iter().any(|m| m.key == key), "{:?}", c.messages());
            }
            Ok(p) => assert!(p.demands.is_empty(), "nothing is dangerous here"),
            Err(e) => panic!("{e}"),
        }
    }
}
