//! The papers of the plan (成果文件): made by a job, kept, downloaded.

use super::jobs::{self, JobView};
use super::{Page, download, render};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::failure::Failure;
use crate::job::{PAPERS, PaperFile, Papers, PapersMade};
use crate::shell::Shell;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use model::{Hash, Message};
use review::permission::Action;
use rules::Severity;
use serde::Deserialize;
use store::Job;

/// Sets shown.
const SHOWN: usize = 5;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/c/{county}/papers", Need::May(Action::PaperDownload), show)
        .post("/c/{county}/papers", Need::May(Action::PaperMake), make)
        .get("/c/{county}/papers/{job}/{file}", Need::May(Action::PaperDownload), file)
}

#[derive(Template)]
#[template(path = "papers.html")]
struct PapersPage {
    s: Shell,
    may_make: bool,
    blocks: usize,
    job: Option<String>,
    sets: Vec<Set>,
}

struct Set {
    title: String,
    note: String,
    papers: Vec<PaperView>,
    warnings: Vec<String>,
}

struct PaperView {
    name: String,
    what: String,
    size: String,
    icon: &'static str,
    href: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    job: String,
}

/// The finished sets of the county, the latest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn made(county: &CountyView) -> Result<Vec<(Job, PapersMade)>, Failure> {
    let scope = county.caller.county_scope(&county.code);
    let jobs = county.app.off(move |app| Ok(app.store.read()?.jobs(&scope, 200, 0)?)).await?;
    let own = jobs.into_iter().filter(|j| j.county == county.code && j.task == PAPERS && j.state == "done");
    let read = own.filter_map(|j| {
        let made = serde_json::from_str(j.result.as_deref()?).ok()?;
        Some((j, made))
    });
    Ok(read.take(SHOWN).collect())
}

async fn show(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let s = county.shell(&county.words().t("wb-papers-title"), "papers");
    let job = match asked.job.as_str() {
        "" => None,
        id => Some(JobView::of(&county, id).await?.html()?),
    };
    let sets = made(&county).await?.into_iter().map(|(job, made)| set(&county, &s, &job, &made)).collect();
    render(&PapersPage {
        may_make: county.may(Action::PaperMake) && !county.computed.dossier.plan.projects.is_empty(),
        blocks: county.computed.count(Severity::Blocks),
        job,
        sets,
        s,
    })
}

fn set(county: &CountyView, s: &Shell, job: &Job, made: &PapersMade) -> Set {
    let title = Message::new("wb-papers-set").with("version", made.version).with("when", clock::shown(job.created));
    let current = made.hash == county.version.hash.0;
    let paper = |p: &PaperFile| PaperView {
        name: p.name.clone(),
        what: s.t(what(&p.name)),
        size: size(p.size),
        icon: icon(&p.name),
        href: format!("{}/{}/{}", s.path("papers"), job.id, crate::failure::form_urlencoded(&p.name)),
    };
    Set {
        title: s.say(&title),
        note: s.t(if current { "wb-papers-current" } else { "wb-papers-older" }),
        papers: made.papers.iter().map(paper).collect(),
        warnings: made.said.warnings.iter().map(|m| s.say(m)).collect(),
    }
}

/// What a paper is, by the end of its name.
fn what(name: &str) -> &'static str {
    match name {
        n if n.ends_with("规划成果表.xlsx") => "wb-paper-workbook",
        n if n.ends_with("规划文本.docx") || n.ends_with("规划文本.pdf") => "wb-paper-plan",
        n if n.ends_with("规划摘要.docx") || n.ends_with("规划摘要.pdf") => "wb-paper-summary",
        n if n.ends_with("审核材料.pdf") => "wb-paper-review",
        n if n.ends_with("规划数据.json") => "wb-paper-data",
        _ => "wb-paper-manifest",
    }
}

fn icon(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("xlsx") => "table",
        Some("pdf") => "report",
        Some("docx") => "file-text",
        _ => "database",
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("xlsx") => super::XLSX,
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

/// Bytes as people say them.
pub fn size(bytes: u64) -> String {
    if bytes < 1024 * 1024 {
        format!("{} KB", bytes.div_ceil(1024))
    } else {
        format!("{}.{} MB", bytes / (1024 * 1024), bytes % (1024 * 1024) * 10 / (1024 * 1024))
    }
}

async fn make(county: CountyView) -> Result<Response, Failure> {
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let id = order(&county, county.version.number, stamp).await?;
    Ok(Redirect::to(&format!("/c/{}/papers?job={id}", county.code)).into_response())
}

/// Asks for the papers of a version of the plan; the job's number.
///
/// # Errors
/// When there is no plan to print, or the job cannot be kept.
pub async fn order(county: &CountyView, version: i64, stamp: store::Stamp) -> Result<String, Failure> {
    if county.computed.dossier.plan.projects.is_empty() {
        return Err(Failure::bad(Message::new("wb-papers-no-plan")));
    }
    jobs::ask_as(county, PAPERS, &Papers { version }, stamp).await
}

async fn file(county: CountyView, Path((_, job, name)): Path<(String, String, String)>) -> Result<Response, Failure> {
    paper(&county, job, name).await
}

/// One file of a set.
///
/// # Errors
/// 404 where there is none of that name, or the job is another county's.
pub async fn paper(county: &CountyView, job: String, name: String) -> Result<Response, Failure> {
    let (scope, id) = (county.caller.scope(), job);
    let job = county.app.off(move |app| Ok(app.store.read()?.job(&scope, &id)?)).await?;
    let job = job.filter(|j| j.county == county.code && j.task == PAPERS).ok_or(Failure::NotFound)?;
    let made: PapersMade = job.result.as_deref().and_then(|r| serde_json::from_str(r).ok()).ok_or(Failure::NotFound)?;
    let paper = made.papers.into_iter().find(|p| p.name == name).ok_or(Failure::NotFound)?;
    let hash = Hash(paper.hash);
    let bytes = county.app.off(move |app| Ok(app.store.files().get(&hash)?)).await?.ok_or(Failure::NotFound)?;
    Ok(download(&name, kind(&name), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_people_say_them() {
        assert_eq!((size(1), size(2048), size(3 * 1024 * 1024 / 2)), ("1 KB".into(), "2 KB".into(), "1.5 MB".into()));
    }
}
