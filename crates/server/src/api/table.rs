//! Tables (数据表): one table of the dossier as rows of text, and single cells changed with the reading and the checks of the workbook.

use super::dossier::present;
use super::input::{IfMatch, Once, Query, Sent, short};
use super::reply;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::grid::change::{self, Judged};
use crate::page::grid::sheet;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use exchange::edit::{CellEdit, Doing, RowEdit, grid};
use exchange::table::Table;
use model::{Message, SchoolYear};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// The largest body, in bytes.
const LIMIT: usize = 24 * 1024 * 1024;
/// Stands between the parts of a row's key.
const BETWEEN: &str = "\u{1f}";

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show, edit, edit_budgets, edit_school, add_school))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let limit = || DefaultBodyLimit::max(LIMIT);
    let schools = Need::May(Action::SchoolEdit);
    Page::new(app)
        .get("/api/v1/counties/{county}/tables/{table}", Need::May(Action::SchoolRead), show)
        .patch("/api/v1/counties/{county}/tables/{table}", schools, edit, limit())
        .patch("/api/v1/counties/{county}/budgets", Need::May(Action::BudgetEdit), edit_budgets, limit())
        .patch("/api/v1/counties/{county}/schools/{school}", schools, edit_school, limit())
        .post("/api/v1/counties/{county}/schools", schools, add_school)
}

/// 一张数据表。
#[derive(Serialize, ToSchema)]
struct DataTable {
    /// 表的代码。
    table: String,
    /// 表名。
    title: String,
    /// 档案版本号。
    version: i64,
    /// 学年；不按学年填报的表为 null。
    year: Option<u16>,
    /// 各列。
    columns: Vec<DataColumn>,
    /// 各行。
    rows: Vec<DataRow>,
}

/// 一列。
#[derive(Serialize, ToSchema)]
struct DataColumn {
    /// 列的代码。
    key: String,
    /// 列名，含上级表头和单位。
    title: String,
    /// 填写说明。
    note: String,
    /// 识别行用的列，不能修改。
    locked: bool,
    /// 必填。
    required: bool,
}

/// 一行。
#[derive(Serialize, ToSchema)]
struct DataRow {
    /// 识别行的值，如学校编号和学年。
    key: Vec<String>,
    /// 各列的值，文字形式；没有数据的列不出现。
    cells: BTreeMap<String, String>,
}

/// 对一张表的改动。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TableChange {
    /// 事由，记入变更记录。
    #[schema(min_length = 1, max_length = 200)]
    why: String,
    /// 改动的各行；整批核对，有一处错误就整批不写入。
    #[schema(max_items = 20000)]
    rows: Vec<RowChange>,
}

/// 一行的改动。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RowChange {
    /// 识别行的值；新增的行不填。
    #[serde(default)]
    key: Vec<String>,
    /// 新增一行。
    #[serde(default)]
    add: bool,
    /// 删除这一行，只用于资金来源表。
    #[serde(default)]
    remove: bool,
    /// 改动的列：按工作簿的写法填写，空字符串表示没有数据。
    #[serde(default)]
    cells: BTreeMap<String, String>,
}

/// 对一所学校的改动。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SchoolChange {
    /// 事由，记入变更记录。
    #[schema(min_length = 1, max_length = 200)]
    why: String,
    /// 表的代码；不给时为学校基本情况 schools。
    table: Option<String>,
    /// 学年；不给时为基准学年，学校基本情况不用。
    year: Option<u16>,
    /// 改动的列：按工作簿的写法填写，空字符串表示没有数据。
    cells: BTreeMap<String, String>,
}

/// 新的学校。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSchool {
    /// 事由，记入变更记录。
    #[schema(min_length = 1, max_length = 200)]
    why: String,
    /// 学校基本情况的各列：按工作簿的写法填写，id 为学校标识码。
    cells: BTreeMap<String, String>,
}

/// 改动的结果。
#[derive(Serialize, ToSchema)]
struct TableKept {
    /// 是否产生了新版本；改动与现有内容相同时为 false。
    saved: bool,
    /// 档案版本号。
    version: i64,
    /// 改动的单元格数。
    changed: usize,
    /// 提醒。
    notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OfYear {
    /// 学年，以秋季开学的年份表示；不给时为基准学年。
    #[param(minimum = 1900, maximum = 2200)]
    year: Option<u16>,
}

/// The year asked for, of those that can be edited.
fn year(county: &CountyView, asked: Option<u16>) -> Result<SchoolYear, Failure> {
    let d = &county.computed.dossier;
    let Some(asked) = asked.map(SchoolYear) else { return Ok(d.base_year) };
    let known = sheet::years(d).contains(&asked);
    if known { Ok(asked) } else { Err(Failure::bad(Message::new("wb-api-code").with("name", "year"))) }
}

/// 数据表 · A table of the dossier
///
/// 表的代码：schools 学校基本情况、enrolment 分年级学生班级、rooms 与 equipment 办学条件、staff 教职工、baseline 底线要求、use 设备使用、budgets 资金来源。
#[utoipa::path(get, path = "/api/v1/counties/{county}/tables/{table}", tag = "数据表", operation_id = "table", params(OfYear),
    responses((status = 200, description = "表的内容。", body = DataTable)))]
