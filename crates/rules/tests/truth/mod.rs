//! One county put to the proof: planted faults are found, and nothing blocks what is right.

use model::{Dossier, GapRef};
use policy::Policy;
use rules::{Case, Finding, Severity, check};
use std::collections::BTreeSet;
use synth::PlantedFault;

/// The counties of the demo city, taken in turn by seed.
pub const COUNTIES: [&str; 10] =
    ["150102", "150103", "150104", "150105", "150121", "150122", "150123", "150124", "150125", "150172"];

/// The county of a seed.
pub fn county(seed: u64) -> &'static str {
    let at = usize::try_from(seed % 10).unwrap_or(0);
    COUNTIES.get(at).copied().unwrap_or("150121")
}

/// What came of one seed.
pub struct Outcome {
    #[allow(dead_code, reason = "the example prints it")]
    pub seed: u64,
    pub planted: usize,
    pub sorts: BTreeSet<&'static str>,
    /// Rules that found a fault they ought to find.
    pub answered: BTreeSet<String>,
    #[allow(dead_code, reason = "the example prints it")]
    pub planned: bool,
    /// What was missed or blocked wrongly, in words that are the same for every seed.
    pub wrong: Vec<String>,
}

/// A county with the plan a careful clerk would make by hand; `None` when the demo city has no such county.
pub fn clean(code: &str, seed: u64, policy: &Policy) -> Option<Dossier> {
    let mut dossier = synth::demo_county(code, seed)?;
    let needs = needs::assess(&dossier, policy);
    let short = needs.gaps.iter().filter(|g| g.is_short());
    let short = short.filter_map(|g| Some(GapRef { school: g.school.clone(), item: g.item, quantity: g.short? }));
    dossier.plan = synth::hand_made_plan(&dossier, policy, &short.collect::<Vec<_>>());
    Some(dossier)
}

/// Plants and judges one county; `None` when the demo city has no such county.
pub fn trial(code: &str, seed: u64, policy: &Policy, plans: bool, singly: bool) -> Option<Outcome> {
    let mut dossier = clean(code, seed, policy)?;
    let mut wrong = Vec::new();
    let before = findings(&dossier, policy);
    wrong.extend(blocking("clean twin", &before));
    let (faulty, planted) = synth::faulty(&dossier, policy);
    let after = findings(&faulty, policy);
    let mut planted_all = planted.len();
    let mut sorts: BTreeSet<&'static str> = planted.iter().map(|f| f.rule_hint).collect();
    let mut answered = BTreeSet::new();
    judge(&planted, &before, &after, &mut wrong, &mut answered);
    if singly {
        for (faulty, planted) in synth::faulty_singly(&dossier, policy) {
            judge(&planted, &before, &findings(&faulty, policy), &mut wrong, &mut answered);
            planted_all += planted.len();
            sorts.extend(planted.iter().map(|f| f.rule_hint));
        }
    }
    let planned = plans && optimised(&mut dossier, policy, &mut wrong);
    wrong.sort();
    wrong.dedup();
    Some(Outcome { seed, planted: planted_all, sorts, answered, planned, wrong })
}

/// Notes what was missed, and which rules found what they ought to.
fn judge(
    planted: &[PlantedFault],
    before: &[Finding],
    after: &[Finding],
    wrong: &mut Vec<String>,
    answered: &mut BTreeSet<String>,
) {
    let fresh: Vec<&Finding> = after.iter().filter(|f| !before.contains(f)).collect();
    for fault in planted {
        let by: BTreeSet<String> = found(fault, &fresh).map(|f| f.rule.to_string()).collect();
        if by.is_empty() {
            wrong.push(format!("missed {}", fault.rule_hint));
        }
        answered.extend(by);
    }
}

/// All faults planted, and of how many sorts.
pub fn sum(outcomes: &[Outcome]) -> (usize, usize) {
    let sorts: BTreeSet<&str> = outcomes.iter().flat_map(|o| o.sorts.iter().copied()).collect();
    (outcomes.iter().map(|o| o.planted).sum(), sorts.len())
}

fn optimised(dossier: &mut Dossier, policy: &Policy, wrong: &mut Vec<String>) -> bool {
    let needs = needs::assess(dossier, policy);
    match programme::plan(dossier, policy, &needs, &programme::Limits::default()) {
        Ok(made) => {
            dossier.plan = made.plan;
            wrong.extend(blocking("optimiser's plan", &findings(dossier, policy)));
            true
        }
        Err(e) => {
            wrong.push(format!("no plan: {e}"));
            false
        }
    }
}

/// The findings on a county's plan.
pub fn findings(dossier: &Dossier, policy: &Policy) -> Vec<Finding> {
    let needs = needs::assess(dossier, policy);
    check(&Case { dossier, policy, needs: &needs })
}

fn blocking<'a>(of: &'a str, findings: &'a [Finding]) -> impl Iterator<Item = String> + 'a {
    findings.iter().filter(|f| f.severity == Severity::Blocks).map(move |f| format!("{of}: {} blocks", f.rule))
}

/// The findings of rules that ought to see the fault, about the record it stands in.
fn found<'f>(fault: &PlantedFault, fresh: &[&'f Finding]) -> impl Iterator<Item = &'f Finding> {
    let numbers = fault.answered_by();
    let of_matter = fresh.iter().copied().filter(|f| numbers.contains(&f.rule.as_ref()));
    of_matter.filter(|f| match fault.project() {
        Some(id) => {
            let path = format!("project/{id}/");
            f.project.as_ref().is_some_and(|p| p.0 == id) || f.evidence.iter().any(|e| e.path.starts_with(&path))
        }
        None => true,
    })
}
