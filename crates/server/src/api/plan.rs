//! The plan (规划): its sums, its money by source and year, how it was found and what stayed out; optimising as a job.

use super::input::{Once, Sent};
use super::reply::{self, Accepted, Page as List};
use super::say::Said;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::job::{OPTIMISE, Optimise};
use crate::page::Page;
use crate::page::{jobs, plan};
use axum::response::Response;
use model::Message;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show, left_out, optimise))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::PlanRead);
    Page::new(app)
        .get("/api/v1/counties/{county}/plan", may, show)
        .get("/api/v1/counties/{county}/plan/left-out", may, left_out)
        .post("/api/v1/counties/{county}/plan/optimise", Need::May(Action::PlanOptimise), optimise)
}

/// 规划。
#[derive(Serialize, ToSchema)]
struct Plan {
    /// 档案版本号。
    version: i64,
    /// 项目数。
    projects: u32,
    /// 总投资（分）；没有项目时为 null。
    total_fen: Option<i64>,
    /// 周期内预算资金（分）；没有预算时为 null。
    budget_fen: Option<i64>,
    /// 优化的证明；手工编制或优化后改动过的为 null。
    proof: Option<PlanProof>,
    /// 各来源各年度的资金账。
    accounts: Vec<FundAccount>,
    /// 资金安排与预算不符之处。
    breaches: Vec<Said>,
}

/// 优化的证明。
#[derive(Serialize, ToSchema)]
struct PlanProof {
    /// 备选项目数。
    candidates: u32,
    /// 停止的原因。
    stop: Said,
    /// 与理论最优的最大差距（百万分之一）；没有选择余地时为 null。
    gap_ppm: Option<u32>,
    /// 已有项目也作为备选。
    keep_hand_made: bool,
    /// 未入选的备选项目数。
    left_out: u32,
}

/// 一个来源一年的资金账，单位分。
#[derive(Serialize, ToSchema)]
struct FundAccount {
    /// 来源代码。
    source: String,
    /// 年度。
    year: u16,
    /// 预算（分）。
    budget_fen: i64,
    /// 上年结转（分）。
    carried_in_fen: i64,
    /// 安排使用（分）。
    used_fen: i64,
    /// 结转下年（分）。
    carried_out_fen: i64,
    /// 收回（分）。
    returned_fen: i64,
    /// 超出（分）。
    over_fen: i64,
}

/// 未入选的备选项目。
#[derive(Serialize, ToSchema)]
struct LeftOut {
    /// 名称。
    name: String,
    /// 总投资（分）；不详时为 null。
    total_fen: Option<i64>,
    /// 未入选的原因，以及怎样才能入选。
    reason: Said,
}

/// 优化的要求。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OptimiseWanted {
    /// 所依据的档案版本号，须为最新版本。
    #[schema(minimum = 0, maximum = 999999999)]
    version: i64,
    /// 规划中已有的项目也作为备选。
    #[serde(default)]
    keep_hand_made: bool,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// 规划概况 · The plan
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan", tag = "规划", operation_id = "plan",
    responses((status = 200, description = "规划。", body = Plan)))]
async fn show(county: CountyView) -> Result<Response, Failure> {
    let kept = plan::kept(&county).await?;
    let (c, w) = (&county.computed, county.words());
    let account = |a: &checker::Account| FundAccount {
        source: a.source.code().to_owned(),
        year: a.year.0,
        budget_fen: a.budget.0,
        carried_in_fen: a.carried_in.0,
        used_fen: a.used.0,
        carried_out_fen: a.carried_out.0,
        returned_fen: a.returned.0,
        over_fen: a.over.0,
    };
    reply::json(&Plan {
        version: county.version.number,
        projects: count(c.dossier.plan.projects.len()),
        total_fen: c.total().map(|f| f.0),
        budget_fen: c.budget().map(|f| f.0),
        proof: kept.map(|k| PlanProof {
            candidates: count(k.candidates),
            stop: Said::of(&w, &k.stop_words()),
            gap_ppm: k.gap_ppm,
            keep_hand_made: k.keep,
            left_out: count(k.left_out.len()),
        }),
        accounts: c.accounts.iter().map(account).collect(),
        breaches: c.breaches.iter().map(|b| Said::of(&w, &plan::breach(b, c))).collect(),
    })
}

/// 未入选的备选项目 · What stayed out
///
/// 最近一次优化的结果，不分页；手工编制或优化后改动过的规划没有此项。
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/left-out", tag = "规划", operation_id = "list_left_out",
    responses((status = 200, description = "备选项目。", body = List<LeftOut>)))]
async fn left_out(county: CountyView) -> Result<Response, Failure> {
    let w = county.words();
    let kept = plan::kept(&county).await?;
    let items = kept.into_iter().flat_map(|k| k.left_out).map(|l| LeftOut {
        name: l.name,
        total_fen: l.total.map(|f| f.0),
        reason: Said::of(&w, &l.reason),
    });
    reply::list(&List { items: items.collect(), next: None }, &county.caller.here)
}

/// 优化规划 · Optimise the plan
///
/// 受理后由后台任务计算、独立核验，成为本县的规划。
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/optimise", tag = "规划", operation_id = "optimise",
    request_body(content = OptimiseWanted), responses((status = 202, description = "已受理。", body = Accepted)))]
async fn optimise(county: CountyView, once: Once, Sent(wanted): Sent<OptimiseWanted>) -> Result<Response, Failure> {
    demand_version(&county, &once, wanted.version).await?;
    let task = Optimise { version: wanted.version, keep: wanted.keep_hand_made };
    let stamp = once.stamp(&county.caller)?;
    reply::accepted(&jobs::ask_as(&county, OPTIMISE, &task, stamp).await?)
}

/// Demands that a version named is the latest; asked again under the same key, that it was.
///
/// # Errors
/// [`Failure::Conflict`] names the latest.
pub async fn demand_version(county: &CountyView, once: &Once, version: i64) -> Result<(), Failure> {
    if !(0..=999_999_999).contains(&version) {
        return Err(Failure::bad(Message::new("wb-api-code").with("name", "version")));
    }
    let latest = county.version.number;
    if version == latest || once.before(&county.app, &county.caller).await?.is_some() {
        return Ok(());
    }
    Err(Failure::Conflict(Message::new("wb-api-version").with("latest", latest)))
}
