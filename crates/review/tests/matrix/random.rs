//! Random accounts and records, several roles at once: policies and oracle agree, and the rules of the house hold.

use crate::{NOW, oracle, world};
use model::WaiverLevel;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use review::permission::*;
use review::region::{Place, Relation};
use std::collections::BTreeSet;

fn places() -> impl Strategy<Value = Place> {
    let tree = world::tree();
    let all: Vec<Place> = tree.regions().filter_map(|r| tree.place(&r.code)).collect();
    // most often in one small corner, so that most cells are not foreign
    let near: Vec<Place> = ["150000", "150200", "150202", "150203"].map(|c| world::place(&tree, c)).into();
    prop_oneof![3 => select(near), 1 => select(all)]
}

fn persons() -> impl Strategy<Value = String> {
    select(vec!["me", "I", "somebody"]).prop_map(str::to_owned)
}

fn people() -> impl Strategy<Value = BTreeSet<String>> {
    subsequence(vec!["me", "I", "somebody"], 0..=2).prop_map(|p| p.into_iter().map(str::to_owned).collect())
}

fn subjects() -> impl Strategy<Value = Subject> {
    let business = subsequence(Role::ALL[..7].to_vec(), 1..=3);
    let roles = prop_oneof![4 => select(Role::ALL).prop_map(|r| vec![r]), 2 => business, 1 => subsequence(Role::ALL.to_vec(), 0..=4)];
    let states = prop_oneof![8 => Just(AccountState::Active), 1 => select(AccountState::ALL)];
    (
        places(),
        persons(),
        select(Department::ALL),
        roles,
        states,
        subsequence(vec!["150202", "150203", "150200"], 0..=2),
    )
        .prop_map(|(place, person, department, roles, state, assigned)| Subject {
            account: "me".to_owned(),
            person,
            place,
            department,
            roles: roles.into_iter().collect(),
            state,
            assigned: assigned.into_iter().map(|c| c.parse().expect("code")).collect(),
        })
}

fn plans() -> impl Strategy<Value = Facts> {
    let seats = prop_oneof![Just(Department::SEATS.to_vec()), subsequence(Department::ALL.to_vec(), 0..=3)];
    let waivers = select(vec![None, Some(WaiverLevel::County), Some(WaiverLevel::City), Some(WaiverLevel::Region)]);
    (select(PlanState::ALL), places(), any::<bool>(), prop::bool::weighted(0.8), people(), seats, people(), waivers)
        .prop_map(|(state, desk, shared, open, makers, seats, signers, waiver)| {
            let seats = seats.into_iter().collect();
            Facts::Plan(Box::new(Plan { state, desk, shared, open, makers, seats, signers, waiver }))
        })
}

fn facts(kind: Kind) -> BoxedStrategy<Facts> {
    let owner = || select(vec!["me", "somebody"]).prop_map(str::to_owned);
    match kind {
        Kind::Office => Just(Facts::Office).boxed(),
        Kind::Cycle => Just(Facts::Cycle).boxed(),
        Kind::Dossier => any::<bool>().prop_map(|open| Facts::Dossier { open }).boxed(),
        Kind::Plan => plans().boxed(),
        Kind::Document => {
            (select(DocumentState::ALL), select(Audience::ALL), subsequence(Role::ALL.to_vec(), 0..=3), persons())
                .prop_map(|(state, audience, readers, uploader)| Facts::Document {
                    state,
                    audience,
                    readers: readers.into_iter().collect(),
                    uploader,
                })
                .boxed()
        }
        Kind::Account => {
            (select(AccountState::ALL), persons()).prop_map(|(state, person)| Facts::Account { state, person }).boxed()
        }
        Kind::Token => owner().prop_map(|owner| Facts::Token { owner }).boxed(),
        Kind::Job => owner().prop_map(|owner| Facts::Job { owner }).boxed(),
        Kind::Project => {
            (select(ProjectState::ALL), people()).prop_map(|(state, makers)| Facts::Project { state, makers }).boxed()
        }
        Kind::Fund => {
            (select(FundState::ALL), people()).prop_map(|(state, makers)| Facts::Fund { state, makers }).boxed()
        }
        Kind::Notice => {
            (select(NoticeState::ALL), people()).prop_map(|(state, makers)| Facts::Notice { state, makers }).boxed()
        }
    }
}

fn questions() -> impl Strategy<Value = (Subject, Action, Object, Context)> {
    let contexts = (
        prop::option::weighted(0.8, -10_000_i64..700_000),
        prop::option::weighted(0.2, subsequence(Action::ALL.to_vec(), 0..=72)),
    )
        .prop_map(|(age, token)| Context {
            now: NOW,
            step_up: age.map(|age| NOW - age),
            step_up_valid: 300_000,
            token: token.map(|t| t.into_iter().collect()),
        });
    select(Action::ALL).prop_flat_map(move |action| {
        let objects = (select(vec!["me", "record"]), places(), facts(action.kind()), prop::bool::weighted(0.7));
        (subjects(), objects, contexts.clone()).prop_map(move |(subject, (id, place, facts, turn), context)| {
            let mut object = Object { id: id.to_owned(), place, facts };
            if let Facts::Plan(plan) = &mut object.facts
                && turn
            {
                plan.desk = Plan::desk(&object.place, plan.state);
            }
            (subject, action, object, context)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("JUNHENG_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(512)
    ))]

    #[test]
    fn policies_and_oracle_agree_and_the_rules_hold((subject, action, object, context) in questions()) {
        let answer = decide(&subject, action, &object, &context);
        let expected = oracle::allows(&subject, action, &object, &context);
        prop_assert_eq!(answer.allowed(), expected, "{:?}", answer);
        if answer.allowed() {
            prop_assert!(subject.state == AccountState::Active);
            let relation = subject.place.relation(&object.place);
            prop_assert!(relation != Relation::Elsewhere, "a neighbour");
            prop_assert!(relation != Relation::Above || !action.writes() || action == Action::DocumentReport);
            prop_assert!(!action.needs_step_up() || context.fresh());
            if let Facts::Fund { .. } = &object.facts {
                prop_assert!(action == Action::LedgerRead || subject.department == Department::Finance);
                prop_assert!(!subject.roles.iter().any(|r| r.administers()));
            }
        }
        if let Decision::Deny(denied) = answer {
            // a foreign record is never admitted to exist, unless the account may do nothing at all
            if subject.place.relation(&object.place) == Relation::Elsewhere {
                let dead = ["review-deny-inactive", "review-deny-roles-apart"].contains(&denied.reason.key.as_ref());
                prop_assert!(denied.hidden || dead, "{:?}", denied);
            }
            if denied.step_up {
                let mut later = context.clone();
                later.step_up = Some(later.now);
                prop_assert!(decide(&subject, action, &object, &later).allowed());
            }
        }
    }
}
