//! Scenarios (情景方案): the plan as it stands kept under a name, other assumptions planned, all side by side; one taken over.

mod assume;

pub use assume::{Assumed, assumed};

use super::board::reason_of;
use super::jobs::{self, JobView};
use super::{Page, render};
use crate::app::{App, CYCLE, Packs};
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::failure::Failure;
use crate::job::{Figure, Line, SCENARIO_TASK, ScenarioAsked, Scene, present};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Fen, FundSource, Message, Scenario, Year};
use programme::{Difference, Entry, difference, entries};
use review::permission::Action;
use serde::Deserialize;
use store::{NewPlan, PlanCommand, PlanRow, SCENARIO, SCENARIO_GONE, Stamp};

/// Scenarios shown side by side at most.
const SHOWN: i64 = 5;
/// Letters of a name at most.
const NAME: usize = 30;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/c/{county}/scenarios", Need::May(Action::PlanRead), show)
        .post("/c/{county}/scenarios", Need::May(Action::PlanOptimise), make)
        .post("/c/{county}/scenarios/keep", Need::May(Action::PlanEdit), keep)
        .post("/c/{county}/scenarios/{number}/adopt", Need::May(Action::PlanEdit), take)
        .post("/c/{county}/scenarios/{number}/remove", Need::May(Action::PlanEdit), remove)
}

#[derive(Template)]
#[template(path = "scenarios.html")]
struct ScenariosPage {
    s: Shell,
    tab: &'static str,
    may_make: bool,
    may_edit: bool,
    version: i64,
    job: Option<String>,
    has_plan: bool,
    cases: Vec<Case>,
    groups: Vec<Group>,
    years: Vec<Year>,
    sources: Vec<(&'static str, String)>,
    /// The policy packs to choose from beside those in force: value and title.
    packs: Vec<(String, String)>,
}

/// A column of the comparison.
struct Case {
    number: i64,
    name: String,
    note: String,
    old: bool,
    assumed: Vec<String>,
    refused: Vec<String>,
    change: Vec<String>,
    may_adopt: bool,
}

/// Measures that belong together.
struct Group {
    name: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    cells: Vec<Cell>,
}

struct Cell {
    value: String,
    more: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    job: String,
    done: String,
}

/// The scenarios of a county with what is kept of each, the latest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn scenes(county: &CountyView) -> Result<Vec<(PlanRow, Scene)>, Failure> {
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let found = county.app.off(move |app| {
        let mut reader = app.store.read()?;
        let rows = reader.scenarios(&scope, &code, CYCLE, SHOWN, 0)?;
        let mut out = Vec::new();
        for row in rows {
            if let Some((row, body)) = reader.plan(&scope, &code, CYCLE, row.number)?
                && let Ok(scene) = serde_json::from_str(&body)
            {
                out.push((row, scene));
            }
        }
        Ok(out)
    });
    found.await
}

