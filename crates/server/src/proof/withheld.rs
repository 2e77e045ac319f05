//! A draft is the county's own (草案不外露): every route asked by those above it, who meet neither a figure of the plan nor a claim that there is none.

use super::asking::{Asker, Reply, Sent, account};
use super::world::{County, World, world};
use crate::app::CYCLE;
use crate::caller::Need;
use crate::{clock, table};
use axum::http::StatusCode;
use catalogue::{Lang, word};
use model::{Demand, Goal, ProjectId, Waived, WaiverLevel};
use review::permission::{Department, PlanState, Role};
use serde_json::json;
use std::collections::BTreeSet;
use store::*;

/// Stands in every text of the plan and nowhere else.
const MARK: &str = "案7q2m";
/// The key of its project.
const PROJECT: &str = "P-9K7Q";
/// Its money: fen, and as pages show it.
const MONEY: [&str; 2] = ["76543200", "76.54"];

fn write(world: &World, by: &str, command: impl Into<Command>) -> Answer {
    let now = clock::now();
    world.site.app.store.write(Stamp::of(now, by, new_id(now).unwrap(), "test"), command).unwrap()
}

/// Gives the county a plan of one project that is met nowhere else, with all that hangs on it.
fn planned(world: &World, county: &County) -> String {
    let (_, dossier) =
        world.site.app.store.read().unwrap().dossier(&Scope::system(), &county.code, CYCLE).unwrap().unwrap();
    let mut changed = dossier.clone();
    let school = changed.schools[0].id.clone();
    let project = json!({
        "id": PROJECT, "name": format!("{MARK}购置图书"), "place": {"school": school}, "part": "compulsory",
        "nature": "purchase", "lines": [{"item": "books", "quantity": 34_567, "amount": 76_543_200}], "start": 2023,
        "finish": 2023, "funding": [{"year": 2023, "source": "county", "amount": 76_543_200}],
    });
    changed.plan.projects = vec![serde_json::from_value(project).unwrap()];
    changed.demands.push(Demand { goal: Goal::Project(ProjectId(PROJECT.into())), by: None, basis: None });
    changed.sort();
    let put = DossierCommand::Put {
        cycle: CYCLE.into(),
        origins: model::Origins::new(),
        dossier: Box::new(changed),
        why: format!("{MARK}提前到二〇二三年"),
        based_on: None,
    };
    let number = write(world, &county.planner.account, put).number().unwrap();
    let plan = NewPlan {
        county: county.code.clone(),
        cycle: CYCLE.into(),
        dossier_number: number,
        policy: "p".into(),
        label: format!("{MARK}方案"),
        scenario: "{}".into(),
        programme: "{}".into(),
        findings: "{}".into(),
        state: PlanState::Draft.code().into(),
    };
    write(world, &county.planner.account, PlanCommand::Put(Box::new(plan)));
    let (county_code, cycle) = (county.code.clone(), CYCLE.to_owned());
    let waived = Waived {
        rule: "R0102".into(),
        project: Some(ProjectId(PROJECT.into())),
        school: None,
        level: WaiverLevel::County,
        name: format!("{MARK}李"),
        reason: format!("{MARK}理由"),
        date: "2021-10-15".parse().unwrap(),
        document: None,
    };
    write(world, &county.planner.account, WaiverCommand::Grant { county: county_code, cycle, waived });
    let link = DocumentCommand::Link {
        id: county.ids["document"][0].clone(),
        county: county.code.clone(),
        kind: "project".into(),
        object: PROJECT.into(),
        note: String::new(),
    };
    write(world, &county.planner.account, link);
    number.to_string()
}

/// The sentences that say there is no plan, no project, no finding, in both languages.
fn claims() -> Vec<String> {
    const KEYS: [&str; 11] = [
        "wb-map-no-project",
        "wb-school-no-projects",
        "wb-school-no-findings",
        "wb-todo-plan",
        "wb-plan-none",
        "wb-findings-none",
        "wb-papers-none",
        "wb-papers-no-plan",
        "wb-overview-plan-none",
        "wb-scenario-no-plan",
        "wb-board-empty",
    ];
    KEYS.iter().flat_map(|key| [word(Lang::Zh, key), word(Lang::En, key)]).collect()
}

/// The text of an answer, a workbook's sheets unpacked.
fn text(reply: &Reply) -> String {
    let mut out = String::from_utf8_lossy(&reply.body).into_owned();
    if reply.body.starts_with(b"PK") {
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(&reply.body)).unwrap();
        for n in 0..package.len() {
            let mut part = String::new();
            let _ = std::io::Read::read_to_string(&mut package.by_index(n).unwrap(), &mut part);
            out.push_str(&part);
        }
    }
    for value in reply.headers.values() {
        out.push_str(value.to_str().unwrap_or(""));
    }
    out
}

