//! Candidates (备选项目): each with tier, points, cost, in or out and why; why and more money answered by solving again, as jobs.

use super::cursor::{self, Part};
use super::input::{Once, Query, short};
use super::reply::{self, Accepted, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::job::{MORE, MoreAsked, MoreMade, WHY, WhyAsked, WhyMade};
use crate::page::candidates::{Standing, laid, tier_code};
use crate::page::{Page, jobs, why};
use axum::extract::Path;
use axum::response::Response;
use model::{Place, ProjectId};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one, ask_why, answer_why, ask_more, answer_more))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::PlanRead);
    Page::new(app)
        .get("/api/v1/counties/{county}/plan/candidates", may, list)
        .get("/api/v1/counties/{county}/plan/candidates/{project}", may, one)
        .get("/api/v1/counties/{county}/plan/candidates/{project}/why", may, answer_why)
        .post("/api/v1/counties/{county}/plan/candidates/{project}/why", may, ask_why)
        .get("/api/v1/counties/{county}/plan/more", may, answer_more)
        .post("/api/v1/counties/{county}/plan/more", Need::May(Action::PlanOptimise), ask_more)
}

/// 备选项目。
#[derive(Serialize, ToSchema)]
struct CandidateProject {
    /// 项目编号。
    id: String,
    /// 名称。
    name: String,
    /// 学校编号；在规划新建校址上的为 null。
    school: Option<String>,
    /// 规划新建校址编号；在现有学校的为 null。
    site: Option<String>,
    /// 优先层级：required 必办，safety 安全，seats 学位，need 其余需求。
    tier: String,
    /// 在该层的得分。
    points: i64,
    /// 总投资（分）；不详时为 null。
    total_fen: Option<i64>,
    /// 建设年数。
    duration: u8,
    /// 可以支付的资金来源代码。
    sources: Vec<String>,
    /// 由人工提出。
    by_hand: bool,
    /// 已列入规划。
    planned: bool,
    /// 开工年；未列入为 null。
    start: Option<u16>,
    /// 完工年；未列入为 null。
    finish: Option<u16>,
    /// 列入或未列入的原因；尚无说明时为 null。
    reason: Option<String>,
    /// 所补足的缺口。
    closes: Vec<ClosedGap>,
}

/// 所补足的一处缺口。
#[derive(Serialize, ToSchema)]
struct ClosedGap {
    /// 学校编号。
    school: String,
    /// 办学条件代码。
    item: String,
    /// 数量，按单位的最小一级计。
    quantity: i64,
}

/// 列入与落选原因的回答。
#[derive(Serialize, ToSchema)]
struct WhyAnswer {
    /// 项目编号。
    project: String,
    /// 所依据的档案版本号。
    version: i64,
    /// 问的就是本县现在的规划；为 false 时，是按现有数据重新优化的方案。
    same_plan: bool,
    /// 回答，逐句。
    lines: Vec<String>,
}

/// 增加资金的效果。
#[derive(Serialize, ToSchema)]
struct MoreAnswer {
    /// 所依据的档案版本号。
    version: i64,
    /// 是否与现在的档案一致。
    current: bool,
    /// 各年度增加 100 万元的效果。
    years: Vec<MoreOfYear>,
}

/// 某一年增加 100 万元的效果。
#[derive(Serialize, ToSchema)]
struct MoreOfYear {
    /// 年度。
    year: u16,
    /// 来源代码。
    source: String,
    /// 多用的资金（分）。
    used_fen: i64,
    /// 新列入的项目数。
    came: u32,
    /// 移出的项目数。
    went: u32,
    /// 年份或规模有变的项目数。
    other: u32,
    /// 最先有变化的层级；没有变化为 null。
    tier: Option<String>,
    /// 在该层多得的分。
    points: i64,
    /// 已证明的最少得分；未证明为 null。
    least: Option<i64>,
    /// 已证明的最多得分；未证明为 null。
    most: Option<i64>,
}

/// 是否列入规划。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Inside {
    In,
    Out,
}

/// 优先层级。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TierCode {
    Required,
    Safety,
    Seats,
    Need,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 名称或编号含有的文字。
    #[param(max_length = 60)]
    q: Option<String>,
    /// in 已列入规划，out 未列入。
    #[param(inline)]
    state: Option<Inside>,
    /// 优先层级。
    #[param(inline)]
    tier: Option<TierCode>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

fn shown(x: &Standing<'_>) -> CandidateProject {
    let project = &x.candidate.project;
    let (school, site) = match &project.place {
        Place::School(id) => (Some(id.to_string()), None),
        Place::Site(id) => (None, Some(id.to_string())),
    };
    let closed = |g: &model::GapRef| ClosedGap {
        school: g.school.to_string(),
        item: g.item.code().to_owned(),
        quantity: g.quantity,
    };
    CandidateProject {
        id: project.id.to_string(),
        name: project.name.clone(),
        school,
        site,
        tier: tier_code(x.tier).to_owned(),
        points: x.points,
        total_fen: project.total().ok().map(|f| f.0),
        duration: x.candidate.duration,
        sources: x.candidate.sources.iter().map(|s| s.code().to_owned()).collect(),
        by_hand: x.candidate.by_hand,
        planned: x.planned.is_some(),
        start: x.planned.map(|p| p.start.0),
        finish: x.planned.map(|p| p.finish.0),
        reason: x.reason.clone().filter(|r| !r.is_empty()),
        closes: project.closes.iter().map(closed).collect(),
    }
}

