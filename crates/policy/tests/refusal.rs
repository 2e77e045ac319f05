//! A faulty pack is refused with file, line, key and reason, all problems at once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use common::*;

fn requirement(formula: &str) -> String {
    format!(
        "[[requirement]]\nkey = \"r\"\nname = \"试验\"\nitem = \"bed\"\nstandard = \"basic\"\nbasis = \"pupils\"\n{formula}\n{TAIL}"
    )
}
fn price(fields: &str) -> String {
    format!("[[unit_cost]]\nkey = \"c\"\nitem = \"bed\"\nprice_year = 2021\n{fields}\n{TAIL}")
}
fn with_tail(head: &str) -> String {
    format!("{head}\n{TAIL}")
}

#[test]
fn each_fault_has_its_reason() {
    let cases: Vec<(String, &str)> = vec![
        ("[[figure]\nkey".into(), "policy-toml"),
        (figure("value = 1e3"), "policy-bad-number"),
        (figure("value = inf"), "policy-bad-number"),
        (figure("value = 99999999999999999999"), "policy-bad-number"),
        (figure("value = \"四十五\""), "policy-want-number"),
        (figure("value = true"), "policy-want-number"),
        (figure("value = 1\nfrm = \"2020-01-01\""), "policy-unknown-field"),
        (figure("value = 1").replace("unit = \"人\"", "unit = \"只\""), "policy-unknown-unit"),
        (figure("value = 1").replace("人", "%").replace("value = 1", "value = 101"), "policy-percent-range"),
        (figure("value = -1"), "policy-negative"),
        (figure("value = 1").replace("x.y", "X.y"), "policy-key-shape"),
        (figure("value = 1").replace("name = \"试验\"", "name = \"  \""), "policy-empty-text"),
        (figure("value = 1").replace("name = \"试验\"", ""), "policy-missing-field"),
        (figure("value = 1").replace("cite = \"doc\"", "cite = \"other\""), "policy-unknown-document"),
        (figure("value = 1").replace("cite = \"doc\"", "reference = { clause = \"一\" }"), "policy-empty-reference"),
        (figure("value = 1").replace("cite = \"doc\"", "reference = { title = \" \" }"), "policy-empty-text"),
        (figure("value = 1").replace("cite = \"doc\"", ""), "policy-missing-field"),
        (figure("value = 1").replace("confirmed", "sure"), "policy-unknown-word"),
        (figure("value = 1").replace("2020-01-01", "2020-02-30"), "policy-want-date"),
        (figure("value = 1").replace("\"2020-01-01\"", "2020-01-01T00:00:00Z"), "policy-bad-date"),
        (figure("value = 1\ntighter = \"sideways\""), "policy-unknown-word"),
        (figure("value = 1\nvalues = []"), "policy-value-forms"),
        (figure(""), "policy-value-forms"),
        (figure("values = []").replace("from = \"2020-01-01\"\n", ""), "policy-value-forms"),
        (
            figure("values = [{ from = \"2020-01-01\", value = 1 }, { from = \"2020-01-01\", value = 2 }]")
                .replace("from = \"2020-01-01\"\ncite", "cite"),
            "policy-dates-not-rising",
        ),
        (figure("by_stage = { primary = 1 }\napplies = { stages = [\"junior\"] }"), "policy-stages-twice"),
        (figure("by_stage = { nursery = 1 }"), "policy-unknown-field"),
        (figure("value = 1\napplies = { kinds = [\"999\"] }"), "policy-unknown-word"),
        (figure("value = 1\napplies = { kinds = [\"211\", \"211\"] }"), "policy-twice-in-list"),
        (figure("value = 1\napplies = { regions = [\"市\"] }"), "policy-region-prefix"),
        (figure("value = 1\napplies = [1]"), "policy-want-table"),
        (figure("value = 1").repeat(2), "policy-duplicate-key"),
        (requirement("each = 1").replace("bed", "sofa"), "policy-unknown-word"),
        (requirement("each = 1\ngroup = 2\namount = 1"), "policy-formula-forms"),
        (requirement("group = 2"), "policy-formula-forms"),
        (requirement("group = 0\namount = 1"), "policy-not-positive"),
        (requirement("each = -1"), "policy-negative"),
        (requirement("steps = []"), "policy-formula-forms"),
        (requirement("steps = [{ up_to = 9, value = 1 }, { up_to = 9, value = 2 }]"), "policy-steps-not-rising"),
        (requirement("steps = [{ value = 1 }, { up_to = 9, value = 2 }]"), "policy-steps-not-rising"),
        (requirement("steps = [{ up_to = 1.5, value = 1 }]"), "policy-want-whole"),
        (requirement("each = 1\nuntil = \"2019-12-31\""), "policy-until-before-from"),
        (requirement("each = 1\ncounts = \"bed\""), "policy-want-list"),
        (with_tail("[[eligibility]]\nkey = \"e\"\nverdict = \"conditional\""), "policy-condition-missing"),
        (price(""), "policy-missing-field"),
        (price("price = 0"), "policy-bad-price"),
        (price("price = 1.005"), "policy-bad-price"),
        (price("price = 10\ncap = 9"), "policy-price-order"),
        (price("price = 10").replace("price_year = 2021", "price_year = 1021"), "policy-bad-year"),
        (
            "[[weight]]\nkey = \"w\"\nname = \"权\"\nitems = [\"bed\"]\nclass = 6\npoints = 1\ncite = \"doc\"\ncertainty = \"confirmed\"".into(),
            "policy-weight-class",
        ),
        (
            "[[weight]]\nkey = \"w\"\nname = \"权\"\nclass = 1\npoints = 1\ncite = \"doc\"\ncertainty = \"confirmed\"".into(),
            "policy-no-items",
        ),
        ("[[switch]]\nrule = \"R1\"\ncite = \"doc\"".into(), "policy-rule-number"),
        ("[[switch]]\nrule = \"R0101\"\nseverity = \"mild\"\ncite = \"doc\"".into(), "policy-unknown-word"),
        ("[[switch]]\nrule = \"R0101\"\nenabled = \"no\"\ncite = \"doc\"".into(), "policy-want-truth"),
        ("[[conflict]]\nkey = \"k\"\nabout = \"甲\"\nassumed = \"乙\"".into(), "policy-empty-reference"),
        ("[figures]\nx = 1".into(), "policy-unknown-table"),
        ("[figure]\nkey = \"x\"".into(), "policy-want-entries"),
        ("[defaults]\nunit = \"人\"".into(), "policy-unknown-field"),
        ("[pack]\nname = \"base\"".into(), "policy-pack-place"),
        ("[[document]]\nkey = \"doc\"\ntitle = \"另一文件\"".into(), "policy-duplicate-key"),
        ("[cycle]\nfirst = 2021\nlast = 2020\ncompletion = \"2020-12-31\"\ncite = \"doc\"\ncertainty = \"confirmed\"".into(), "policy-cycle-order"),
    ];
    for (text, wanted) in cases {
        let found = problems(one(&text));
        let hit = found.iter().find(|p| p.message.key == wanted);
        assert!(hit.is_some(), "{wanted} not among {found:?} for\n{text}");
        let hit = hit.unwrap();
        assert!(hit.file == "base/a.toml" || hit.file == "base/pack.toml", "{hit:?}");
        assert!(hit.line > 0, "{hit:?}");
    }
}

