//! Every rule has a number of its own, words in both languages, and a line in the guide.

mod page;

use catalogue::{Lang, text};
use model::Message;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn numbers_are_unique_and_sorted() {
    let numbers: Vec<&str> = rules::all().iter().map(|r| r.number).collect();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
    assert!(numbers.is_sorted());
    for rule in rules::all() {
        let digits = rule.number.strip_prefix('R').unwrap();
        assert!(digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.number);
        assert_eq!(digits[..2].parse::<usize>().unwrap(), rule.family as usize + 1, "{}", rule.number);
        assert!(!rule.clause.is_empty() && rule.mission.starts_with('M'));
        assert_eq!(rules::rule(rule.number).unwrap().number, rule.number);
    }
}

#[test]
fn every_rule_has_words_in_both_languages() {
    for rule in rules::all() {
        for end in ["", "-name", "-do"] {
            let message = Message { key: Cow::Owned(format!("{}{end}", rule.key())), args: BTreeMap::new() };
            let zh = text(Lang::Zh, &message);
            assert!(!zh.starts_with("rules-"), "{zh}");
            assert_ne!(zh, text(Lang::En, &message), "{} has no English", message.key);
        }
    }
}

#[test]
fn the_guide_lists_the_rules_as_they_are() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/规则.md")).unwrap();
    assert!(guide == page::page(), "write it anew: cargo run -p rules --example rules_table > docs/guide/规则.md");
}
