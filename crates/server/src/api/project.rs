//! Projects of the plan (规划项目).

use super::cursor::{self, Part};
use super::input::{Query, short};
use super::reply::{self, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use axum::extract::Path;
use axum::response::Response;
use model::{Message, Place, Project as Kept, ProjectId};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::PlanRead);
    Page::new(app).get("/api/v1/counties/{county}/plan/projects", may, list).get(
        "/api/v1/counties/{county}/plan/projects/{project}",
        may,
        one,
    )
}

/// 规划项目。
#[derive(Serialize, ToSchema)]
struct Project {
    /// 项目编号。
    id: String,
    /// 名称。
    name: String,
    /// 学校编号；在规划新建校址上的为 null。
    school: Option<String>,
    /// 规划新建校址编号；在现有学校的为 null。
    site: Option<String>,
    /// 建设性质代码。
    nature: String,
    /// 开工年。
    start: u16,
    /// 完工年。
    finish: u16,
    /// 总投资（分）；算不出时为 null。
    total_fen: Option<i64>,
    /// 建设内容。
    lines: Vec<ProjectContent>,
    /// 分年度资金。
    funding: Vec<ProjectFunding>,
}

/// 一项建设内容。
#[derive(Serialize, ToSchema)]
struct ProjectContent {
    /// 项目内容代码。
    item: String,
    /// 名称。
    name: String,
    /// 计量单位代码。
    unit: String,
    /// 数量，按单位的最小一级计：面积 0.01 平方米，长度 0.01 米，金额分，其余为整件。
    quantity: i64,
    /// 单价（分/单位）。
    unit_price_fen: Option<i64>,
    /// 金额（分）。
    amount_fen: i64,
}

/// 一年一个来源的资金。
#[derive(Serialize, ToSchema)]
struct ProjectFunding {
    /// 年度。
    year: u16,
    /// 来源代码。
    source: String,
    /// 金额（分）。
    amount_fen: i64,
}

fn shown(p: &Kept) -> Project {
    let (school, site) = match &p.place {
        Place::School(id) => (Some(id.to_string()), None),
        Place::Site(id) => (None, Some(id.to_string())),
    };
    let line = |l: &model::ProjectLine| ProjectContent {
        item: l.item.code().to_owned(),
        name: l.item.zh().to_owned(),
        unit: say::code(&l.item.unit()),
        quantity: l.quantity,
        unit_price_fen: l.unit_price.map(|f| f.0),
        amount_fen: l.amount.0,
    };
    let funding = |f: &model::Funding| ProjectFunding {
        year: f.year.0,
        source: f.source.code().to_owned(),
        amount_fen: f.amount.0,
    };
    Project {
        id: p.id.to_string(),
        name: p.name.clone(),
        school,
        site,
        nature: say::code(&p.nature),
        start: p.start.0,
        finish: p.finish.0,
        total_fen: p.total().ok().map(|f| f.0),
        lines: p.lines.iter().map(line).collect(),
        funding: p.funding.iter().map(funding).collect(),
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 学校编号。
    #[param(max_length = 40)]
    school: Option<String>,
    /// 开工年。
    #[param(minimum = 2000, maximum = 2100)]
    start: Option<u16>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 规划项目列表 · List projects
///
/// 按开工年、编号排列。
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/projects", tag = "规划", operation_id = "list_projects",
    params(Asked), responses((status = 200, description = "项目。", body = List<Project>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("school", &asked.school, 40)?;
    if asked.start.is_some_and(|y| !(2000..=2100).contains(&y)) {
        return Err(Failure::Unreadable(Message::new("wb-api-code").with("name", "start")));
    }
    let fits = |p: &&Kept| {
        asked.start.is_none_or(|y| p.start.0 == y)
            && asked.school.as_ref().is_none_or(|s| matches!(&p.place, Place::School(id) if id.0 == *s))
    };
    let projects = county.computed.dossier.plan.projects.iter().filter(fits);
    let key = |p: &Kept| vec![Part::Number(i64::from(p.start.0)), Part::Text(p.id.to_string())];
    let entries = projects.map(|p| (key(p), shown(p))).collect();
    let page = cursor::page(entries, Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}

/// 一个规划项目 · One project
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/projects/{project}", tag = "规划", operation_id = "project",
    responses((status = 200, description = "项目。", body = Project)))]
async fn one(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    reply::json(&shown(county.computed.project(&ProjectId(id)).ok_or(Failure::NotFound)?))
}
