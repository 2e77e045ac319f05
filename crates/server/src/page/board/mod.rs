//! The year board (年度排布): projects in columns by year, moved on trial, kept with a reason.

pub mod moves;
pub mod view;

use super::plan::latest;
use super::{Page, render};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::county::effect::{Effect, Proven};
use crate::failure::{Failure, form_urlencoded};
use crate::job::{Kept, LeftOut};
use crate::shell::Shell;
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use model::{Hash, Message, ProjectId, Year};
use programme::board::Move;
use programme::{difference, entries};
use review::permission::Action;
use serde::Deserialize;
use store::{DossierCommand, NewPlan, PlanCommand, Stamp};
use view::{Column, EffectView};

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/c/{county}/plan/board", Need::May(Action::PlanRead), show)
        .post("/c/{county}/plan/board/trial", Need::May(Action::PlanRead), tried)
        .post("/c/{county}/plan/board/adopt", Need::May(Action::PlanEdit), keep)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    moves: String,
    card: String,
    to: String,
    first: String,
    last: String,
    q: String,
    done: String,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    s: Shell,
    tab: &'static str,
    may_edit: bool,
    version: i64,
    q: String,
    columns: Vec<Column>,
    e: EffectView,
    card: Option<CardPanel>,
    changed: Vec<String>,
    apart: Vec<String>,
}

#[derive(Template)]
#[template(path = "board_effect.html")]
struct EffectPart {
    s: Shell,
    may_edit: bool,
    version: i64,
    e: EffectView,
}

/// The card chosen: what can be done with it.
struct CardPanel {
    id: String,
    name: String,
    school: String,
    total: String,
    content: String,
    money: Vec<String>,
    findings: Vec<String>,
    findings_href: String,
    years: Vec<YearChoice>,
    first: u16,
    last: u16,
    inside: bool,
    locked: bool,
    builds: bool,
    why: String,
}

struct YearChoice {
    year: Year,
    here: bool,
    early: bool,
}

/// What moves would do to the county's plan, beside the runtime.
///
/// # Errors
/// The board cannot be laid out.
pub async fn trial(county: &CountyView, moves: Vec<Move>) -> Result<Effect, Failure> {
    let c = county.computed.clone();
    county.app.off(move |_| Effect::of(&c, &moves).map_err(|e| Failure::Bad(e.messages()))).await
}

/// What was proven of the plan as it stands.
///
/// # Errors
/// When the store cannot be read.
pub async fn proven(county: &CountyView) -> Result<Option<Proven>, Failure> {
    let kept = latest(county).await?.filter(|k| k.made(&county.computed.dossier.plan));
    Ok(kept.and_then(|k| k.proven))
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let title = county.words().t("wb-board-title");
    let s = match q.done.as_str() {
        "adopted" => county.shell_saying(&title, "plan", "good", county.words().t("wb-board-adopted")),
        "held" => county.shell_saying(&title, "plan", "good", county.words().t("wb-demand-saved")),
        _ => county.shell(&title, "plan"),
    };
    board(county, q, s, Vec::new()).await
}

async fn board(county: CountyView, q: Asked, s: Shell, changed: Vec<String>) -> Result<Response, Failure> {
    let mut moves = moves::read(&q.moves).map_err(Failure::bad)?;
    let to = if !q.first.is_empty() { format!("{}-{}", q.first, q.last) } else { q.to.clone() };
    if !q.card.is_empty() && !to.is_empty() {
        let more = moves::read(&format!("{}:{to}", q.card)).map_err(Failure::bad)?;
        moves = more.into_iter().fold(moves, moves::with);
    }
    let found = trial(&county, moves.clone()).await?;
    let proven = proven(&county).await?;
    let c = county.computed.clone();
    let w = s.w;
    let name = |id: &ProjectId| c.project(id).map_or_else(|| id.to_string(), |p| p.name.clone());
    let apart = found.board.apart.iter().map(|(id, why)| format!("{}：{}", name(id), w.say(why))).collect();
    render(&BoardPage {
        tab: "board",
        may_edit: county.may(Action::PlanEdit),
        version: county.version.number,
        columns: view::columns(&w, &c, &found, &q.q),
        e: view::effect(&w, &c, &moves, &found, proven.as_ref()),
        card: card(&county, &s, &found, &q.card),
        q: q.q,
        changed,
        apart,
        s,
    })
}

