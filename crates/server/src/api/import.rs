//! Workbooks sent in (导入工作簿): read by a job, taken whole or not at all; what is wrong told by sheet and cell.

use super::dossier::{named, present};
use super::input::{IfMatch, Once};
use super::reply::{self, Accepted};
use super::say::Said;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::job::{IMPORT, Imported};
use crate::page::Page;
use crate::page::import::{marked_copy, read, receive};
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::response::Response;
use model::Message;
use review::permission::Action;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(send, one, marked))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::SchoolImport);
    Page::new(app)
        .upload("/api/v1/counties/{county}/imports", may, send, DefaultBodyLimit::max(app.config.upload))
        .get("/api/v1/counties/{county}/imports/{job}", may, one)
        .get("/api/v1/counties/{county}/imports/{job}/marked.xlsx", may, marked)
}

/// 上传的工作簿。
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form, which is read field by field")]
struct WorkbookUpload {
    /// 工作簿文件（xlsx、xls、ods、csv）。
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// 事由，至多 200 字。
    #[schema(required = false)]
    why: String,
}

/// 导入的结果。
#[derive(Serialize, ToSchema)]
struct ImportOutcome {
    /// 任务编号。
    job: String,
    /// 是否已成为本县的档案。
    taken: bool,
    /// 结果。
    outcome: Said,
    /// 值得注意的事项。
    warnings: Vec<Said>,
    /// 标注了问题的工作簿的下载地址；没有问题或无法标注时为 null。
    marked: Option<String>,
    /// 各工作表的问题。
    sheets: Vec<SheetProblems>,
}

/// 一个工作表的问题。
#[derive(Serialize, ToSchema)]
struct SheetProblems {
    /// 工作表名称。
    name: String,
    /// 问题。
    problems: Vec<CellProblem>,
    /// 未列出的问题数；标注了问题的工作簿里全部都有。
    more: u32,
}

/// 一个单元格的问题。
#[derive(Serialize, ToSchema)]
struct CellProblem {
    /// 单元格；针对整表时为空。
    cell: String,
    /// 严重程度。
    severity: String,
    /// 问题。
    what: String,
    /// 影响。
    why: String,
    /// 怎么办。
    remedy: String,
}

/// 上传工作簿 · ImportOutcome a workbook
///
/// 受理后由后台任务读取，全部接受或全部退回。任务完成后取导入结果。
#[utoipa::path(post, path = "/api/v1/counties/{county}/imports", tag = "档案", operation_id = "import_workbook",
    params(("If-Match" = String, Header, description = "所依据档案版本的 ETag。")),
    request_body(content = WorkbookUpload, content_type = "multipart/form-data"),
    responses((status = 202, description = "已受理。", body = Accepted)))]
async fn send(
    county: CountyView,
    IfMatch(given): IfMatch,
    once: Once,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Failure> {
    let media = || Failure::Media(Message::new("wb-api-media").with("wanted", "multipart/form-data"));
    let form = form.map_err(|_| media())?;
    // asked again after it was taken: the answer is the first one, though the version has moved on
    let again = once.before(&county.app, &county.caller).await?.and_then(|_| named(&given));
    let based_on = match again {
        Some(number) => number,
        None => present(&county, &given)?,
    };
    let sent = receive(&county.app, form).await?;
    let stamp = once.stamp(&county.caller)?;
    reply::accepted(&read(&county, sent, based_on, stamp).await?)
}

async fn made(county: &CountyView, id: String) -> Result<Imported, Failure> {
    let (scope, wanted) = (county.caller.scope(), id);
    let job = county.app.off(move |app| Ok(app.store.read()?.job(&scope, &wanted)?)).await?;
    let job = job.filter(|j| j.county == county.code && j.task == IMPORT).ok_or(Failure::NotFound)?;
    job.result.as_deref().and_then(|r| serde_json::from_str(r).ok()).ok_or(Failure::NotFound)
}

/// 导入结果 · Outcome of an import
///
/// 任务尚未完成时 404。
#[utoipa::path(get, path = "/api/v1/counties/{county}/imports/{job}", tag = "档案", operation_id = "import",
    responses((status = 200, description = "结果。", body = ImportOutcome)))]
async fn one(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let made = made(&county, id).await?;
    let w = county.words();
    let marked = made.marked.as_ref();
    let href = format!("{}/counties/{}/imports/{}/marked.xlsx", super::PREFIX, county.code, made.job);
    let sheet = |s: &crate::job::SheetView| SheetProblems {
        name: s.name.clone(),
        problems: s
            .problems
            .iter()
            .map(|p| CellProblem {
                cell: p.cell.clone(),
                severity: p.severity.clone(),
                what: p.what.clone(),
                why: p.why.clone(),
                remedy: p.remedy.clone(),
            })
            .collect(),
        more: u32::try_from(s.more).unwrap_or(u32::MAX),
    };
    reply::json(&ImportOutcome {
        taken: made.taken,
        outcome: Said::of(&w, &made.said.message),
        warnings: made.said.warnings.iter().map(|m| Said::of(&w, m)).collect(),
        marked: marked.map(|_| href),
        sheets: made.sheets.iter().map(sheet).collect(),
        job: made.job,
    })
}

/// 标注了问题的工作簿 · The marked copy
#[utoipa::path(get, path = "/api/v1/counties/{county}/imports/{job}/marked.xlsx", tag = "档案", operation_id = "marked_copy",
    responses((status = 200, description = "工作簿。", body = [u8],
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn marked(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    marked_copy(&county, id).await
}
