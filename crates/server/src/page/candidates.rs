//! Candidates and agreements (备选项目与约定): every candidate with tier, points, cost, in or out and why; what the county demands,
//! and what of it cannot be met together.

use super::board::view::tier;
use super::plan::latest;
use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::{Failure, form_urlencoded};
use crate::job::{Kept, MORE, MoreMade};
use crate::page::jobs::{self, JobView};
use crate::shell::Shell;
use crate::words::Words;
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use checker::Tier;
use model::{Demand, Goal, Message, Project, ProjectId, SchoolId, Stage, Year, ZoneId};
use programme::{Board, Candidate};
use review::permission::Action;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Candidates on a page.
const SHOWN: usize = 60;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/c/{county}/plan/candidates", Need::May(Action::PlanRead), show)
        .post("/c/{county}/plan/demands", Need::May(Action::PlanEdit), add)
        .post("/c/{county}/plan/demands/remove", Need::May(Action::PlanEdit), remove)
        .post("/c/{county}/plan/more", Need::May(Action::PlanOptimise), more)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    state: String,
    tier: String,
    page: usize,
    job: String,
    done: String,
}

#[derive(Template)]
#[template(path = "candidates.html")]
struct CandidatesPage {
    s: Shell,
    tab: &'static str,
    may_edit: bool,
    may_more: bool,
    version: i64,
    q: String,
    state: String,
    tier: String,
    lead: String,
    rows: Vec<Row>,
    pages: Vec<(usize, bool, String)>,
    demands: Vec<DemandRow>,
    clash: Vec<String>,
    years: Vec<Year>,
    zones: Vec<(String, String)>,
    ids: Vec<(String, String)>,
    job: Option<String>,
    more: Vec<MoreRow>,
    more_old: bool,
    unplanned: Vec<String>,
}

struct Row {
    id: String,
    name: String,
    tier: String,
    points: String,
    total: String,
    sources: String,
    inside: bool,
    years: String,
    reason: String,
    why: String,
}

struct DemandRow {
    at: usize,
    words: String,
    basis: String,
    cell: String,
}

/// What more money of a year would bring, in words.
struct MoreRow {
    year: Year,
    source: String,
    used: String,
    change: String,
    gain: String,
    proven: String,
}

/// All candidates beside the plan (备选项目全表), what of the demands cannot be met together, and the latest optimisation.
pub struct Laid {
    /// The candidates.
    pub board: Arc<Board>,
    /// What cannot be met together.
    pub clash: Vec<Message>,
    kept: Option<Kept>,
}

/// A candidate as it stands (备选项目).
pub struct Standing<'a> {
    /// The candidate.
    pub candidate: &'a Candidate,
    /// The tier it counts in.
    pub tier: Tier,
    /// Its points there.
    pub points: i64,
    /// The project of the plan, when it is in.
    pub planned: Option<&'a Project>,
    /// Why it is in or out; `None` where nobody has said.
    pub reason: Option<String>,
}

/// Lays the county's candidates out.
///
/// # Errors
/// The packs lack a figure, or the store cannot be read.
pub async fn laid(county: &CountyView) -> Result<Laid, Failure> {
    let c = county.computed.clone();
    let work = move |_: &App| {
        let board = c.board().map_err(|e| Failure::Bad(e.messages()))?;
        Ok((board, c.clash()))
    };
    let (board, clash) = county.app.off(work).await?;
    Ok(Laid { board, clash, kept: latest(county).await? })
}

impl Laid {
    /// Every candidate, by tier, points and number.
    pub fn standing<'a>(&'a self, w: &Words, c: &'a Computed) -> Vec<Standing<'a>> {
        let tiers = self.board.instance.tiers();
        let left = self.kept.iter().flat_map(|k| &k.left_out);
        let reasons: BTreeMap<&ProjectId, &Message> =
            left.filter_map(|l| Some((l.project.as_ref()?, &l.reason))).collect();
        let one = |(n, candidate): (usize, &'a Candidate)| {
            let tier = tiers.get(n).copied().unwrap_or(Tier::Need);
            let planned = c.project(&candidate.project.id);
            let reason = match planned {
                Some(p) => p.reason.clone(),
                None => reasons.get(&candidate.project.id).map(|m| w.say(m)),
            };
            Standing { candidate, tier, points: candidate.value.get(tier), planned, reason }
        };
        let mut out: Vec<Standing<'a>> = self.board.candidates.iter().enumerate().map(one).collect();
        let key = |s: &Standing<'a>| (s.tier, std::cmp::Reverse(s.points), &s.candidate.project.id);
        out.sort_by(|a, b| key(a).cmp(&key(b)));
        out
    }
}