async fn show(
    county: CountyView,
    Path((_, key)): Path<(String, String)>,
    Query(q): Query<OfYear>,
) -> Result<Response, Failure> {
    let table = exchange::edit::table(&key).ok_or(Failure::NotFound)?;
    let year = year(&county, q.year)?;
    let version = county.version.number;
    let made = tokio::task::spawn_blocking(move || {
        let found = grid(&county.computed.dossier, table, year);
        let columns = found.columns.iter().filter_map(|at| table.columns.get(*at));
        let column = |c: &exchange::column::Column| DataColumn {
            key: c.key.clone(),
            title: c.full_title(),
            note: c.note.clone(),
            locked: exchange::edit::locked(table, c),
            required: c.required,
        };
        let row = |r: &exchange::edit::TextRow| DataRow {
            key: r.key.split(BETWEEN).map(str::to_owned).collect(),
            cells: table
                .columns
                .iter()
                .zip(&r.cells)
                .filter(|(_, text)| !text.is_empty())
                .map(|(c, text)| (c.key.clone(), text.clone()))
                .collect(),
        };
        DataTable {
            table: table.key.to_owned(),
            title: table.sheet.to_owned(),
            version,
            year: table.by_year().then_some(year.0),
            columns: columns.map(column).collect(),
            rows: found.rows.iter().map(row).collect(),
        }
    });
    reply::json(&made.await?)
}

/// Cells as changes from what stands there now: the caller has named the version.
fn against(
    county: &CountyView,
    table: &'static Table,
    key: &str,
    cells: BTreeMap<String, String>,
) -> BTreeMap<String, CellEdit> {
    let year =
        key.split(BETWEEN).nth(1).and_then(|y| y.parse().ok()).map_or(county.computed.dossier.base_year, SchoolYear);
    let found = grid(&county.computed.dossier, table, year);
    let row = found.rows.into_iter().find(|r| r.key == key);
    let now = |name: &str| {
        let at = table.at(name)?;
        row.as_ref()?.cells.get(at).cloned()
    };
    cells.into_iter().map(|(name, to)| (name.clone(), CellEdit { from: now(&name).unwrap_or_default(), to })).collect()
}

async fn keep(
    county: &CountyView,
    table: &'static Table,
    edits: Vec<RowEdit>,
    (given, why): (&str, &str),
) -> Result<Response, Failure> {
    let based_on = present(county, given)?;
    let known = |name: &String| table.at(name).is_some();
    if let Some(name) = edits.iter().flat_map(|e| e.cells.keys()).find(|name| !known(name)) {
        let name: String = name.chars().take(60).collect();
        return Err(Failure::bad(Message::new("wb-api-column").with("name", name).with("table", table.key)));
    }
    let judged = change::save(county, table, edits, (based_on, why, "")).await?;
    if change_kept(&judged) {
        let Judged { saved, version, changed, problems, .. } = judged;
        let notes = problems.into_iter().map(|p| p.text).collect();
        return Ok(axum::Json(TableKept { saved, version, changed, notes }).into_response());
    }
    let status = crate::page::grid::status(&judged);
    let body = json!({
        "type": "about:blank", "title": judged.message, "status": status.as_u16(), "detail": told(&judged),
        "problems": judged.problems, "conflicts": judged.conflicts,
    });
    let mut response = (status, axum::Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    Ok(response)
}

fn change_kept(judged: &Judged) -> bool {
    crate::page::grid::status(judged) == StatusCode::OK
}

fn told(judged: &Judged) -> String {
    let words: Vec<&str> = judged.problems.iter().take(20).map(|p| p.text.as_str()).collect();
    if words.is_empty() { judged.message.clone() } else { words.join("；") }
}

fn edits(county: &CountyView, table: &'static Table, rows: Vec<RowChange>) -> Vec<RowEdit> {
    let one = |(n, row): (usize, RowChange)| {
        let key = if row.add { format!("+{n}") } else { row.key.join(BETWEEN) };
        let doing = match (row.add, row.remove) {
            (_, true) => Doing::Remove,
            (true, false) => Doing::Add,
            _ => Doing::Change,
        };
        RowEdit { cells: against(county, table, &key, row.cells), key, doing }
    };
    rows.into_iter().enumerate().map(one).collect()
}

/// 修改数据表 · Change cells of a table
///
/// 逐格修改学校各表，读法和核对与导入工作簿相同；有错误时整批不写入，problems 中逐格指出。If-Match 填所依据档案版本的 ETag。
#[utoipa::path(patch, path = "/api/v1/counties/{county}/tables/{table}", tag = "数据表", operation_id = "edit_table",
    params(("If-Match" = String, Header, description = "所依据档案版本的 ETag。")), request_body = TableChange,
    responses((status = 200, description = "已保存，或没有不同。", body = TableKept)))]
