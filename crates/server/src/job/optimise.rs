//! Optimising a county's plan (优化规划): candidates, solver, independent check; the plan becomes the county's.

use super::{Said, Work, result};
use crate::app::CYCLE;
use crate::county::effect::Proven;
use crate::failure::Failure;
use crate::page::view;
use checker::Value;
use model::{Fen, Hash, Message, Plan, ProjectId};
use programme::{Halt, Limits, Options, Programme, StopReason};
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use store::{DossierCommand, NewPlan, PlanCommand, Scope};

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Optimise {
    /// The version of the dossier it was asked on.
    pub version: i64,
    /// The plan's own projects are candidates too.
    pub keep: bool,
}

/// What is kept of an optimised plan beside the plan itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// Hash of the plan it made.
    pub plan: Hash,
    /// The plan's own projects were candidates too.
    pub keep: bool,
    /// Candidates there were.
    pub candidates: usize,
    /// Why it stopped.
    pub stop: String,
    /// The largest proven gap, millionths.
    pub gap_ppm: Option<u32>,
    /// What stayed out.
    pub left_out: Vec<LeftOut>,
    /// What was proven, of this plan or of the one it was changed from by hand.
    #[serde(default)]
    pub proven: Option<Proven>,
    /// Its value, tier by tier.
    #[serde(default)]
    pub objective: Option<Value>,
    /// It was changed by hand, and why.
    #[serde(default)]
    pub by_hand: Option<String>,
}

/// A candidate that stayed out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its number.
    #[serde(default)]
    pub project: Option<ProjectId>,
    /// Its name.
    pub name: String,
    /// Its cost.
    pub total: Option<Fen>,
    /// Why, and what would bring it in.
    pub reason: Message,
}

impl Kept {
    /// What is kept of a programme the checker judged.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn of(programme: &Programme, verdict: &checker::Verdict, keep: bool) -> Result<Kept, Failure> {
        let internal = |e: model::canonical::CanonicalError| Failure::Internal(e.to_string());
        let plan = Hash::of_value(&programme.plan).map_err(internal)?;
        let problem = Hash::of_value(&programme.instance).map_err(internal)?;
        let proven = verdict.objective.zip(verdict.bound);
        let proven = proven.map(|(objective, bound)| Proven { problem, objective, bound });
        let stop = serde_json::to_value(programme.outcome.stop).ok().and_then(|v| v.as_str().map(str::to_owned));
        let left_out = programme.left_out.iter().map(|l| {
            let candidate = programme.candidates.iter().find(|c| c.project.id == l.project);
            LeftOut {
                project: Some(l.project.clone()),
                name: candidate.map_or_else(|| l.project.to_string(), |c| c.project.name.clone()),
                total: candidate.and_then(|c| c.project.total().ok()),
                reason: l.reason.clone(),
            }
        });
        let gap_ppm = verdict.gap_ppm.filter(|_| programme.outcome.stop != StopReason::NothingToChoose);
        Ok(Kept {
            plan,
            keep,
            candidates: programme.candidates.len(),
            stop: stop.unwrap_or_default(),
            gap_ppm,
            left_out: left_out.collect(),
            proven,
            objective: verdict.objective,
            by_hand: None,
        })
    }

    /// True when this is the plan it made.
    pub fn made(&self, plan: &Plan) -> bool {
        Hash::of_value(plan).is_ok_and(|h| h == self.plan)
    }

    /// Why it stopped, in words.
    pub fn stop_words(&self) -> Message {
        Message::new(match self.stop.as_str() {
            "optimal" => "cli-stop-optimal",
            "gap_reached" => "cli-stop-gap-reached",
            "nothing_to_choose" => "cli-stop-nothing-to-choose",
            "by_hand" => "wb-board-by-hand",
            _ => "cli-stop-limit-reached",
        })
    }
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    let asked: Optimise = work.asked()?;
    work.progress(50, "wb-job-reading");
    // taken over from a worker that died after it had written everything but the end
    let before = work.clone();
    if let Some(said) = tokio::task::spawn_blocking(move || done_before(&before)).await?? {
        return Ok(said);
    }
    let current = work.app.county(Scope::system(), &work.job.county).await?.ok_or(Failure::NotFound)?;
    let done = tokio::task::spawn_blocking(move || {
        let c = &current.computed;
        work.progress(200, "wb-job-solving");
        let options = Options { keep_hand_made: asked.keep };
        let stopping = || work.app.stopping.load(Ordering::Relaxed);
        let halt = Halt::when(&stopping);
        let refused = |e: programme::ProgrammeError| Failure::Bad(e.messages());
        let bare = programme::unplanned_dossier(&c.dossier, &c.policy, &c.needs).map_err(refused)?;
        let programme =
            programme::plan_until(&bare, &c.policy, &c.needs, &Limits::default(), &options, &halt).map_err(refused)?;
        if halt.fired() {
            // the server stops: another process takes the job again
            return Err(Failure::Busy(Message::new("wb-job-stopped")));
        }
        work.progress(750, "wb-job-checking");
        let verdict = checker::judge(&programme.instance, &programme.outcome.schedule, &programme.outcome.certificate);
        let mut dossier = c.dossier.as_ref().clone();
        dossier.plan = programme.plan.clone();
        // waivers given in the workbench stand beside the dossier, not in it
        dossier.waivers = read_waivers(&work, current.version.number)?;
        let carry = programme::carry(&c.policy, &dossier.county, dossier.as_of);
        if !verdict.holds() || !checker::arrangement(&dossier, &carry).is_empty() {
            return Err(Failure::bad(Message::new("cli-plan-unproved")));
        }
        work.progress(900, "wb-job-saving");
        super::demand_open_plan(&work)?;
        let kept = Kept::of(&programme, &verdict, asked.keep)?;
        let (county, origins) = (dossier.county.clone(), dossier.origins.clone());
        let made = dossier.plan.clone();
        let plan = NewPlan {
            county,
            cycle: CYCLE.to_owned(),
            dossier_number: current.version.number,
            policy: c.policy.hash.0.clone(),
            label: format!("优化方案（档案第 {} 版）", current.version.number),
            scenario: "{}".to_owned(),
            programme: result(&kept)?,
            findings: "{}".to_owned(),
            state: "draft".to_owned(),
        };
        // of each version its own, should somebody change the dossier between two attempts
        let step = format!("plan/{}", current.version.number);
        let plan = (work.stamp(&step), PlanCommand::Put(Box::new(plan)).into());
        let put = DossierCommand::Put {
            cycle: CYCLE.to_owned(),
            dossier: Box::new(dossier),
            origins,
            why: "优化编制规划".to_owned(),
            based_on: Some(current.version.number),
        };
        work.app.store.write_together(vec![plan, (work.stamp("dossier"), put.into())])?;
        let mut warnings = programme.notes.clone();
        warnings.truncate(6);
        result(&Said { message: optimised(&kept, &made), warnings })
    });
    done.await?
}

