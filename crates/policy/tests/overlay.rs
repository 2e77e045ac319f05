//! An overlay may only tighten unless it cites its authority.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::*;
use policy::Context;

const CAP: &str = "value = \"50\"\ntighter = \"down\"";
const AUTHORITY: &str = "\nauthority = { title = \"某文件\", number = \"某发〔2021〕1号\" }";

fn req(fields: &str) -> String {
    format!("[[requirement]]\nkey = \"r\"\nname = \"床\"\nitem = \"bed\"\nbasis = \"boarders\"\n{fields}\n{TAIL}")
}

fn entry(key: &str, fields: &str) -> String {
    format!("[[eligibility]]\nkey = \"{key}\"\n{fields}\n{TAIL}")
}

#[test]
fn a_figure_may_be_tightened() {
    let policy = two(&figure(CAP), &figure("value = \"45\"")).unwrap();
    let (f, value) = policy.figure("x.y", &Context::default(), date("2021-01-01")).unwrap();
    assert_eq!((value.to_string().as_str(), f.issuer.as_str()), ("45", "乙方"));
    assert_eq!(f.tighter, Some(policy::Tighter::Down), "the direction is inherited");
}

#[test]
fn a_loosened_figure_needs_an_authority() {
    let found = problems(two(&figure(CAP), &figure("value = \"55\"")));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].message.key.as_ref(), found[0].file.as_str()), ("policy-looser-figure", "over/a.toml"));
    assert!(two(&figure(CAP), &figure(&format!("value = \"55\"{AUTHORITY}"))).is_ok());
    // upwards
    let floor = "value = \"50\"\ntighter = \"up\"";
    assert_eq!(keys(two(&figure(floor), &figure("value = \"45\""))), ["policy-looser-figure"]);
    assert!(two(&figure(floor), &figure("value = \"55\"")).is_ok());
    // parameters are free, an unknown direction is not
    assert!(two(&figure("value = 50\ntighter = \"free\""), &figure("value = \"55\"")).is_ok());
    assert_eq!(keys(two(&figure("value = 50"), &figure("value = \"45\""))), ["policy-looser-figure"]);
    assert!(two(&figure("value = 50"), &figure("value = \"50\"")).is_ok());
}

#[test]
fn loosening_through_a_side_door_is_found() {
    // a narrower scope
    let narrow = figure("value = \"55\"\napplies = { stages = [\"primary\"] }");
    assert_eq!(keys(two(&figure(CAP), &narrow)), ["policy-looser-figure"]);
    // a later value
    let later = "values = [{ from = \"2020-01-01\", value = 50 }, { from = \"2024-01-01\", value = 60 }]";
    let later = figure(later).replace("from = \"2020-01-01\"\ncite", "cite");
    assert_eq!(keys(two(&figure(CAP), &later)), ["policy-looser-figure"]);
    // turning the direction round, and another unit
    assert!(
        keys(two(&figure(CAP), &figure("value = 45\ntighter = \"up\""))).contains(&"policy-tighter-differs".into())
    );
    assert_eq!(keys(two(&figure(CAP), &figure("value = 45").replace("\"人\"", "\"班\""))), ["policy-unit-differs"]);
    // a wide entry over narrow ones would never count
    let by_stage = figure("by_stage = { primary = 50, junior = 50 }\ntighter = \"down\"");
    let found = keys(two(&by_stage, &figure("value = 40")));
    assert!(!found.is_empty() && found.iter().all(|k| k == "policy-hidden-figure"), "{found:?}");
}

#[test]
fn earlier_values_stay_in_force() {
    let upper = figure("value = \"45\"").replace("2020-01-01", "2023-01-01");
    let policy = two(&figure(CAP), &upper).unwrap();
    let on = |d| policy.figure("x.y", &Context::default(), date(d)).unwrap().1.to_string();
    assert_eq!((on("2022-12-31").as_str(), on("2023-01-01").as_str()), ("50", "45"));
}

