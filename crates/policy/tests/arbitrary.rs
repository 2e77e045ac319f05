//! No text makes the reader panic.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::*;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("[[figure]]\n".to_owned()),
        Just("[[requirement]]\n".to_owned()),
        Just("[[eligibility]]\n".to_owned()),
        Just("[[unit_cost]]\n".to_owned()),
        Just("[[weight]]\n".to_owned()),
        Just("[cycle]\n".to_owned()),
        Just("[defaults]\n".to_owned()),
        Just("key = \"a.b\"\n".to_owned()),
        Just("value = \"1\"\n".to_owned()),
        Just("by_stage = { primary = 1 }\n".to_owned()),
        Just("steps = [{ up_to = 1, value = 2 }, 3]\n".to_owned()),
        Just("each = 79228162514264337593543950335\n".to_owned()),
        Just("group = 0.000000001\namount = 999999999999\n".to_owned()),
        Just("applies = { stages = [\"primary\"] }\n".to_owned()),
        Just("from = 2021-01-01\n".to_owned()),
        Just("price = -0\n".to_owned()),
        "[a-z_]{1,8} = [-0-9.e_x\"\\[\\]{}=, ]{0,12}\n",
        "\\PC{0,20}",
    ];
    prop::collection::vec(pieces, 0..24).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn arbitrary_text_is_answered(text in "\\PC*", head in words()) {
        let _ = one(&text);
        let _ = one(&head);
        let _ = two(&head, &text);
    }

    /// Whatever loads keeps its promise: a tightened cap is never above the old one on any date.
    #[test]
    fn an_accepted_cap_is_never_looser(old in 0u32..100, new in 0u32..100, from in 2015u16..2025, day in 2015u16..2030) {
        let lower = figure(&format!("value = {old}\ntighter = \"down\""));
        let upper = figure(&format!("value = {new}")).replace("2020-01-01", &format!("{from}-01-01"));
        let day = date(&format!("{day}-06-01"));
        if let (Ok(base), Ok(both)) = (one(&lower), two(&lower, &upper)) {
            let ask = |p: &policy::Policy| p.figure("x.y", &policy::Context::default(), day).map(|(_, v)| v);
            if let (Some(was), Some(is)) = (ask(&base), ask(&both)) {
                prop_assert!(is <= was);
            }
        }
    }

}

proptest! {
    // each case reads every pack twice
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A built-in file cut or damaged anywhere is refused or read, never a crash.
    #[test]
    fn damaged_packs_are_answered(file in 0usize..26, cut in 0usize..20_000, junk in "\\PC{0,6}") {
        let region = "150121".parse().unwrap();
        let mut sources = policy::builtin_sources(&region);
        let files = &mut sources[0].files;
        let at = file % files.len();
        let text = &mut files[at].1;
        let mut cut = cut % (text.len() + 1);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        text.insert_str(cut, &junk);
        let _ = policy::load(&sources);
        let text = &mut sources[0].files[at].1;
        text.truncate(cut);
        let _ = policy::load(&sources);
    }
}

#[test]
fn deep_nesting_is_answered() {
    for deep in [
        format!("x = {}", "[".repeat(200_000)),
        format!("x = {}1{}", "[".repeat(5_000), "]".repeat(5_000)),
        format!("x = {}", "{ a = ".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("[{}a]\nb = 1", "a.".repeat(100_000)),
        format!("x = {{ {}a = 1 }}", "a.".repeat(100_000)),
    ] {
        assert!(one(&deep).is_err());
    }
}
