//! The audit trail (审计): entries in words with filters; one entry with its proof; the whole log verified by the independent reader; signed
//! checkpoints; export.

use super::{Choice, Turn, region_choices, shell, turns};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::clock;
use crate::failure::{Failure, form_urlencoded};
use crate::page::{Page, download, render};
use crate::shell::{Notice, Shell};
use crate::words::Words;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Date, Message};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{AuditFilter, AuditRow, Inclusion, Scope};

/// Entries on a page.
const ROWS: usize = 50;
/// Entries of an export by filter, at most.
const EXPORT: i64 = 10_000;
/// Kinds of action people filter by: a noun with its dot.
pub const KINDS: &[&str] = &[
    "account.",
    "session.",
    "token.",
    "region.",
    "cycle.",
    "setting.",
    "dossier.",
    "plan.",
    "waiver.",
    "document.",
    "job.",
];

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/admin/audit", Need::May(Action::AuditRead), show)
        .get("/admin/audit/entries.jsonl", Need::May(Action::AuditRead), entries)
        .get("/admin/audit/log.jsonl", Need::May(Action::AuditVerify), export)
        .post("/admin/audit/verify", Need::May(Action::AuditVerify), verify)
        .post("/admin/audit/checkpoint", Need::May(Action::AuditVerify), checkpoint)
        .get("/admin/audit/{seq}", Need::May(Action::AuditRead), one)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    from: String,
    to: String,
    account: String,
    region: String,
    kind: String,
    page: usize,
    done: String,
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage {
    s: Shell,
    q: Asked,
    lead: String,
    kinds: Vec<Choice>,
    regions: Vec<Choice>,
    rows: Vec<Row>,
    pages: Vec<Turn>,
    top: bool,
    checkpoints: Vec<Signed>,
    key: String,
    verified: Option<Verified>,
    query: String,
}

struct Row {
    seq: i64,
    when: String,
    what: String,
    place: String,
    origin: String,
}

struct Signed {
    size: i64,
    when: String,
    note: String,
}

/// What a verification found.
pub struct Verified {
    /// Everything agrees.
    pub holds: bool,
    /// In words.
    pub says: String,
    /// What does not agree.
    pub problems: Vec<String>,
}

/// Names of accounts and regions that entries speak of.
#[derive(Default)]
pub struct Names {
    accounts: BTreeMap<String, String>,
    regions: BTreeMap<String, String>,
}

impl Names {
    /// The names that these entries need.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn of(app: &App, entries: &[AuditRow]) -> Result<Names, Failure> {
        let ids = entries.iter().flat_map(|e| [e.account.clone(), e.object.clone()]);
        let ids: std::collections::BTreeSet<String> = ids.filter(|id| id.len() == 36).collect();
        let accounts = app
            .off(move |app| {
                let mut reader = app.store.read()?;
                let mut found = BTreeMap::new();
                for id in ids {
                    if let Some(a) = reader.account(&Scope::system(), &id)? {
                        found.insert(id, format!("{}（{}）", a.name, a.login));
                    }
                }
                Ok(found)
            })
            .await?;
        let tree = app.tree();
        let regions = entries.iter().filter_map(|e| {
            let code = e.county.parse().ok()?;
            Some((e.county.clone(), tree.region(&code)?.name.clone()))
        });
        Ok(Names { accounts, regions: regions.collect() })
    }

    fn account(&self, w: &Words, id: &str) -> String {
        match id {
            "system" => w.t("wb-system"),
            "setup" => w.t("wb-audit-setup"),
            "sign-in" => w.t("wb-audit-door"),
            id => self.accounts.get(id).cloned().unwrap_or_else(|| id.to_owned()),
        }
    }
}

/// An action in words; its code where the catalogue has none.
fn action_words(w: &Words, action: &str) -> String {
    let key = Message { key: format!("wb-audit-{}", action.replace(['.', '_'], "-")).into(), args: BTreeMap::new() };
    let said = w.say(&key);
    if said == key.key { action.to_owned() } else { said }
}

/// An entry in words: who did what to what.
pub fn sentence(w: &Words, e: &AuditRow, names: &Names) -> String {
    let what = action_words(w, &e.action);
    let who = names.account(w, &e.account);
    let object = match e.action.split('.').next() {
        Some("account" | "session") if e.object != e.account => names.accounts.get(&e.object).cloned(),
        Some("account" | "session" | "job" | "region") => None,
        _ => Some(e.object.clone()).filter(|o| !o.is_empty()),
    };
    let message = Message::new(if object.is_some() { "wb-audit-says-object" } else { "wb-audit-says" });
    w.say(&message.with("who", who).with("what", what).with("object", object.unwrap_or_default()))
}

/// The first moment of a day.
pub fn day(text: &str) -> Option<i64> {
    let date: Date = text.parse().ok()?;
    clock::start_of(date)
}

