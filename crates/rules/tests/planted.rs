//! Planted faults are found, and nothing blocks the clean twin or the optimiser's plan. `examples/seeds.rs` does the same over a thousand.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod packs;
mod truth;

use std::collections::BTreeSet;

/// Rules whose fault one county's workbook cannot carry, and why. Each has a test of its own beside the rule.
const NOT_PLANTED: [(&str, &str); 5] = [
    ("R0516", "needs the plans of several counties"),
    ("R0517", "needs the plans of several counties"),
    ("R0518", "needs the plans of several counties"),
    ("R0710", "needs the plans of several counties"),
    (
        "R0810",
        "rests on the forecast of years to come: which method the county's past chooses decides it, not one entry",
    ),
];

#[test]
fn planted_faults_are_found_and_nothing_right_is_blocked() {
    let mut outcomes = Vec::new();
    for seed in 1..=10 {
        let code = truth::county(seed);
        let policy = policy::builtin(&code.parse().unwrap()).unwrap();
        let outcome = truth::trial(code, seed, &policy, seed == 1, seed <= 3).unwrap();
        assert!(outcome.wrong.is_empty(), "seed {seed}, county {code}: {:#?}", outcome.wrong);
        outcomes.push(outcome);
    }
    let (planted, sorts) = truth::sum(&outcomes);
    assert!(planted > 500 && sorts >= 90, "{planted} faults of {sorts} sorts");
    let answered: BTreeSet<String> = outcomes.into_iter().flat_map(|o| o.answered).collect();
    let silent: Vec<&str> = rules::all().iter().map(|r| r.number).filter(|n| !answered.contains(*n)).collect();
    let listed: Vec<&str> = NOT_PLANTED.iter().map(|(number, _)| *number).collect();
    assert_eq!(silent, listed, "a rule without a planted fault, or one listed that has one");
}
