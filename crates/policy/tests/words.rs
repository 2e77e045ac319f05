//! Explanations, and every sentence in both languages.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

mod common;
use catalogue::Lang;
use common::*;
use model::Message;
use policy::{EntryKind, explain};
use std::path::Path;

fn zh(m: &Message) -> String {
    catalogue::text(Lang::Zh, m)
}

#[test]
fn a_figure_is_explained_with_its_chain() {
    let lower = figure("value = \"50\"\ntighter = \"down\"\napplies = { stages = [\"primary\"] }");
    let upper = figure("value = \"45\"\napplies = { stages = [\"primary\"] }\nnote = \"本地从严\"");
    let policy = two(&lower, &upper).unwrap();
    let found = explain(&policy, "x.y").unwrap();
    assert_eq!((found.kind, found.chain.len()), (EntryKind::Figure, 2));
    assert_eq!(found.chain[0].overlaid_by.as_deref(), Some("over@1"));
    let top = &found.chain[1];
    assert_eq!((top.issuer.as_str(), top.overlaid_by.clone()), ("乙方", None));
    assert_eq!(zh(&top.says.applies[0]), "学段：小学");
    assert_eq!(zh(&top.says.values[0].text), "45 人");
    assert_eq!(top.says.note.as_deref(), Some("本地从严"));
    assert_eq!(top.says.references[0].to_string(), "《试验文件》");
}

#[test]
fn every_kind_of_entry_is_explained() {
    let policy = builtin("150121");
    let cases = [
        ("class_size.large_min", EntryKind::Figure),
        ("basic.running_track.primary", EntryKind::Requirement),
        ("deny.central_list", EntryKind::Eligibility),
        ("cost.desk", EntryKind::UnitCost),
        ("weight.safety", EntryKind::Weight),
        ("deadline.county_submit", EntryKind::Deadline),
        ("cycle", EntryKind::Deadline),
        ("baseline.05", EntryKind::Provision),
        ("conflict.deadline", EntryKind::Conflict),
    ];
    for (key, kind) in cases {
        let found = explain(&policy, key).unwrap();
        assert_eq!(found.kind, kind, "{key}");
        assert!(found.chain.iter().all(|l| !l.says.values.is_empty() && !l.says.references.is_empty()), "{key}");
    }
    let cycle = explain(&policy, "cycle").unwrap();
    assert_eq!(cycle.chain[0].overlaid_by.as_deref(), Some("hohhot-notice-2021@2021.1"));
    let split = explain(&policy, "balance2017.split_weight").unwrap();
    assert_eq!(split.chain.len(), 5, "entries for other cases do not overlay each other");
    assert!(split.chain.iter().all(|l| l.overlaid_by.is_none()));
}

#[test]
fn an_unknown_key_is_answered_with_near_ones() {
    let policy = builtin("150121");
    let wrong = explain(&policy, "class_size.large").unwrap_err();
    assert!(wrong.near.contains(&"class_size.large_min".to_owned()), "{wrong}");
    assert!(explain(&policy, "").unwrap_err().near.is_empty());
}

/// Every `policy-…` key in the source has its sentence in both languages, and no sentence is left over.
#[test]
fn every_sentence_is_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = String::new();
    let mut open = vec![root.join("src")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else {
            source += &std::fs::read_to_string(path).unwrap();
        }
    }
    let used: std::collections::BTreeSet<&str> = source.split('"').filter(|s| s.starts_with("policy-")).collect();
    let text = std::fs::read_to_string(root.join("../catalogue/text/zh/policy.ftl")).unwrap();
    let written: std::collections::BTreeSet<&str> =
        text.lines().filter_map(|l| l.split_once(" = ")).map(|(k, _)| k).filter(|k| k.starts_with("policy-")).collect();
    let missing: Vec<_> = used.difference(&written).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unused: Vec<_> = written.difference(&used).filter(|k| **k != "policy-unknown-key").collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_tables_leave_no_argument_open() {
    for lang in [Lang::Zh, Lang::En] {
        for section in policy::show(&builtin("150121")) {
            for row in section.rows {
                let mut all = vec![section.title.clone()];
                all.extend(row.says.applies);
                all.extend(row.says.values.into_iter().map(|v| v.text));
                all.extend(row.says.tighter);
                for message in all {
                    let text = catalogue::text(lang, &message);
                    assert!(!text.contains("{") && !text.contains("policy-"), "{}: {text}", row.says.key);
                }
            }
        }
    }
}
