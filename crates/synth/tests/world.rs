//! Worlds have the size that was asked for, and a county is the same in whatever order it is made.

use model::Dossier;
use std::collections::BTreeSet;
use synth::{Detail, world};

#[test]
fn a_world_has_the_schools_asked_for() {
    for (counties, schools) in [(10, 733), (7, 512), (1, 80), (3, 2)] {
        let made: Vec<Dossier> = world(counties, 5, Some(schools)).collect();
        assert_eq!(made.len(), counties);
        assert_eq!(made.iter().map(|d| d.schools.len()).sum::<usize>(), schools);
    }
    assert_eq!(world(4, 5, None).map(|d| d.schools.len()).sum::<usize>(), 4 * 73);
    assert_eq!(world(0, 5, None).count(), 0);
}

#[test]
fn counties_do_not_depend_on_each_other() {
    let in_order: Vec<Dossier> = world(6, 9, None).collect();
    let backwards: Vec<Dossier> = (0..6).rev().filter_map(|n| world(6, 9, None).county(n)).collect();
    assert!(in_order.iter().eq(backwards.iter().rev()));
    assert!(world(6, 9, None).county(6).is_none());
}

#[test]
fn keys_are_unique_in_the_world() {
    let mut counties = BTreeSet::new();
    let mut schools = BTreeSet::new();
    for d in world(120, 1, None) {
        assert!(d.invented && d.regions.iter().all(|r| r.local));
        assert!(counties.insert(d.county.clone()));
        for s in d.schools {
            assert_eq!(s.records.len(), 1);
            assert_eq!(s.codes.last().unwrap().code.province(), d.county.province());
            assert!(schools.insert(s.id));
        }
    }
}

#[test]
fn full_detail_has_history_and_surroundings() {
    for d in world(3, 2, None).detail(Detail::Full) {
        assert!(d.schools.iter().all(|s| s.records.len() == 5));
        assert!(!d.births.is_empty() && !d.zones.is_empty() && d.other_plans.len() == 5);
    }
}

#[test]
fn a_world_of_projects_holds_as_many_as_asked() {
    let made = synth::projects(1_000, 4);
    let policy = policy::builtin(&"150121".parse().unwrap()).unwrap();
    let planned = |n| {
        let mut dossier = made.county(n)?;
        made.plan(n, &mut dossier, &policy, &[]);
        Some(dossier)
    };
    let counties: Vec<Dossier> = (0..made.counties()).filter_map(planned).collect();
    assert_eq!(counties.iter().map(|d| d.plan.projects.len()).sum::<usize>(), 1_000);
    for d in &counties {
        let ids: BTreeSet<_> = d.plan.projects.iter().map(|p| &p.id).collect();
        assert_eq!(ids.len(), d.plan.projects.len());
        assert!(d.plan.projects.iter().all(|p| !p.funding.is_empty()));
    }
}
