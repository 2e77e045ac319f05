//! How the system is (运行状况), and backups. Administrators' business, for which no token is given.

use super::input::Once;
use super::reply::{self, Accepted, Page as List};
use super::say::{self, Said};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::health::{ask, free, kept};
use axum::extract::State;
use axum::response::Response;
use review::permission::Action;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show, backups, take))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let read = Need::May(Action::SystemHealth);
    Page::new(app).get("/api/v1/health", read, show).get("/api/v1/backups", read, backups).post(
        "/api/v1/backups",
        Need::May(Action::SystemBackup),
        take,
    )
}

/// 运行状况。
#[derive(Serialize, ToSchema)]
struct SystemHealth {
    /// 程序版本。
    version: String,
    /// 存储：SQLite 或 PostgreSQL。
    engine: String,
    /// 存储结构的版本。
    schema: i64,
    /// 不能写入的原因；可以写入为 null。
    read_only: Option<Said>,
    /// 启动以来停止写入的次数。
    falls: u64,
    /// 预写日志的页数；PostgreSQL 为 0。
    log_pages: i64,
    /// 数据文件夹所在磁盘的可用字节数；不详为 null。
    free_bytes: Option<u64>,
    /// 审计日志条数。
    audit_size: i64,
    /// 最近一次签名检查点的时间；还没有为 null。
    #[schema(format = DateTime)]
    signed: Option<String>,
    /// 内存中的县数。
    counties_held: u32,
    /// 启动时间。
    #[schema(format = DateTime)]
    started: String,
    /// 后台任务。
    jobs: Vec<JobsInState>,
}

/// 一种状态的后台任务。
#[derive(Serialize, ToSchema)]
struct JobsInState {
    /// waiting 等待，running 进行，done 完成，failed 失败。
    state: String,
    /// 个数。
    count: i64,
}

/// 一份备份。
#[derive(Serialize, ToSchema)]
struct BackupKept {
    /// 名称。
    name: String,
    /// 备份时间。
    #[schema(format = DateTime)]
    at: String,
    /// 字节数。
    size: u64,
    /// 所含审计日志的条数。
    audit_size: i64,
    /// 最近一次逐字节核对的时间；从未核对为 null。
    #[schema(format = DateTime)]
    checked: Option<String>,
}

/// 运行状况 · System health
#[utoipa::path(get, path = "/api/v1/health", tag = "系统", operation_id = "health",
    responses((status = 200, description = "运行状况。", body = SystemHealth)))]
async fn show(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let w = caller.words;
    let made = app.off(move |app| {
        let health = app.store.health();
        let mut reader = app.store.read()?;
        let signed = reader.checkpoints(1)?.into_iter().next();
        let state = |(state, count, _): (String, i64, i64)| JobsInState { state, count };
        Ok(SystemHealth {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            engine: health.engine.to_owned(),
            schema: health.schema,
            read_only: health.read_only.as_ref().map(|m| Said::of(&w, m)),
            falls: health.falls,
            log_pages: health.log_pages,
            free_bytes: free(&app.store.place().folder),
            audit_size: reader.audit_head()?.size,
            signed: signed.map(|c| say::moment(c.at)),
            counties_held: u32::try_from(app.computed()).unwrap_or(u32::MAX),
            started: say::moment(app.started),
            jobs: reader.job_counts()?.into_iter().map(state).collect(),
        })
    });
    reply::json(&made.await?)
}

/// 备份列表 · Backups
///
/// 最近的 20 份，新的在前，不分页。
#[utoipa::path(get, path = "/api/v1/backups", tag = "系统", operation_id = "list_backups",
    responses((status = 200, description = "备份。", body = List<BackupKept>)))]
async fn backups(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let list = app.off(|app| Ok(kept(app))).await?;
    let items = list.into_iter().map(|k| BackupKept {
        name: k.name,
        at: say::moment(k.at),
        size: k.size,
        audit_size: k.entries,
        checked: k.checked.map(say::moment),
    });
    reply::list(&List { items: items.collect(), next: None }, &caller.here)
}

/// 备份 · Take a backup
///
/// 受理后由后台任务备份并逐字节核对；只限最上级单位，须先二次认证。
#[utoipa::path(post, path = "/api/v1/backups", tag = "系统", operation_id = "take_backup",
    responses((status = 202, description = "已受理。", body = Accepted)))]
async fn take(State(app): State<App>, caller: Caller, once: Once) -> Result<Response, Failure> {
    caller.demand(Action::SystemBackup, None)?;
    // its name is the moment, so that the same request a second later would be another
    if let Some(store::Answer::Made { id }) = once.first(&app, &caller, ("", "")).await? {
        return reply::accepted(&id);
    }
    reply::accepted(&ask(&app, &caller).await?)
}
