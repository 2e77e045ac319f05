//! A5: every route asked by every role from everywhere (权限矩阵实测): the status is what `review` decides and what the plain oracle says.

use super::asking::{Asker, Reply, Sent, account};
use super::world::{County, World, world};
use super::{Dice, oracle, times};
use crate::app::CYCLE;
use crate::caller::Need;
use crate::page::Entry;
use crate::{clock, table};
use axum::http::StatusCode;
use review::permission::{
    Action, Context, Decision, Department, Facts, Kind, Object, Plan, PlanState, Role, Subject, decide,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{PlanCommand, Scope, Stamp};

const PLACES: [&str; 4] = ["150121", "150122", "150100", "150000"];

fn subject(world: &World, asker: &Asker) -> Subject {
    let place = world.site.app.tree().place(&asker.region.parse().unwrap()).unwrap();
    Subject::new(asker.account.clone(), place, asker.department.unwrap(), [asker.role.unwrap()])
}

/// The record a route speaks of, made from what the test put there and not by the server's own code.
fn object(world: &World, asker: &Asker, action: Action, county: Option<&County>, state: PlanState) -> Object {
    let code = county.map_or(asker.region.parse().unwrap(), |c| c.code.clone());
    let place = world.site.app.tree().place(&code).unwrap();
    match action.kind() {
        Kind::Dossier => Object::dossier(place, true),
        Kind::Plan => {
            let mut plan = Plan::new(&place, state);
            plan.makers = county.map(|c| c.planner.account.clone()).into_iter().collect();
            Object::plan(code.to_string(), place, plan)
        }
        Kind::Account => Object {
            id: asker.account.clone(),
            place,
            facts: Facts::Account { state: review::permission::AccountState::Active, person: asker.account.clone() },
        },
        // the gate asks of a document of one's own office; what the record itself says is asked when it is found
        Kind::Document => Object {
            id: "d".to_owned(),
            place,
            facts: Facts::Document {
                state: review::permission::DocumentState::Shown,
                audience: review::permission::Audience::Downward,
                readers: BTreeSet::new(),
                uploader: asker.account.clone(),
            },
        },
        Kind::Token => Object { id: "t".to_owned(), place, facts: Facts::Token { owner: asker.account.clone() } },
        Kind::Job => Object { id: "j".to_owned(), place, facts: Facts::Job { owner: asker.account.clone() } },
        Kind::Cycle => Object { id: CYCLE.to_owned(), place, facts: Facts::Cycle },
        _ => Object::office(place),
    }
}

fn context(asker: &Asker) -> Context {
    let now = clock::now();
    Context::session(now, asker.step_up.then_some(now))
}

/// What the answer must be: allowed, or the status of the refusal.
fn expected(
    world: &World,
    asker: &Asker,
    action: Action,
    county: Option<&County>,
    state: PlanState,
) -> Result<(), StatusCode> {
    let (subject, object) = (subject(world, asker), object(world, asker, action, county, state));
    let context = context(asker);
    let decision = decide(&subject, action, &object, &context);
    assert_eq!(
        decision.allowed(),
        oracle::allows(&subject, action, &object, &context),
        "policies and oracle differ: {asker:?} {action:?} {object:?}"
    );
    match decision {
        Decision::Allow => Ok(()),
        Decision::Deny(denied) if denied.hidden => Err(StatusCode::NOT_FOUND),
        Decision::Deny(_) => Err(StatusCode::FORBIDDEN),
    }
}

fn key(reply: &Reply) -> String {
    let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    value["key"].as_str().unwrap_or("").to_owned()
}

/// Moves both counties' plans to a state.
fn set(world: &World, county: &County, from: PlanState, to: PlanState) {
    let command = PlanCommand::SetState {
        county: county.code.clone(),
        cycle: CYCLE.to_owned(),
        number: latest(world, county).0,
        from: from.code().to_owned(),
        to: to.code().to_owned(),
    };
    let now = clock::now();
    world.site.app.store.write(Stamp::of(now, "test", store::new_id(now).unwrap(), "test"), command).unwrap();
}

/// Number and state of the latest plan.
fn latest(world: &World, county: &County) -> (i64, PlanState) {
    let mut reader = world.site.app.store.read().unwrap();
    let row = reader.plans(&Scope::system(), &county.code, CYCLE, 1, 0).unwrap().remove(0);
    (row.number, row.state.parse().unwrap())
}

#[tokio::test]
async fn every_status_is_what_the_permissions_say() {
    let begin = std::time::Instant::now();
    let world = world();
    let mut askers = Vec::new();
    for (n, role) in Role::ALL.iter().enumerate() {
        for place in PLACES {
            for department in [Department::Education, Department::Finance, Department::Other] {
                let who = account(
                    &world.site,
                    &format!("m{n}-{place}-{}", department.code()),
                    "某",
                    place,
                    department,
                    *role,
                );
                askers.push(who.signed_in(&world.site, true));
                askers.push(who.signed_in(&world.site, false));
            }
        }
    }
    let table: Vec<Entry> = table(&world.site.app).into_iter().filter(|e| matches!(e.need, Need::May(_))).collect();
    let mut dice = Dice::new(5);
    let (mut calls, mut allowed, mut wrong) = (0_usize, 0_usize, Vec::new());
    let mut kinds: BTreeMap<StatusCode, usize> = BTreeMap::new();
    let each = times(2_100, 24_500) / PlanState::ALL.len();
    for state in PlanState::ALL {
        for county in &world.counties {
            let (_, now) = latest(&world, county);
            if now != *state {
                set(&world, county, now, *state);
            }
        }
        let mut done = 0;
        while done < each {
            let (entry, asker) = (*dice.one(&table), dice.one(&askers).clone());
            let Need::May(action) = entry.need else { continue };
            let county = &world.counties[dice.below(2)];
            let named = entry.path.contains("{county}");
            let Some(path) = county.filled(entry.path, &mut |n| dice.below(n)) else { continue };
            done += 1;
            let expected = expected(&world, &asker, action, named.then_some(county), *state);
            let reply = asker.ask(&world.site, entry.method, &path, &Sent::Nothing).await;
            calls += 1;
            *kinds.entry(reply.status).or_default() += 1;
            let told = || {
                format!(
                    "{:?} {:?} of {} with second factor {} on {} {path}, plan {}: {} {}",
                    asker.role,
                    asker.department,
                    asker.region,
                    asker.step_up,
                    entry.method,
                    state.code(),
                    reply.status,
                    key(&reply)
                )
            };
            match expected {
                Err(status) if reply.status != status => wrong.push(format!("{} instead of {status}", told())),
                Err(_) => {}
                Ok(()) => {
                    allowed += 1;
                    // past the gate, what is missing is the body or the record, never the right; records found that are not one's own aside
                    let right = match reply.status {
                        StatusCode::FORBIDDEN => own_rule(entry.path),
                        StatusCode::NOT_FOUND => {
                            of_a_document(entry.path)
                                || entry.path.contains("boundary")
                                || unanswered(entry.path)
                                || entry.path.contains("{job}")
                                || entry.path.contains("{token}")
                                || !named
                                || entry.method != "GET"
                        }
                        s => !s.is_server_error() && s != StatusCode::UNAUTHORIZED,
                    };
                    if !right {
                        wrong.push(format!("{} though allowed", told()));
                    }
                    let after = latest(&world, county).1;
                    if after != *state {
                        set(&world, county, after, *state);
                    }
                }
            }
        }
        wrong.extend(lists(&world, &askers, *state, &mut dice, &mut calls).await);
    }
    println!("{calls} calls, {allowed} allowed, statuses {kinds:?}, {} surprises, {:?}", wrong.len(), begin.elapsed());
    assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(30)]);
}

