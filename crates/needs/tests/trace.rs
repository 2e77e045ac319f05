//! Every trace leads back to its gap, by another road.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{Item, Origin, OtherProject, SchoolId, SchoolKind, Stage, Year};
use needs::trace::{Act, Trace};
use needs::{assess, trace};

#[test]
fn every_gap_of_a_city_is_replayed() {
    let mut count = 0;
    for county in synth::demo_city(3) {
        let policy = &policy::builtin(&county.county).unwrap();
        let needs = assess(&county, policy);
        for gap in &needs.gaps {
            let trace = trace(&county, policy, gap);
            let replayed = trace.replay().unwrap_or_else(|e| panic!("{e}: {gap:?} {trace:?}"));
            assert_eq!((replayed.short, replayed.required), (gap.short, gap.required), "{gap:?} {trace:?}");
            assert_eq!(replayed.present, gap.present, "{gap:?} {trace:?}");
            assert_eq!(replayed.under_way, Some(gap.under_way), "{gap:?} {trace:?}");
            count += 1;
        }
    }
    assert!(count > 10_000, "{count}");
}

#[test]
fn a_trace_names_cells_clauses_and_every_step() {
    let mut s = school("1", SchoolKind::CompleteSecondary);
    pupils(&mut s, Stage::Junior, 600, 12);
    pupils(&mut s, Stage::Senior, 500, 10);
    has(&mut s, Item::Books, 20_000);
    let mut d = dossier(vec![s]);
    let cell = Origin { file: "土左旗.xlsx".into(), sheet: "办学条件二".into(), cell: "D7".into() };
    d.origins.insert("school/1/2020/conditions/books".into(), cell.clone());
    d.other_projects.push(OtherProject {
        id: "其他1".into(),
        programme: "薄改".into(),
        school: SchoolId("1".into()),
        item: Item::Books,
        quantity: Some(500),
        start: Year(2020),
        finish: Year(2021),
        amount: None,
        document: None,
    });
    let policy = packs();
    let needs = assess(&d, policy);
    let books = needs.gaps.iter().find(|g| g.item == Item::Books).unwrap();
    let trace = trace(&d, policy, books);
    assert!(trace.steps.iter().any(|s| matches!(&s.act, Act::Has { origin: Some(o), .. } if *o == cell)));
    assert!(trace.steps.iter().any(|s| matches!(&s.act, Act::Require { reference, .. } if reference.number.is_some())));
    assert!(trace.steps.iter().any(|s| matches!(&s.act, Act::Share { .. }) && s.value == Some(10_000)));
    assert!(trace.steps.iter().any(|s| matches!(&s.act, Act::Adds { .. }) && s.value == Some(500)));
    // 600 × 35 − 10,000 − 500
    assert_eq!(trace.steps.last().unwrap().value, Some(10_500));
    let json = serde_json::to_string(&trace).unwrap();
    let back: Trace = serde_json::from_str(&json).unwrap();
    assert_eq!((back.replay().unwrap().short, back), (books.short, trace));
}

#[test]
fn boarders_to_come_and_small_schools_are_replayed() {
    let (mut years, mut small, mut scaled) = (0, 0, 0);
    for county in synth::demo_city(3) {
        let policy = &policy::builtin(&county.county).unwrap();
        let needs = assess(&county, policy);
        for school in &needs.boarding.schools {
            for year in &school.years {
                let traces = needs::trace::boarding(&county, policy, &needs, &school.school, year.year);
                for (trace, short) in traces.iter().zip([year.beds, year.dormitory]) {
                    let replayed = trace.replay().unwrap_or_else(|e| panic!("{e}: {year:?} {trace:?}"));
                    assert_eq!((replayed.short, trace.year), (short, Some(year.year)), "{trace:?}");
                    scaled += usize::from(trace.steps.iter().any(|s| matches!(s.act, Act::Scale { .. })));
                }
                assert_eq!(traces.len(), 2, "{year:?}");
                years += 1;
            }
        }
        for school in &needs.curriculum.schools {
            let trace = needs::trace::curriculum(&county, policy, &needs, &school.school).unwrap();
            assert_eq!(trace.replay().unwrap(), (school.subjects.clone(), school.online));
            let json = serde_json::to_string(&trace).unwrap();
            assert_eq!(serde_json::from_str::<needs::trace::CurriculumTrace>(&json).unwrap(), trace);
            for at in 0..trace.steps.len() {
                let mut bad = trace.clone();
                let step = bad.steps.get_mut(at).unwrap();
                step.value = Some(step.value.unwrap_or(0) + 200);
                let same = bad.replay() == Ok((school.subjects.clone(), school.online));
                assert!(!same || matches!(step_of(&bad, at), Act::Has { .. }), "step {at}: {:?}", step_of(&bad, at));
            }
            small += 1;
        }
    }
    assert!(years > 500 && small > 50 && scaled > 500, "{years} {small} {scaled}");
}

fn step_of(trace: &needs::trace::CurriculumTrace, at: usize) -> &Act {
    &trace.steps.get(at).unwrap().act
}

#[test]
fn a_trace_that_was_tampered_with_does_not_replay() {
    let mut s = school("1", SchoolKind::Primary);
    pupils(&mut s, Stage::Primary, 300, 7);
    has(&mut s, Item::Desk, 200);
    let d = dossier(vec![s]);
    let policy = packs();
    let needs = assess(&d, policy);
    let desk = needs.gaps.iter().find(|g| g.item == Item::Desk).unwrap();
    let sound = trace(&d, policy, desk);
    for at in 0..sound.steps.len() {
        let mut bad = sound.clone();
        let step = bad.steps.get_mut(at).unwrap();
        step.value = step.value.map(|v| v + 1);
        assert!(bad.replay().is_err(), "step {at}");
    }
}
