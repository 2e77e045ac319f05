//! Counties (县级单位): which there are to see, and each on one screen, as the desk shows it.

use super::cursor::{self, Part};
use super::input::Query;
use super::reply::{self, Page as List};
use super::say::{self, Known};
use crate::app::{App, CYCLE};
use crate::caller::{Caller, CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use axum::extract::State;
use axum::response::Response;
use model::RegionCode;
use policy::Standard;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::DossierVersion;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/counties", Need::May(Action::DeskRead), list).get(
        "/api/v1/counties/{county}",
        Need::May(Action::SchoolRead),
        one,
    )
}

/// 可以查看的县（区、旗）、开发区。
#[derive(Serialize, ToSchema)]
struct County {
    /// 区划代码。
    code: String,
    /// 名称。
    name: String,
    /// 本周期档案的最新版本号；还没有档案时为 0。
    version: i64,
    /// 最新版本的时间；还没有档案时为 null。
    #[schema(format = DateTime)]
    changed: Option<String>,
}

/// 一个县的概况。
#[derive(Serialize, ToSchema)]
struct CountyOverview {
    /// 区划代码。
    code: String,
    /// 名称。
    name: String,
    /// 规划周期。
    cycle: String,
    /// 基准学年（秋季开学的年份）。
    base_year: u16,
    /// 档案版本号；还没有档案时为 0。
    version: i64,
    /// 虚构的演示数据。
    invented: bool,
    /// 学校数。
    schools: u32,
    /// 基本办学条件未达标的项次（学校×项目）。
    short_items: u32,
    /// 可以判断的项次。
    judged: Known,
    /// 大班额班数，只计班额已知的班。
    large_classes: u32,
    /// 其中超大班额。
    very_large_classes: u32,
    /// 班额已知的班数。
    class_sizes: Known,
    /// 规划；草稿未向上级开放时为 null。
    plan: Option<PlanInShort>,
}

/// 规划概况。
#[derive(Serialize, ToSchema)]
struct PlanInShort {
    /// 项目数。
    projects: u32,
    /// 总投资（分）；没有项目时为 null。
    total_fen: Option<i64>,
    /// 预算资金（分）；没有预算时为 null。
    budget_fen: Option<i64>,
    /// 审核发现，按严重程度。
    findings: FindingCounts,
}

/// 审核发现的数量。
#[derive(Serialize, ToSchema)]
struct FindingCounts {
    /// 禁止。
    blocks: u32,
    /// 需说明。
    needs_reason: u32,
    /// 提示。
    notice: u32,
    /// 已豁免。
    waived: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 名称或代码含有的文字。
    #[param(max_length = 60)]
    q: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 县级单位列表 · List counties
///
/// 本账户可以查看的县（区、旗）和开发区，按代码排列。
#[utoipa::path(get, path = "/api/v1/counties", tag = "县级数据", operation_id = "list_counties", params(Asked),
    responses((status = 200, description = "县级单位。", body = List<County>)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    super::input::short("q", &asked.q, 60)?;
    let scope = caller.scope();
    let versions = app.off(move |app| Ok(app.store.read()?.dossier_counties(&scope, CYCLE)?)).await?;
    let versions: BTreeMap<String, DossierVersion> = versions.into_iter().map(|v| (v.county.to_string(), v)).collect();
    let text = asked.q.as_deref().unwrap_or("");
    let may = |code: &str| {
        let code: Option<RegionCode> = code.parse().ok();
        code.is_some_and(|c| caller.decide(Action::SchoolRead, Some(&c)).allowed())
    };
    let found = caller.counties().into_iter().filter(|c| c.name.contains(text) || c.code.contains(text));
    let entries = found
        .filter(|c| may(&c.code))
        .map(|c| {
            let version = versions.get(&c.code);
            let shown = County {
                version: version.map_or(0, |v| v.number),
                changed: version.map(|v| say::moment(v.at)),
                name: c.name,
                code: c.code,
            };
            (vec![Part::Text(shown.code.clone())], shown)
        })
        .collect();
    let page = cursor::page(entries, Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &caller.here)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// 县级概况 · One county
#[utoipa::path(get, path = "/api/v1/counties/{county}", tag = "县级数据", operation_id = "county",
    responses((status = 200, description = "概况。", body = CountyOverview)))]
async fn one(county: CountyView) -> Result<Response, Failure> {
    let c = &county.computed;
    let (short_items, _, _) = c.needs.summary.gaps(Standard::Basic);
    let tally = c.tally();
    let plan = county.sees_plan().then(|| PlanInShort {
        projects: count(c.dossier.plan.projects.len()),
        total_fen: c.total().map(|f| f.0),
        budget_fen: c.budget().map(|f| f.0),
        findings: FindingCounts {
            blocks: count(tally.blocks),
            needs_reason: count(tally.reasons),
            notice: count(tally.notices),
            waived: count(tally.waived),
        },
    });
    reply::json(&CountyOverview {
        code: county.code.to_string(),
        name: c.name().to_owned(),
        cycle: CYCLE.to_owned(),
        base_year: c.dossier.base_year.0,
        version: county.version.number,
        invented: c.dossier.invented,
        schools: count(c.dossier.schools.len()),
        short_items,
        judged: c.known_gaps().into(),
        large_classes: c.needs.large.large,
        very_large_classes: c.needs.large.very_large,
        class_sizes: c.needs.large.sizes.into(),
        plan,
    })
}