/// Routes about one document, which is another county's as often as one's own, and may be without pages or pictures.
fn of_a_document(path: &str) -> bool {
    path.contains("/documents/") || path.contains("/library/")
}

/// Routes that answer questions nobody has asked yet, or speak of a candidate that the county does not have.
fn unanswered(path: &str) -> bool {
    path.contains("/plan/candidates/") || path.ends_with("/plan/more")
}

/// Routes whose handler asks a further question about the record it found.
fn own_rule(path: &str) -> bool {
    path.contains("{job}")
        || of_a_document(path)
        || path.contains("{token}")
        || path.contains("/tokens")
        || path.contains("waive")
        // the log of the whole site is for those of its topmost region
        || path.starts_with("/admin/audit/")
        || path.starts_with("/api/v1/audit/")
        || path.ends_with("/backups")
        || path.ends_with("/backup")
}

/// What a list shows is what may be looked at, no more and no less.
async fn lists(world: &World, askers: &[Asker], state: PlanState, dice: &mut Dice, calls: &mut usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let tree = world.site.app.tree();
    for _ in 0..times(6, 60) {
        let asker = dice.one(askers);
        let (who, context) = (subject(world, asker), context(asker));
        let may = |action: Action, code: &model::RegionCode| {
            let place = tree.place(code).unwrap();
            let object = match action.kind() {
                Kind::Dossier => Object::dossier(place, true),
                _ => Object::office(place),
            };
            decide(&who, action, &object, &context).allowed()
        };
        let office = |action| may(action, who.place.code());
        let show = |list: &str| format!("/api/v1/{list}?limit=500");
        for (list, at, view) in [("counties", "code", Action::SchoolRead), ("regions", "code", Action::PackRead)] {
            let reply = asker.ask(&world.site, "GET", &show(list), &Sent::Nothing).await;
            *calls += 1;
            if !office(Action::DeskRead) {
                continue;
            }
            let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
            let shown: BTreeSet<String> =
                value["items"].as_array().unwrap().iter().map(|i| i[at].as_str().unwrap().to_owned()).collect();
            let kind = |r: &&model::Region| match list {
                "counties" => matches!(r.level, model::RegionLevel::County | model::RegionLevel::DevelopmentZone),
                // names of the regions above are no secret, but they are not one's own
                _ => tree.below(who.place.code()).contains(&r.code),
            };
            let right: BTreeSet<String> =
                tree.regions().filter(kind).filter(|r| may(view, &r.code)).map(|r| r.code.to_string()).collect();
            if shown != right {
                wrong.push(format!(
                    "{:?} of {}: {list} shows {shown:?}, may see {right:?} ({})",
                    asker.role,
                    asker.region,
                    state.code()
                ));
            }
        }
        let reply = asker.ask(&world.site, "GET", &show("jobs"), &Sent::Nothing).await;
        *calls += 1;
        if !reply.status.is_success() {
            continue;
        }
        let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        let shown: BTreeSet<String> =
            value["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect();
        let jobs = world.site.app.store.read().unwrap().jobs(&Scope::system(), 10_000, 0).unwrap();
        let seen = jobs.iter().filter(|j| {
            let object = Object {
                id: j.id.clone(),
                place: tree.place(&j.county).unwrap(),
                facts: Facts::Job { owner: j.account.clone() },
            };
            decide(&who, Action::JobRead, &object, &context).allowed()
        });
        let mut right: BTreeSet<String> = seen.map(|j| j.id.clone()).collect();
        if right.len() > 500 {
            right.retain(|id| shown.contains(id));
        }
        if shown != right {
            wrong.push(format!(
                "{:?} of {}: jobs shows {}, may see {}",
                asker.role,
                asker.region,
                shown.len(),
                right.len()
            ));
        }
    }
    wrong
}
