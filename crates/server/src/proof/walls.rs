//! S2: a county asks for everything of another (跨县隔离): every route, the other's numbers, every method, and never one word of its texts.

use super::asking::{Asker, Reply, Sent, account};
use super::world::{County, World, world};
use super::{Dice, times};
use crate::app::CYCLE;
use crate::page::Entry;
use crate::table;
use review::permission::{Department, Role};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Scope;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

fn has(reply: &Reply, mark: &str) -> bool {
    let within = |text: &[u8]| text.windows(mark.len()).any(|w| w == mark.as_bytes());
    let escaped = crate::failure::form_urlencoded(mark);
    within(&reply.body)
        || reply.headers.values().any(|v| within(v.as_bytes()) || v.to_str().is_ok_and(|v| v.contains(&escaped)))
}

/// Everything of a county that a write could have changed.
fn state(world: &World, county: &County) -> String {
    let mut r = world.site.app.store.read().unwrap();
    let (scope, code) = (Scope::region(&county.code), &county.code);
    let version = r.dossier_latest(&scope, code, CYCLE).unwrap();
    let plans = r.plans(&scope, code, CYCLE, 100, 0).unwrap();
    let waivers = r.waivers(&scope, code, CYCLE).unwrap();
    let jobs = r.jobs(&scope, 1000, 0).unwrap();
    let accounts = r.accounts(&scope, None, 1000, 0).unwrap();
    let tokens: Vec<_> = accounts.iter().map(|a| r.tokens_of(&a.id).unwrap()).collect();
    let document = r.document(&store::Viewer::system(), &county.ids["document"][0]).unwrap();
    format!("{version:?}{plans:?}{waivers:?}{jobs:?}{accounts:?}{tokens:?}{document:?}")
}

/// Queries worth trying: the other's numbers, beginnings of its words, a page of its list.
fn queries(theirs: &County, cursors: &[String]) -> Vec<String> {
    let first: String = theirs.mark.chars().take(2).collect();
    let q = crate::failure::form_urlencoded(&first);
    let mut out: Vec<String> = ["q", "text", "search", "school"].iter().map(|name| format!("?{name}={q}")).collect();
    for name in ["job", "school", "document", "project", "county", "region", "account", "token"] {
        let value = theirs.ids.get(name).map_or(theirs.code.as_str(), |v| v[0].as_str());
        out.push(format!("?{name}={value}"));
    }
    out.extend(cursors.iter().map(|c| format!("?cursor={c}")));
    out.push(format!("?done=x&back=/c/{}", theirs.code));
    out.push(String::new());
    out.push(String::new());
    out
}

/// One request, and what was wrong with its answer.
async fn one(world: &World, table: &[Entry], askers: &[Asker], queries: &[String], dice: &mut Dice) -> Option<String> {
    let (theirs, mine) = (&world.counties[0], &world.counties[1]);
    let asker = dice.one(askers);
    let entry = dice.one(table);
    // now and then one's own county with the other's numbers in it
    let crossed = dice.below(5) == 0;
    let mut ids = theirs.ids.clone();
    if crossed {
        ids.insert("county", mine.ids["county"].clone());
        ids.insert("region", mine.ids["region"].clone());
    }
    let county = County { code: theirs.code.clone(), mark: theirs.mark, planner: Asker::default(), ids };
    let path = county.filled(entry.path, &mut |n| dice.below(n))?;
    let method = if dice.below(2) == 0 { entry.method } else { METHODS[dice.below(METHODS.len())] };
    let query = if dice.below(2) == 0 { dice.one(queries).as_str() } else { "" };
    let body = match dice.below(3) {
        0 => Sent::Nothing,
        1 => Sent::Form(form(theirs)),
        _ => Sent::Json(json(theirs)),
    };
    // signing out would leave nobody to ask
    if entry.path == "/logout" || entry.path.starts_with("/account") || entry.path.starts_with("/login") {
        return None;
    }
    let asked = format!("{path}{query}");
    let reply = asker.ask(&world.site, method, &asked, &body).await;
    let told = || format!("{:?} {method} {asked} {body:?}: {}", asker.role, reply.status);
    if has(&reply, theirs.mark) {
        return Some(format!(
            "{} tells {}",
            told(),
            String::from_utf8_lossy(&reply.body).chars().take(400).collect::<String>()
        ));
    }
    let writes = !matches!(method, "GET" | "HEAD" | "OPTIONS");
    let foreign = !crossed && entry.path.contains('{');
    if writes && foreign && !reply.status.is_client_error() {
        return Some(format!("{} is no refusal", told()));
    }
    reply.status.is_server_error().then(|| format!("{} is a fault", told()))
}