fn filter(q: &Asked) -> AuditFilter {
    AuditFilter {
        account: None,
        concerning: Some(q.account.clone()).filter(|a| !a.is_empty()),
        action: Some(q.kind.clone()).filter(|k| KINDS.contains(&k.as_str())),
        region: q.region.parse().ok(),
        before: None,
        from: day(&q.from),
        // the whole of the last day
        to: day(&q.to).map(|at| at.saturating_add(24 * 60 * 60 * 1000)),
    }
}

fn query(q: &Asked) -> String {
    let pairs = [("from", &q.from), ("to", &q.to), ("account", &q.account), ("region", &q.region), ("kind", &q.kind)];
    let parts = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}", form_urlencoded(v)));
    parts.collect::<Vec<_>>().join("&")
}

/// The entries an account may see that a filter lets through; a login stands for its account.
///
/// # Errors
/// When the store cannot be read.
pub async fn found(
    app: &App,
    caller: &Caller,
    mut wanted: AuditFilter,
    limit: i64,
    offset: i64,
) -> Result<Vec<AuditRow>, Failure> {
    let scope = caller.site_scope();
    app.off(move |app| {
        let mut reader = app.store.read()?;
        if let Some(name) = wanted.concerning.take() {
            let known = reader.account_by_login(&name)?;
            wanted.concerning = Some(known.map_or(name, |a| a.id));
        }
        Ok(reader.audit_by(&scope, &wanted, limit, offset)?)
    })
    .await
}

async fn view(app: &App, caller: &Caller, q: Asked, verified: Option<Verified>) -> Result<AuditPage, Failure> {
    let here = q.page.max(1);
    let offset = i64::try_from((here - 1).saturating_mul(ROWS)).unwrap_or(i64::MAX);
    // one more than fits tells whether there is a next page
    let mut list = found(app, caller, filter(&q), ROWS as i64 + 1, offset).await?;
    let more = list.len() > ROWS;
    list.truncate(ROWS);
    let names = Names::of(app, &list).await?;
    let (head, signed) = app
        .off(|app| {
            let mut reader = app.store.read()?;
            Ok((reader.audit_head()?, reader.checkpoints(10)?))
        })
        .await?;
    let s = shell(caller, &caller.words.t("wb-nav-audit"), "audit");
    let w = s.w;
    let row = |e: &AuditRow| {
        let leaf: serde_json::Value = serde_json::from_str(&e.leaf).unwrap_or_default();
        Row {
            seq: e.seq,
            when: clock::shown(e.at),
            what: sentence(&w, e, &names),
            place: names.regions.get(&e.county).cloned().unwrap_or_else(|| e.county.clone()),
            origin: leaf.get("origin").and_then(|o| o.as_str()).unwrap_or("").to_owned(),
        }
    };
    let rows: Vec<Row> = list.iter().map(row).collect();
    let kind = |k: &&str| Choice {
        value: (*k).to_owned(),
        label: action_words(&w, &format!("kind-{}", k.trim_end_matches('.'))),
        chosen: q.kind == **k,
    };
    let top = caller.is_top();
    let query = query(&q);
    Ok(AuditPage {
        lead: w.say(&Message::new("wb-audit-lead").with("size", w.n(head.size)).with("algorithm", head.algorithm)),
        kinds: KINDS.iter().map(kind).collect(),
        regions: region_choices(app, caller, &q.region),
        pages: turns((here + usize::from(more)) * ROWS, ROWS, here, |n| format!("/admin/audit?{query}&page={n}")),
        checkpoints: if top {
            signed.into_iter().map(|c| Signed { size: c.size, when: clock::shown(c.at), note: c.note }).collect()
        } else {
            Vec::new()
        },
        key: app.store.public_key(),
        rows,
        top,
        verified,
        query,
        q,
        s,
    })
}

async fn show(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let signed = q.done == "checkpoint";
    let mut page = view(&app, &caller, q, None).await?;
    if signed {
        page.s.notice = Some(Notice { tone: "good", text: page.s.t("wb-audit-signed") });
    }
    render(&page)
}

/// Reads the log as it lies on the disk, with nothing of the store's own code, and verifies it.
///
/// # Errors
/// When it cannot be read at all.
pub fn verified(app: &App, w: &Words) -> Result<Verified, Failure> {
    let unreadable = |e: &dyn std::fmt::Display| Failure::Internal(format!("the audit log cannot be read: {e}"));
    let place = app.store.place();
    let log = if place.postgres.is_none() {
        audit::read_sqlite(&place.database()).map_err(|e| unreadable(&e))?
    } else {
        let mut lines = Vec::new();
        app.store.read()?.export_log(&mut lines)?;
        audit::read_lines(lines.as_slice()).map_err(|e| unreadable(&e))?
    };
    let key = audit::unhex(&app.store.public_key()).ok_or_else(|| unreadable(&"key"))?;
    let report = audit::verify(&log, &key, &[]);
    let says = Message::new(if report.holds() { "wb-audit-holds" } else { "wb-audit-broken" })
        .with("entries", w.n(i64::try_from(report.entries).unwrap_or(i64::MAX)))
        .with("covered", w.n(i64::try_from(report.covered).unwrap_or(i64::MAX)))
        .with("checkpoints", report.checkpoints)
        .with("count", report.count)
        .with("root", &report.root);
    Ok(Verified {
        holds: report.holds(),
        says: w.say(&says),
        problems: report.problems.iter().map(|m| w.say(m)).collect(),
    })
}

