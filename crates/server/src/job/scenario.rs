//! A scenario (情景): the county as it would be, planned, judged and kept beside the county's own plan.

use super::{Kept, Said, Work, result};
use crate::app::{CYCLE, Packs};
use crate::county::Computed;
use crate::failure::Failure;
use checker::Verdict;
use model::{Dossier, Fen, Message, Plan, Scenario};
use papers::comparison::Amount;
use policy::Policy;
use programme::{Halt, Limits, Options, Programme};
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use store::{NewPlan, PlanCommand, SCENARIO, Scope};

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScenarioAsked {
    /// The version of the dossier.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// What it assumes.
    pub scenario: Scenario,
    /// The plan's own projects are candidates too.
    pub keep: bool,
    /// The policy packs it is planned by.
    #[serde(default)]
    pub packs: Packs,
}

/// A value as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Fen.
    Money(Fen),
    /// A number.
    Count(i64),
    /// Millionths.
    Share(u32),
}

impl From<Amount> for Figure {
    fn from(amount: Amount) -> Figure {
        match amount {
            Amount::Money(fen) => Figure::Money(fen),
            Amount::Count(n) => Figure::Count(n),
            Amount::Share(ppm) => Figure::Share(ppm),
        }
    }
}

/// A measure of a scenario (指标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The group it stands in.
    pub group: Message,
    /// What is measured.
    pub label: Message,
    /// Its value.
    pub value: Option<Figure>,
}

/// A scenario as it is kept (情景方案).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Scene {
    /// What it assumes, in words.
    pub assumed: Vec<Message>,
    /// Why there is no plan.
    pub refused: Vec<Message>,
    /// The plan.
    pub plan: Plan,
    /// Its measures.
    pub lines: Vec<Line>,
    /// What is known of how it was made.
    pub kept: Option<Kept>,
}

/// The measures of one case.
fn measured(case: papers::Case<'_>) -> Result<Vec<Line>, Failure> {
    let scene = papers::Scene { name: String::new(), assumed: Vec::new(), outcome: Ok(case) };
    let found = papers::compare(std::slice::from_ref(&scene)).map_err(|e| Failure::bad(e.message()))?;
    let line = |m: papers::comparison::Measure| Line {
        value: m.values.first().copied().flatten().map(Figure::from),
        group: m.group,
        label: m.label,
    };
    Ok(found.measures.into_iter().map(line).collect())
}

/// The measures of the county's plan as it stands.
///
/// # Errors
/// Sums out of range, or the board cannot be laid out.
pub fn present(c: &Computed) -> Result<Vec<Line>, Failure> {
    let board = c.board().map_err(|e| Failure::Bad(e.messages()))?;
    let effect = crate::county::effect::Effect::of(c, &[]).map_err(|e| Failure::Bad(e.messages()))?;
    let objective = effect.trial.before.unwrap_or_default();
    // the plan as an answer to its own problem, without a proof of its own
    let programme = Programme {
        candidates: board.candidates.clone(),
        instance: board.instance.clone(),
        outcome: programme::Outcome {
            schedule: checker::Schedule { starts: board.starts.clone(), money: Vec::new() },
            objective,
            bound: checker::Value::ZERO,
            gaps: [None; checker::TIERS],
            gap_ppm: None,
            stop: programme::StopReason::LimitReached,
            certificate: checker::Certificate::default(),
        },
        plan: c.dossier.plan.clone(),
        accounts: c.accounts.clone(),
        left_out: Vec::new(),
        unplanned: Vec::new(),
        demands: Vec::new(),
        unmet: Vec::new(),
        notes: Vec::new(),
    };
    measured(papers::Case {
        dossier: &c.dossier,
        scenario: &Scenario::default(),
        policy: &c.policy,
        needs: &c.needs,
        programme: Some(&programme),
        verdict: None,
        findings: &c.findings,
        program: env!("CARGO_PKG_VERSION"),
    })
}

/// Plans a scenario and judges it.
fn made(c: &Computed, policy: &Policy, asked: &ScenarioAsked, work: &Work) -> Result<Scene, Failure> {
    let mut assumed = asked.scenario.messages();
    assumed.extend(asked.packs.message());
    assumed.extend(asked.keep.then(|| Message::new("compare-keep-plan")));
    let dossier = c.dossier.as_ref().clone();
    let mut dossier: Dossier = asked.scenario.apply(dossier).map_err(|e| Failure::bad(e.message()))?;
    let needs = needs::assess(&dossier, policy);
    let stopping = || work.app.stopping.load(Ordering::Relaxed);
    let halt = Halt::when(&stopping);
    let planned = programme::unplanned_dossier(&dossier, policy, &needs).and_then(|bare| {
        let options = Options { keep_hand_made: asked.keep };
        programme::plan_until(&bare, policy, &needs, &Limits::default(), &options, &halt)
    });
    if halt.fired() {
        return Err(Failure::Busy(Message::new("wb-job-stopped")));
    }
    let programme = match planned {
        Ok(programme) => programme,
        // demands that clash are an answer
        Err(refused) => {
            let refused = refused.messages();
            return Ok(Scene { assumed, refused, plan: Plan::default(), lines: Vec::new(), kept: None });
        }
    };
    work.progress(700, "wb-job-checking");
    let verdict: Verdict =
        checker::judge(&programme.instance, &programme.outcome.schedule, &programme.outcome.certificate);
    if !verdict.holds() {
        return Err(Failure::bad(Message::new("cli-plan-unproved")));
    }
    dossier.plan = programme.plan.clone();
    let findings = rules::check(&rules::Case { dossier: &dossier, policy, needs: &needs });
    let lines = measured(papers::Case {
        dossier: &dossier,
        scenario: &asked.scenario,
        policy,
        needs: &needs,
        programme: Some(&programme),
        verdict: Some(&verdict),
        findings: &findings,
        program: env!("CARGO_PKG_VERSION"),
    })?;
    let kept = Kept::of(&programme, &verdict, asked.keep)?;
    Ok(Scene { assumed, refused: Vec::new(), plan: programme.plan, lines, kept: Some(kept) })
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    let asked: ScenarioAsked = work.asked()?;
    work.progress(50, "wb-job-reading");
    let current = work.app.county(Scope::system(), &work.job.county).await?.ok_or(Failure::NotFound)?;
    if current.version.number != asked.version {
        return Err(Failure::Conflict(Message::new("wb-papers-changed")));
    }
    let done = tokio::task::spawn_blocking(move || {
        let c = &current.computed;
        work.progress(200, "wb-job-solving");
        let policy = work.app.policy_by(&work.job.county, &asked.packs)?;
        let scene = made(c, &policy, &asked, &work)?;
        work.progress(900, "wb-job-saving");
        let scenario = serde_json::to_string(&asked.scenario).map_err(|e| Failure::Internal(e.to_string()))?;
        let plan = NewPlan {
            county: work.job.county.clone(),
            cycle: CYCLE.to_owned(),
            dossier_number: asked.version,
            policy: policy.hash.0.clone(),
            label: asked.name.clone(),
            scenario,
            programme: result(&scene)?,
            findings: "{}".to_owned(),
            state: SCENARIO.to_owned(),
        };
        work.app.store.write(work.stamp("scenario"), PlanCommand::Put(Box::new(plan)))?;
        let key = if scene.refused.is_empty() { "wb-scenario-made" } else { "wb-scenario-refused" };
        let message = Message::new(key).with("name", &asked.name).with("projects", scene.plan.projects.len());
        result(&Said { message, warnings: scene.refused })
    });
    done.await?
}
