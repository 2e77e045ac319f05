//! Planted faults are found, and nothing blocks the clean twin.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use model::Dossier;
use needs::assess;
use policy::Policy;
use rules::{Case, Finding, Severity, check};

fn policy() -> Policy {
    policy::builtin(&"150121".parse().unwrap()).unwrap()
}

fn clean(seed: u64, policy: &Policy) -> Dossier {
    let mut dossier = synth::demo_county("150121", seed).unwrap();
    let needs = assess(&dossier, policy);
    let shortages: Vec<model::GapRef> = needs
        .gaps
        .iter()
        .filter(|g| g.is_short())
        .filter_map(|g| Some(model::GapRef { school: g.school.clone(), item: g.item, quantity: g.short? }))
        .collect();
    dossier.plan = synth::hand_made_plan(&dossier, policy, &shortages);
    dossier
}

fn findings(dossier: &Dossier, policy: &Policy) -> Vec<Finding> {
    let needs = assess(dossier, policy);
    check(&Case { dossier, policy, needs: &needs })
}

#[test]
fn nothing_blocks_the_clean_twin() {
    let policy = policy();
    for seed in [1, 7, 2021] {
        let found = findings(&clean(seed, &policy), &policy);
        let blocking: Vec<_> = found.iter().filter(|f| f.severity == Severity::Blocks).collect();
        let shown: Vec<_> = blocking.iter().take(3).map(|f| catalogue::text(catalogue::Lang::Zh, &f.message)).collect();
        assert!(blocking.is_empty(), "seed {seed}: {} {shown:#?}", blocking.len());
    }
}

#[test]
fn every_planted_fault_is_found() {
    let policy = policy();
    for seed in [1, 7, 2021] {
        let twin = clean(seed, &policy);
        let before = findings(&twin, &policy);
        let (dossier, planted) = synth::faulty(&twin, &policy);
        let found = findings(&dossier, &policy);
        let fresh: Vec<_> = found.iter().filter(|f| !before.contains(f)).collect();
        let mut missed = Vec::new();
        for fault in &planted {
            let numbers = fault.answered_by();
            assert!(!numbers.is_empty(), "no rule is named for {}", fault.rule_hint);
            let of_matter = fresh.iter().filter(|f| numbers.contains(&f.rule.as_ref()));
            let mut hits = of_matter.filter(|f| match fault.project() {
                Some(id) => {
                    f.project.as_ref().is_some_and(|p| p.0 == id)
                        || f.evidence.iter().any(|e| e.path.contains(&format!("project/{id}/")))
                }
                None => true,
            });
            if hits.next().is_none() {
                missed.push(format!("{} {} {}", fault.rule_hint, fault.record, fault.description));
            }
        }
        assert!(missed.is_empty(), "seed {seed}, {} planted, missed: {missed:#?}", planted.len());
    }
}
