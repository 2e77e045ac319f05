//! Jobs as pages show them (后台任务): progress, what came out, where to go then.

use super::{Page, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::job::{IMPORT, OPTIMISE, PAPERS, Said};
use crate::page::import;
use crate::shell::Shell;
use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use model::Message;
use review::permission::Action;
use serde::Serialize;
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
        Ok(JobView::new(&county.shell("", ""), &job))
    }

    fn new(s: &Shell, job: &Job) -> JobView {
        let said: Option<Said> = job.result.as_deref().and_then(|r| serde_json::from_str(r).ok());
        let message =
            |text: &str| serde_json::from_str::<Message>(text).map_or_else(|_| text.to_owned(), |m| s.say(&m));
        let (title, page) = match job.task.as_str() {
            OPTIMISE => ("wb-job-optimise", "plan"),
            PAPERS => ("wb-job-papers", "papers"),
            IMPORT => ("wb-job-import", "import"),
            _ => ("wb-job", ""),
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
            done_href: if running { String::new() } else { s.path(page) },
            done_label: s.t(if state == "done" { "wb-job-see" } else { "wb-job-back" }),
            go: false,
            warnings: said.as_ref().map(|r| r.warnings.iter().map(|m| s.say(m)).collect()).unwrap_or_default(),
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
