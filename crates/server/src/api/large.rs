//! Large classes by school and stage (大班额), and the seven indicators of balance (校际均衡指标).

use super::cursor::{self, Part};
use super::input::Query;
use super::reply::{self, Page as List};
use super::say::{self, Known, StageCode};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use axum::response::Response;
use needs::balance::year2017::{CountyIndicator, StageSeven};
use needs::large::LargeClasses as Kept;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, indicators))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::NeedsRead);
    Page::new(app).get("/api/v1/counties/{county}/large-classes", may, list).get(
        "/api/v1/counties/{county}/indicators",
        may,
        indicators,
    )
}

/// 一所学校一个学段的班额。
#[derive(Serialize, ToSchema)]
struct LargeClasses {
    /// 学校编号。
    school: String,
    /// 学段代码。
    stage: String,
    /// 学生数（人）；数据不全时为 null。
    pupils: Option<u32>,
    /// 班数；数据不全时为 null。
    classes: Option<u32>,
    /// 班额已知的班数。
    sizes: Known,
    /// 大班额班数，含超大班额。
    large: u32,
    /// 超大班额班数。
    very_large: u32,
    /// 班额未知，但平均班额足以证明存在的大班额班数。
    large_by_average: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 学段。
    #[param(inline)]
    stage: Option<StageCode>,
    /// true 时只列有大班额的。
    only_large: Option<bool>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 班额 · Class sizes
#[utoipa::path(get, path = "/api/v1/counties/{county}/large-classes", tag = "需求测算",
    operation_id = "list_large_classes", params(Asked),
    responses((status = 200, description = "班额。", body = List<LargeClasses>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let fits = |l: &&Kept| {
        asked.stage.is_none_or(|s| s.stage() == l.stage)
            && (asked.only_large != Some(true) || l.large > 0 || l.large_by_average > 0)
    };
    let entries = county.computed.needs.large.classes.iter().filter(fits).map(|l| {
        let shown = LargeClasses {
            school: l.school.to_string(),
            stage: say::code(&l.stage),
            pupils: l.pupils,
            classes: l.classes,
            sizes: l.sizes.into(),
            large: l.large,
            very_large: l.very_large,
            large_by_average: l.large_by_average,
        };
        (vec![Part::Text(l.school.to_string()), Part::Text(shown.stage.clone())], shown)
    });
    let page = cursor::page(entries.collect(), Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}

/// 一个学段的七项指标。
#[derive(Serialize, ToSchema)]
struct StageIndicators {
    /// 学段代码。
    stage: String,
    /// 差异系数上限（百万分之一）。
    limit_micro: Option<u64>,
    /// 达到要求的学校数。
    passing: u32,
    /// 可以判断的学校数。
    decided: Known,
    /// 各指标。
    indicators: Vec<Indicator>,
}

/// 一项指标在全县的情况。
#[derive(Serialize, ToSchema)]
struct Indicator {
    /// 指标代码。
    indicator: String,
    /// 学校应达到的值（百万分之一）。
    threshold_micro: Option<u64>,
    /// 全县加权平均（百万分之一）。
    mean_micro: Option<u64>,
    /// 差异系数（百万分之一）。
    coefficient_micro: Option<u64>,
    /// 差异系数在上限以内。
    within: Option<bool>,
    /// 有数据的学校数。
    schools: Known,
}

/// 校际均衡指标 · Indicators of balance
///
/// 县域义务教育优质均衡的七项指标，按学段，不分页。
#[utoipa::path(get, path = "/api/v1/counties/{county}/indicators", tag = "需求测算", operation_id = "list_indicators",
    responses((status = 200, description = "指标。", body = List<StageIndicators>)))]
async fn indicators(county: CountyView) -> Result<Response, Failure> {
    let one = |i: &CountyIndicator| Indicator {
        indicator: say::code(&i.indicator),
        threshold_micro: i.threshold,
        mean_micro: i.mean,
        coefficient_micro: i.coefficient.map(|c| c.0),
        within: i.within,
        schools: i.coverage.into(),
    };
    let stage = |s: &StageSeven| StageIndicators {
        stage: say::code(&s.stage),
        limit_micro: s.limit,
        passing: s.passing,
        decided: s.decided.into(),
        indicators: s.indicators.iter().map(one).collect(),
    };
    let items = county.computed.needs.balance2017.stages.iter().map(stage).collect();
    reply::list(&List { items, next: None }, &county.caller.here)
}
