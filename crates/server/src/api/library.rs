//! Documents of the library (资料): list, search, one with its versions, originals, uploads, reports, take-down.

use super::cursor::{self, Part};
use super::input::{Once, Query, Sent, short};
use super::reply::{self, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{Caller, Need, refused};
use crate::failure::Failure;
use crate::library::{self, Kept};
use crate::page::Page;
use crate::page::library::{most_with_fields, receive_document};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::response::Response;
use model::Message;
use review::permission::{Action, Decision};
use serde::{Deserialize, Serialize};
use store::{Document as Stored, DocumentVersion, Filter};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// Documents read for a list at most.
const MOST: i64 = 10_000;
/// Places a search tells.
const PLACES: usize = 100;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, search, send, one, original, report, state))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let read = Need::May(Action::DocumentRead);
    Page::new(app)
        .get("/api/v1/documents", read, list)
        .upload(
            "/api/v1/documents",
            Need::May(Action::DocumentUpload),
            send,
            DefaultBodyLimit::max(most_with_fields(app)),
        )
        .get("/api/v1/document-search", read, search)
        .get("/api/v1/documents/{document}", read, one)
        .get("/api/v1/documents/{document}/versions/{number}/file", read, original)
        .post("/api/v1/documents/{document}/reports", read, report)
        .post("/api/v1/documents/{document}/states", read, state)
}

/// 资料。
#[derive(Serialize, ToSchema)]
struct LibraryDocument {
    /// 资料编号。
    id: String,
    /// 所属地区代码。
    region: String,
    /// 类别代码。
    category: String,
    /// 标题。
    title: String,
    /// 文号。
    number: String,
    /// 发文机关。
    office: String,
    /// 年份。
    year: Option<i64>,
    /// 标签。
    tags: Vec<String>,
    /// 谁可以看：region 本级和上级，below 另含下级各地。
    audience: String,
    /// 只限这些岗位；空为不限。
    roles: Vec<String>,
    /// 只限所属地区的这个科室；空为不限。
    department: String,
    /// shown 展示中，taken_down 已下架。
    state: String,
    /// 最近变动时间。
    #[schema(format = DateTime)]
    changed: String,
    /// 最新版本。
    latest: LibraryVersion,
}

/// 资料的一个版本。
#[derive(Serialize, ToSchema)]
struct LibraryVersion {
    /// 版本号。
    number: i64,
    /// 文件名。
    name: String,
    /// 媒体类型，按内容判定。
    media: String,
    /// 字节数。
    size: i64,
    /// 页数；没有页的文件为 null。
    pages: Option<i64>,
    /// 文件指纹（SHA-256）。
    hash: String,
    /// 版本说明。
    note: String,
    /// 上传时间。
    #[schema(format = DateTime)]
    at: String,
    /// 上传的账户编号。
    account: String,
}

/// 资料及其全部版本。
#[derive(Serialize, ToSchema)]
struct LibraryRecord {
    /// 资料。
    document: LibraryDocument,
    /// 全部版本，新的在前。
    versions: Vec<LibraryVersion>,
}

/// 检索命中的一页。
#[derive(Serialize, ToSchema)]
struct LibraryHit {
    /// 资料编号。
    document: String,
    /// 标题。
    title: String,
    /// 页码；0 为标题、文号、发文机关或标签。
    page: i64,
    /// 这一页提到的次数。
    count: u32,
    /// 摘录。
    excerpt: String,
    /// 摘录中命中的位置。
    marks: Vec<LibraryMark>,
}

/// 摘录中的一段，按字符计。
#[derive(Serialize, ToSchema)]
struct LibraryMark {
    /// 从第几个字符起，自 0 计。
    start: u32,
    /// 到第几个字符止，不含。
    end: u32,
}

/// 上传的资料。
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form, which is read field by field")]
struct DocumentUpload {
    /// 文件。
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// 类别代码；上传新版本时不用。
    #[schema(required = false)]
    category: String,
    /// 标题；不填则用文件名。
    #[schema(required = false)]
    title: String,
    /// 文号。
    #[schema(required = false)]
    number: String,
    /// 发文机关。
    #[schema(required = false)]
    office: String,
    /// 年份。
    #[schema(required = false)]
    year: String,
    /// 标签，用空格隔开。
    #[schema(required = false)]
    tags: String,
    /// region、office 或 below。
    #[schema(required = false)]
    audience: String,
    /// 只限这些岗位，用逗号隔开。
    #[schema(required = false)]
    roles: String,
    /// 已有资料的编号：作为它的新版本。
    #[schema(required = false)]
    document: String,
    /// 版本说明。
    #[schema(required = false)]
    note: String,
}