fn form(theirs: &County) -> String {
    let id = |name: &str| theirs.ids[name][0].clone();
    format!(
        "rule=R0101&project={}&school={}&name=a&reason=0123456789&county={}&region={}&document={}&id={}&state=closed&keep=1&version=2",
        id("project"),
        id("school"),
        id("county"),
        id("county"),
        id("document"),
        id("id")
    )
}

fn json(theirs: &County) -> String {
    let id = |name: &str| theirs.ids[name][0].clone();
    let plain = serde_json::json!({"version": 2});
    let waiver = serde_json::json!({"rule": "R0101", "project": id("project"), "school": id("school"), "name": "a", "reason": "0123456789"});
    if id("job").ends_with(['0', '2', '4', '6', '8', 'a', 'c', 'e']) { plain.to_string() } else { waiver.to_string() }
}

/// Cursors that the other county's own planner was given.
async fn cursors(world: &World) -> Vec<String> {
    let theirs = &world.counties[0];
    let asker = theirs.planner.signed_in(&world.site, true);
    let mut out = Vec::new();
    for list in ["schools", "gaps", "seats", "findings", "plan/projects", "dossier/versions"] {
        let path = format!("/api/v1/counties/{}/{list}?limit=1", theirs.code);
        let reply = asker.ask(&world.site, "GET", &path, &Sent::Nothing).await;
        let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        out.extend(value["next"].as_str().map(str::to_owned));
    }
    out
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_county_sees_another() {
    let begin = std::time::Instant::now();
    let world = Arc::new(world());
    let site = &world.site;
    let table = Arc::new(table(&site.app));
    let cursors = cursors(&world).await;
    assert!(!cursors.is_empty());

    // the marks are where they are looked for: the county's own planner meets them nearly everywhere
    let theirs = &world.counties[0];
    let own = theirs.planner.signed_in(site, true);
    let mut met: BTreeMap<&str, bool> = BTreeMap::new();
    for entry in table.iter().filter(|e| e.method == "GET" && e.path.contains("{county}")) {
        for turn in 0..3 {
            let Some(path) = theirs.filled(entry.path, &mut |n| turn % n) else { continue };
            let reply = own.ask(site, "GET", &path, &Sent::Nothing).await;
            *met.entry(entry.path).or_default() |= has(&reply, theirs.mark);
        }
    }
    let silent: Vec<_> = met.iter().filter(|(_, met)| !**met).map(|(path, _)| *path).collect();
    println!(
        "marks met on {} of {} pages and lists of one's own county; not on {silent:?}",
        met.len() - silent.len(),
        met.len()
    );
    assert!(silent.len() * 3 < met.len(), "marks are not met: {silent:?}");

    let mut askers = vec![Asker::default()];
    for (n, role) in Role::ALL.iter().enumerate() {
        for department in [Department::Education, Department::Finance] {
            let login = format!("wall-{n}-{}", department.code());
            let who = account(site, &login, "某", world.counties[1].code.as_str(), department, *role);
            askers.push(who.signed_in(site, true));
            askers.push(who.with_token(site, "某").0);
        }
    }
    let before = state(&world, theirs);
    let wanted = times(2_000, 100_000);
    let askers = Arc::new(askers);
    let queries = Arc::new(queries(theirs, &cursors));
    let count = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..4_u64)
        .map(|worker| {
            let (world, table, askers, queries, count) =
                (world.clone(), table.clone(), askers.clone(), queries.clone(), count.clone());
            tokio::spawn(async move {
                let mut dice = Dice::new(2021 + worker);
                let mut wrong = Vec::new();
                while count.fetch_add(1, Ordering::Relaxed) < wanted {
                    wrong.extend(one(&world, &table, &askers, &queries, &mut dice).await);
                }
                wrong
            })
        })
        .collect();
    let mut wrong = Vec::new();
    for worker in workers {
        wrong.extend(worker.await.unwrap());
    }
    println!(
        "{wanted} requests by {} askers over {} routes, {} wrong, {:?}",
        askers.len(),
        table.len(),
        wrong.len(),
        begin.elapsed()
    );
    assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(20)]);
    assert_eq!(state(&world, theirs), before, "something of the other county was changed");
}
