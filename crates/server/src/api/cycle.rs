//! Planning cycles (规划周期) with their deadlines.

use super::input::Sent;
use super::reply::{self, Page as List};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::cycles;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use store::CycleRow;
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one, put))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let read = Need::May(Action::CycleRead);
    let limit = DefaultBodyLimit::max(64 * 1024);
    Page::new(app).get("/api/v1/cycles", read, list).get("/api/v1/cycles/{cycle}", read, one).put(
        "/api/v1/cycles/{cycle}",
        Need::May(Action::CycleManage),
        put,
        limit,
    )
}

/// 规划周期。
#[derive(Serialize, ToSchema)]
struct Cycle {
    /// 编号，如 2021-2025。
    id: String,
    /// 名称。
    name: String,
    /// 第一年。
    first: u16,
    /// 最后一年。
    last: u16,
    /// open 进行中，closed 已关闭。
    state: String,
    /// 时限。
    deadlines: Vec<Deadline>,
}

/// 时限。
#[derive(Serialize, ToSchema)]
struct Deadline {
    /// 事项。
    name: String,
    /// 日期。
    #[schema(format = Date)]
    date: String,
}

/// 规划周期的内容；时限不随之更改。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CycleWanted {
    /// 名称。
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// 第一年。
    #[schema(minimum = 2000, maximum = 2100)]
    first: u16,
    /// 最后一年。
    #[schema(minimum = 2000, maximum = 2100)]
    last: u16,
    /// 已关闭。
    closed: bool,
}

fn shown(row: CycleRow) -> Cycle {
    let deadlines = row.deadlines.into_iter().map(|d| Deadline { name: d.name, date: d.date.to_string() });
    Cycle {
        id: row.id,
        name: row.name,
        first: row.first.0,
        last: row.last.0,
        state: row.state,
        deadlines: deadlines.collect(),
    }
}

/// 规划周期列表 · List planning cycles
///
/// 全部周期，最近的在前，不分页。
#[utoipa::path(get, path = "/api/v1/cycles", tag = "区划与周期", operation_id = "list_cycles",
    responses((status = 200, description = "规划周期。", body = List<Cycle>)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let rows = app.off(|app| Ok(app.store.read()?.cycles()?)).await?;
    reply::list(&List { items: rows.into_iter().map(shown).collect(), next: None }, &caller.here)
}

/// 一个规划周期 · One planning cycle
#[utoipa::path(get, path = "/api/v1/cycles/{cycle}", tag = "区划与周期", operation_id = "cycle",
    responses((status = 200, description = "规划周期。", body = Cycle)))]
async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Failure> {
    let row = app.off(move |app| Ok(app.store.read()?.cycle(&id)?)).await?;
    reply::json(&shown(row.ok_or(Failure::NotFound)?))
}

/// 登记规划周期 · Record a planning cycle
///
/// 只限最上级单位。
#[utoipa::path(put, path = "/api/v1/cycles/{cycle}", tag = "区划与周期", operation_id = "put_cycle",
    request_body(content = CycleWanted), responses((status = 200, description = "规划周期。", body = Cycle)))]
async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Sent(wanted): Sent<CycleWanted>,
) -> Result<Response, Failure> {
    let given = cycles::Add {
        id: id.clone(),
        name: wanted.name,
        first: i64::from(wanted.first),
        last: i64::from(wanted.last),
        state: if wanted.closed { "closed" } else { "open" }.to_owned(),
    };
    cycles::put(&app, &caller, given).await?;
    let row = app.off(move |app| Ok(app.store.read()?.cycle(&id)?)).await?;
    reply::json(&shown(row.ok_or(Failure::NotFound)?))
}
