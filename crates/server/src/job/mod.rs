//! Work that outlasts a request (后台任务): taken from the store by whichever process is free, with progress and a result.

mod backup;
mod import;
mod optimise;
mod overview;
mod papers;
mod scenario;
mod why;

pub use backup::Backup;
pub(crate) use import::child;
pub use import::{CellView, Import, Imported, ProblemView, RowView, SheetView};
pub use optimise::{Kept, LeftOut, Optimise};
pub use overview::Overview;
pub use papers::{PaperFile, Papers, PapersMade};
pub use scenario::{Figure, Line, ScenarioAsked, Scene, present};
pub use why::{MoreAsked, MoreLine, MoreMade, WhyAsked, WhyMade};

use crate::app::{App, CYCLE};
use crate::clock;
use crate::failure::Failure;
use model::Message;
use review::permission::PlanState;
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::{Answer, Job, Quiet, Scope};

/// Optimising a plan.
pub const OPTIMISE: &str = "optimise";
/// Making the papers.
pub const PAPERS: &str = "papers";
/// Importing a workbook.
pub const IMPORT: &str = "import";

/// Planning a scenario.
pub const SCENARIO_TASK: &str = "scenario";
/// Answering why a project is in or out.
pub const WHY: &str = "why";
/// Answering what more money would bring.
pub const MORE: &str = "more";
/// Taking a backup.
pub const BACKUP: &str = "backup";
/// Computing counties in short.
pub const OVERVIEW: &str = "overview";

/// A worker not heard of for so long has lost its job.
const SILENT: i64 = 15_000;
/// How often a worker says that it is alive.
const BEAT: Duration = Duration::from_secs(3);
/// A job is given up after so many attempts.
const ATTEMPTS: i64 = 3;

/// What every job says at its end.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said {
    /// What came out.
    pub message: Message,
    /// What its reader should know.
    #[serde(default)]
    pub warnings: Vec<Message>,
}

/// A job being worked on.
#[derive(Clone)]
pub struct Work {
    /// The application.
    pub app: App,
    /// The job.
    pub job: Job,
}

impl Work {
    /// Tells how far it is: thousandths, and what is being done. Also says that this worker is alive.
    pub fn progress(&self, permille: i64, message: &'static str) {
        let text = serde_json::to_string(&Message::new(message)).unwrap_or_default();
        let note = Quiet::Progress {
            id: self.job.id.clone(),
            worker: self.app.worker.clone(),
            at: clock::now(),
            permille,
            message: text,
        };
        if let Err(failed) = self.app.store.note(note) {
            tracing::warn!(job = %self.job.id, ?failed, "progress not kept");
        }
    }

    /// What was asked for.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn asked<T: for<'a> Deserialize<'a>>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.job.payload).map_err(|e| Failure::Internal(e.to_string()))
    }

    /// The signature of what the job writes: in the name of who asked, done once however often the job is taken.
    pub fn stamp(&self, step: &str) -> store::Stamp {
        store::Stamp::of(clock::now(), &self.job.account, format!("job/{}/{step}", self.job.id), "job")
    }
}