impl Standing<'_> {
    /// Whether it bears this text in name or number, stands `in` or `out`, and counts in this tier; what is empty asks for nothing.
    pub fn fits(&self, text: &str, state: &str, tier: &str) -> bool {
        let project = &self.candidate.project;
        (text.is_empty() || project.name.contains(text) || project.id.0.contains(text))
            && match state {
                "in" => self.planned.is_some(),
                "out" => self.planned.is_none(),
                _ => true,
            }
            && (tier.is_empty() || tier == tier_code(self.tier))
    }
}

async fn show(county: CountyView, Query(q): Query<Asked>) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let laid = laid(&county).await?;
    let (board, clash) = (&laid.board, &laid.clash);
    let title = county.words().t("wb-candidates-title");
    let s = match q.done.as_str() {
        "" => county.shell(&title, "plan"),
        _ => county.shell_saying(&title, "plan", "good", county.words().t("wb-demand-saved")),
    };
    let w = s.w;
    let row = |x: Standing<'_>| {
        let project = &x.candidate.project;
        let years = x
            .planned
            .map(|p| if p.start == p.finish { p.start.to_string() } else { format!("{}–{}", p.start, p.finish) });
        Row {
            id: project.id.0.clone(),
            name: project.name.clone(),
            tier: tier(&w, x.tier),
            points: w.n(x.points),
            total: w.money(&project.total().ok()),
            sources: x.candidate.sources.iter().map(|s| w.term(s.zh())).collect::<Vec<_>>().join("、"),
            inside: x.planned.is_some(),
            years: years.unwrap_or_default(),
            reason: match (x.planned, x.reason) {
                (None, None) => w.t("wb-candidates-no-reason"),
                (_, reason) => reason.unwrap_or_default(),
            },
            why: format!("{}/{}", s.path("plan/why"), form_urlencoded(&project.id.0)),
        }
    };
    let fitting = laid.standing(&w, &c).into_iter().filter(|x| x.fits(q.q.trim(), &q.state, &q.tier));
    let rows: Vec<Row> = fitting.map(row).collect();
    let all = rows.len();
    let last = all.div_ceil(SHOWN).max(1);
    let at = q.page.clamp(1, last);
    let page_href = |n: usize| {
        format!(
            "?q={}&state={}&tier={}&page={n}",
            form_urlencoded(&q.q),
            form_urlencoded(&q.state),
            form_urlencoded(&q.tier)
        )
    };
    let pages = if last > 1 { (1..=last).map(|n| (n, n == at, page_href(n))).collect() } else { Vec::new() };
    let job = match q.job.as_str() {
        "" => None,
        id => Some(JobView::of(&county, id).await?.html()?),
    };
    let made: Option<MoreMade> = jobs::last(&county, MORE).await?;
    let lead = Message::new("wb-candidates-lead").with("all", board.candidates.len()).with("shown", all);
    let mut ids: Vec<(String, String)> =
        board.candidates.iter().map(|k| (k.project.id.0.clone(), k.project.name.clone())).collect();
    ids.sort_by(|a, b| a.1.cmp(&b.1));
    render(&CandidatesPage {
        tab: "candidates",
        may_edit: county.may(Action::PlanEdit),
        may_more: county.may(Action::PlanOptimise),
        version: county.version.number,
        lead: w.say(&lead),
        rows: rows.into_iter().skip((at - 1) * SHOWN).take(SHOWN).collect(),
        pages,
        demands: demands(&w, &c),
        clash: clash.iter().map(|m| w.say(m)).collect(),
        years: c.dossier.cycle.years().collect(),
        zones: c.dossier.zones.iter().map(|z| (z.id.0.clone(), z.name.clone())).collect(),
        ids,
        job,
        more_old: made.as_ref().is_some_and(|m| m.version != county.version.number),
        more: made.map(|m| m.rows.iter().map(|r| more_row(&w, r)).collect()).unwrap_or_default(),
        unplanned: board
            .unplanned
            .iter()
            .take(60)
            .map(|u| format!("{}：{}", c.school_name(&u.school), w.say(&u.reason)))
            .collect(),
        q: q.q,
        state: q.state,
        tier: q.tier,
        s,
    })
}