fn card(county: &CountyView, s: &Shell, found: &Effect, id: &str) -> Option<CardPanel> {
    let id = ProjectId(id.to_owned());
    let inside = found.trial.plan.projects.iter().find(|p| p.id == id);
    let option = found.board.option(&id);
    let project = inside.or_else(|| option.and_then(|n| found.board.candidates.get(n)).map(|k| &k.project))?;
    let c = &county.computed;
    let w = s.w;
    let lines: Vec<_> = project.lines.iter().map(|l| (l.item, Some(l.quantity))).collect();
    let years = c.dossier.cycle.years().enumerate().map(|(n, year)| YearChoice {
        year,
        here: inside.is_some_and(|p| p.start == year),
        early: option.is_none_or(|o| !found.board.may_start(o, n)),
    });
    let length = option.map_or(1, |o| found.board.profile(o).len()).max(1);
    let last = |start: u16| start.saturating_add(u16::try_from(length).unwrap_or(1)).saturating_sub(1);
    let first = inside.map_or(c.dossier.cycle.first.0, |p| p.start.0);
    let school = match &project.place {
        model::Place::School(school) => school.to_string(),
        model::Place::Site(_) => String::new(),
    };
    Some(CardPanel {
        name: project.name.clone(),
        school,
        total: w.money(&project.total().ok()),
        content: super::view::some_items(&w, &lines, 12),
        money: inside
            .iter()
            .flat_map(|p| &p.funding)
            .map(|f| format!("{} {} {}", f.year, w.term(f.source.zh()), f.amount.wan()))
            .collect(),
        findings: found
            .findings
            .iter()
            .filter(|f| f.stands() && f.project.as_ref() == Some(&id))
            .take(8)
            .map(|f| format!("{} {}", f.rule, w.say(&f.message)))
            .collect(),
        findings_href: format!("{}?project={}", s.path("findings"), form_urlencoded(&id.0)),
        years: years.collect(),
        first,
        last: inside.map_or_else(|| last(first), |p| p.finish.0),
        inside: inside.is_some(),
        locked: c.dossier.demands.iter().any(|d| matches!(&d.goal, model::Goal::Fixed(own) if *own == id)),
        builds: project.category() == Some(model::Category::Building),
        why: format!("{}/{}", s.path("plan/why"), form_urlencoded(&id.0)),
        id: id.0,
    })
}

async fn tried(county: CountyView, Form(q): Form<Asked>) -> Result<Response, Failure> {
    let moves = moves::read(&q.moves).map_err(Failure::bad)?;
    let found = trial(&county, moves.clone()).await?;
    let proven = proven(&county).await?;
    let s = county.shell("", "plan");
    let e = view::effect(&s.w, &county.computed, &moves, &found, proven.as_ref());
    let (may_edit, version) = (county.may(Action::PlanEdit), county.version.number);
    render(&EffectPart { may_edit, version, e, s })
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    moves: String,
    version: i64,
    #[serde(default)]
    reason: String,
}

async fn keep(county: CountyView, Form(given): Form<Given>) -> Result<Response, Failure> {
    let moves = moves::read(&given.moves).map_err(Failure::bad)?;
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    match adopt(&county, moves, given.version, &given.reason, stamp).await {
        Err(Failure::Conflict(why)) => {
            let mut changed = vec![county.words().say(&why)];
            changed.extend(since(&county, given.version).await?);
            let s = county.shell(&county.words().t("wb-board-title"), "plan");
            let asked = Asked { moves: given.moves, ..Asked::default() };
            let mut page = board(county, asked, s, changed).await?;
            *page.status_mut() = StatusCode::CONFLICT;
            Ok(page)
        }
        Err(other) => Err(other),
        Ok(_) => Ok(Redirect::to(&format!("/c/{}/plan/board?done=adopted", county.code)).into_response()),
    }
}

/// Keeps a plan on trial as the county's, with the reason; the number of the new version. Refused where the dossier is no more the version
/// it was tried on.
///
/// # Errors
/// A conflict with a newer version; a plan whose money is not there; a reason that is none.
pub async fn adopt(
    county: &CountyView,
    moves: Vec<Move>,
    based_on: i64,
    reason: &str,
    stamp: Stamp,
) -> Result<i64, Failure> {
    let reason = reason_of(reason)?;
    if based_on != county.version.number {
        return Err(Failure::Conflict(Message::new("wb-board-newer").with("number", county.version.number)));
    }
    let effect = trial(county, moves).await?;
    let c = &county.computed;
    if effect.trial.plan == c.dossier.plan {
        return Err(Failure::bad(Message::new("wb-board-nothing")));
    }
    if !effect.may_be_kept(c) {
        return Err(Failure::bad(Message::new("wb-board-not-kept")));
    }
    let old = latest(county).await?.filter(|k| k.made(&c.dossier.plan));
    let kept = by_hand(&effect, old, &reason)?;
    put(county, effect.trial.plan, kept, &reason, county.words().t("wb-board-label"), stamp).await
}

/// A reason as it is kept.
///
/// # Errors
/// When it is too short or too long.
pub fn reason_of(given: &str) -> Result<String, Failure> {
    let reason = given.trim();
    let fits = (4..=300).contains(&reason.chars().count());
    if fits { Ok(reason.to_owned()) } else { Err(Failure::bad(Message::new("wb-board-reason"))) }
}

