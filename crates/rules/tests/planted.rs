//! Planted faults are found, and nothing blocks the clean twin or the optimiser's plan. `examples/seeds.rs` does the same over a thousand.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod packs;
mod truth;

#[test]
fn planted_faults_are_found_and_nothing_right_is_blocked() {
    let mut outcomes = Vec::new();
    for seed in 1..=10 {
        let code = truth::county(seed);
        let policy = policy::builtin(&code.parse().unwrap()).unwrap();
        let outcome = truth::trial(code, seed, &policy, seed == 1).unwrap();
        assert!(outcome.wrong.is_empty(), "seed {seed}, county {code}: {:#?}", outcome.wrong);
        outcomes.push(outcome);
    }
    let (planted, sorts) = truth::sum(&outcomes);
    assert!(planted > 500 && sorts >= 50, "{planted} faults of {sorts} sorts");
}