/// The measures of the plan as it stands, computed beside the runtime.
///
/// # Errors
/// Sums out of range.
pub async fn base(county: &CountyView) -> Result<Vec<Line>, Failure> {
    let c = county.computed.clone();
    county.app.off(move |_| present(&c)).await
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let title = county.words().t("wb-scenarios-title");
    let s = match q.done.as_str() {
        "kept" => county.shell_saying(&title, "plan", "good", county.words().t("wb-scenario-kept")),
        "adopted" => county.shell_saying(&title, "plan", "good", county.words().t("wb-scenario-adopted")),
        "removed" => county.shell_saying(&title, "plan", "good", county.words().t("wb-scenario-removed")),
        _ => county.shell(&title, "plan"),
    };
    let w = s.w;
    let job = match q.job.as_str() {
        "" => None,
        id => Some(JobView::of(&county, id).await?.html()?),
    };
    let own = base(&county).await?;
    let scenes = scenes(&county).await?;
    let plan = &county.computed.dossier.plan;
    let may_edit = county.may(Action::PlanEdit);
    let case = |(row, scene): &(PlanRow, Scene)| {
        let note =
            Message::new("wb-scenario-note").with("version", row.dossier_number).with("when", clock::shown(row.at));
        let change = difference(&entries(&plan.projects), &entries(&scene.plan.projects));
        Case {
            number: row.number,
            name: row.label.clone(),
            note: w.say(&note),
            old: row.dossier_number != county.version.number,
            assumed: scene.assumed.iter().map(|m| w.say(m)).collect(),
            refused: scene.refused.iter().map(|m| w.say(m)).collect(),
            change: if scene.refused.is_empty() { change_words(&w, &change) } else { Vec::new() },
            may_adopt: may_edit && scene.refused.is_empty() && !change.is_empty(),
        }
    };
    let mut sources: Vec<FundSource> = county.computed.dossier.budgets.iter().map(|b| b.source).collect();
    sources.sort();
    sources.dedup();
    let mut packs = vec![("built_in".to_owned(), w.t("wb-scenario-packs-built-in-name"))];
    packs.extend(county.app.offered().into_iter().map(|(name, title)| (format!("pack:{name}"), title)));
    render(&ScenariosPage {
        packs,
        tab: "scenarios",
        may_make: county.may(Action::PlanOptimise),
        may_edit,
        version: county.version.number,
        job,
        has_plan: !plan.projects.is_empty(),
        cases: scenes.iter().map(case).collect(),
        groups: groups(&w, &own, &scenes),
        years: county.computed.dossier.cycle.years().collect(),
        sources: sources.iter().filter(|f| f.is_lawful()).map(|f| (f.code(), w.term(f.zh()))).collect(),
        s,
    })
}

/// The measures as a table: the plan as it stands first, then every scenario with its difference.
fn groups(w: &Words, base: &[Line], scenes: &[(PlanRow, Scene)]) -> Vec<Group> {
    let mut keys: Vec<(&Message, &Message)> = Vec::new();
    for line in base.iter().chain(scenes.iter().flat_map(|(_, s)| &s.lines)) {
        if !keys.contains(&(&line.group, &line.label)) {
            keys.push((&line.group, &line.label));
        }
    }
    let find = |lines: &[Line], key: (&Message, &Message)| {
        lines.iter().find(|l| (&l.group, &l.label) == key).and_then(|l| l.value)
    };
    let mut out: Vec<Group> = Vec::new();
    for key in keys {
        let first = find(base, key);
        let mut cells = vec![Cell { value: shown(w, first), more: String::new() }];
        for (_, scene) in scenes {
            let value = find(&scene.lines, key);
            cells.push(Cell { value: shown(w, value), more: more(first, value) });
        }
        // what is nothing everywhere says nothing
        let zero = |v: Option<Figure>| matches!(v, None | Some(Figure::Count(0) | Figure::Money(Fen::ZERO)));
        if zero(first) && scenes.iter().all(|(_, s)| zero(find(&s.lines, key))) {
            continue;
        }
        let name = w.say(key.0);
        let row = Row { label: w.say(key.1), cells };
        match out.iter_mut().find(|g| g.name == name) {
            Some(group) => group.rows.push(row),
            None => out.push(Group { name, rows: vec![row] }),
        }
    }
    out
}

fn shown(w: &Words, value: Option<Figure>) -> String {
    match value {
        Some(Figure::Money(fen)) => fen.wan(),
        Some(Figure::Count(n)) => w.n(n),
        Some(Figure::Share(ppm)) => super::view::ppm(ppm),
        None => "—".to_owned(),
    }
}

/// How much more than the plan as it stands.
fn more(base: Option<Figure>, own: Option<Figure>) -> String {
    let sign = |n: i64| if n > 0 { "+" } else { "−" };
    match (base, own) {
        (Some(Figure::Money(a)), Some(Figure::Money(b))) if a != b => {
            let change = b.0.saturating_sub(a.0);
            format!("{}{}", sign(change), Fen(change.saturating_abs()).wan())
        }
        (Some(Figure::Count(a)), Some(Figure::Count(b))) if a != b => {
            let change = b.saturating_sub(a);
            format!("{}{}", sign(change), model::money::commas(change.unsigned_abs()))
        }
        _ => String::new(),
    }
}

