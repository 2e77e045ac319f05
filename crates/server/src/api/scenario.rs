//! Scenarios (情景): kept plans side by side, planned under other assumptions, taken over.

use super::input::{Once, Sent};
use super::plan::demand_version;
use super::reply::{self, Accepted, Page as List};
use super::say::{Said, moment};
use crate::app::{App, Packs};
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::job::{Figure, Line};
use crate::page::Page;
use crate::page::scenarios::{self, Assumed};
use axum::extract::Path;
use axum::response::Response;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, make, keep, adopt, remove))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app)
        .get("/api/v1/counties/{county}/scenarios", Need::May(Action::PlanRead), list)
        .post("/api/v1/counties/{county}/scenarios", Need::May(Action::PlanOptimise), make)
        .post("/api/v1/counties/{county}/scenarios/kept", Need::May(Action::PlanEdit), keep)
        .delete("/api/v1/counties/{county}/scenarios/{number}", Need::May(Action::PlanEdit), remove)
        .post("/api/v1/counties/{county}/scenarios/{number}/adopt", Need::May(Action::PlanEdit), adopt)
}

/// 一个情景。
#[derive(Serialize, ToSchema)]
struct Scenario {
    /// 编号；现方案为 null。
    number: Option<i64>,
    /// 名称；现方案为 null。
    name: Option<String>,
    /// 所依据的档案版本号。
    version: i64,
    /// 编制时间；现方案为 null。
    at: Option<String>,
    /// 假设。
    assumed: Vec<Said>,
    /// 没有方案的原因：必办事项不能同时做到。
    refused: Vec<Said>,
    /// 指标。
    measures: Vec<Measure>,
}

/// 一项指标，三种取值之一；没有数据时都为 null。
#[derive(Serialize, ToSchema)]
struct Measure {
    /// 组。
    group: Said,
    /// 名称。
    label: Said,
    /// 金额（分）。
    money_fen: Option<i64>,
    /// 个数或分数。
    count: Option<i64>,
    /// 比例（百万分之一）。
    share_ppm: Option<u32>,
}

/// 情景的假设；百分数写成 -10、+2.5，不写即不变。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ScenarioWanted {
    /// 名称，30 字以内。
    #[schema(max_length = 30)]
    name: String,
    /// 全部资金增减（%）。
    #[serde(default)]
    #[schema(max_length = 10)]
    money_percent: String,
    /// 没有这一来源：来源代码。
    #[serde(default)]
    #[schema(max_length = 20)]
    without: String,
    /// 出生人口增减（%）。
    #[serde(default)]
    #[schema(max_length = 10)]
    births_percent: String,
    /// 另加必办：danger 危房拆除，seats 学位补足。
    #[serde(default)]
    #[schema(max_length = 10)]
    demand: String,
    /// 规划中已有的项目也作为备选。
    #[serde(default)]
    keep_hand_made: bool,
    /// 政策包：不给时为现行，built_in 只用内置政策包，pack: 加名称为站点提供的政策包。
    #[serde(default)]
    #[schema(max_length = 100)]
    packs: String,
}

/// 留存的名称。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ScenarioName {
    /// 名称，30 字以内。
    #[schema(max_length = 30)]
    name: String,
}

/// 留存的情景。
#[derive(Serialize, ToSchema)]
struct ScenarioKept {
    /// 编号。
    number: i64,
}

/// 采用的要求。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AdoptScenario {
    /// 所依据的档案版本号，须为最新版本。
    #[schema(minimum = 0, maximum = 999999999)]
    version: i64,
    /// 理由，4 至 300 字。
    #[schema(max_length = 300)]
    reason: String,
}

/// 采用后的档案版本。
#[derive(Serialize, ToSchema)]
struct AdoptedScenario {
    /// 版本号。
    version: i64,
}

/// 情景列表 · List scenarios
///
/// 第一项是现方案，其后是最近的各个情景，不分页。
#[utoipa::path(get, path = "/api/v1/counties/{county}/scenarios", tag = "规划", operation_id = "list_scenarios",
    responses((status = 200, description = "情景。", body = List<Scenario>)))]