#[test]
fn requirements_only_grow() {
    let basic = |f: &str| req(&format!("standard = \"basic\"\n{f}"));
    let lower = basic("each = 1");
    assert!(two(&lower, &basic("each = \"1.1\"")).is_ok());
    assert_eq!(keys(two(&lower, &basic("each = \"0.9\""))), ["policy-looser-requirement"]);
    assert_eq!(keys(two(&lower, &basic("group = 2\namount = 1"))), ["policy-looser-requirement"]);
    assert!(two(&lower, &basic("group = 2\namount = 2")).is_ok(), "an equal or higher formula of another form");
    assert!(two(&lower, &basic(&format!("each = \"0.9\"{AUTHORITY}"))).is_ok());
    let fewer = basic("each = 1\napplies = { boarding = true }");
    assert_eq!(keys(two(&lower, &fewer)), ["policy-looser-fewer"]);
    assert_eq!(keys(two(&lower, &basic("each = 1\nuntil = \"2022-01-01\""))), ["policy-looser-fewer"]);
    assert_eq!(keys(two(&lower, &basic("each = 1").replace("boarders", "pupils"))), ["policy-looser-another"]);
    let ceiling = |f: &str| req(&format!("standard = \"ceiling\"\n{f}"));
    assert!(two(&ceiling("each = 2"), &ceiling("each = 1")).is_ok());
    assert_eq!(keys(two(&ceiling("each = 2"), &ceiling("each = 3"))), ["policy-looser-requirement"]);
}

#[test]
fn the_catalogue_only_shrinks() {
    let lower = entry("a", "items = [\"bed\", \"desk\"]\nverdict = \"allowed\"")
        + &entry("d", "items = [\"vehicle\"]\nverdict = \"forbidden\"");
    assert!(two(&lower, &entry("b", "items = [\"bed\"]\nverdict = \"forbidden\"")).is_ok());
    assert!(two(&lower, &entry("b", "items = [\"bed\"]\nverdict = \"allowed\"")).is_ok(), "says nothing new");
    let wider = entry("b", "items = [\"bed\", \"books\"]\nverdict = \"allowed\"");
    assert_eq!(keys(two(&lower, &wider)), ["policy-looser-catalogue"]);
    let lifted = entry("d", "items = [\"vehicle\"]\nverdict = \"allowed\"");
    assert_eq!(keys(two(&lower, &lifted)), ["policy-looser-catalogue"]);
    let narrowed = entry("d", "items = [\"vehicle\"]\nverdict = \"forbidden\"\napplies = { sources = [\"central\"] }");
    assert_eq!(keys(two(&lower, &narrowed)), ["policy-looser-catalogue"]);
    let cited = entry("d", &format!("items = [\"vehicle\"]\nverdict = \"allowed\"{AUTHORITY}"));
    assert!(two(&lower, &cited).is_ok());
}

#[test]
fn dates_prices_weights_and_words_too() {
    let deadline = |d: &str, more: &str| {
        format!(
            "[[deadline]]\nkey = \"d\"\nname = \"报送\"\ndate = \"{d}\"\ncite = \"doc\"\ncertainty = \"confirmed\"{more}\n"
        )
    };
    assert!(two(&deadline("2021-10-15", ""), &deadline("2021-10-10", "")).is_ok());
    assert_eq!(keys(two(&deadline("2021-10-15", ""), &deadline("2021-10-20", ""))), ["policy-looser-deadline"]);
    assert!(two(&deadline("2021-10-15", ""), &deadline("2021-10-20", AUTHORITY)).is_ok());

    let cost = |f: &str| format!("[[unit_cost]]\nkey = \"c\"\nitem = \"bed\"\nprice_year = 2021\n{f}\n{TAIL}");
    assert!(two(&cost("price = 10\ncap = 20"), &cost("price = 15\ncap = 20")).is_ok());
    assert_eq!(keys(two(&cost("price = 10\ncap = 20"), &cost("price = 15\ncap = 21"))), ["policy-looser-cap"]);
    assert_eq!(keys(two(&cost("price = 10\ncap = 20"), &cost("price = 15"))), ["policy-looser-cap"]);

    let weight = |class: u8| {
        format!(
            "[[weight]]\nkey = \"w\"\nname = \"安全\"\nitems = [\"danger_d\"]\nclass = {class}\npoints = 1\ncite = \"doc\"\ncertainty = \"confirmed\""
        )
    };
    assert_eq!(keys(two(&weight(1), &weight(2))), ["policy-looser-safety"]);
    assert!(two(&weight(2), &weight(1)).is_ok());

    let words = |t: &str, more: &str| {
        format!("[[provision]]\nkey = \"p\"\nlist = \"l\"\nnumber = 1\ntext = \"{t}\"\n{TAIL}{more}")
    };
    assert_eq!(keys(two(&words("甲", ""), &words("乙", ""))), ["policy-looser-provision"]);
    assert!(two(&words("甲", ""), &words("乙", AUTHORITY)).is_ok());

    let cycle =
        "[cycle]\nfirst = 2021\nlast = 2025\ncompletion = \"2026-06-30\"\ncite = \"doc\"\ncertainty = \"confirmed\"";
    assert_eq!(keys(two("", cycle)), ["policy-looser-completion"]);
    assert!(two("", &cycle.replace("2026-06-30", "2024-12-31")).is_ok());
}
