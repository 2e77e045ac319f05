//! Jobs (后台任务): how far they are and what came out. One sees those one asked for.

use super::cursor::{self, Part};
use super::input::Query;
use super::reply::{self, Page as List};
use super::say::{self, Said};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::job::{BACKUP, IMPORT, MORE, OPTIMISE, PAPERS, SCENARIO_TASK, Said as Outcome, WHY, WhyAsked};
use crate::page::Page;
use crate::words::Words;
use axum::extract::{Path, State};
use axum::response::Response;
use model::Message;
use review::permission::{Action, Facts, Object};
use serde::{Deserialize, Serialize};
use store::Job as Kept;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/jobs", Need::May(Action::JobRead), list).get(
        "/api/v1/jobs/{job}",
        Need::May(Action::JobRead),
        one,
    )
}

/// 后台任务。
#[derive(Serialize, ToSchema)]
struct Job {
    /// 任务编号。
    id: String,
    /// 任务种类：optimise 优化规划，papers 编制成果文件，import 导入工作簿，scenario 编制情景，why 列入与落选原因，more 增加资金的效果，
    /// overview 全域汇总，backup 备份。
    task: String,
    /// 县级单位代码。
    county: String,
    /// waiting 等待，running 进行，done 完成，failed 失败。
    state: String,
    /// 进度（千分之一）。
    progress: i64,
    /// 正在做什么，结果如何，或为何失败。
    message: Option<Said>,
    /// 值得注意的事项。
    warnings: Vec<Said>,
    /// 结果的地址；没有结果时为 null。
    result: Option<String>,
    /// 提出时间。
    #[schema(format = DateTime)]
    created: String,
    /// 结束时间；尚未结束为 null。
    #[schema(format = DateTime)]
    finished: Option<String>,
}

/// A job; what came out of another's is not told, as it may speak of what only they may see.
fn shown(w: &Words, job: Kept, own: &str) -> Job {
    let outcome: Option<Outcome> = job.result.as_deref().and_then(|r| serde_json::from_str(r).ok());
    let outcome = outcome.filter(|_| job.account == own);
    let working = serde_json::from_str::<Message>(&job.message).ok().filter(|_| job.account == own);
    let message = outcome.as_ref().map(|o| o.message.clone()).or(working);
    let county = format!("{}/counties/{}", super::PREFIX, job.county);
    let result = match (job.state.as_str(), job.task.as_str()) {
        ("done", OPTIMISE) => Some(format!("{county}/plan")),
        ("done", PAPERS) => Some(format!("{county}/papers/{}", job.id)),
        ("done", IMPORT) => Some(format!("{county}/imports/{}", job.id)),
        ("done", SCENARIO_TASK) => Some(format!("{county}/scenarios")),
        ("done", MORE) => Some(format!("{county}/plan/more")),
        ("done", WHY) => serde_json::from_str::<WhyAsked>(&job.payload).ok().map(|asked| {
            let project = crate::failure::form_urlencoded(&asked.project.0);
            format!("{county}/plan/candidates/{project}/why")
        }),
        ("done", BACKUP) => Some(format!("{}/backups", super::PREFIX)),
        _ => None,
    };
    Job {
        id: job.id,
        task: job.task,
        county: job.county.to_string(),
        state: job.state,
        progress: job.progress,
        message: message.map(|m| Said::of(w, &m)),
        warnings: outcome.map(|o| o.warnings.iter().map(|m| Said::of(w, m)).collect()).unwrap_or_default(),
        result,
        created: say::moment(job.created),
        finished: job.finished.map(say::moment),
    }
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

/// 后台任务列表 · List jobs
///
/// 本人提出的任务；系统管理员为辖区内的全部任务。最近的在前。
#[utoipa::path(get, path = "/api/v1/jobs", tag = "后台任务", operation_id = "list_jobs", params(Asked),
    responses((status = 200, description = "任务。", body = List<Job>)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let limit = cursor::limit(asked.limit)?;
    let before = match cursor::read(asked.cursor.as_deref(), &"jobs")?.as_deref() {
        Some([Part::Number(created), Part::Text(id)]) => Some((*created, id.clone())),
        _ => None,
    };
    // who may look at a job of somebody else may look at all
    let place = caller.subject.place.clone();
    let somebody = Object { id: String::new(), place, facts: Facts::Job { owner: String::new() } };
    let all = caller.decide_on(Action::JobRead, &somebody).allowed();
    let account = Some(caller.session.account.id.clone()).filter(|_| !all);
    let scope = caller.scope();
    let most = i64::try_from(limit).unwrap_or(1).saturating_add(1);
    let found = app.off(move |app| {
        let before = before.as_ref().map(|(at, id)| (*at, id.as_str()));
        Ok(app.store.read()?.jobs_of(&scope, account.as_deref(), before, most)?)
    });
    let entry = |j: Kept| {
        (vec![Part::Number(j.created), Part::Text(j.id.clone())], shown(&caller.words, j, &caller.session.account.id))
    };
    let page = cursor::cut(found.await?.into_iter().map(entry).collect(), limit, &"jobs");
    reply::list(&page, &caller.here)
}

/// 一个任务 · One job
#[utoipa::path(get, path = "/api/v1/jobs/{job}", tag = "后台任务", operation_id = "job",
    responses((status = 200, description = "任务。", body = Job)))]
async fn one(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let scope = caller.scope();
    let job = app.off(move |app| Ok(app.store.read()?.job(&scope, &id)?)).await?.ok_or(Failure::NotFound)?;
    let place = app.tree().place(&job.county).ok_or(Failure::NotFound)?;
    let object = Object { id: job.id.clone(), place, facts: Facts::Job { owner: job.account.clone() } };
    caller.demand_on(Action::JobRead, &object)?;
    reply::json(&shown(&caller.words, job, &caller.session.account.id))
}
