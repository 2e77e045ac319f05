//! Why a project is in or out (列入与落选原因): what the plan says of it, and on demand the answer by solving again.

use super::board::view::tier;
use super::plan::latest;
use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::{Failure, form_urlencoded};
use crate::job::{WHY, WhyAsked, WhyMade};
use crate::page::jobs::{self, JobView};
use crate::shell::Shell;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use checker::Tier;
use model::{Message, ProjectId};
use review::permission::Action;
use serde::Deserialize;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/plan/why/{project}", Need::May(Action::PlanRead), show).post(
        "/c/{county}/plan/why/{project}",
        Need::May(Action::PlanRead),
        ask,
    )
}

#[derive(Template)]
#[template(path = "why.html")]
struct WhyPage {
    s: Shell,
    tab: &'static str,
    id: String,
    name: String,
    state: String,
    inside: bool,
    facts: Vec<(String, String)>,
    reason: String,
    closes: Vec<String>,
    job: Option<String>,
    lines: Vec<String>,
    other_plan: bool,
    here: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    job: String,
}

async fn show(
    county: CountyView,
    Path((_, project)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let id = ProjectId(project);
    let c = county.computed.clone();
    let board = county.app.off({
        let c = c.clone();
        move |_| c.board().map_err(|e| Failure::Bad(e.messages()))
    });
    let board = board.await?;
    let option = board.option(&id);
    let planned = c.project(&id);
    let candidate = option.and_then(|n| board.candidates.get(n));
    let project = planned.or(candidate.map(|k| &k.project)).ok_or(Failure::NotFound)?;
    let kept = latest(&county).await?;
    let s = county.shell(&project.name, "plan");
    let w = s.w;
    let job = match asked.job.as_str() {
        "" => None,
        job => Some(JobView::of(&county, job).await?.html()?),
    };
    let wanted = WhyAsked { version: county.version.number, project: id.clone() };
    let made: Option<WhyMade> = jobs::answered(&county, WHY, &wanted).await?;
    let own = option.and_then(|n| board.instance.tiers().get(n).copied()).unwrap_or(Tier::Need);
    let mut facts = vec![(w.t("wb-plan-total"), format!("{} {}", w.money(&project.total().ok()), w.t("wb-unit-wan")))];
    facts.push((w.t("wb-candidates-tier"), tier(&w, own)));
    if let Some(k) = candidate {
        facts.push((w.t("wb-candidates-points"), w.n(k.value.get(own))));
        let sources = k.sources.iter().map(|s| w.term(s.zh())).collect::<Vec<_>>().join("、");
        facts.push((w.t("wb-candidates-sources"), sources));
        if let Some((zone, stage, seats)) = &k.seats {
            let zone = c.zone_name(Some(zone)).unwrap_or_default();
            facts.push((w.t("wb-why-seats"), format!("{zone}{} {}", w.term(stage.zh()), w.n(*seats))));
        }
    }
    let state = match planned {
        Some(p) if p.start == p.finish => Message::new("why-state-in").with("years", p.start),
        Some(p) => Message::new("why-state-in").with("years", format!("{}–{}", p.start, p.finish)),
        None => Message::new("why-state-out"),
    };
    let left = kept.iter().flat_map(|k| &k.left_out).find(|l| l.project.as_ref() == Some(&id));
    let reason = match planned {
        Some(p) => p.reason.clone().unwrap_or_default(),
        None => left.map_or_else(|| w.t("wb-candidates-no-reason"), |l| w.say(&l.reason)),
    };
    let closes =
        project.closes.iter().map(|g| format!("{} {}", w.term(g.item.zh()), w.quantity(&g.item, &Some(g.quantity))));
    render(&WhyPage {
        tab: "candidates",
        name: project.name.clone(),
        state: w.say(&state),
        inside: planned.is_some(),
        facts,
        reason,
        closes: closes.collect(),
        job,
        other_plan: made.as_ref().is_some_and(|m| !m.same_plan),
        lines: made.map(|m| m.lines(w.lang)).unwrap_or_default(),
        here: format!("{}/{}", s.path("plan/why"), form_urlencoded(&id.0)),
        id: id.0,
        s,
    })
}

/// Asks why a project is in or out, to be answered by solving again; the job's number.
///
/// # Errors
/// It is no candidate.
pub async fn ask_why(county: &CountyView, project: &ProjectId, stamp: store::Stamp) -> Result<String, Failure> {
    let c = county.computed.clone();
    let known = county.app.off({
        let project = project.clone();
        move |_| Ok(c.board().is_ok_and(|b| b.option(&project).is_some()))
    });
    if !known.await? {
        return Err(Failure::bad(Message::new("wb-why-no-candidate")));
    }
    let asked = WhyAsked { version: county.version.number, project: project.clone() };
    jobs::ask_as(county, WHY, &asked, stamp).await
}

async fn ask(county: CountyView, Path((_, project)): Path<(String, String)>) -> Result<Response, Failure> {
    let project = ProjectId(project);
    let here = format!("/c/{}/plan/why/{}", county.code, form_urlencoded(&project.0));
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let id = ask_why(&county, &project, stamp).await?;
    Ok(Redirect::to(&format!("{here}?job={id}")).into_response())
}