/// What came, went, moved and changed its size, by name, a line each kind; a long list is cut and says so.
pub fn change_words(w: &Words, change: &Difference) -> Vec<String> {
    const NAMED: usize = 12;
    let years =
        |e: &Entry| if e.start == e.finish { e.start.to_string() } else { format!("{}–{}", e.start, e.finish) };
    let one = |e: &Entry| format!("{}（{}，{}）", e.name, years(e), e.total.wan());
    let two = |(a, b): &(Entry, Entry)| format!("{}（{} → {}）", b.name, years(a), years(b));
    let sized = |(a, b): &(Entry, Entry)| format!("{}（{} → {}）", b.name, a.total.wan(), b.total.wan());
    let mut out = Vec::new();
    for (key, list) in [
        ("wb-change-came", change.came.iter().map(one).collect::<Vec<_>>()),
        ("wb-change-went", change.went.iter().map(one).collect()),
        ("wb-change-moved", change.moved.iter().map(two).collect()),
        ("wb-change-resized", change.resized.iter().map(sized).collect()),
    ] {
        if !list.is_empty() {
            let mut named = list.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
            if list.len() > NAMED {
                named += &w.with("wb-and-more", "count", list.len() - NAMED);
            }
            out.push(w.say(&Message::new(key).with("count", list.len()).with("list", named)));
        }
    }
    out
}

/// A name as it is kept.
fn name(given: &str) -> Result<String, Failure> {
    let name = given.trim();
    let fits = (1..=NAME).contains(&name.chars().count());
    if fits { Ok(name.to_owned()) } else { Err(Failure::bad(Message::new("wb-scenario-bad-name").with("most", NAME))) }
}

/// Asks for a scenario to be planned; the number of the job.
///
/// # Errors
/// A name that is none; assumptions that do not fit the county's data; packs the site does not offer.
pub async fn ask(
    county: &CountyView,
    given: &str,
    scenario: Scenario,
    (keep, packs): (bool, Packs),
    stamp: Stamp,
) -> Result<String, Failure> {
    let name = name(given)?;
    let (code, chosen) = (county.code.clone(), packs.clone());
    county.app.off(move |app| app.policy_by(&code, &chosen)).await?;
    scenario.apply(county.computed.dossier.as_ref().clone()).map_err(|e| Failure::bad(e.message()))?;
    let task = ScenarioAsked { version: county.version.number, name, scenario, keep, packs };
    jobs::ask_as(county, SCENARIO_TASK, &task, stamp).await
}