async fn edit(
    county: CountyView,
    Path((_, key)): Path<(String, String)>,
    IfMatch(given): IfMatch,
    Sent(sent): Sent<TableChange>,
) -> Result<Response, Failure> {
    edit_rows(&county, &key, &given, sent).await
}

/// Changes rows of a table, once the route has asked for the right to.
async fn edit_rows(county: &CountyView, key: &str, given: &str, sent: TableChange) -> Result<Response, Failure> {
    let table = change::wanted(county, key)?;
    keep(county, table, edits(county, table, sent.rows), (given, &sent.why)).await
}

/// 修改资金来源 · Change the budgets
///
/// 增加、修改、删除资金来源表的行，金额单位为万元。
#[utoipa::path(patch, path = "/api/v1/counties/{county}/budgets", tag = "数据表", operation_id = "edit_budgets",
    params(("If-Match" = String, Header, description = "所依据档案版本的 ETag。")), request_body = TableChange,
    responses((status = 200, description = "已保存，或没有不同。", body = TableKept)))]
async fn edit_budgets(
    county: CountyView,
    IfMatch(given): IfMatch,
    Sent(sent): Sent<TableChange>,
) -> Result<Response, Failure> {
    edit_rows(&county, "budgets", &given, sent).await
}

/// 修改学校 · Change a school
///
/// 修改一所学校的资料；table 和 year 指明改哪张表、哪个学年。
#[utoipa::path(patch, path = "/api/v1/counties/{county}/schools/{school}", tag = "数据表", operation_id = "edit_school",
    params(("If-Match" = String, Header, description = "所依据档案版本的 ETag。")), request_body = SchoolChange,
    responses((status = 200, description = "已保存，或没有不同。", body = TableKept)))]
async fn edit_school(
    county: CountyView,
    Path((_, id)): Path<(String, String)>,
    IfMatch(given): IfMatch,
    Sent(sent): Sent<SchoolChange>,
) -> Result<Response, Failure> {
    county.computed.school(&id).ok_or(Failure::NotFound)?;
    let name = sent.table.as_deref().unwrap_or("schools");
    let table = change::wanted(&county, name).map_err(|failure| match failure {
        Failure::NotFound => Failure::bad(Message::new("wb-api-table")),
        other => other,
    })?;
    if table.key == "budgets" {
        return Err(Failure::bad(Message::new("wb-api-table")));
    }
    let key = if table.by_year() { format!("{id}{BETWEEN}{}", year(&county, sent.year)?) } else { id };
    let row = RowEdit { cells: against(&county, table, &key, sent.cells), key, doing: Doing::Change };
    keep(&county, table, vec![row], (&given, &sent.why)).await
}

/// 增加学校 · Add a school
///
/// 只含学校基本情况；其余各表用修改学校填报。读法和核对与导入工作簿相同。
#[utoipa::path(post, path = "/api/v1/counties/{county}/schools", tag = "数据表", operation_id = "add_school",
    params(("If-Match" = String, Header, description = "所依据档案版本的 ETag。")), request_body = NewSchool,
    responses((status = 201, description = "已增加。", body = TableKept)))]
async fn add_school(
    county: CountyView,
    IfMatch(given): IfMatch,
    once: Once,
    Sent(sent): Sent<NewSchool>,
) -> Result<Response, Failure> {
    short("why", &Some(sent.why.clone()), 200)?;
    change::reason(&sent.why)?;
    let id = sent.cells.get("id").map(|id| id.trim().to_owned()).unwrap_or_default();
    let href = format!("{}/counties/{}/schools/{}", super::PREFIX, county.code, crate::failure::form_urlencoded(&id));
    let after = format!("/{}", super::dossier::named(&given).unwrap_or_default());
    let before = once.first(&county.app, &county.caller, ("grid/", &after)).await?;
    if let Some(store::Answer::Version { number, changes, .. }) = before {
        let changed = usize::try_from(changes).unwrap_or(0);
        return reply::created(&TableKept { saved: true, version: number, changed, notes: Vec::new() }, &href);
    }
    if county.computed.school(&id).is_some() {
        return Err(Failure::Conflict(Message::new("wb-school-new-taken").with("id", id)));
    }
    let table = change::wanted(&county, "schools")?;
    let row = RowChange { key: Vec::new(), add: true, remove: false, cells: sent.cells };
    let mut response = keep(&county, table, edits(&county, table, vec![row]), (&given, &sent.why)).await?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CREATED;
        if let Ok(value) = HeaderValue::from_str(&href) {
            response.headers_mut().insert(header::LOCATION, value);
        }
    }
    Ok(response)
}