/// The whole log is the site's: its topmost office verifies, signs and takes it away.
///
/// # Errors
/// For any other office.
pub fn demand_top(caller: &Caller) -> Result<(), Failure> {
    if caller.is_top() { Ok(()) } else { Err(Failure::Forbidden(Message::new("wb-adm-top-only"))) }
}

async fn verify(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    demand_top(&caller)?;
    let w = caller.words;
    let found = app.off(move |app| verified(app, &w)).await?;
    render(&view(&app, &caller, Asked::default(), Some(found)).await?)
}

async fn checkpoint(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    demand_top(&caller)?;
    app.off(|app| Ok(app.store.checkpoint(clock::now())?)).await?;
    Ok(Redirect::to("/admin/audit?done=checkpoint").into_response())
}

async fn entries(State(app): State<App>, caller: Caller, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let list = found(&app, &caller, filter(&q), EXPORT, 0).await?;
    let line = |e: &AuditRow| format!("{}\n", serde_json::json!({"entry": {"seq": e.seq, "leaf": e.leaf}}));
    Ok(download("audit-entries.jsonl", "application/jsonl", list.iter().rev().map(line).collect::<String>().into()))
}

/// The whole log as lines of JSON.
///
/// # Errors
/// For any office but the topmost.
pub async fn export(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    demand_top(&caller)?;
    let lines = app
        .off(|app| {
            let mut lines = Vec::new();
            app.store.read()?.export_log(&mut lines)?;
            Ok(lines)
        })
        .await?;
    Ok(download("audit-log.jsonl", "application/jsonl", lines))
}

#[derive(Template)]
#[template(path = "admin/entry.html")]
struct EntryPage {
    s: Shell,
    seq: i64,
    what: String,
    facts: Vec<(String, String)>,
    leaf: String,
    proof: Option<Proof>,
}

/// That an entry is in the log (存在证明).
pub struct Proof {
    /// The independent reader agrees.
    pub holds: bool,
    /// The size of the log.
    pub size: i64,
    /// Its root, in hex.
    pub root: String,
    /// The hashes beside the way to the root, from below, in hex.
    pub path: Vec<String>,
}

/// A proof checked by the independent reader.
pub fn checked(leaf: &str, p: &Inclusion) -> Proof {
    let path: Option<Vec<audit::Root>> = p.path.iter().map(|h| audit::unhex(h)).collect();
    let numbers = u64::try_from(p.size).ok().zip(u64::try_from(p.seq).ok());
    let holds = (|| {
        let algorithm = audit::Algorithm::named(&p.algorithm)?;
        let (size, seq) = numbers?;
        Some(audit::check_inclusion(algorithm, &audit::unhex(&p.root)?, size, seq, leaf.as_bytes(), &path?))
    })();
    Proof { holds: holds == Some(true), size: p.size, root: p.root.clone(), path: p.path.clone() }
}

async fn one(State(app): State<App>, caller: Caller, Path(seq): Path<String>) -> Result<Response, Failure> {
    let seq: i64 = seq.parse().map_err(|_| Failure::NotFound)?;
    let scope = caller.site_scope();
    let (entry, proof) = app
        .off(move |app| {
            let mut reader = app.store.read()?;
            let entry = reader.audit_entry(&scope, seq)?.ok_or(Failure::NotFound)?;
            Ok((entry, reader.prove_inclusion(seq, None)?))
        })
        .await?;
    let names = Names::of(&app, std::slice::from_ref(&entry)).await?;
    let s = shell(&caller, &s_title(&caller, seq), "audit");
    let leaf: serde_json::Value = serde_json::from_str(&entry.leaf).unwrap_or_default();
    let facts = vec![
        (s.t("wb-when"), clock::shown(entry.at)),
        (s.t("wb-who"), names.account(&s.w, &entry.account)),
        (s.t("wb-audit-place"), names.regions.get(&entry.county).cloned().unwrap_or_else(|| entry.county.clone())),
        (s.t("wb-audit-origin"), leaf.get("origin").and_then(|o| o.as_str()).unwrap_or("").to_owned()),
        (s.t("wb-audit-action"), entry.action.clone()),
    ];
    render(&EntryPage {
        what: sentence(&s.w, &entry, &names),
        facts,
        leaf: serde_json::to_string_pretty(&leaf).unwrap_or_default(),
        proof: proof.as_ref().map(|p| checked(&entry.leaf, p)),
        seq,
        s,
    })
}

fn s_title(caller: &Caller, seq: i64) -> String {
    caller.words.with("wb-audit-entry", "seq", seq)
}