/// What is wrong with an answer to somebody who may not know of the plan.
fn wrong(path: &str, found: &str, claims: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for told in [MARK, PROJECT].into_iter().chain(MONEY) {
        if found.contains(told) {
            out.push(format!("{path} tells {told}"));
        }
    }
    for claim in claims.iter().filter(|c| found.contains(c.as_str())) {
        out.push(format!("{path} says {claim}"));
    }
    // to programs, a list of none and a count of nothing say the same
    for none in ["\"projects\":[]", "\"projects\":0", "&quot;projects&quot;:[]", "\"plan\":{", "\"waivers\":["] {
        if found.contains(none) {
            out.push(format!("{path} says {none}"));
        }
    }
    out
}

#[tokio::test]
async fn those_above_meet_no_word_of_a_draft_nor_that_there_is_none() {
    let mut world = world();
    let number = planned(&world, &world.counties[0]);
    let ids = &mut world.counties[0].ids;
    ids.insert("project", vec![PROJECT.to_owned()]);
    ids.insert("number", vec![number, "1".to_owned()]);
    let (site, county) = (&world.site, &world.counties[0]);
    let claims = claims();
    let who = |n: usize, region: &str, role| {
        let made = account(site, &format!("above{n}"), "某", region, Department::Education, role);
        [made.signed_in(site, true), made.with_token(site, "某").0]
    };
    let above: Vec<Asker> = [who(0, "150100", Role::Reviewer), who(1, "150000", Role::Approver)].concat();
    let own = county.planner.signed_in(site, true);
    // the figures of the overview are there, plan and all, before anybody above looks
    own.ask(site, "GET", "/c/150121", &Sent::Nothing).await;
    let mut asked: BTreeSet<(String, &str)> = BTreeSet::new();
    for entry in table(&site.app).into_iter().filter(|e| e.method == "GET" && e.need != Need::Open) {
        for turn in 0..3 {
            let Some(path) = county.filled(entry.path, &mut |n| turn % n) else { continue };
            let more = match entry.path {
                "/c/{county}/map" => Some("?by=project"),
                "/c/{county}/evidence" => Some("?kind=project&object=P-9K7Q"),
                "/api/v1/counties/{county}/dossier/versions" => Some("?limit=500"),
                "/api/v1/counties/{county}/dossier" => Some("?version=2"),
                _ => None,
            };
            asked.extend(more.map(|query| (format!("{path}{query}"), entry.path)));
            asked.insert((path, entry.path));
        }
    }
    let (mut found, mut met, mut shown) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (path, route) in asked {
        let mut seen = false;
        for asker in &above {
            let reply = asker.ask(site, "GET", &path, &Sent::Nothing).await;
            // what one asked for oneself is told back
            let told = text(&reply).replace(&crate::failure::form_urlencoded(&path), "").replace(&path, "");
            let good = reply.status == StatusCode::OK;
            seen |= good;
            // the interface's own description speaks of every county's plan and of none
            if !matches!(route, "/api" | "/api/v1/openapi.json") {
                found.extend(wrong(&path, &told, if good { &claims } else { &[] }));
            }
        }
        if seen {
            shown.insert(route);
        }
        // pages that are for neither have nothing to be looked for
        let reply = own.ask(site, "GET", &path, &Sent::Nothing).await;
        if text(&reply).contains(MARK) {
            met.insert(route);
        }
    }
    println!("the plan met on {} routes by its own county; {} routes shown to those above", met.len(), shown.len());
    assert!(met.len() >= 15, "the plan is not where it is looked for: {met:?}");
    for path in ["/c/{county}", "/c/{county}/map", "/c/{county}/needs", "/c/{county}/schools/{school}", "/overview"] {
        assert!(shown.contains(path), "{path} was not shown");
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{} of them: {:#?}", found.len(), &found[..found.len().min(40)]);

    // the same reviewer meets it once it is handed in
    let set = PlanCommand::SetState {
        county: county.code.clone(),
        cycle: CYCLE.into(),
        number: 2,
        from: PlanState::Draft.code().into(),
        to: PlanState::Submitted.code().into(),
    };
    write(&world, &county.planner.account, set);
    for path in ["/c/150121/map?by=project", "/c/150121/plan", "/api/v1/counties/150121/dossier"] {
        let reply = above[0].ask(site, "GET", path, &Sent::Nothing).await;
        assert!(reply.status == StatusCode::OK && text(&reply).contains(MARK), "{path}");
    }
}