/// Takes what nobody sits and waits for until the server stops: one at a time, beside the others.
pub async fn work_quietly(app: App) {
    while !app.stopping.load(Ordering::Relaxed) {
        match take(&app, &[BACKUP, OVERVIEW]).await {
            Ok(Some(job)) => run(Work { app: app.clone(), job }).await,
            Ok(None) => tokio::time::sleep(Duration::from_millis(500)).await,
            Err(failure) => {
                tracing::warn!(?failure, "no job can be taken");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    }
}

/// Takes jobs until the server stops.
pub async fn work(app: App) {
    while !app.stopping.load(Ordering::Relaxed) {
        match take(&app, &[OPTIMISE, PAPERS, IMPORT, crate::library::PREVIEW, SCENARIO_TASK, WHY, MORE]).await {
            Ok(Some(job)) => run(Work { app: app.clone(), job }).await,
            Ok(None) => {
                // another process may have asked for one: look now and then
                let _ = tokio::time::timeout(Duration::from_secs(2), app.bell.notified()).await;
            }
            Err(failure) => {
                tracing::warn!(?failure, "no job can be taken");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    }
}

async fn take(app: &App, tasks: &'static [&'static str]) -> Result<Option<Job>, Failure> {
    app.off(move |app| {
        let now = clock::now();
        let take = Quiet::Take {
            tasks: tasks.iter().map(|t| (*t).to_owned()).collect(),
            worker: app.worker.clone(),
            at: now,
            silent_before: now.saturating_sub(SILENT),
            most_attempts: ATTEMPTS,
        };
        match app.store.note(take)? {
            Answer::Job { job } => Ok(job.map(|j| *j)),
            _ => Ok(None),
        }
    })
    .await
}

async fn run(work: Work) {
    let id = work.job.id.clone();
    tracing::info!(job = %id, task = %work.job.task, county = %work.job.county, "job taken");
    let task = work.job.task.clone();
    // a job that panics must not take the worker with it
    let doing = tokio::spawn({
        let work = work.clone();
        async move {
            match work.job.task.as_str() {
                OPTIMISE => optimise::run(work).await,
                PAPERS => papers::run(work).await,
                IMPORT => import::run(work).await,
                crate::library::PREVIEW => crate::library::make_preview(work).await,
                SCENARIO_TASK => scenario::run(work).await,
                WHY => why::run(work).await,
                MORE => why::more(work).await,
                BACKUP => backup::run(work).await,
                OVERVIEW => overview::run(work).await,
                other => Err(Failure::Internal(format!("no such task: {other}"))),
            }
        }
    });
    let beating = tokio::spawn(beat(work.clone()));
    let done = doing.await.unwrap_or_else(|e| Err(Failure::Internal(e.to_string())));
    beating.abort();
    if done.is_err() && work.app.stopping.load(Ordering::Relaxed) {
        // given up because the server stops: another process begins it anew
        hand_back(&work.app).await;
        return;
    }
    work.app.metrics.job(&task, done.is_ok());
    let (worker, at) = (work.app.worker.clone(), clock::now());
    let note = match done {
        Ok(result) => Quiet::Finish { id: id.clone(), worker, at, result },
        Err(failure) => {
            tracing::warn!(job = %id, ?failure, "job failed");
            Quiet::Fail { id: id.clone(), worker, at, message: why(failure) }
        }
    };
    if let Err(failure) = work.app.off(move |app| Ok(app.store.note(note)?)).await {
        tracing::warn!(job = %id, ?failure, "the end of a job was not kept");
    }
}

/// Says that the worker of a job is alive, for as long as the job takes.
async fn beat(work: Work) {
    loop {
        tokio::time::sleep(BEAT).await;
        let (id, worker) = (work.job.id.clone(), work.app.worker.clone());
        let beat = Quiet::Beat { id, worker, at: clock::now() };
        match work.app.off(move |app| Ok(app.store.note(beat)?)).await {
            Ok(Answer::Count { count: 0 }) => tracing::warn!(job = %work.job.id, "the job is another worker's now"),
            Ok(_) => {}
            Err(failure) => tracing::warn!(job = %work.job.id, ?failure, "no sign of life could be given"),
        }
    }
}

/// Gives back what this process has taken and not done.
pub(crate) async fn hand_back(app: &App) {
    let back = app.off(|app| Ok(app.store.note(Quiet::HandBack { worker: app.worker.clone() })?)).await;
    match back {
        Ok(Answer::Count { count }) => tracing::info!(count, "jobs handed back"),
        other => {
            tracing::warn!(?other, "jobs could not be handed back; they are taken over when they have been silent")
        }
    }
}

/// A failure as the page of the job tells it.
fn why(failure: Failure) -> String {
    // demands that clash need more than a line
    if let Failure::Bad(list) = &failure
        && list.len() > 1
    {
        return serde_json::to_string(list).unwrap_or_default();
    }
    let message = match failure {
        Failure::Bad(mut list) if list.len() == 1 => list.pop().unwrap_or_else(|| Message::new("wb-job-failed")),
        Failure::Conflict(why) | Failure::Forbidden(why) | Failure::Busy(why) | Failure::ReadOnly(why) => why,
        Failure::NotFound => Message::new("wb-error-missing"),
        _ => Message::new("wb-job-failed"),
    };
    serde_json::to_string(&message).unwrap_or_default()
}

/// Refuses when the county's plan is frozen, handed in or approved: what was signed stays as it was signed.
fn demand_open_plan(work: &Work) -> Result<(), Failure> {
    let latest = work.app.store.read()?.plans(&Scope::system(), &work.job.county, CYCLE, 1, 0)?.into_iter().next();
    match latest.and_then(|p| p.state.parse().ok()) {
        None | Some(PlanState::Draft | PlanState::Returned) => Ok(()),
        Some(_) => Err(Failure::Conflict(Message::new("review-deny-frozen"))),
    }
}

/// A result as the store keeps it.
pub(crate) fn result(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|e| Failure::Internal(e.to_string()))
}
