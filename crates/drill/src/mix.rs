//! What people and programs ask of a site (请求组成): pages above all, their programs' reads, one in twenty a write.

use crate::Fault;
use crate::client::{Ask, Client};
use crate::kill::Write;
use crate::load::Kind;
use crate::random::Random;
use crate::site::{self, links};

const FINE: &[u16] = &[200];

fn reads(name: &'static str, weight: u64, paths: Vec<String>) -> Option<Kind> {
    if paths.is_empty() {
        return None;
    }
    let make = move |random: &mut Random, _: u64| {
        Ask::get(paths.get(random.below(paths.len())).cloned().unwrap_or_default()).with("accept-encoding", "gzip")
    };
    Some(Kind { name, weight, fine: FINE, make: Box::new(make) })
}

/// The mix for a county, as its planner meets it. What the site does not have yet is left out.
///
/// # Errors
/// When the site's pages cannot be looked through.
pub fn of_county(client: &mut Client, county: &str) -> Result<Vec<Kind>, Fault> {
    let at = |page: &str| format!("/c/{county}{page}");
    let schools = links(client, &at("/schools"), &at("/schools/"))?;
    let schools: Vec<String> = schools.into_iter().filter(|s| !s.contains('?')).take(60).collect();
    let mut traces = Vec::new();
    for school in schools.iter().take(8) {
        traces.extend(links(client, school, school)?.into_iter().filter(|l| l.contains("/gap")).take(4));
    }
    let filters = ["?q=小学", "?sort=-pupils", "?page=2", "?q=中"].map(|f| at(&format!("/schools{}", encoded(f))));
    let assets = links(client, &at(""), "/assets/")?;
    let mut kinds: Vec<Option<Kind>> = vec![
        reads("desk", 130, vec![at("")]),
        reads("schools", 120, vec![at("/schools")]),
        reads("schools, filtered", 70, filters.to_vec()),
        reads("a school", 150, schools),
        reads("trace of a gap", 50, traces),
        reads("needs", 90, vec![at("/needs")]),
        reads("plan", 90, vec![at("/plan")]),
        reads("findings", 60, vec![at("/findings")]),
        reads("papers", 20, vec![at("/papers")]),
        reads("own account", 20, vec!["/account".to_owned()]),
        reads("assets", 50, assets),
        reads("health", 10, vec!["/readyz".to_owned()]),
    ];
    let api = |path: &str| format!("/api/v1/counties/{county}{path}");
    let lists = ["/schools", "/gaps", "/findings", "/seats", "/plan", "/plan/projects"].map(api).to_vec();
    let answers = |client: &mut Client, path: &str| client.send(&Ask::get(path)).is_ok_and(|r| r.status == 200);
    let there: Vec<String> = lists.into_iter().filter(|p| answers(client, p)).collect();
    kinds.push(reads("API, lists", 90, there));
    let mut kinds: Vec<Kind> = kinds.into_iter().flatten().collect();
    let reading: u64 = kinds.iter().map(|k| k.weight).sum();
    // one in twenty
    let writes: Vec<Write> = small_writes(client, county);
    let many = writes.len() as u64;
    for write in writes {
        let make = write.make;
        let stamped = move |random: &mut Random, n: u64| {
            let key = format!("load-{n}-{}", random.next_number());
            make(random, &key).with("idempotency-key", key)
        };
        let weight = (reading / 19).checked_div(many).unwrap_or(1).max(1);
        kinds.push(Kind { name: write.name, weight, fine: write.done, make: Box::new(stamped) });
    }
    Ok(kinds)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Writes that may be done any number of times without changing what a county is. Those the site does not have are left out.
pub fn small_writes(client: &mut Client, county: &str) -> Vec<Write> {
    let mut writes = vec![Write {
        name: "write: end other sessions",
        done: &[303],
        refused: &[],
        make: Box::new(|_, _| Ask::form("/account/elsewhere", "")),
    }];
    let there = |client: &mut Client, path: &str| client.send(&Ask::get(path)).is_ok_and(|r| r.status == 200);
    let optimise = format!("/c/{county}/plan/optimise");
    if there(client, &format!("/c/{county}/plan")) {
        writes.push(Write {
            name: "write: ask for a plan",
            done: &[303],
            refused: &[],
            make: Box::new(move |_, _| Ask::form(optimise.clone(), "")),
        });
    }
    let plan = format!("/api/v1/counties/{county}/plan/optimise");
    if let Ok(version) = site::version(client, county) {
        writes.push(Write {
            name: "write: ask for a plan, API",
            done: &[202],
            refused: &[],
            make: Box::new(move |_, _| {
                Ask::json("POST", plan.clone(), &serde_json::json!({"version": version, "keep_hand_made": false}))
            }),
        });
        let papers = format!("/api/v1/counties/{county}/papers");
        writes.push(Write {
            name: "write: ask for papers, API",
            done: &[202],
            refused: &[],
            make: Box::new(move |_, _| Ask::json("POST", papers.clone(), &serde_json::json!({"version": version}))),
        });
    }
    writes
}