/// What came out, in words.
fn optimised(kept: &Kept, plan: &Plan) -> Message {
    let total = plan.projects.iter().map(model::Project::total).collect::<Result<Vec<_>, _>>();
    let total = total.and_then(Fen::sum).ok();
    let gap = kept.gap_ppm.map_or_else(|| "—".to_owned(), view::ppm);
    let message = Message::new("wb-job-optimised").with("projects", plan.projects.len()).with("gap", gap);
    message.with("total", total.map_or_else(|| "—".to_owned(), Fen::wan)).with("left", kept.left_out.len())
}

/// The result of a job whose dossier an earlier attempt has written.
fn done_before(work: &Work) -> Result<Option<String>, Failure> {
    let (scope, county) = (Scope::system(), &work.job.county);
    let mut reader = work.app.store.read()?;
    let Some(answer) = reader.answered(&work.job.account, &work.stamp("dossier").key)? else { return Ok(None) };
    let number = answer.number().ok_or(Failure::NotFound)?;
    let (_, dossier) = reader.dossier_numbered(&scope, county, CYCLE, number)?.ok_or(Failure::NotFound)?;
    for row in reader.plans(&scope, county, CYCLE, 20, 0)? {
        let body = reader.plan(&scope, county, CYCLE, row.number)?.map(|(_, body)| body);
        let kept: Option<Kept> = body.and_then(|b| serde_json::from_str(&b).ok());
        if let Some(kept) = kept.filter(|k| k.made(&dossier.plan)) {
            return result(&Said { message: optimised(&kept, &dossier.plan), warnings: Vec::new() }).map(Some);
        }
    }
    Err(Failure::NotFound)
}

/// The waivers that stand in the dossier itself.
fn read_waivers(work: &Work, number: i64) -> Result<Vec<model::Waived>, Failure> {
    let read = work.app.store.read()?.dossier_numbered(&Scope::system(), &work.job.county, CYCLE, number)?;
    Ok(read.ok_or(Failure::NotFound)?.1.waivers)
}
