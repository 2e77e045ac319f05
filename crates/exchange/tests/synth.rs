//! Whole invented counties through the workbook and back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use catalogue::Lang;
use exchange::problem::Severity;
use exchange::workbook::{Expected, blank, read, write};
use model::{Dossier, GapRef, Item, Origins};
use proptest::prelude::*;

fn bare(mut d: Dossier) -> Dossier {
    d.origins = Origins::new();
    d.sort();
    d
}

fn there_and_back(before: &Dossier) {
    let before = bare(before.clone());
    let bytes = write(&before).unwrap();
    let import = read(&common::book(&bytes, "县.xlsx"), &Expected::default());
    let errors: Vec<String> =
        import.problems.iter().filter(|p| p.severity == Severity::Error).map(|p| p.line(Lang::Zh)).take(20).collect();
    let after = bare(import.dossier.unwrap_or_else(|| panic!("{}: {errors:#?}", before.county_name())));
    for (a, b) in after.schools.iter().zip(&before.schools) {
        assert_eq!(a, b);
    }
    for (a, b) in after.plan.projects.iter().zip(&before.plan.projects) {
        assert_eq!(a, b);
    }
    assert_eq!(after, before);
    assert_eq!(write(&after).unwrap(), bytes);
}

#[test]
fn the_demo_city_comes_back() {
    for county in synth::demo_city(7).into_iter().step_by(3) {
        there_and_back(&county);
    }
}

#[test]
fn a_plan_with_faults_is_read_so_that_the_rules_can_find_them() {
    let county = synth::demo_county("150121", 7).unwrap();
    let policy = policy::builtin(&county.county).unwrap();
    let mut clean = county.clone();
    let shortages: Vec<GapRef> = county
        .schools
        .iter()
        .take(25)
        .flat_map(|s| {
            [(Item::Canteen, 30_000), (Item::Desk, 60), (Item::Computer, 20)]
                .map(|(item, quantity)| (s, item, quantity))
        })
        .map(|(s, item, quantity)| GapRef { school: s.id.clone(), item, quantity })
        .collect();
    clean.plan = synth::hand_made_plan(&county, &policy, &shortages);
    there_and_back(&clean);
    there_and_back(&synth::faulty(&clean, &policy).0);
}

#[test]
fn a_blank_workbook_says_what_is_missing_and_nothing_else() {
    let county = synth::demo_county("150121", 7).unwrap();
    let policy = policy::builtin(&county.county).unwrap();
    let bytes = blank(&county.county, &county.regions, &policy).unwrap();
    if let Ok(path) = std::env::var("JUNHENG_LOOK_BLANK") {
        std::fs::write(path, &bytes).unwrap();
    }
    let import = read(&common::book(&bytes, "空白.xlsx"), &Expected::default());
    let lines: Vec<String> = import.problems.iter().map(|p| p.line(Lang::Zh)).collect();
    assert_eq!(import.problems.len(), 1, "{lines:#?}");
    assert_eq!(import.problems[0].code, "table-missing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn any_county_comes_back(seed in any::<u64>(), which in 0usize..10) {
        let county = synth::demo_city(seed).swap_remove(which);
        there_and_back(&county);
    }
}
