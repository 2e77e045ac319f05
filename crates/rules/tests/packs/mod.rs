//! Packs switch and tune rules, with their authority in the report; a pack without the standing does not.

use crate::truth;
use catalogue::{Lang, text};
use model::Dossier;
use policy::{PackSource, Policy};
use rules::{Finding, Severity};

fn pack(level: &str, entries: &str) -> PackSource {
    let head = format!(
        "[pack]\nname = \"trial\"\nversion = \"1\"\ntitle = \"试验政策包\"\nissuer = \"试验单位\"\ndate = \"2021-09-30\"\n\
         level = \"{level}\"\noverlays = \"hohhot-notice-2021\"\nauthority = {{ cite = \"trial\" }}\nregions = [\"1501\"]\n"
    );
    let documents = "[[document]]\nkey = \"trial\"\ntitle = \"关于规划审核口径的批复\"\nnumber = \"试教〔2021〕8号\"\n";
    let files = [("pack.toml", head.as_str()), ("documents.toml", documents), ("rules.toml", entries)];
    PackSource { name: "trial".into(), files: files.map(|(p, t)| (p.to_owned(), t.to_owned())).to_vec() }
}

fn policy(level: &str, entries: &str) -> Policy {
    let mut sources = policy::builtin_sources(&"150124".parse().unwrap());
    sources.push(pack(level, entries));
    policy::load(&sources).unwrap()
}

fn faulty() -> Dossier {
    let plain = policy::builtin(&"150124".parse().unwrap()).unwrap();
    synth::faulty(&truth::clean("150124", 7, &plain).unwrap(), &plain).0
}

fn of<'a>(found: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    found.iter().filter(|f| f.rule == rule).collect()
}

#[test]
fn a_rule_is_switched_off_and_the_report_says_by_whom() {
    let dossier = faulty();
    let off = "[[switch]]\nrule = \"R0903\"\nenabled = false\ncite = \"trial\"\n";
    assert!(of(&truth::findings(&dossier, &policy::builtin(&"150124".parse().unwrap()).unwrap()), "R0903").len() > 1);
    let found = truth::findings(&dossier, &policy("county", off));
    let [told] = of(&found, "R0903")[..] else { panic!("one notice") };
    assert_eq!(told.severity, Severity::Notice);
    let words = text(Lang::Zh, &told.message);
    assert!(words.contains("R0903") && words.contains("停用") && words.contains("试教〔2021〕8号"), "{words}");
}

#[test]
fn a_severity_is_changed() {
    let dossier = faulty();
    let milder = "[[switch]]\nrule = \"R0903\"\nseverity = \"notice\"\ncite = \"trial\"\n";
    let found = truth::findings(&dossier, &policy("county", milder));
    assert!(of(&found, "R0903").len() > 1 && of(&found, "R0903").iter().all(|f| f.severity == Severity::Notice));
    let stricter = "[[switch]]\nrule = \"R0903\"\nseverity = \"blocks\"\ncite = \"trial\"\n";
    let found = truth::findings(&dossier, &policy("county", stricter));
    assert!(of(&found, "R0903").iter().any(|f| f.severity == Severity::Blocks));
}

#[test]
fn a_level_that_could_not_waive_a_rule_cannot_switch_it_off() {
    let dossier = faulty();
    let off = "[[switch]]\nrule = \"R0101\"\nenabled = false\ncite = \"trial\"\n";
    let found = truth::findings(&dossier, &policy("county", off));
    assert!(of(&found, "R0101").iter().any(|f| f.severity == Severity::Blocks), "the rule still runs");
    assert!(of(&found, "R0101").iter().any(|f| text(Lang::Zh, &f.message).contains("没有采用")));
}

#[test]
fn a_tuned_threshold_counts_and_is_cited() {
    let dossier = faulty();
    let figure = |value: &str| {
        format!(
            "[[figure]]\nkey = \"review.single_min\"\nname = \"单次投入下限\"\nunit = \"万元\"\nvalue = \"{value}\"\n\
             from = \"2021-01-01\"\ncite = \"trial\"\ncertainty = \"confirmed\"\ntighter = \"up\"\n"
        )
    };
    let count = |value: &str| of(&truth::findings(&dossier, &policy("county", &figure(value))), "R0509").len();
    assert!(count("5") < count("50"));
    let found = truth::findings(&dossier, &policy("county", &figure("50")));
    let first = of(&found, "R0509")[0];
    let cited = first.evidence.iter().find(|e| e.path == "figure/review.single_min").unwrap();
    assert!(cited.value.contains("试教〔2021〕8号") && cited.value.contains("50"), "{}", cited.value);
}
