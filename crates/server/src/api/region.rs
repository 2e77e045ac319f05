//! Regions (行政区划) that the account may see: its own and all below.

use super::cursor::{self, Part};
use super::input::{Once, Query, Sent};
use super::reply::{self, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::regions;
use crate::region_list::Row;
use axum::extract::{Path, State};
use axum::response::Response;
use model::{Message, Region as Kept, RegionCode};
use review::permission::Action;
use review::region::Relation;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one, put, state))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let (read, manage) = (Need::May(Action::DeskRead), Need::May(Action::RegionManage));
    Page::new(app)
        .get("/api/v1/regions", read, list)
        .post("/api/v1/regions", manage, put)
        .get("/api/v1/regions/{region}", read, one)
        .post("/api/v1/regions/{region}/states", manage, state)
}

/// 行政区划。
#[derive(Serialize, ToSchema)]
pub struct Region {
    /// 代码。
    code: String,
    /// 名称。
    name: String,
    /// 级别：nation、province、prefecture、county、development_zone、township。
    level: String,
    /// 上级代码；最上级为 null。
    parent: Option<String>,
    /// 代码不在国家标准中（开发区等本地代码）。
    local: bool,
}

/// 要登记的行政区划。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegionsWanted {
    /// 各区划；全部登记或全部退回。
    #[schema(min_items = 1, max_items = 5000)]
    regions: Vec<RegionWanted>,
}

/// 要登记的一个行政区划；已有的只更改名称。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegionWanted {
    /// 代码。
    #[schema(max_length = 12)]
    code: String,
    /// 名称。
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// 级别：province、prefecture、county、development_zone、township；不填时由代码判断。
    #[serde(default)]
    #[schema(max_length = 20)]
    level: String,
    /// 上级代码；不填时由代码判断。
    #[serde(default)]
    #[schema(max_length = 12)]
    parent: String,
}

/// 登记的结果。
#[derive(Serialize, ToSchema)]
struct RegionsTaken {
    /// 登记了几个。
    count: u32,
}

/// 撤销或恢复。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegionState {
    /// 已撤销：其数据保留，不再列出。
    closed: bool,
}

fn shown(region: &Kept) -> Region {
    Region {
        code: region.code.to_string(),
        name: region.name.clone(),
        level: say::code(&region.level),
        parent: region.parent.as_ref().map(ToString::to_string),
        local: region.local,
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 名称或代码含有的文字。
    #[param(max_length = 60)]
    q: Option<String>,
    /// 只要这个上级的直接下级。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    parent: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 行政区划列表 · List regions
///
/// 本账户所在区划及其下级，按代码排列。
#[utoipa::path(get, path = "/api/v1/regions", tag = "区划与周期", operation_id = "list_regions", params(Asked),
    responses((status = 200, description = "行政区划。", body = List<Region>)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    super::input::short("q", &asked.q, 60)?;
    super::input::region("parent", &asked.parent)?;
    let tree = app.tree();
    let codes = tree.below(&caller.session.account.region);
    let fits = |r: &&Kept| {
        let text = asked.q.as_deref().unwrap_or("");
        (r.name.contains(text) || r.code.as_str().contains(text))
            && asked.parent.as_ref().is_none_or(|p| r.parent.as_ref().is_some_and(|own| own.as_str() == p))
    };
    let found = codes.iter().filter_map(|c| tree.region(c)).filter(fits);
    let entries = found.map(|r| (vec![Part::Text(r.code.to_string())], shown(r))).collect();
    let page = cursor::page(entries, Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &caller.here)
}

/// 一个行政区划 · One region
///
/// 本账户所在区划、其下级和上级；其他区划一律 404。
#[utoipa::path(get, path = "/api/v1/regions/{region}", tag = "区划与周期", operation_id = "region",
    responses((status = 200, description = "行政区划。", body = Region)))]
async fn one(State(app): State<App>, caller: Caller, Path(code): Path<String>) -> Result<Response, Failure> {
    let code: RegionCode = code.parse().map_err(|_| Failure::NotFound)?;
    let tree = app.tree();
    let place = tree.place(&code).ok_or(Failure::NotFound)?;
    if caller.subject.place.relation(&place) == Relation::Elsewhere {
        return Err(Failure::NotFound);
    }
    reply::json(&shown(tree.region(&code).ok_or(Failure::NotFound)?))
}

/// 登记行政区划 · Record regions
///
/// 新增，或更改名称；全部登记或全部退回。
#[utoipa::path(post, path = "/api/v1/regions", tag = "区划与周期", operation_id = "put_regions",
    request_body(content = RegionsWanted), responses((status = 200, description = "已登记。", body = RegionsTaken)))]
async fn put(
    State(app): State<App>,
    caller: Caller,
    _once: Once,
    Sent(wanted): Sent<RegionsWanted>,
) -> Result<Response, Failure> {
    let row = |(number, r): (usize, RegionWanted)| {
        regions::named(&app, Row { number, code: r.code, name: r.name, level: r.level, parent: r.parent })
    };
    let rows: Vec<Row> = (1..).zip(wanted.regions).map(row).collect();
    let several = |(n, m): (usize, Message)| {
        let what = caller.words.say(&m);
        Message::new("wb-adm-row").with("row", n).with("what", what)
    };
    match regions::keep(&app, &caller, &rows).await? {
        Ok(count) => reply::json(&RegionsTaken { count: u32::try_from(count).unwrap_or(u32::MAX) }),
        Err(problems) => Err(Failure::Bad(problems.into_iter().map(several).collect())),
    }
}

/// 撤销或恢复行政区划 · Close a region
#[utoipa::path(post, path = "/api/v1/regions/{region}/states", tag = "区划与周期", operation_id = "set_region_state",
    request_body(content = RegionState), responses((status = 204, description = "已办理。")))]
async fn state(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    _once: Once,
    Sent(wanted): Sent<RegionState>,
) -> Result<Response, Failure> {
    regions::set_closed(&app, &caller, &code, wanted.closed).await?;
    Ok(reply::done())
}
