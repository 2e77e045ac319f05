//! What the county demands of its plan (必办事项): listed, added, taken back; what of it cannot be met together.

use super::dossier::present;
use super::input::{IfMatch, Once, Sent};
use super::plan::demand_version;
use super::reply::{self, NewVersion};
use super::say::Said;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::candidates::{DemandGiven, add_demand, remove_demand};
use axum::extract::Path;
use axum::response::Response;
use model::{Goal, Stage};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, add, remove))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let edit = Need::May(Action::PlanEdit);
    Page::new(app)
        .get("/api/v1/counties/{county}/plan/demands", Need::May(Action::PlanRead), list)
        .post("/api/v1/counties/{county}/plan/demands", edit, add)
        .delete("/api/v1/counties/{county}/plan/demands/{demand}", edit, remove)
}

/// 必办事项一览。
#[derive(Serialize, ToSchema)]
struct PlanDemands {
    /// 档案版本号。
    version: i64,
    /// 各项。
    demands: Vec<PlanDemand>,
    /// 不能同时做到的各项，以及怎样才能做到；能同时做到时为空。
    clash: Vec<Said>,
}

/// 一项必办事项。
#[derive(Serialize, ToSchema)]
struct PlanDemand {
    /// 序号，自 0 起；删除时用。
    number: u32,
    /// 事项。
    kind: DemandKind,
    /// 项目编号。
    project: Option<String>,
    /// 学校编号；不限学校为 null。
    school: Option<String>,
    /// 学区编号；不限学区为 null。
    zone: Option<String>,
    /// 学段；不限学段为 null。
    stage: Option<DemandStage>,
    /// 年份。
    by: Option<u16>,
    /// 依据。
    basis: Option<String>,
    /// 文字。
    words: Said,
    /// 数据所在的工作表和单元格；不是工作簿带入的为 null。
    cell: Option<String>,
}

/// 事项：project 项目必须列入，exclude 项目不得列入，not_before 项目不得早于，fixed 项目锁定年份，danger D级危房全部拆除，seats 学位全部补足。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DemandKind {
    Project,
    Exclude,
    NotBefore,
    Fixed,
    Danger,
    Seats,
}

/// 学段：primary 小学，junior 初中。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DemandStage {
    Primary,
    Junior,
}

/// 要加的必办事项；同一事项已有的，以新的为准。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DemandWanted {
    /// 事项。
    kind: DemandKind,
    /// 项目编号；project、exclude、not_before、fixed 必填。
    #[schema(max_length = 80)]
    project: Option<String>,
    /// 学校编号；用于 danger，不填为全县。
    #[schema(max_length = 40)]
    school: Option<String>,
    /// 学区编号；用于 seats，不填为各学区。
    #[schema(max_length = 40)]
    zone: Option<String>,
    /// 学段；用于 seats，不填为两个学段。
    stage: Option<DemandStage>,
    /// 年份，在周期之内；not_before、fixed 必填。
    #[schema(minimum = 2000, maximum = 2100)]
    by: Option<u16>,
    /// 依据，至多 200 字。
    #[schema(max_length = 200)]
    basis: Option<String>,
    /// 所依据的档案版本号，须为最新版本。
    #[schema(minimum = 0, maximum = 999999999)]
    version: i64,
}

fn shown(county: &CountyView, at: usize, d: &model::Demand) -> PlanDemand {
    let (kind, school, zone, stage) = match &d.goal {
        Goal::Project(_) => (DemandKind::Project, None, None, None),
        Goal::Exclude(_) => (DemandKind::Exclude, None, None, None),
        Goal::NotBefore(_) => (DemandKind::NotBefore, None, None, None),
        Goal::Fixed(_) => (DemandKind::Fixed, None, None, None),
        Goal::DangerGone(school) => (DemandKind::Danger, school.as_ref(), None, None),
        Goal::Seats { zone, stage } => (DemandKind::Seats, None, zone.as_ref(), *stage),
    };
    let cell = model::nearest(&county.computed.dossier.origins, &format!("demand/{at}/kind"));
    PlanDemand {
        number: u32::try_from(at).unwrap_or(u32::MAX),
        kind,
        project: d.goal.project().map(ToString::to_string),
        school: school.map(ToString::to_string),
        zone: zone.map(|z| z.0.clone()),
        stage: match stage {
            Some(Stage::Primary) => Some(DemandStage::Primary),
            Some(Stage::Junior) => Some(DemandStage::Junior),
            _ => None,
        },
        by: d.by.map(|y| y.0),
        basis: d.basis.clone(),
        words: Said::of(&county.words(), &d.message()),
        cell: cell.map(|o| format!("{}!{}", o.sheet, o.cell)),
    }
}

/// 必办事项 · What the county demands
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/demands", tag = "备选与必办", operation_id = "list_demands",
    responses((status = 200, description = "必办事项。", body = PlanDemands)))]
async fn list(county: CountyView) -> Result<Response, Failure> {
    let c = county.computed.clone();
    let clash = county.app.off(move |_| Ok(c.clash())).await?;
    let w = county.words();
    let demands = &county.computed.dossier.demands;
    reply::json(&PlanDemands {
        version: county.version.number,
        demands: demands.iter().enumerate().map(|(at, d)| shown(&county, at, d)).collect(),
        clash: clash.iter().map(|m| Said::of(&w, m)).collect(),
    })
}

/// 增加必办事项 · Add a demand
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/demands", tag = "备选与必办", operation_id = "add_demand",
    request_body(content = DemandWanted), responses((status = 201, description = "新的版本。", body = NewVersion)))]
async fn add(county: CountyView, once: Once, Sent(wanted): Sent<DemandWanted>) -> Result<Response, Failure> {
    if let Some(number) = once.version(&county, "").await? {
        return reply::version(&county.code, number);
    }
    demand_version(&county, &once, wanted.version).await?;
    let given = DemandGiven {
        kind: super::say::code(&wanted.kind),
        project: wanted.project.unwrap_or_default(),
        school: wanted.school.unwrap_or_default(),
        zone: wanted.zone.unwrap_or_default(),
        stage: wanted.stage.map(|s| super::say::code(&s)).unwrap_or_default(),
        by: wanted.by.map(|y| y.to_string()).unwrap_or_default(),
        basis: wanted.basis.unwrap_or_default(),
        version: wanted.version,
        back: String::new(),
    };
    reply::version(&county.code, add_demand(&county, &given).await?)
}

/// 删除必办事项 · Take a demand back
///
/// If-Match 填所依据档案版本的 ETag：序号以该版本为准。
#[utoipa::path(delete, path = "/api/v1/counties/{county}/plan/demands/{demand}", tag = "备选与必办", operation_id = "remove_demand",
    params(("If-Match" = String, Header, description = "所依据档案版本的 ETag。")),
    responses((status = 201, description = "新的版本。", body = NewVersion)))]
async fn remove(
    county: CountyView,
    Path((_, at)): Path<(String, String)>,
    IfMatch(given): IfMatch,
) -> Result<Response, Failure> {
    let version = present(&county, &given)?;
    let at = at.parse().map_err(|_| Failure::NotFound)?;
    reply::version(&county.code, remove_demand(&county, version, at).await?)
}