async fn make(county: CountyView, Form(given): Form<Assumed>) -> Result<Response, Failure> {
    let scenario = assumed(&county.computed.dossier, &given).map_err(Failure::Bad)?;
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let with = (!given.keep.is_empty(), Packs::named(&given.packs));
    let id = ask(&county, &given.name, scenario, with, stamp).await?;
    Ok(Redirect::to(&format!("/c/{}/scenarios?job={id}", county.code)).into_response())
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Keeps the plan as it stands under a name.
///
/// # Errors
/// There is no plan, or the name is none.
pub async fn keep_present(county: &CountyView, given: &str) -> Result<i64, Failure> {
    let name = name(given)?;
    let plan = county.computed.dossier.plan.clone();
    if plan.projects.is_empty() {
        return Err(Failure::bad(Message::new("wb-scenario-no-plan")));
    }
    let kept = super::plan::latest(county).await?.filter(|k| k.made(&plan));
    let lines = base(county).await?;
    let scene = Scene { assumed: vec![Message::new("wb-scenario-as-was")], refused: Vec::new(), plan, lines, kept };
    let programme = serde_json::to_string(&scene).map_err(|e| Failure::Internal(e.to_string()))?;
    let new = NewPlan {
        county: county.code.clone(),
        cycle: CYCLE.to_owned(),
        dossier_number: county.version.number,
        policy: county.computed.policy.hash.0.clone(),
        label: name,
        scenario: "{}".to_owned(),
        programme,
        findings: "{}".to_owned(),
        state: SCENARIO.to_owned(),
    };
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let put = PlanCommand::Put(Box::new(new));
    match county.app.off(move |app| Ok(app.store.write(stamp, put)?)).await? {
        store::Answer::Version { number, .. } => Ok(number),
        _ => Err(Failure::Internal("a plan without a number".to_owned())),
    }
}

async fn keep(county: CountyView, Form(given): Form<Named>) -> Result<Response, Failure> {
    keep_present(&county, &given.name).await?;
    Ok(Redirect::to(&format!("/c/{}/scenarios?done=kept", county.code)).into_response())
}

#[derive(Deserialize)]
struct Taken {
    version: i64,
    #[serde(default)]
    reason: String,
}

/// Takes a scenario's plan over as the county's. What it assumes is not taken over, so its money must agree with the county's own budgets.
///
/// # Errors
/// A newer version of the dossier; money the county does not have.
pub async fn adopt(county: &CountyView, number: i64, version: i64, reason: &str, stamp: Stamp) -> Result<i64, Failure> {
    let reason = reason_of(reason)?;
    if version != county.version.number {
        return Err(Failure::Conflict(Message::new("wb-board-newer").with("number", county.version.number)));
    }
    let found = scenes(county).await?.into_iter().find(|(row, _)| row.number == number);
    let (row, scene) = found.filter(|(_, s)| s.refused.is_empty()).ok_or(Failure::NotFound)?;
    let c = county.computed.clone();
    let plan = scene.plan.clone();
    let breaches = county.app.off(move |_| {
        let mut then = c.dossier.as_ref().clone();
        then.plan = plan;
        let carry = programme::carry(&c.policy, &then.county, then.as_of);
        let found = checker::arrangement(&then, &carry);
        Ok(found
            .into_iter()
            .filter(|b| !c.breaches.contains(b))
            .map(|b| super::plan::breach(&b, &c))
            .collect::<Vec<_>>())
    });
    let breaches = breaches.await?;
    if !breaches.is_empty() {
        let mut why = vec![Message::new("wb-scenario-no-money")];
        why.extend(breaches.into_iter().take(8));
        return Err(Failure::Bad(why));
    }
    let hash = model::Hash::of_value(&scene.plan).map_err(|e| Failure::Internal(e.to_string()))?;
    let assumes = row.scenario != "{}" || row.policy != county.computed.policy.hash.0;
    let kept = scene.kept.map(|mut kept| {
        kept.plan = hash.clone();
        if assumes {
            // what was proven was proven of other money or demands
            (kept.gap_ppm, kept.proven, kept.stop) = (None, None, "by_hand".to_owned());
            kept.by_hand = Some(reason.clone());
        }
        kept
    });
    let blank = || crate::job::Kept {
        plan: hash.clone(),
        keep: false,
        candidates: 0,
        stop: "by_hand".to_owned(),
        gap_ppm: None,
        left_out: Vec::new(),
        proven: None,
        objective: None,
        by_hand: Some(reason.clone()),
    };
    let kept = kept.unwrap_or_else(blank);
    super::board::put(county, scene.plan, kept, &reason, row.label, stamp).await
}

async fn take(
    county: CountyView,
    Path((_, number)): Path<(String, i64)>,
    Form(given): Form<Taken>,
) -> Result<Response, Failure> {
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    adopt(&county, number, given.version, &given.reason, stamp).await?;
    Ok(Redirect::to(&format!("/c/{}/scenarios?done=adopted", county.code)).into_response())
}

/// Takes a scenario off the page; the store keeps it.
///
/// # Errors
/// There is no such scenario.
pub async fn drop_scene(county: &CountyView, number: i64) -> Result<(), Failure> {
    let command = PlanCommand::SetState {
        county: county.code.clone(),
        cycle: CYCLE.to_owned(),
        number,
        from: SCENARIO.to_owned(),
        to: SCENARIO_GONE.to_owned(),
    };
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    county.app.off(move |app| Ok(app.store.write(stamp, command)?)).await?;
    Ok(())
}

async fn remove(county: CountyView, Path((_, number)): Path<(String, i64)>) -> Result<Response, Failure> {
    drop_scene(&county, number).await?;
    Ok(Redirect::to(&format!("/c/{}/scenarios?done=removed", county.code)).into_response())
}