/// What is kept of a plan changed by hand.
fn by_hand(effect: &Effect, old: Option<Kept>, reason: &str) -> Result<Kept, Failure> {
    let plan = &effect.trial.plan;
    let known = old.as_ref().map(|k| k.left_out.clone()).unwrap_or_default();
    let left = effect.board.candidates.iter().filter(|k| plan.projects.iter().all(|p| p.id != k.project.id));
    let left_out = left.map(|k| {
        let own = known.iter().find(|l| l.project.as_ref() == Some(&k.project.id)).cloned();
        own.unwrap_or_else(|| LeftOut {
            project: Some(k.project.id.clone()),
            name: k.project.name.clone(),
            total: k.project.total().ok(),
            reason: Message::new("wb-board-out-by-hand"),
        })
    });
    Ok(Kept {
        plan: Hash::of_value(plan).map_err(|e| Failure::Internal(e.to_string()))?,
        keep: old.as_ref().is_some_and(|k| k.keep),
        candidates: effect.board.candidates.len(),
        stop: "by_hand".to_owned(),
        gap_ppm: None,
        left_out: left_out.collect(),
        proven: old.and_then(|k| k.proven),
        objective: effect.trial.after,
        by_hand: Some(reason.to_owned()),
    })
}

/// Writes a plan as the county's: a version of the dossier and what is known of the plan, both or neither.
///
/// # Errors
/// A conflict with a newer version.
pub async fn put(
    county: &CountyView,
    plan: model::Plan,
    kept: Kept,
    reason: &str,
    label: String,
    first: Stamp,
) -> Result<i64, Failure> {
    let (app, code, number) = (county.app.clone(), county.code.clone(), county.version.number);
    let policy = county.computed.policy.hash.0.clone();
    let second = Stamp { key: format!("{}/plan", first.key), ..first.clone() };
    let reason = reason.to_owned();
    let programme = serde_json::to_string(&kept).map_err(|e| Failure::Internal(e.to_string()))?;
    app.off(move |app| {
        let read = app.store.read()?.dossier_numbered(&store::Scope::system(), &code, CYCLE, number)?;
        let (version, mut dossier) = read.ok_or(Failure::NotFound)?;
        dossier.plan = plan;
        dossier.sort();
        // the number it will have: the store makes no new version of the same content, and refuses where another came meanwhile
        let hash = Hash::of_value(&dossier).map_err(|e| Failure::Internal(e.to_string()))?;
        let number = if hash == version.hash { number } else { number.saturating_add(1) };
        let put = DossierCommand::Put {
            cycle: CYCLE.to_owned(),
            origins: dossier.origins.clone(),
            dossier: Box::new(dossier),
            why: reason,
            based_on: Some(version.number),
        };
        let plan = NewPlan {
            county: code,
            cycle: CYCLE.to_owned(),
            dossier_number: number,
            policy,
            label,
            scenario: "{}".to_owned(),
            programme,
            findings: "{}".to_owned(),
            state: "draft".to_owned(),
        };
        let both = vec![(first, put.into()), (second, PlanCommand::Put(Box::new(plan)).into())];
        let answers = app.store.write_together(both)?;
        let kept = answers.first().and_then(store::Answer::number);
        kept.ok_or_else(|| Failure::Internal("a version without a number".to_owned()))
    })
    .await
}

/// What changed since a version: who kept what and why, and which projects differ.
async fn since(county: &CountyView, number: i64) -> Result<Vec<String>, Failure> {
    let (scope, code, w) = (county.caller.scope(), county.code.clone(), county.words());
    let (versions, names, old) = county
        .app
        .off(move |app| {
            let mut reader = app.store.read()?;
            let mut list = reader.dossier_versions(&scope, &code, CYCLE, 20, 0)?;
            list.retain(|v| v.number > number);
            let mut names = Vec::new();
            for v in &list {
                let account = reader.account(&store::Scope::system(), &v.account)?;
                names.push(account.map_or_else(|| v.account.clone(), |a| a.name));
            }
            let old = reader.dossier_numbered(&scope, &code, CYCLE, number)?;
            Ok((list, names, old))
        })
        .await?;
    let line = |(v, name): (&store::DossierVersion, &String)| {
        let m = Message::new("wb-board-since").with("number", v.number).with("who", name);
        w.say(&m.with("when", clock::shown(v.at)).with("why", &v.why))
    };
    let mut out: Vec<String> = versions.iter().zip(&names).map(line).collect();
    if let Some((_, old)) = old {
        let change = difference(&entries(&old.plan.projects), &entries(&county.computed.dossier.plan.projects));
        out.extend(super::scenarios::change_words(&w, &change));
    }
    Ok(out)
}