async fn list(county: CountyView) -> Result<Response, Failure> {
    let w = county.words();
    let measure = |l: &Line| Measure {
        group: Said::of(&w, &l.group),
        label: Said::of(&w, &l.label),
        money_fen: if let Some(Figure::Money(f)) = l.value { Some(f.0) } else { None },
        count: if let Some(Figure::Count(n)) = l.value { Some(n) } else { None },
        share_ppm: if let Some(Figure::Share(p)) = l.value { Some(p) } else { None },
    };
    let own = scenarios::base(&county).await?;
    let mut items = vec![Scenario {
        number: None,
        name: None,
        version: county.version.number,
        at: None,
        assumed: Vec::new(),
        refused: Vec::new(),
        measures: own.iter().map(measure).collect(),
    }];
    items.extend(scenarios::scenes(&county).await?.into_iter().map(|(row, scene)| Scenario {
        number: Some(row.number),
        name: Some(row.label),
        version: row.dossier_number,
        at: Some(moment(row.at)),
        assumed: scene.assumed.iter().map(|m| Said::of(&w, m)).collect(),
        refused: scene.refused.iter().map(|m| Said::of(&w, m)).collect(),
        measures: scene.lines.iter().map(measure).collect(),
    }));
    reply::list(&List { items, next: None }, &county.caller.here)
}

/// 编制情景 · Plan a scenario
///
/// 受理后由后台任务编制、独立核验，留存备比较，不改动规划。
#[utoipa::path(post, path = "/api/v1/counties/{county}/scenarios", tag = "规划", operation_id = "plan_scenario",
    request_body(content = ScenarioWanted), responses((status = 202, description = "已受理。", body = Accepted)))]
async fn make(county: CountyView, once: Once, Sent(wanted): Sent<ScenarioWanted>) -> Result<Response, Failure> {
    let given = Assumed {
        all: wanted.money_percent,
        without: wanted.without,
        births: wanted.births_percent,
        demand: wanted.demand,
        ..Assumed::default()
    };
    let scenario = scenarios::assumed(&county.computed.dossier, &given).map_err(Failure::Bad)?;
    let stamp = once.stamp(&county.caller)?;
    reply::accepted(
        &scenarios::ask(&county, &wanted.name, scenario, (wanted.keep_hand_made, Packs::named(&wanted.packs)), stamp)
            .await?,
    )
}

/// 采用情景的方案 · Take a scenario over
///
/// 假设不随之采用：方案的资金须与本县预算相符。
#[utoipa::path(post, path = "/api/v1/counties/{county}/scenarios/{number}/adopt", tag = "规划", operation_id = "adopt_scenario",
    request_body(content = AdoptScenario), responses((status = 201, description = "新的版本。", body = AdoptedScenario)))]
async fn adopt(
    county: CountyView,
    Path((_, number)): Path<(String, i64)>,
    once: Once,
    Sent(wanted): Sent<AdoptScenario>,
) -> Result<Response, Failure> {
    demand_version(&county, &once, wanted.version).await?;
    let href = format!("/api/v1/counties/{}/plan", county.code);
    if let Some(store::Answer::Version { number, .. }) = once.before(&county.app, &county.caller).await? {
        return reply::created(&AdoptedScenario { version: number }, &href);
    }
    let stamp = once.stamp(&county.caller)?;
    let version = scenarios::adopt(&county, number, wanted.version, &wanted.reason, stamp).await?;
    reply::created(&AdoptedScenario { version }, &href)
}

/// 留存现方案 · Keep the plan as it stands
///
/// 把现在的规划以一个名称留作情景，备比较。
#[utoipa::path(post, path = "/api/v1/counties/{county}/scenarios/kept", tag = "规划", operation_id = "keep_scenario",
    request_body(content = ScenarioName), responses((status = 201, description = "已留存。", body = ScenarioKept)))]
async fn keep(county: CountyView, once: Once, Sent(wanted): Sent<ScenarioName>) -> Result<Response, Failure> {
    let number = match once.version(&county, "").await? {
        Some(number) => number,
        None => scenarios::keep_present(&county, &wanted.name).await?,
    };
    reply::created(&ScenarioKept { number }, &format!("/api/v1/counties/{}/scenarios", county.code))
}

/// 删除情景 · Remove a scenario
///
/// 不再列出；记录仍保留。
#[utoipa::path(delete, path = "/api/v1/counties/{county}/scenarios/{number}", tag = "规划", operation_id = "remove_scenario",
    responses((status = 204, description = "已删除。")))]
async fn remove(county: CountyView, Path((_, number)): Path<(String, String)>) -> Result<Response, Failure> {
    let number = number.parse().map_err(|_| Failure::NotFound)?;
    scenarios::drop_scene(&county, number).await?;
    Ok(reply::done())
}
