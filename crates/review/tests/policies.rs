//! The policies load, fit their schema strictly, and every refusal can be read.

use catalogue::{Lang, text};
use model::Message;
use review::permission::{Action, Role, check, sources};
use std::collections::BTreeSet;

#[test]
fn the_policies_fit_their_schema() {
    assert_eq!(check(), Ok(()));
}

/// Text annotations of one name, in all policy files.
fn annotations(name: &str) -> Vec<String> {
    let start = format!("@{name}(\"");
    sources()
        .1
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.strip_prefix(&start)?.strip_suffix("\")").map(str::to_owned))
        .collect()
}

#[test]
fn every_reason_is_a_sentence_in_both_languages() {
    let reasons: BTreeSet<String> = annotations("reason").into_iter().collect();
    assert!(reasons.len() > 30);
    for key in
        reasons.iter().map(String::as_str).chain(["review-deny-role", "review-deny-mismatch", "review-deny-broken"])
    {
        for lang in [Lang::Zh, Lang::En] {
            let mut message = Message::new("").with("action", "plan_sign");
            message.key = key.to_owned().into();
            let said = text(lang, &message);
            assert!(!said.contains(key) && !said.contains('{') && said.ends_with(['。', '.']), "{key}: {said}");
        }
    }
}

#[test]
fn every_action_and_role_has_a_name_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        for action in Action::ALL {
            let said = text(lang, &Message::new("review-action").with("action", action.code()));
            assert_ne!(said, action.code());
        }
        for role in Role::ALL {
            let said = text(lang, &Message::new("review-role").with("role", role.code()));
            assert!(said != role.code() || lang == Lang::En);
        }
    }
}

#[test]
fn ids_are_unique_and_every_prohibition_says_why() {
    let ids = annotations("id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let forbids: usize = sources().1.iter().map(|(_, t)| t.lines().filter(|l| l.starts_with("forbid")).count()).sum();
    assert_eq!(annotations("reason").len(), forbids);
    assert_eq!(annotations("order").len(), forbids);
}

/// What the program believes of an action agrees with the schema's groups.
#[test]
fn groups_of_the_schema_agree_with_the_program() {
    let schema = sources().0;
    for action in Action::ALL {
        let start = format!("action {} in [", action.code());
        let line = schema.lines().find_map(|l| l.strip_prefix(&start)).expect("in the schema");
        let groups: Vec<&str> = line.trim_end_matches(']').split(", ").collect();
        assert_eq!(groups.contains(&"step_up"), action.needs_step_up(), "{action:?}");
        assert!(!groups.contains(&"writes") || action.writes(), "{action:?}");
        assert!(groups.contains(&"inward") != groups.contains(&"outward"), "{action:?}");
    }
}