/// A tier over the wire.
pub fn tier_code(tier: Tier) -> &'static str {
    match tier {
        Tier::Required => "required",
        Tier::Safety => "safety",
        Tier::Seats => "seats",
        Tier::Need => "need",
    }
}

fn more_row(w: &Words, r: &crate::job::MoreLine) -> MoreRow {
    let none = || w.t("why-none");
    let change = Message::new("wb-more-change").with("came", r.came).with("went", r.went).with("other", r.other);
    MoreRow {
        year: r.year,
        source: w.term(r.source.zh()),
        used: r.used.wan(),
        change: w.say(&change),
        gain: r.tier.map_or_else(none, |t| format!("{} {:+}", tier(w, t), r.points)),
        proven: r.proven.map_or_else(none, |(a, b)| format!("{}–{b}", a.max(0))),
    }
}

/// The county's demands as sentences, with the name of the project beside its number.
fn demands(w: &Words, c: &Computed) -> Vec<DemandRow> {
    let board = c.board().ok();
    let name = |id: &ProjectId| {
        let known = board.iter().flat_map(|b| &b.candidates).map(|k| &k.project).find(|p| p.id == *id);
        known.or_else(|| c.project(id)).map(|p| p.name.clone())
    };
    let row = |(at, d): (usize, &Demand)| {
        let named = d.goal.project().and_then(name).map(|n| format!("（{n}）")).unwrap_or_default();
        let cell = model::nearest(&c.dossier.origins, &format!("demand/{at}/kind"));
        DemandRow {
            at,
            words: w.say(&d.message()) + &named,
            basis: d.basis.clone().unwrap_or_default(),
            cell: cell.map_or_else(String::new, |o| format!("{}!{}", o.sheet, o.cell)),
        }
    };
    c.dossier.demands.iter().enumerate().map(row).collect()
}

/// A demand as a form gives it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DemandGiven {
    /// `project`, `exclude`, `not_before`, `fixed`, `danger`, `seats`.
    pub kind: String,
    /// The project.
    pub project: String,
    /// The school.
    pub school: String,
    /// The zone.
    pub zone: String,
    /// `primary` or `junior`.
    pub stage: String,
    /// The year.
    pub by: String,
    /// Who says so.
    pub basis: String,
    /// The version it was written on.
    pub version: i64,
    /// Where to go then.
    pub back: String,
}

/// Reads a demand.
///
/// # Errors
/// What of it is missing or unknown.
pub fn demand(c: &Computed, given: &DemandGiven) -> Result<Demand, Failure> {
    let bad = |key: &'static str| Failure::bad(Message::new(key));
    let by = match given.by.trim() {
        "" => None,
        text => {
            let year = text.parse().ok().map(Year).filter(|y| c.dossier.cycle.contains(*y));
            Some(year.ok_or_else(|| bad("wb-demand-bad-year"))?)
        }
    };
    let project = || {
        let id = ProjectId(given.project.trim().to_owned());
        let known = c.project(&id).is_some() || c.board().is_ok_and(|b| b.option(&id).is_some());
        if known { Ok(id) } else { Err(bad("wb-demand-bad-project")) }
    };
    let year_needed = || if by.is_none() { Err(bad("wb-demand-bad-year")) } else { Ok(()) };
    let goal = match given.kind.as_str() {
        "project" => Goal::Project(project()?),
        "exclude" => Goal::Exclude(project()?),
        "not_before" => {
            year_needed()?;
            Goal::NotBefore(project()?)
        }
        "fixed" => {
            year_needed()?;
            Goal::Fixed(project()?)
        }
        "danger" => match given.school.trim() {
            "" => Goal::DangerGone(None),
            id if c.school(id).is_some() => Goal::DangerGone(Some(SchoolId(id.to_owned()))),
            _ => return Err(bad("wb-demand-bad-school")),
        },
        "seats" => {
            let zone = Some(given.zone.trim()).filter(|z| !z.is_empty()).map(|z| ZoneId(z.to_owned()));
            if zone.as_ref().is_some_and(|z| c.dossier.zones.iter().all(|own| own.id != *z)) {
                return Err(bad("wb-demand-bad-zone"));
            }
            let stage = match given.stage.as_str() {
                "primary" => Some(Stage::Primary),
                "junior" => Some(Stage::Junior),
                _ => None,
            };
            Goal::Seats { zone, stage }
        }
        _ => return Err(bad("wb-demand-bad-kind")),
    };
    let basis = Some(given.basis.trim().chars().take(200).collect::<String>()).filter(|b| !b.is_empty());
    Ok(Demand { goal, by, basis })
}

