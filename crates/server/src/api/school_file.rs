//! A school's beginning, end and past (学校增撤与变更), and the county's workbook as a file.

use super::cursor::{self, Part};
use super::input::{Once, Query, Sent, short};
use super::reply::{self, NewVersion, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::grid::change::reason;
use crate::page::school_close::{Closing, closed, day};
use crate::page::{Page, import, school_history, schools};
use axum::extract::Path;
use axum::response::Response;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// Changes of a school told at most.
const MOST: i64 = 10_000;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(close, changes, workbook, blank))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let read = Need::May(Action::SchoolRead);
    Page::new(app)
        .post("/api/v1/counties/{county}/schools/{school}/closure", Need::May(Action::SchoolEdit), close)
        .get("/api/v1/counties/{county}/schools/{school}/changes", read, changes)
        .get("/api/v1/counties/{county}/workbook.xlsx", read, workbook)
        .get("/api/v1/counties/{county}/blank.xlsx", Need::May(Action::SchoolImport), blank)
}

/// 停办。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClosureWanted {
    /// 停办日期。
    #[schema(format = Date)]
    date: String,
    /// 文件名称，至多保留 200 字。
    #[serde(default)]
    document: String,
    /// 文号，至多保留 200 字。
    #[serde(default)]
    number: String,
    /// 文件日期；不详时不填。
    #[serde(default)]
    document_date: String,
    /// 事由，记入变更记录。
    #[schema(min_length = 1, max_length = 200)]
    why: String,
}

/// 学校的一处变更。
#[derive(Serialize, ToSchema)]
struct SchoolPast {
    /// 随哪一版档案变更。
    version: i64,
    /// 时间。
    #[schema(format = DateTime)]
    at: String,
    /// 何人。
    who: String,
    /// 事由。
    why: String,
    /// 变更的内容。
    what: String,
    /// 变更前。
    before: String,
    /// 变更后。
    after: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 停办学校 · Close a school
///
/// 记为有日期、有文件的事实，原有数据都保留。
#[utoipa::path(post, path = "/api/v1/counties/{county}/schools/{school}/closure", tag = "县级数据", operation_id = "close_school",
    request_body(content = ClosureWanted), responses((status = 201, description = "新的版本。", body = NewVersion)))]
async fn close(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    once: Once,
    Sent(wanted): Sent<ClosureWanted>,
) -> Result<Response, Failure> {
    county.computed.school(&id).ok_or(Failure::NotFound)?;
    short("why", &Some(wanted.why.clone()), 200)?;
    reason(&wanted.why)?;
    // asked again under the same key it is still to make sense
    day(&wanted.date)?;
    if let Some(number) = once.version(&county, "close/").await? {
        return reply::version(&county.code, number);
    }
    let given = Closing {
        date: wanted.date,
        document: wanted.document,
        number: wanted.number,
        document_date: wanted.document_date,
        why: wanted.why,
    };
    reply::version(&county.code, closed(&county, &id, &given).await?)
}

/// 学校变更记录 · What changed at a school
///
/// 何人、何时、为何、由何值改为何值，最近的在前。
#[utoipa::path(get, path = "/api/v1/counties/{county}/schools/{school}/changes", tag = "县级数据",
    operation_id = "list_school_changes", params(Asked),
    responses((status = 200, description = "变更。", body = List<SchoolPast>)))]
async fn changes(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let school = county.computed.school(&id).cloned().ok_or(Failure::NotFound)?;
    let list = school_history::changes(&county, &school, MOST, 0).await?;
    // within a version the order is that of the store
    let entry = |(n, c): (i64, school_history::ChangeView)| {
        let key = vec![Part::Number(c.number.saturating_neg()), Part::Number(n)];
        let shown = SchoolPast {
            version: c.number,
            at: say::moment(c.at),
            who: c.who,
            why: c.why,
            what: c.what,
            before: c.before,
            after: c.after,
        };
        (key, shown)
    };
    let mut before = (0, 0);
    let numbered = list.into_iter().map(|c| {
        before = if before.0 == c.number { (c.number, before.1 + 1) } else { (c.number, 0) };
        (before.1, c)
    });
    let entries = numbered.map(entry).collect();
    let page = cursor::page(entries, Ord::cmp, &(&id, &asked), (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}

/// 下载工作簿 · The county's workbook
///
/// 现有档案写成的工作簿，改动后可以再导入。
#[utoipa::path(get, path = "/api/v1/counties/{county}/workbook.xlsx", tag = "档案", operation_id = "workbook",
    responses((status = 200, description = "工作簿。", body = [u8],
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn workbook(county: CountyView) -> Result<Response, Failure> {
    schools::workbook(county).await
}

/// 下载空白工作簿 · An empty workbook
#[utoipa::path(get, path = "/api/v1/counties/{county}/blank.xlsx", tag = "档案", operation_id = "blank_workbook",
    responses((status = 200, description = "工作簿。", body = [u8],
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn blank(county: CountyView) -> Result<Response, Failure> {
    import::blank(county).await
}
