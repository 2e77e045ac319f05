//! Optimising a county's plan (优化规划): candidates, solver, independent check; the plan becomes the county's.

use super::{Said, Work, result};
use crate::app::CYCLE;
use crate::failure::Failure;
use crate::page::view;
use model::{Fen, Hash, Message, Plan};
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
}

/// A candidate that stayed out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Its cost.
    pub total: Option<Fen>,
    /// Why, and what would bring it in.
    pub reason: Message,
}

impl Kept {
    fn of(programme: &Programme, verdict: &checker::Verdict, keep: bool) -> Result<Kept, Failure> {
        let plan = Hash::of_value(&programme.plan).map_err(|e| Failure::Internal(e.to_string()))?;
        let stop = serde_json::to_value(programme.outcome.stop).ok().and_then(|v| v.as_str().map(str::to_owned));
        let left_out = programme.left_out.iter().map(|l| {
            let candidate = programme.candidates.iter().find(|c| c.project.id == l.project);
            LeftOut {
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
            _ => "cli-stop-limit-reached",
        })
    }
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    let asked: Optimise = work.asked()?;
    work.progress(50, "wb-job-reading");
    let current = work.app.county(Scope::system(), &work.job.county).await?.ok_or(Failure::NotFound)?;
    let done = tokio::task::spawn_blocking(move || {
        let c = &current.computed;
        work.progress(200, "wb-job-solving");
        let options = Options { keep_hand_made: asked.keep };
        let stopping = || work.app.stopping.load(Ordering::Relaxed);
        let halt = Halt::when(&stopping);
        let programme = programme::plan_until(&c.dossier, &c.policy, &c.needs, &Limits::default(), &options, &halt)
            .map_err(|e| Failure::bad(e.message()))?;
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
        let kept = Kept::of(&programme, &verdict, asked.keep)?;
        let (county, origins) = (dossier.county.clone(), dossier.origins.clone());
        let total = dossier.plan.projects.iter().map(model::Project::total).collect::<Result<Vec<_>, _>>();
        let total = total.and_then(Fen::sum).ok();
        let projects = dossier.plan.projects.len();
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
        work.app.store.write(work.stamp("plan"), PlanCommand::Put(Box::new(plan)))?;
        let put = DossierCommand::Put {
            cycle: CYCLE.to_owned(),
            dossier: Box::new(dossier),
            origins,
            why: "优化编制规划".to_owned(),
            based_on: Some(current.version.number),
        };
        work.app.store.write(work.stamp("dossier"), put)?;
        let gap = kept.gap_ppm.map_or_else(|| "—".to_owned(), view::ppm);
        let message = Message::new("wb-job-optimised").with("projects", projects).with("gap", gap);
        let message =
            message.with("total", total.map_or_else(|| "—".to_owned(), Fen::wan)).with("left", kept.left_out.len());
        let mut warnings = programme.notes.clone();
        warnings.truncate(6);
        result(&Said { message, warnings })
    });
    done.await?
}

/// The waivers that stand in the dossier itself.
fn read_waivers(work: &Work, number: i64) -> Result<Vec<model::Waived>, Failure> {
    let read = work.app.store.read()?.dossier_numbered(&Scope::system(), &work.job.county, CYCLE, number)?;
    Ok(read.ok_or(Failure::NotFound)?.1.waivers)
}
