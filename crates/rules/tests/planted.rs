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
            let numbers = numbers(fault.rule_hint);
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

/// The rules that find a planted fault.
fn numbers(hint: &str) -> &'static [&'static str] {
    match hint {
        "eligibility.private_school" => &["R0101"],
        "eligibility.senior_part" => &["R0102"],
        "eligibility.kindergarten" => &["R0103"],
        "eligibility.not_listed" => &["R0104"],
        "eligibility.closing_school" => &["R0105", "R0705"],
        "eligibility.interim_school" => &["R0105"],
        "eligibility.key_school" => &["R0106"],
        "reconciliation.unknown_school" => &["R0107"],
        "eligibility.part_not_named" => &["R0109"],
        "eligibility.other_county" => &["R0107", "R0111"],
        "content.office_building" | "content.auditorium" => &["R0201"],
        "content.swimming_pool" => &["R0202", "R0203"],
        "content.central_gymnasium" | "content.central_turnover_dormitory" => &["R0202"],
        "content.vehicle" | "content.office_equipment" | "content.off_campus" => &["R0201", "R0202", "R0203"],
        "content.admin_platform" | "content.department_platform" | "content.platform_maintenance" => &["R0205"],
        "standard.over_scale" => &["R0301", "R0305", "R0306"],
        "standard.unit_price" => &["R0302"],
        "standard.beyond_basic" => &["R0304"],
        "schedule.equipment_over_years" => &["R0401"],
        "schedule.after_cycle" => &["R0402"],
        "schedule.finish_before_start" => &["R0405"],
        "schedule.before_prerequisite" => &["R0407"],
        "schedule.unready_land" => &["R0408"],
        "schedule.needed_earlier" => &["R0410"],
        "money.funding_gap" | "money.no_funding" => &["R0501"],
        "money.outside_years" => &["R0502"],
        "money.school_borrowing" | "money.contractor_advance" | "money.levy" | "money.unnamed" => &["R0504"],
        "money.over_budget" => &["R0506"],
        "reconciliation.not_whole_hundreds" => &["R0510"],
        "duplicate.other_programme" => &["R0601"],
        "duplicate.within_plan" => &["R0602", "R0603"],
        "fraud.unusable_quantity" => &["R0701", "R0702"],
        "fraud.no_gap" => &["R0702"],
        "fraud.clone" => &["R0704"],
        "fraud.round_sum" => &["R0709"],
        "target.plan_missing" => &["R0801"],
        "target.seats_not_met" => &["R0803"],
        "target.relocation_not_met" => &["R0807"],
        "target.seats_beyond_shortage" => &["R0305", "R0306", "R1006"],
        "completeness.no_lines" => &["R0902"],
        "completeness.no_performance" | "completeness.performance_kind" => &["R0903"],
        "completeness.no_preparation" => &["R0905"],
        "completeness.no_price" => &["R0908"],
        "reconciliation.investment_code" => &["R0907"],
        "reconciliation.line_amount" => &["R1001"],
        _ => &[],
    }
}
