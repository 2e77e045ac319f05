//! The demo counties planned: everything the checker asks for holds, and the proof is tight.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use model::{BuildNature, Category, Dossier, GapRef, Item, Place};
use policy::{Policy, Standard};
use programme::{Halt, Limits, Options, Programme, StopReason, plan, plan_until, plan_with};
use std::time::Instant;

/// Gaps that every demo county stays below, millionths, by tier: required, safety, seats, need.
const TIGHT: [u32; checker::TIERS] = [0, 0, 20_000, 20_000];

fn sound(dossier: &Dossier, programme: &Programme) {
    let code = &dossier.county;
    let outcome = &programme.outcome;
    let verdict = checker::judge(&programme.instance, &outcome.schedule, &outcome.certificate);
    assert_eq!(verdict.violations, vec![], "{code}");
    assert_eq!(verdict.objective, Some(outcome.objective), "{code}");
    assert_eq!(verdict.bound, Some(outcome.bound), "{code}");
    assert_eq!(verdict.gap_ppm, outcome.gap_ppm, "{code}");
    let planned = Dossier { plan: programme.plan.clone(), ..dossier.clone() };
    assert_eq!(checker::arrangement(&planned, &programme.instance.carry), vec![], "{code}");
    for project in &programme.plan.projects {
        assert_eq!(project.total(), project.funded(), "{}", project.name);
        assert!(dossier.cycle.contains(project.start) && dossier.cycle.contains(project.finish));
        if project.category() != Some(Category::Building) {
            assert_eq!(project.start, project.finish, "{}", project.name);
        }
    }
    let mut ids: Vec<_> = programme.candidates.iter().map(|c| &c.project.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), programme.candidates.len(), "numbers are unique");
    assert_eq!(programme.plan.projects.len() + programme.left_out.len(), programme.candidates.len());
    for message in programme.left_out.iter().map(|w| &w.reason).chain(programme.unplanned.iter().map(|u| &u.reason)) {
        for lang in [catalogue::Lang::Zh, catalogue::Lang::En] {
            let text = catalogue::text(lang, message);
            assert!(!text.starts_with("programme-") && !text.contains("{ $") && !text.contains("{$"), "{text}");
        }
    }
}

fn each(mut see: impl FnMut(&Dossier, &Policy, &needs::Needs)) {
    for dossier in synth::demo_city(7) {
        let policy = policy::builtin(&dossier.county).unwrap();
        let needs = needs::assess(&dossier, &policy);
        see(&dossier, &policy, &needs);
    }
}

#[test]
fn every_demo_county_is_planned_and_proven() {
    each(|dossier, policy, needs| {
        let started = Instant::now();
        let programme = plan(dossier, policy, needs, &Limits::default()).unwrap();
        let (took, outcome) = (started.elapsed(), &programme.outcome);
        println!(
            "{}: {} candidates, {} planned, gaps {:?} ppm of {:?}, {:?}, {took:?}",
            dossier.county,
            programme.candidates.len(),
            programme.plan.projects.len(),
            outcome.gaps,
            outcome.bound.0,
            outcome.stop
        );
        sound(dossier, &programme);
        let tight = outcome.gaps.iter().zip(TIGHT).all(|(gap, most)| gap.is_some_and(|g| g <= most));
        assert!(tight, "{}: {:?}", dossier.county, outcome.gaps);
        // nothing is planned where nothing may be
        for project in &programme.plan.projects {
            let Place::School(id) = &project.place else { panic!("a site") };
            assert!(needs.excluded.iter().all(|e| e.school != *id));
            assert!(!project.performance.is_empty() && project.reason.is_some());
            let ready = project.nature == BuildNature::Purchase || project.preparation.works_start.is_some();
            assert!(ready, "{}", project.name);
        }
    });
}

#[test]
fn the_same_county_gives_the_same_programme() {
    let dossier = synth::demo_county("150172", 7).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let go = || plan(&dossier, &policy, &needs, &Limits::default()).unwrap();
    assert_eq!(go(), go());
}

