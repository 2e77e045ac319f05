//! Answers already given (判定缓存): a page asks a dozen questions, and the next page the same ones.
//!
//! An answer depends on nothing but what stands in its question: account with its state and region, action, record, and whether a second factor
//! is fresh. All of that is the key, so that a change of any of it is another question. The policies do not change while the program runs.

use super::{Action, Context, Decision, Object, Subject};
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// Answers kept at most; then all are forgotten, which costs less than keeping account of their use.
const MOST: usize = 20_000;

static KNOWN: RwLock<Option<HashMap<String, Decision>>> = RwLock::new(None);

/// Every part of a question in words: what is derived of the types names each field, and quotes texts, so that no two questions look alike.
fn key(subject: &Subject, action: Action, object: &Object, context: &Context) -> String {
    let granted = context.token.as_ref().map(|t| t.contains(&action));
    format!("{subject:?} {action:?} {object:?} {} {granted:?}", context.fresh())
}

/// The answer from memory, else from `decide`.
pub(super) fn answer(
    subject: &Subject,
    action: Action,
    object: &Object,
    context: &Context,
    decide: impl FnOnce() -> Decision,
) -> Decision {
    let key = key(subject, action, object, context);
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(answer) = known.as_ref().and_then(|k| k.get(&key)) {
        return answer.clone();
    }
    drop(known);
    let answer = decide();
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(key, answer.clone());
    answer
}

#[cfg(test)]
mod tests {
    use super::super::{AccountState, Department, Plan, PlanState, Role};
    use super::*;
    use crate::region::Tree;
    use model::{Region, RegionLevel};
    use std::collections::BTreeSet;

    fn tree() -> Tree {
        let region = |code: &str, level, parent: Option<&str>| Region {
            code: code.parse().unwrap(),
            name: code.to_owned(),
            level,
            parent: parent.map(|p| p.parse().unwrap()),
            local: false,
        };
        Tree::new(vec![
            region("150000", RegionLevel::Province, None),
            region("150100", RegionLevel::Prefecture, Some("150000")),
            region("150121", RegionLevel::County, Some("150100")),
            region("150122", RegionLevel::County, Some("150100")),
        ])
        .unwrap()
    }

    #[test]
    fn every_part_of_a_question_makes_it_another() {
        let tree = tree();
        let place = |code: &str| tree.place(&code.parse().unwrap()).unwrap();
        let subject = Subject::new("a", place("150121"), Department::Education, [Role::Planner]);
        let plan = |p: Plan| Object::plan("p", place("150121"), p);
        let plain = || Plan::new(&place("150121"), PlanState::Draft);
        let object = plan(plain());
        let context = Context::session(1_000_000, None);
        let (act, now) = (Action::PlanRead, 1_000_000);
        let mut keys = BTreeSet::new();
        let mut add =
            |s: &Subject, a, o: &Object, c: &Context| assert!(keys.insert(key(s, a, o, c)), "{s:?} {a:?} {o:?} {c:?}");
        add(&subject, act, &object, &context);
        add(&Subject { account: "b".into(), ..subject.clone() }, act, &object, &context);
        add(&Subject { person: "b".into(), ..subject.clone() }, act, &object, &context);
        add(&Subject { place: place("150122"), ..subject.clone() }, act, &object, &context);
        add(&Subject { department: Department::Finance, ..subject.clone() }, act, &object, &context);
        add(&Subject { roles: BTreeSet::new(), ..subject.clone() }, act, &object, &context);
        add(&Subject { state: AccountState::Locked, ..subject.clone() }, act, &object, &context);
        add(&Subject { assigned: [place("150122").code().clone()].into(), ..subject.clone() }, act, &object, &context);
        add(&subject, Action::PlanOptimise, &object, &context);
        add(&subject, act, &plan(Plan::new(&place("150121"), PlanState::Submitted)), &context);
        add(&subject, act, &plan(Plan { shared: true, ..plain() }), &context);
        add(&subject, act, &plan(Plan { makers: ["a".to_owned()].into(), ..plain() }), &context);
        add(&subject, act, &Object { id: "q".into(), ..object.clone() }, &context);
        add(&subject, act, &Object { place: place("150122"), ..object.clone() }, &context);
        add(&subject, act, &object, &Context::session(now, Some(now)));
        add(&subject, act, &object, &Context::token(now, BTreeSet::new()));
        add(&subject, act, &object, &Context::token(now, [act].into()));
        // time alone makes no other question
        assert!(!keys.insert(key(&subject, act, &object, &Context::session(now + 5, None))));
    }
}
