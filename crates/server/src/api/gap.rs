//! Gaps (缺口): by school, item and standard; each with its trace down to clause and cell.

use super::cursor::{self, Part};
use super::input::{Query, short};
use super::reply::{self, Page as List};
use super::say::{self, Said, StandardCode};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::tracing_words::steps;
use axum::extract::Path;
use axum::response::Response;
use model::{Item, Message};
use needs::Gap as Kept;
use policy::Standard;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one, trace))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::NeedsRead);
    Page::new(app)
        .get("/api/v1/counties/{county}/gaps", may, list)
        .get("/api/v1/counties/{county}/gaps/{school}/{item}/{standard}", may, one)
        .get("/api/v1/counties/{county}/gaps/{school}/{item}/{standard}/trace", may, trace)
}

/// 一所学校一个项目对照一个标准的缺口。数量按单位的最小一级计：面积 0.01 平方米，长度 0.01 米，金额分，其余为整件。
#[derive(Serialize, ToSchema)]
struct Gap {
    /// 学校编号。
    school: String,
    /// 项目代码。
    item: String,
    /// 项目名称。
    name: String,
    /// 计量单位代码。
    unit: String,
    /// 标准。
    standard: StandardCode,
    /// 应有；不能判断时为 null。
    required: Option<i64>,
    /// 现有；不能判断时为 null。
    present: Option<i64>,
    /// 其他项目在建、尚未计入现有的。
    under_way: i64,
    /// 缺口；0 为达标，不能判断时为 null。
    short: Option<i64>,
    /// 不能判断的原因。
    missing: Vec<Said>,
}

/// 测算过程。
#[derive(Serialize, ToSchema)]
struct GapTrace {
    /// 缺口。
    gap: Gap,
    /// 逐步的过程。
    steps: Vec<TraceStep>,
}

/// 测算的一步。
#[derive(Serialize, ToSchema)]
struct TraceStep {
    /// 步骤编号。
    id: u32,
    /// 做了什么。
    text: String,
    /// 得数，与项目同单位；缺数据时为 null。
    value: Option<i64>,
    /// 得数的文字，带单位。
    shown: String,
    /// 数据所在的工作表和单元格。
    cells: Vec<String>,
    /// 所依据的条款；没有条款的步骤为 null。
    clause: Option<String>,
}

/// 缺口情况：short 有缺口，met 达标，unknown 缺数据。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    Short,
    Met,
    Unknown,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 学校编号。
    #[param(max_length = 40)]
    school: Option<String>,
    /// 项目代码。
    #[param(pattern = "^[a-z_0-9]{1,40}$")]
    item: Option<String>,
    /// 标准。
    #[param(inline)]
    standard: Option<StandardCode>,
    /// 缺口情况。
    #[param(inline)]
    state: Option<State>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

fn standard(gap: &Kept) -> Option<StandardCode> {
    match gap.standard {
        Standard::Basic => Some(StandardCode::Basic),
        Standard::Balanced => Some(StandardCode::Balanced),
        _ => None,
    }
}

fn shown(county: &CountyView, gap: &Kept) -> Option<Gap> {
    let w = county.words();
    Some(Gap {
        school: gap.school.to_string(),
        item: gap.item.code().to_owned(),
        name: gap.item.zh().to_owned(),
        unit: say::code(&gap.item.unit()),
        standard: standard(gap)?,
        required: gap.required.filter(|_| !gap.is_danger()),
        present: gap.present,
        under_way: gap.under_way,
        short: gap.short,
        missing: gap.missing.iter().map(|m| Said::of(&w, &m.message())).collect(),
    })
}

/// 缺口列表 · List gaps
#[utoipa::path(get, path = "/api/v1/counties/{county}/gaps", tag = "需求测算", operation_id = "list_gaps", params(Asked),
    responses((status = 200, description = "缺口。", body = List<Gap>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("school", &asked.school, 40)?;
    let fine = |code: &String| {
        (1..=40).contains(&code.len())
            && code.bytes().all(|b| b == b'_' || b.is_ascii_digit() || b.is_ascii_lowercase())
    };
    if asked.item.as_ref().is_some_and(|code| !fine(code)) {
        return Err(Failure::Unreadable(Message::new("wb-api-code").with("name", "item")));
    }
    let state = |gap: &Kept| match gap.short {
        None => State::Unknown,
        Some(0) => State::Met,
        Some(_) => State::Short,
    };
    let fits = |gap: &&Kept| {
        asked.school.as_ref().is_none_or(|s| gap.school.0 == *s)
            && asked.item.as_ref().is_none_or(|i| gap.item.code() == i)
            && asked.standard.is_none_or(|s| s.standard() == gap.standard)
            && asked.state.is_none_or(|s| s == state(gap))
    };
    let found = county.computed.needs.gaps.iter().filter(fits).filter_map(|gap| {
        let shown = shown(&county, gap)?;
        let place = Item::ALL.iter().position(|i| *i == gap.item).and_then(|n| i64::try_from(n).ok());
        let last = Part::Number(i64::from(shown.standard == StandardCode::Balanced));
        Some((vec![Part::Text(shown.school.clone()), Part::Number(place.unwrap_or_default()), last], shown))
    });
    let page = cursor::page(found.collect(), Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}

fn find<'a>(
    county: &'a CountyView,
    (_, school, item, standard): &(String, String, String, String),
) -> Result<&'a Kept, Failure> {
    let item = Item::from_code(item).ok_or(Failure::NotFound)?;
    let standard = match standard.as_str() {
        "basic" => Standard::Basic,
        "balanced" => Standard::Balanced,
        _ => return Err(Failure::NotFound),
    };
    let of = |g: &&Kept| g.school.0 == *school && g.item == item && g.standard == standard;
    county.computed.needs.gaps.iter().find(of).ok_or(Failure::NotFound)
}

/// 一个缺口 · One gap
#[utoipa::path(get, path = "/api/v1/counties/{county}/gaps/{school}/{item}/{standard}", tag = "需求测算",
    operation_id = "gap", responses((status = 200, description = "缺口。", body = Gap)))]
async fn one(county: CountyView, Path(path): Path<(String, String, String, String)>) -> Result<Response, Failure> {
    let gap = find(&county, &path)?;
    reply::json(&shown(&county, gap).ok_or(Failure::NotFound)?)
}

/// 缺口的测算过程 · GapTrace of a gap
///
/// 从单元格和条款到得数，逐步列出。
#[utoipa::path(get, path = "/api/v1/counties/{county}/gaps/{school}/{item}/{standard}/trace", tag = "需求测算",
    operation_id = "trace_gap", responses((status = 200, description = "测算过程。", body = GapTrace)))]
async fn trace(county: CountyView, Path(path): Path<(String, String, String, String)>) -> Result<Response, Failure> {
    let gap = find(&county, &path)?;
    let c = &county.computed;
    let traced = needs::trace(&c.dossier, &c.policy, gap);
    let words = steps(&county.words(), &traced, !c.dossier.origins.is_empty());
    let steps = traced.steps.iter().zip(words).map(|(step, words)| TraceStep {
        id: step.id,
        text: words.words,
        value: step.value,
        shown: words.value,
        cells: words.cells,
        clause: Some(words.clause).filter(|c| !c.is_empty()),
    });
    reply::json(&GapTrace { gap: shown(&county, gap).ok_or(Failure::NotFound)?, steps: steps.collect() })
}