/// 已保存的资料。
#[derive(Serialize, ToSchema)]
struct DocumentKept {
    /// 资料编号。
    id: String,
    /// 版本号。
    version: i64,
    /// 值得注意的事项。
    remarks: Vec<String>,
}

/// 举报的原因。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReportWanted {
    /// 原因。
    #[schema(min_length = 2, max_length = 500)]
    reason: String,
}

/// 举报。
#[derive(Serialize, ToSchema)]
struct ReportMade {
    /// 举报编号。
    id: String,
}

/// 资料的新状态。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StateWanted {
    /// 下架或恢复。
    state: StateName,
    /// 原因。
    #[schema(min_length = 2, max_length = 500)]
    reason: String,
}

/// 状态：shown 展示，taken_down 下架。
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum StateName {
    Shown,
    TakenDown,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 类别代码。
    #[param(max_length = 40)]
    category: Option<String>,
    /// 年份。
    year: Option<i64>,
    /// 标签。
    #[param(max_length = 40)]
    tag: Option<String>,
    /// 发文机关。
    #[param(max_length = 80)]
    office: Option<String>,
    /// 文号，括号写法不限。
    #[param(max_length = 80)]
    number: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Words {
    /// 词语；空格隔开的都要出现在同一页。
    #[param(max_length = 100)]
    q: String,
    /// 类别代码。
    #[param(max_length = 40)]
    category: Option<String>,
    /// 年份。
    year: Option<i64>,
}

fn version(v: &DocumentVersion) -> LibraryVersion {
    LibraryVersion {
        number: v.number,
        name: v.name.clone(),
        media: v.media.clone(),
        size: v.size,
        pages: v.pages,
        hash: v.file.0.clone(),
        note: v.note.clone(),
        at: say::moment(v.at),
        account: v.account.clone(),
    }
}

fn shown(d: &Stored) -> LibraryDocument {
    LibraryDocument {
        id: d.id.clone(),
        region: d.region.to_string(),
        category: d.about.category.clone(),
        title: d.about.title.clone(),
        number: d.about.number.clone(),
        office: d.about.office.clone(),
        year: d.about.year,
        tags: d.about.tags.clone(),
        audience: d.about.audience.clone(),
        roles: d.about.roles.clone(),
        department: d.about.department.clone(),
        state: d.state.clone(),
        changed: say::moment(d.changed),
        latest: version(&d.latest),
    }
}

/// 资料列表 · List documents
///
/// 本人看得到的资料，最近变动的在前。
#[utoipa::path(get, path = "/api/v1/documents", tag = "资料", operation_id = "list_documents",
    params(Asked), responses((status = 200, description = "资料。", body = List<LibraryDocument>)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("category", &asked.category, 40)?;
    short("tag", &asked.tag, 40)?;
    short("office", &asked.office, 80)?;
    short("number", &asked.number, 80)?;
    let filter = Filter {
        category: asked.category.clone(),
        year: asked.year,
        tag: asked.tag.clone(),
        office: asked.office.clone(),
        number: asked.number.clone(),
        ..Filter::default()
    };
    let viewer = caller.viewer();
    let found = app.off(move |app| Ok(app.store.read()?.documents(&viewer, &filter, MOST, 0)?)).await?;
    let seen = found.iter().filter(|d| caller.decide_document(Action::DocumentRead, d) == Decision::Allow);
    let entries = seen.map(|d| (vec![Part::Number(d.changed.saturating_neg()), Part::Text(d.id.clone())], shown(d)));
    let page = cursor::page(entries.collect(), Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &caller.here)
}

/// 全文检索 · Search documents
///
/// 标题和命中次数多的在前，至多 100 处，不分页。
#[utoipa::path(get, path = "/api/v1/document-search", tag = "资料", operation_id = "search_documents",
    params(Words), responses((status = 200, description = "命中。", body = List<LibraryHit>)))]
