//! Jobs as pages show them (后台任务): progress, what came out, where to go then.

use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::{Failure, form_urlencoded};
use crate::job::{IMPORT, MORE, OPTIMISE, PAPERS, SCENARIO_TASK, Said, WHY, WhyAsked};
use crate::page::import;
use crate::shell::Shell;
use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use model::Message;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use store::{Job, JobCommand};

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app).get("/c/{county}/jobs/{job}", Need::May(Action::SchoolRead), show)
}

/// Asks for a job of a county; its number.
///
/// # Errors
/// When it cannot be written.
pub async fn ask(county: &CountyView, task: &str, what: &impl Serialize) -> Result<String, Failure> {
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    ask_as(county, task, what, stamp).await
}

/// Asks for a job of a county under a stamp of one's own: the same stamp and the same job is the same job.
///
/// # Errors
/// When it cannot be written.
pub async fn ask_as(
    county: &CountyView,
    task: &str,
    what: &impl Serialize,
    stamp: store::Stamp,
) -> Result<String, Failure> {
    let payload = serde_json::to_string(what).map_err(|e| Failure::Internal(e.to_string()))?;
    let command = JobCommand::Enqueue { task: task.to_owned(), county: county.code.clone(), payload };
    let answer = county.app.off(move |app| Ok(app.store.write(stamp, command)?)).await?;
    county.app.bell.notify_one();
    answer.id().map(str::to_owned).ok_or_else(|| Failure::Internal("a job without a number".to_owned()))
}

/// Jobs of a county looked through for an answer.
const LOOKED: i64 = 200;

/// The answer to exactly this question, where a job has given it.
///
/// # Errors
/// When the store cannot be read.
pub async fn answered<T: for<'a> Deserialize<'a>>(
    county: &CountyView,
    task: &'static str,
    what: &impl Serialize,
) -> Result<Option<T>, Failure> {
    let payload = serde_json::to_string(what).map_err(|e| Failure::Internal(e.to_string()))?;
    let found = done(county, task).await?.into_iter().find(|j| j.payload == payload);
    Ok(found.and_then(|j| serde_json::from_str(j.result.as_deref()?).ok()))
}

/// The latest answer of a kind.
///
/// # Errors
/// When the store cannot be read.
pub async fn last<T: for<'a> Deserialize<'a>>(county: &CountyView, task: &'static str) -> Result<Option<T>, Failure> {
    let found = done(county, task).await?.into_iter().next();
    Ok(found.and_then(|j| serde_json::from_str(j.result.as_deref()?).ok()))
}

/// The finished jobs of a kind, the latest first.
async fn done(county: &CountyView, task: &'static str) -> Result<Vec<Job>, Failure> {
    let scope = county.caller.county_scope(&county.code);
    let jobs = county.app.off(move |app| Ok(app.store.read()?.jobs(&scope, LOOKED, 0)?)).await?;
    Ok(jobs.into_iter().filter(|j| j.county == county.code && j.task == task && j.state == "done").collect())
}

/// A job as a part of a page.
#[derive(Template)]
#[template(path = "job.html")]
pub struct JobView {
    state: &'static str,
    running: bool,
    href: String,
    title: String,
    line: String,
    percent: i64,
    done_href: String,
    done_label: String,
    /// Moves on by itself.
    go: bool,
    warnings: Vec<String>,
    #[template(skip)]
    result: Option<String>,
}

impl JobView {
    /// A job of the county looked at.
    ///
    /// # Errors
    /// 404 for a job of another county.
    pub async fn of(county: &CountyView, id: &str) -> Result<JobView, Failure> {
        let (scope, wanted) = (county.caller.scope(), id.to_owned());
        let job = county.app.off(move |app| Ok(app.store.read()?.job(&scope, &wanted)?)).await?;
        let job = job.filter(|j| j.county == county.code).ok_or(Failure::NotFound)?;
        // what comes out may be told to those alone who may see it
        let sees = match job.task.as_str() {
            OPTIMISE | SCENARIO_TASK | WHY | MORE => Action::PlanRead,
            PAPERS => Action::PaperDownload,
            IMPORT => Action::SchoolImport,
            _ => Action::SchoolRead,
        };
        county.caller.demand(sees, Some(&county.code))?;
        Ok(JobView::new(&county.shell("", ""), &job))
    }

    fn new(s: &Shell, job: &Job) -> JobView {
        let said: Option<Said> = job.result.as_deref().and_then(|r| serde_json::from_str(r).ok());
        let list: Vec<Message> = serde_json::from_str(&job.message).unwrap_or_default();
        let message = |text: &str| match list.first() {
            Some(first) => s.say(first),
            None => serde_json::from_str::<Message>(text).map_or_else(|_| text.to_owned(), |m| s.say(&m)),
        };
        let (title, page) = match job.task.as_str() {
            OPTIMISE => ("wb-job-optimise", "plan"),
            PAPERS => ("wb-job-papers", "papers"),
            IMPORT => ("wb-job-import", "import"),
            SCENARIO_TASK => ("wb-job-scenario", "scenarios"),
            WHY => ("wb-job-why", "plan/candidates"),
            MORE => ("wb-job-more", "plan/candidates"),
            _ => ("wb-job", ""),
        };
        let asked: Option<WhyAsked> = serde_json::from_str(&job.payload).ok().filter(|_| job.task == WHY);
        let page = match asked {
            Some(asked) => format!("plan/why/{}", form_urlencoded(&asked.project.0)),
            None => page.to_owned(),
        };
        let (state, line) = match job.state.as_str() {
            "waiting" => ("running", s.t("wb-job-waiting")),
            "running" => ("running", message(&job.message)),
            "done" => ("done", said.as_ref().map_or_else(|| s.t("wb-job-done"), |r| s.say(&r.message))),
            _ => ("failed", message(&job.message)),
        };
        let running = state == "running";
        JobView {
            state,
            running,
            href: format!("{}/{}", s.path("jobs"), job.id),
            title: s.t(title),
            line,
            percent: job.progress / 10,
            done_href: if running { String::new() } else { s.path(&page) },
            done_label: s.t(if state == "done" { "wb-job-see" } else { "wb-job-back" }),
            go: false,
            warnings: match &said {
                Some(said) => said.warnings.iter().map(|m| s.say(m)).collect(),
                None => list.iter().skip(1).map(|m| s.say(m)).collect(),
            },
            result: job.result.clone().filter(|_| job.task == IMPORT && state == "done"),
        }
    }

    /// As HTML.
    ///
    /// # Errors
    /// When the template fails.
    pub fn html(&self) -> Result<String, Failure> {
        Ok(self.render()?)
    }
}

async fn show(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let mut view = JobView::of(&county, &id).await?;
    if let Some(result) = view.result.take() {
        return Ok(Html(import::result(&county, &result)?).into_response());
    }
    // what is being waited for is shown as soon as it is there
    view.go = view.state == "done";
    render(&view)
}