/// Adds a demand; one on the same matter is replaced.
///
/// # Errors
/// As [`demand`], and a conflict with a newer version.
pub async fn add_demand(county: &CountyView, given: &DemandGiven) -> Result<i64, Failure> {
    let new = demand(&county.computed, given)?;
    let why = catalogue::text(catalogue::Lang::Zh, &Message::new("wb-demand-why").with("what", new_words(&new)));
    super::change::change(county, given.version, why, move |dossier| {
        match dossier.demands.iter().position(|d| d.goal == new.goal) {
            Some(at) => {
                dossier.origins.retain(|p, _| !p.starts_with(&format!("demand/{at}/")));
                if let Some(slot) = dossier.demands.get_mut(at) {
                    *slot = new;
                }
            }
            None => dossier.demands.push(new),
        }
        Ok(())
    })
    .await
}

fn new_words(demand: &Demand) -> String {
    catalogue::text(catalogue::Lang::Zh, &demand.message())
}

/// Takes a demand back.
///
/// # Errors
/// There is no such demand, or a newer version exists.
pub async fn remove_demand(county: &CountyView, version: i64, at: usize) -> Result<i64, Failure> {
    let old = county.computed.dossier.demands.get(at).ok_or(Failure::NotFound)?;
    let why = catalogue::text(catalogue::Lang::Zh, &Message::new("wb-demand-gone").with("what", new_words(old)));
    super::change::change(county, version, why, move |dossier| {
        if at >= dossier.demands.len() {
            return Err(Failure::NotFound);
        }
        dossier.demands.remove(at);
        // the cells of what follows would name the wrong rows
        let after = |p: &str| {
            let number =
                p.strip_prefix("demand/").and_then(|rest| rest.split('/').next()).and_then(|n| n.parse::<usize>().ok());
            number.is_some_and(|n| n >= at)
        };
        dossier.origins.retain(|p, _| !after(p));
        Ok(())
    })
    .await
}

/// Back to a page of this county, never elsewhere.
fn back(county: &CountyView, given: &str, done: &str) -> Response {
    let own = format!("/c/{}/plan", county.code);
    let to =
        if given.starts_with(&own) && !given.contains("//") { given.to_owned() } else { format!("{own}/candidates") };
    let joint = if to.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{to}{joint}done={done}")).into_response()
}

async fn add(county: CountyView, Form(given): Form<DemandGiven>) -> Result<Response, Failure> {
    add_demand(&county, &given).await?;
    Ok(back(&county, &given.back, "held"))
}

#[derive(Deserialize)]
struct Gone {
    #[serde(default)]
    at: String,
    #[serde(default)]
    project: String,
    version: i64,
    #[serde(default)]
    back: String,
}

async fn remove(county: CountyView, Form(given): Form<Gone>) -> Result<Response, Failure> {
    let held = |d: &Demand| matches!(&d.goal, Goal::Fixed(id) if id.0 == given.project);
    let at = match given.at.parse::<usize>() {
        Ok(at) => at,
        Err(_) => county.computed.dossier.demands.iter().position(held).ok_or(Failure::NotFound)?,
    };
    remove_demand(&county, given.version, at).await?;
    Ok(back(&county, &given.back, "held"))
}

async fn more(county: CountyView) -> Result<Response, Failure> {
    let task = crate::job::MoreAsked { version: county.version.number };
    let id = jobs::ask(&county, MORE, &task).await?;
    Ok(Redirect::to(&format!("/c/{}/plan/candidates?job={id}#more", county.code)).into_response())
}