async fn search(State(app): State<App>, caller: Caller, Query(words): Query<Words>) -> Result<Response, Failure> {
    short("q", &Some(words.q.clone()), 100)?;
    short("category", &words.category, 40)?;
    let filter = Filter { category: words.category.clone(), year: words.year, ..Filter::default() };
    let (viewer, q) = (caller.viewer(), words.q);
    let found = app.off(move |app| Ok(app.store.read()?.search(&viewer, &q, &filter, PLACES)?)).await?;
    let seen =
        found.pages.iter().filter(|f| caller.decide_document(Action::DocumentRead, &f.document) == Decision::Allow);
    let items = seen.map(|f| {
        let chars = |to: usize| {
            let before = f.hit.excerpt.get(..to).unwrap_or_default().chars().count();
            u32::try_from(before).unwrap_or(u32::MAX)
        };
        LibraryHit {
            document: f.document.id.clone(),
            title: f.document.about.title.clone(),
            page: f.page,
            count: u32::try_from(f.hit.count).unwrap_or(u32::MAX),
            marks: f.hit.marks.iter().map(|m| LibraryMark { start: chars(m.start), end: chars(m.end) }).collect(),
            excerpt: f.hit.excerpt.clone(),
        }
    });
    reply::list(&List { items: items.collect(), next: None }, &caller.here)
}

/// 一份资料 · A document
///
/// 连同全部版本。
#[utoipa::path(get, path = "/api/v1/documents/{document}", tag = "资料", operation_id = "library_document",
    responses((status = 200, description = "资料。", body = LibraryRecord)))]
async fn one(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let asking = caller.clone();
    let record = app.off(move |app| {
        let viewer = asking.viewer();
        let mut read = app.store.read()?;
        let document = read.document(&viewer, &id)?.ok_or(Failure::NotFound)?;
        refused(asking.decide_document(Action::DocumentRead, &document))?;
        let versions = read.document_versions(&viewer, &id)?;
        Ok(LibraryRecord { document: shown(&document), versions: versions.iter().map(version).collect() })
    });
    reply::json(&record.await?)
}

/// 下载原件 · Download an original
#[utoipa::path(get, path = "/api/v1/documents/{document}/versions/{number}/file", tag = "资料", operation_id = "document_file",
    responses((status = 200, description = "原件。", body = [u8], content_type = "application/octet-stream")))]
async fn original(app: State<App>, caller: Caller, path: Path<(String, i64)>) -> Result<Response, Failure> {
    crate::page::library::original(app, caller, path).await
}

/// 上传资料或新版本 · Upload a document or a version
///
/// 先查后存：含公民身份号码、加密、压缩包、内容与扩展名不符的都不接收，什么也不留下。
#[utoipa::path(post, path = "/api/v1/documents", tag = "资料", operation_id = "upload_document",
    request_body(content = DocumentUpload, content_type = "multipart/form-data"),
    responses((status = 201, description = "已保存。", body = DocumentKept)))]
async fn send(
    State(app): State<App>,
    caller: Caller,
    once: Once,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let stamp = once.stamp(&caller)?;
    let media = || Failure::Media(Message::new("wb-api-media").with("wanted", "multipart/form-data"));
    let Kept { id, version, remarks, .. } = receive_document(&app, &caller, form.map_err(|_| media())?, stamp).await?;
    let href = format!("{}/documents/{id}", super::PREFIX);
    let remarks = remarks.iter().map(|r| caller.words.t(r.key())).collect();
    reply::created(&DocumentKept { id, version, remarks }, &href)
}

/// 举报资料 · Report a document
#[utoipa::path(post, path = "/api/v1/documents/{document}/reports", tag = "资料", operation_id = "report_document",
    request_body(content = ReportWanted), responses((status = 201, description = "已提交。", body = ReportMade)))]
async fn report(
    State(app): State<App>,
    caller: Caller,
    once: Once,
    Path(id): Path<String>,
    Sent(wanted): Sent<ReportWanted>,
) -> Result<Response, Failure> {
    let href = format!("{}/documents/{id}", super::PREFIX);
    let stamp = once.stamp(&caller)?;
    let made = app.off(move |app| library::report(app, &caller, &id, &wanted.reason, stamp)).await?;
    reply::created(&ReportMade { id: made }, &href)
}

/// 下架或恢复资料 · Take a document down or show it again
#[utoipa::path(post, path = "/api/v1/documents/{document}/states", tag = "资料", operation_id = "set_document_state",
    request_body(content = StateWanted), responses((status = 204, description = "已办理。")))]
async fn state(
    State(app): State<App>,
    caller: Caller,
    once: Once,
    Path(id): Path<String>,
    Sent(wanted): Sent<StateWanted>,
) -> Result<Response, Failure> {
    let state = match wanted.state {
        StateName::Shown => "shown",
        StateName::TakenDown => "taken_down",
    };
    // asked again after it was done: the state has moved on, the answer is the first one
    if once.before(&app, &caller).await?.is_none() {
        let stamp = once.stamp(&caller)?;
        app.off(move |app| library::set_state(app, &caller, &id, state, &wanted.reason, stamp)).await?;
    }
    Ok(reply::done())
}