#[test]
fn the_place_of_a_fault_is_told() {
    let text = format!("# 头\n\n{}", figure("value = 1\ntighter = \"sideways\""));
    let found = problems(one(&text));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].file.as_str(), found[0].line, found[0].key.as_str()), ("base/a.toml", 8, "x.y.tighter"));
    assert!(found[0].message.args["allowed"].contains("free"));
}

#[test]
fn all_faults_are_told_at_once() {
    let text = format!(
        "{}\n{}",
        figure("value = -1\nodd = 1").replace("confirmed", "sure"),
        requirement("each = 1").replace("bed", "sofa")
    );
    let found = keys(one(&text));
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn the_pile_itself_is_checked() {
    let lower = || pack("base", HEAD, "");
    let cases = [
        (vec![], "policy-no-packs"),
        (vec![lower(), lower()], "policy-duplicate-pack"),
        (vec![lower(), pack("two", &HEAD.replace("\"base\"", "\"two\""), "")], "policy-second-base"),
        (vec![pack("over", OVER, "")], "policy-base-missing"),
        (
            vec![lower(), pack("over", &OVER.replace("authority = { cite = \"doc\" }\n", ""), "")],
            "policy-pack-authority",
        ),
        (vec![pack("base", HEAD.split("[cycle]").next().unwrap(), "")], "policy-no-cycle"),
        (vec![pack("base", "", "")], "policy-no-manifest"),
        (vec![pack("base", &HEAD.replace("\"base\"", "\"Base 1\""), "")], "policy-pack-name"),
    ];
    for (sources, wanted) in cases {
        let found = keys(policy::load(&sources));
        assert!(found.iter().any(|k| k == wanted), "{wanted}: {found:?}");
    }
    let mut twice = lower();
    twice.files.push(("a.toml".into(), String::new()));
    assert!(keys(policy::load(&[twice])).contains(&"policy-duplicate-file".to_owned()));
}