/// 备选项目列表 · List candidates
///
/// 全部备选项目，按优先层级、得分、编号排列。
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/candidates", tag = "备选与必办", operation_id = "list_candidates",
    params(Asked), responses((status = 200, description = "备选项目。", body = List<CandidateProject>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("q", &asked.q, 60)?;
    let laid = laid(&county).await?;
    let text = asked.q.as_deref().unwrap_or("").trim();
    let (state, tier) = (asked.state.map(|s| say::code(&s)), asked.tier.map(|t| say::code(&t)));
    let (state, tier) = (state.unwrap_or_default(), tier.unwrap_or_default());
    let entry = |x: &Standing<'_>| {
        let rank = Part::Number(x.tier as i64);
        (vec![rank, Part::Number(x.points.saturating_neg()), Part::Text(x.candidate.project.id.to_string())], shown(x))
    };
    let all = laid.standing(&county.words(), &county.computed);
    let entries = all.iter().filter(|x| x.fits(text, &state, &tier)).map(entry).collect();
    let page = cursor::page(entries, Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}

/// 一个备选项目 · One candidate
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/candidates/{project}", tag = "备选与必办", operation_id = "candidate",
    responses((status = 200, description = "备选项目。", body = CandidateProject)))]
async fn one(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let laid = laid(&county).await?;
    let all = laid.standing(&county.words(), &county.computed);
    let found = all.iter().find(|x| x.candidate.project.id.0 == id).ok_or(Failure::NotFound)?;
    reply::json(&shown(found))
}

/// 询问列入与落选的原因 · Ask why
///
/// 受理后由后台任务重新求解：不列入会怎样，怎样才能列入。完成后取回答。
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/candidates/{project}/why", tag = "备选与必办",
    operation_id = "ask_why", responses((status = 202, description = "已受理。", body = Accepted)))]
async fn ask_why(county: CountyView, Path((_, id)): Path<(String, String)>, once: Once) -> Result<Response, Failure> {
    let laid = laid(&county).await?;
    let id = ProjectId(id);
    laid.board.option(&id).ok_or(Failure::NotFound)?;
    let stamp = once.stamp(&county.caller)?;
    reply::accepted(&why::ask_why(&county, &id, stamp).await?)
}

/// 列入与落选的原因 · Why in, why out
///
/// 对最新一版档案的回答；还没有问过，或任务尚未完成时 404。
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/candidates/{project}/why", tag = "备选与必办", operation_id = "why",
    responses((status = 200, description = "回答。", body = WhyAnswer)))]
async fn answer_why(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let version = county.version.number;
    let wanted = WhyAsked { version, project: ProjectId(id.clone()) };
    let made: WhyMade = jobs::answered(&county, WHY, &wanted).await?.ok_or(Failure::NotFound)?;
    let same_plan = made.same_plan;
    reply::json(&WhyAnswer { project: id, version, same_plan, lines: made.lines(county.words().lang) })
}

/// 询问增加资金的效果 · Ask what more money brings
///
/// 受理后由后台任务逐年求解：某一年多 100 万元，规划会怎样变化。
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/more", tag = "备选与必办", operation_id = "ask_more",
    responses((status = 202, description = "已受理。", body = Accepted)))]
async fn ask_more(county: CountyView, once: Once) -> Result<Response, Failure> {
    let stamp = once.stamp(&county.caller)?;
    let task = MoreAsked { version: county.version.number };
    reply::accepted(&jobs::ask_as(&county, MORE, &task, stamp).await?)
}

/// 增加资金的效果 · What more money brings
///
/// 最近一次的回答；还没有问过，或任务尚未完成时 404。
#[utoipa::path(get, path = "/api/v1/counties/{county}/plan/more", tag = "备选与必办", operation_id = "more",
    responses((status = 200, description = "回答。", body = MoreAnswer)))]
async fn answer_more(county: CountyView) -> Result<Response, Failure> {
    let made: MoreMade = jobs::last(&county, MORE).await?.ok_or(Failure::NotFound)?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let year = |r: &crate::job::MoreLine| MoreOfYear {
        year: r.year.0,
        source: r.source.code().to_owned(),
        used_fen: r.used.0,
        came: count(r.came),
        went: count(r.went),
        other: count(r.other),
        tier: r.tier.map(|t| tier_code(t).to_owned()),
        points: r.points,
        least: r.proven.map(|p| p.0),
        most: r.proven.map(|p| p.1),
    };
    reply::json(&MoreAnswer {
        version: made.version,
        current: made.version == county.version.number,
        years: made.rows.iter().map(year).collect(),
    })
}