#[test]
fn hand_made_projects_are_weighed_at_their_own_cost() {
    let mut dossier = synth::demo_county("150121", 7).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let basic = needs.gaps.iter().filter(|g| g.standard == Standard::Basic && g.is_short());
    let gaps: Vec<GapRef> =
        basic.map(|g| GapRef { school: g.school.clone(), item: g.item, quantity: g.short.unwrap() }).collect();
    dossier.plan = synth::hand_made_plan(&dossier, &policy, &gaps);
    assert!(dossier.plan.projects.len() > 5);
    // one that nobody may plan: equipment over two years
    let mut slow = dossier.plan.projects.iter().find(|p| p.nature == BuildNature::Purchase).unwrap().clone();
    slow.id.0.push_str("-slow");
    slow.finish = slow.start.plus(1);
    dossier.plan.projects.push(slow);
    let options = Options { keep_hand_made: true };
    let programme = plan_with(&dossier, &policy, &needs, &Limits::default(), &options).unwrap();
    sound(&dossier, &programme);
    let by_hand = programme.candidates.iter().filter(|c| c.by_hand).count();
    println!("{by_hand} by hand of {}", dossier.plan.projects.len());
    assert_eq!(by_hand + 1, dossier.plan.projects.len());
    assert!(programme.unplanned.iter().any(|u| u.reason.key == "programme-hand-not-in-year"));
    for c in programme.candidates.iter().filter(|c| c.by_hand) {
        let own = dossier.plan.projects.iter().find(|p| p.id == c.project.id).unwrap();
        assert_eq!(c.project.total(), own.total());
    }
}

#[test]
fn a_county_without_money_plans_nothing_and_says_why() {
    let mut dossier = synth::demo_county("150172", 7).unwrap();
    dossier.budgets.clear();
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let programme = plan(&dossier, &policy, &needs, &Limits::default()).unwrap();
    sound(&dossier, &programme);
    assert_eq!(programme.outcome.stop, programme::StopReason::NothingToChoose);
    assert!(programme.plan.projects.is_empty() && !programme.left_out.is_empty());
    assert!(programme.left_out.iter().all(|w| w.reason.key == "programme-out-no-source"));
}

#[test]
fn what_a_clock_stopped_is_feasible_and_says_so() {
    let dossier = synth::demo_county("150172", 7).unwrap();
    let policy = policy::builtin(&dossier.county).unwrap();
    let needs = needs::assess(&dossier, &policy);
    let go =
        |halt: &Halt| plan_until(&dossier, &policy, &needs, &Limits::default(), &Options::default(), halt).unwrap();
    let (at_once, whole) = (go(&Halt::when(&|| true)), go(&Halt::when(&|| false)));
    sound(&dossier, &at_once);
    assert_eq!(at_once.outcome.stop, StopReason::Clock);
    assert!(!at_once.outcome.stop.is_reproducible() && !at_once.plan.projects.is_empty());
    assert!(at_once.outcome.objective <= whole.outcome.objective);
    assert_eq!(whole, plan(&dossier, &policy, &needs, &Limits::default()).unwrap(), "a clock that never strikes");
}

#[test]
fn projects_are_bundled_as_a_county_would() {
    let (mut desks_with_rooms, mut joined) = (0, 0);
    each(|dossier, policy, needs| {
        let programme =
            plan(dossier, policy, needs, &Limits { dual_rounds: 25, nodes: 0, cases: 0, gap_ppm: 0 }).unwrap();
        for c in &programme.candidates {
            let has = |item| c.project.lines.iter().any(|l| l.item == item);
            let rooms = has(Item::Classroom);
            // desks come with the rooms or alone: other equipment is not carried up into the tier of seats by them
            if has(Item::Desk) {
                assert!(rooms || c.project.lines.len() == 1, "{}", c.project.name);
                desks_with_rooms += usize::from(rooms);
            }
            if let Some((_, _, seats)) = &c.seats {
                let desks = c.project.lines.iter().find(|l| l.item == Item::Desk).map_or(0, |l| l.quantity);
                assert!(desks >= i64::from(*seats), "{}: pupils who come sit on the floor", c.project.name);
            }
            // a block comes with its furniture in one project, and the years of a purchase are one
            assert!(!has(Item::Dormitory) || c.project.nature == BuildNature::Extension);
            assert!(c.project.category() == Some(Category::Building) || c.duration == 1, "{}", c.project.name);
            joined += usize::from(c.project.name.contains("校园设施"));
        }
    });
    assert!(desks_with_rooms > 0 && joined > 0, "{desks_with_rooms} {joined}");
}
