//! The packs that come with the program.

use model::RegionCode;
use policy::{Policy, builtin};

fn policy(code: &str) -> Policy {
    let region: RegionCode = code.parse().unwrap();
    match builtin(&region) {
        Ok(policy) => policy,
        Err(e) => panic!("{}", e.problems.iter().map(|p| format!("{p} {:?}\n", p.message.args)).collect::<String>()),
    }
}

#[test]
fn every_key_the_program_asks_for_has_a_figure() {
    let national = policy("330100");
    for code in ["150121", "150172", "152201"] {
        policy(code);
    }
    for key in policy::key::ALL {
        assert!(national.figures.contains_key(*key), "{key}");
    }
}
