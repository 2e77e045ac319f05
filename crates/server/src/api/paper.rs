//! Papers of the plan (成果文件): sets made by jobs, their files.

use super::input::{Once, Sent};
use super::plan::demand_version;
use super::reply::{self, Accepted, Page as List};
use super::say::{self, Said};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::job::PapersMade;
use crate::page::Page;
use crate::page::papers::{made, order, paper};
use axum::extract::Path;
use axum::response::Response;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use store::Job;
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, make, one, file))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::PaperDownload);
    Page::new(app)
        .get("/api/v1/counties/{county}/papers", may, list)
        .post("/api/v1/counties/{county}/papers", Need::May(Action::PaperMake), make)
        .get("/api/v1/counties/{county}/papers/{job}", may, one)
        .get("/api/v1/counties/{county}/papers/{job}/{file}", may, file)
}

/// 一套成果文件。
#[derive(Serialize, ToSchema)]
struct PaperSet {
    /// 编制任务的编号。
    job: String,
    /// 所依据的档案版本号。
    version: i64,
    /// 该版本规范编码的 SHA-256。
    hash: String,
    /// 完成时间。
    #[schema(format = DateTime)]
    made: String,
    /// 是否与现在的档案一致。
    current: bool,
    /// 文件。
    papers: Vec<Paper>,
    /// 值得注意的事项。
    warnings: Vec<Said>,
}

/// 一份文件。
#[derive(Serialize, ToSchema)]
struct Paper {
    /// 文件名。
    name: String,
    /// 字节数。
    size: u64,
    /// 内容的 SHA-256。
    hash: String,
    /// 下载地址。
    href: String,
}

/// 要编制的成果文件。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PapersWanted {
    /// 所依据的档案版本号，须为最新版本。
    #[schema(minimum = 0, maximum = 999999999)]
    version: i64,
}

fn shown(county: &CountyView, job: &Job, set: &PapersMade) -> PaperSet {
    let w = county.words();
    let base = format!("{}/counties/{}/papers/{}", super::PREFIX, county.code, job.id);
    let paper = |p: &crate::job::PaperFile| Paper {
        name: p.name.clone(),
        size: p.size,
        hash: p.hash.clone(),
        href: format!("{base}/{}", crate::failure::form_urlencoded(&p.name)),
    };
    PaperSet {
        job: job.id.clone(),
        version: set.version,
        hash: set.hash.clone(),
        made: say::moment(job.finished.unwrap_or(job.created)),
        current: set.version == county.version.number,
        papers: set.papers.iter().map(paper).collect(),
        warnings: set.said.warnings.iter().map(|m| Said::of(&w, m)).collect(),
    }
}

/// 成果文件列表 · List papers
///
/// 最近编制的几套，最新的在前，不分页。
#[utoipa::path(get, path = "/api/v1/counties/{county}/papers", tag = "成果文件", operation_id = "list_papers",
    responses((status = 200, description = "成果文件。", body = List<PaperSet>)))]
async fn list(county: CountyView) -> Result<Response, Failure> {
    let items = made(&county).await?.iter().map(|(job, set)| shown(&county, job, set)).collect();
    reply::list(&List { items, next: None }, &county.caller.here)
}

/// 编制成果文件 · Make the papers
#[utoipa::path(post, path = "/api/v1/counties/{county}/papers", tag = "成果文件", operation_id = "make_papers",
    request_body(content = PapersWanted), responses((status = 202, description = "已受理。", body = Accepted)))]
async fn make(county: CountyView, once: Once, Sent(wanted): Sent<PapersWanted>) -> Result<Response, Failure> {
    demand_version(&county, &once, wanted.version).await?;
    let stamp = once.stamp(&county.caller)?;
    reply::accepted(&order(&county, wanted.version, stamp).await?)
}

/// 一套成果文件 · One set of papers
#[utoipa::path(get, path = "/api/v1/counties/{county}/papers/{job}", tag = "成果文件", operation_id = "papers",
    responses((status = 200, description = "成果文件。", body = PaperSet)))]
async fn one(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let sets = made(&county).await?;
    let (job, set) = sets.iter().find(|(job, _)| job.id == id).ok_or(Failure::NotFound)?;
    reply::json(&shown(&county, job, set))
}

/// 下载一份文件 · Download a paper
#[utoipa::path(get, path = "/api/v1/counties/{county}/papers/{job}/{file}", tag = "成果文件", operation_id = "paper",
    responses((status = 200, description = "文件。", content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "application/octet-stream"), (Object = "application/json"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))))]
async fn file(county: CountyView, Path((_, job, name)): Path<(String, String, String)>) -> Result<Response, Failure> {
    paper(&county, job, name).await
}
