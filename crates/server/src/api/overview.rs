//! The overview (全域汇总): every county below with its figures and what the sums rest on; as JSON, workbook or text.

use super::input::Query;
use super::reply;
use super::say::Sum;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::overview::{self, COLUMNS, County};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/overview", Need::May(Action::OverviewRead), show)
}

/// 全域汇总。
#[derive(Serialize, ToSchema)]
struct RegionOverview {
    /// 汇总的区划代码。
    region: String,
    /// 各县（区、旗）、开发区。
    counties: Vec<CountyFigures>,
    /// 各项合计，以指标代码为键；planned、budget 单位为分。
    totals: BTreeMap<String, Sum>,
    /// 正在计算的县数；不为 0 时稍后再取。
    computing: u32,
}

/// 一个县的各项指标。没有数据、未报数据、正在计算或草稿未开放的为 null。
#[derive(Serialize, ToSchema)]
struct CountyFigures {
    /// 区划代码。
    code: String,
    /// 名称。
    name: String,
    /// 上级名称。
    above: String,
    /// 档案版本号；未报数据为 null。
    version: Option<i64>,
    /// 指标已经算出。
    computed: bool,
    /// 虚构的演示数据；未算出为 null。
    invented: Option<bool>,
    /// 学校数。
    schools: Option<i64>,
    /// 义务教育在校生。
    pupils: Option<i64>,
    /// 周期末年短缺学位（不计规划）。
    seats_short: Option<i64>,
    /// 大班额班数。
    large_classes: Option<i64>,
    /// 基本办学条件未达标的项次。
    gaps: Option<i64>,
    /// 规划项目数。
    projects: Option<i64>,
    /// 规划总投资（分）。
    planned_fen: Option<i64>,
    /// 周期内资金（分）。
    budget_fen: Option<i64>,
    /// 禁止类审核发现数。
    blocks: Option<i64>,
    /// 规划状态；尚无规划，或草稿未开放为 null。
    plan: Option<String>,
    /// 下一个时限；没有时限为 null。
    due: Option<NextDue>,
}

/// 下一个时限。
#[derive(Serialize, ToSchema)]
struct NextDue {
    /// 事项。
    name: String,
    /// 剩余天数；已过为负。
    days_left: i64,
}

/// 格式：json，或 xlsx 工作簿、csv 文本。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    Json,
    Xlsx,
    Csv,
}

/// 排序：name 名称、due 时限或指标代码，前加 - 为从大到小。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
enum Sort {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDown,
    #[serde(rename = "due")]
    Due,
    #[serde(rename = "-due")]
    DueDown,
    #[serde(rename = "schools")]
    Schools,
    #[serde(rename = "-schools")]
    SchoolsDown,
    #[serde(rename = "pupils")]
    Pupils,
    #[serde(rename = "-pupils")]
    PupilsDown,
    #[serde(rename = "seats")]
    Seats,
    #[serde(rename = "-seats")]
    SeatsDown,
    #[serde(rename = "large")]
    Large,
    #[serde(rename = "-large")]
    LargeDown,
    #[serde(rename = "gaps")]
    Gaps,
    #[serde(rename = "-gaps")]
    GapsDown,
    #[serde(rename = "projects")]
    Projects,
    #[serde(rename = "-projects")]
    ProjectsDown,
    #[serde(rename = "planned")]
    Planned,
    #[serde(rename = "-planned")]
    PlannedDown,
    #[serde(rename = "budget")]
    Budget,
    #[serde(rename = "-budget")]
    BudgetDown,
    #[serde(rename = "blocks")]
    Blocks,
    #[serde(rename = "-blocks")]
    BlocksDown,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 排序；不给时按代码。
    #[param(inline)]
    sort: Option<Sort>,
    /// 格式；不给时看请求头 Accept，再不明时为 json。工作簿和文本按代码排列。
    #[param(inline)]
    format: Option<Format>,
}

/// The format asked for by parameter, else by `Accept`.
fn format(asked: Option<Format>, headers: &HeaderMap) -> Format {
    let accepts = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let named = |kind: &str| accepts.split([',', ';']).any(|part| part.trim().eq_ignore_ascii_case(kind));
    match asked {
        Some(format) => format,
        None if named("application/json") => Format::Json,
        None if named("text/csv") => Format::Csv,
        None if named(crate::page::XLSX) => Format::Xlsx,
        None => Format::Json,
    }
}

fn shown(c: &County) -> CountyFigures {
    let figure = |name: &str| {
        let column = COLUMNS.iter().find(|column| column.0 == name)?;
        column.2(c.summary.as_ref()?)
    };
    // a plan not to be seen has no figures of its own, and no state
    let seen = c.summary.as_ref().is_none_or(|s| s.projects.is_some());
    CountyFigures {
        code: c.code.to_string(),
        name: c.name.clone(),
        above: c.above.clone(),
        version: c.version.map(|v| v.0),
        computed: c.summary.is_some(),
        invented: c.summary.as_ref().map(|s| s.invented),
        schools: figure("schools"),
        pupils: figure("pupils"),
        seats_short: figure("seats"),
        large_classes: figure("large"),
        gaps: figure("gaps"),
        projects: figure("projects"),
        planned_fen: figure("planned"),
        budget_fen: figure("budget"),
        blocks: figure("blocks"),
        plan: c.plan.clone().filter(|_| seen),
        due: c.due.as_ref().map(|(name, days)| NextDue { name: name.clone(), days_left: *days }),
    }
}

/// 全域汇总 · Overview
///
/// 本账户所在区划之下各县（区、旗）、开发区的指标与合计；合计注明已知几个、应有几个。不分页。
#[utoipa::path(get, path = "/api/v1/overview", tag = "全域汇总", operation_id = "overview", params(Asked),
    responses((status = 200, description = "汇总。", content(
        (RegionOverview = "application/json"), (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
async fn show(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    match format(asked.format, &headers) {
        Format::Csv => return overview::text(State(app), caller).await,
        Format::Xlsx => return overview::workbook(State(app), caller).await,
        Format::Json => {}
    }
    let region = caller.session.account.region.clone();
    let asking = caller.clone();
    let work = move |app: &App| {
        let (list, missing) = overview::counties(app, &asking)?;
        overview::compute(app, &asking.session.account.region, &missing)?;
        Ok((list, missing.len()))
    };
    let (mut list, missing) = app.off(work).await?;
    overview::order(&mut list, &asked.sort.map(|s| super::say::code(&s)).unwrap_or_default());
    let totals = COLUMNS.iter().map(|column| (column.0.to_owned(), overview::total(&list, column).into()));
    reply::json(&RegionOverview {
        region: region.to_string(),
        counties: list.iter().map(shown).collect(),
        totals: totals.collect(),
        computing: u32::try_from(missing).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_the_parameter_s_else_what_is_accepted() {
        let accept = |text: &str| HeaderMap::from_iter([(header::ACCEPT, text.parse().unwrap())]);
        assert_eq!(format(None, &HeaderMap::new()), Format::Json);
        assert_eq!(format(None, &accept("*/*")), Format::Json);
        assert_eq!(format(None, &accept("text/csv")), Format::Csv);
        assert_eq!(format(None, &accept(crate::page::XLSX)), Format::Xlsx);
        assert_eq!(format(Some(Format::Json), &accept("text/csv")), Format::Json);
    }
}
