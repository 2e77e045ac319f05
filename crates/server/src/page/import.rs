//! Importing a county's workbook (导入工作簿): upload, read in a limited child, show what is wrong where it stands.

use super::jobs::{self, JobView};
use super::{Page, XLSX, download, render};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::clock;
use crate::failure::Failure;
use crate::job::{IMPORT, Import, Imported, SheetView};
use crate::library;
use crate::shell::Shell;
use askama::Template;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use intake::{IntakeProblem, Limits};
use model::{Hash, Message};
use review::permission::Action;
use serde::Deserialize;

/// Versions shown.
const SHOWN: i64 = 10;

/// The page's routes.
pub fn page(app: &App) -> Page {
    Page::new(app)
        .get("/c/{county}/import", Need::May(Action::SchoolImport), show)
        .upload("/c/{county}/import", Need::May(Action::SchoolImport), take, DefaultBodyLimit::max(app.config.upload))
        .get("/c/{county}/import/blank.xlsx", Need::May(Action::SchoolImport), blank)
        .get("/c/{county}/import/{job}/marked.xlsx", Need::May(Action::SchoolImport), marked)
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    s: Shell,
    hint: String,
    job: Option<String>,
    versions: Vec<VersionView>,
}

struct VersionView {
    number: i64,
    when: String,
    who: String,
    why: String,
    hash: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    job: String,
}

async fn show(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let s = county.shell(&county.words().t("wb-import-title"), "schools");
    let (code, scope) = (county.code.clone(), county.caller.scope());
    let versions = county.app.off(move |app| {
        let mut reader = app.store.read()?;
        let list = reader.dossier_versions(&scope, &code, CYCLE, SHOWN, 0)?;
        let mut named = Vec::new();
        for v in list {
            let who = reader.account(&store::Scope::system(), &v.account)?.map(|a| a.name);
            named.push((v, who));
        }
        Ok(named)
    });
    let versions = versions.await?.into_iter().map(|(v, who)| VersionView {
        number: v.number,
        when: clock::shown(v.at),
        who: who.unwrap_or_else(|| s.t("wb-system")),
        why: v.why,
        hash: v.hash.short().to_owned(),
    });
    let versions = versions.collect();
    let job = match asked.job.as_str() {
        "" => None,
        id => Some(JobView::of(&county, id).await?.html()?),
    };
    let hint = s.with("wb-import-hint", "mib", county.app.config.upload / (1024 * 1024));
    render(&ImportPage { s, hint, job, versions })
}

async fn take(county: CountyView, headers: HeaderMap, form: Multipart) -> Result<Response, Failure> {
    let sent = receive(&county.app, form).await?;
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let id = read(&county, sent, county.version.number, stamp).await?;
    if headers.contains_key("hx-request") {
        return Ok(Html(JobView::of(&county, &id).await?.html()?).into_response());
    }
    Ok(Redirect::to(&format!("/c/{}/import?job={id}", county.code)).into_response())
}

/// A workbook as it was sent, looked into.
pub struct Workbook {
    looked: library::Looked,
    why: String,
}

/// Receives a workbook, field `file`, and why it is sent, field `why`. What is unfit to be read, or holds people's identity numbers, is
/// refused here and nothing of it kept.
///
/// # Errors
/// When there is no file, it is too large or unfit, or the form is broken.
pub async fn receive(app: &App, mut form: Multipart) -> Result<Workbook, Failure> {
    let (mut file, mut why) = (None, String::new());
    let most = (app.config.upload as u64).min(Limits::clerk().file_bytes);
    let broken = library::broken(most);
    while let Some(field) = form.next_field().await.map_err(&broken)? {
        match field.name().unwrap_or("") {
            "file" if file.is_none() => file = Some(library::receive(app, field, most).await?),
            "why" => why = library::short(field, most).await?.chars().take(200).collect(),
            _ => {}
        }
    }
    let file = file.ok_or_else(|| Failure::bad(Message::new("wb-import-no-file")))?;
    let unfit = |p: &IntakeProblem| Failure::bad(p.message());
    let looked = library::look_with(app, file, Limits::clerk(), unfit).await?;
    Ok(Workbook { looked, why })
}

/// Asks for the job that reads it into the place of a version; its number.
///
/// # Errors
/// When it cannot be kept.
pub async fn read(county: &CountyView, sent: Workbook, based_on: i64, stamp: store::Stamp) -> Result<String, Failure> {
    let Workbook { looked, why } = sent;
    // only the ending of the name counts; the rest is shown back
    let name = looked.received.name.clone();
    let (hash, _) = county.app.off(move |app| looked.received.keep(app)).await?;
    jobs::ask_as(county, IMPORT, &Import { file: hash.0, name, why, based_on }, stamp).await
}

#[derive(Template)]
#[template(path = "import_result.html")]
struct ResultView<'a> {
    s: Shell,
    title: String,
    summary: String,
    taken: bool,
    marked: String,
    sheets: &'a [SheetView],
}

/// What came out of an import, for people.
///
/// # Errors
/// When the result cannot be read.
pub fn result(county: &CountyView, result: &str) -> Result<String, Failure> {
    let made: Imported = serde_json::from_str(result).map_err(|e| Failure::Internal(e.to_string()))?;
    let s = county.shell("", "schools");
    let title = s.t(if made.taken { "wb-import-taken" } else { "wb-import-refused" });
    let marked =
        made.marked.as_ref().map_or_else(String::new, |_| format!("{}/{}/marked.xlsx", s.path("import"), made.job));
    let view =
        ResultView { title, summary: s.say(&made.said.message), taken: made.taken, marked, sheets: &made.sheets, s };
    Ok(view.render()?)
}

/// An empty workbook of the county.
///
/// # Errors
/// When it cannot be written.
pub async fn blank(county: CountyView) -> Result<Response, Failure> {
    let tree = county.app.tree();
    let mut regions = vec![];
    let mut next = Some(county.code.clone());
    while let Some(region) = next.and_then(|c| tree.region(&c).cloned()) {
        next = region.parent.clone();
        regions.push(region);
    }
    let (code, policy) = (county.code.clone(), county.computed.policy.clone());
    let written = tokio::task::spawn_blocking(move || exchange::workbook::blank(&code, &regions, &policy)).await?;
    let bytes = written.map_err(|e| Failure::Internal(e.to_string()))?;
    Ok(download(&format!("{}-空白工作簿.xlsx", county.code), XLSX, bytes))
}

async fn marked(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    marked_copy(&county, id).await
}

/// The marked copy of a workbook that was read.
///
/// # Errors
/// 404 where there is none, or the job is another county's.
pub async fn marked_copy(county: &CountyView, id: String) -> Result<Response, Failure> {
    let (scope, wanted) = (county.caller.scope(), id);
    let job = county.app.off(move |app| Ok(app.store.read()?.job(&scope, &wanted)?)).await?;
    let job = job.filter(|j| j.county == county.code && j.task == IMPORT).ok_or(Failure::NotFound)?;
    let made: Imported = job.result.as_deref().and_then(|r| serde_json::from_str(r).ok()).ok_or(Failure::NotFound)?;
    let hash = Hash(made.marked.ok_or(Failure::NotFound)?);
    let bytes = county.app.off(move |app| Ok(app.store.files().get(&hash)?)).await?.ok_or(Failure::NotFound)?;
    Ok(download(&format!("{}-已标注.xlsx", made.stem), XLSX, bytes))
}
