//! Deadlines (时限): what is due for a county or region, and what an office sets for itself and all below.

use super::input::{Query, Sent, region};
use super::reply::{self, Page as List};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::cycles::{Calendar, lines, set};
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use model::RegionCode;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, put))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/deadlines", Need::May(Action::CycleRead), list).put(
        "/api/v1/deadlines",
        Need::May(Action::CycleManage),
        put,
        DefaultBodyLimit::max(64 * 1024),
    )
}

/// 到期事项。
#[derive(Serialize, ToSchema)]
struct DueDate {
    /// 事项。
    name: String,
    /// 日期。
    #[schema(format = Date)]
    date: String,
    /// 谁定的：单位名称，或政策文件。
    source: String,
    /// 由单位设定；否则为政策文件规定。
    by_office: bool,
    /// 剩余天数；已过为负。
    days_left: Option<i64>,
}

/// 本单位设定的时限，对本单位和全部下级有效，替换以前所设。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeadlinesWanted {
    /// 各时限。
    #[schema(max_items = 30)]
    deadlines: Vec<DeadlineWanted>,
    /// 本周期对本单位和下级关闭：关闭后不能再改。
    closed: bool,
}

/// 一个时限。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeadlineWanted {
    /// 事项。
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// 日期。
    #[schema(format = Date)]
    date: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 区划代码，本账户所在区划或其下级；不给时为本账户所在区划。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
}

async fn due(app: &App, caller: &Caller, region: RegionCode) -> Result<Response, Failure> {
    let work = move |app: &App| {
        let calendar = Calendar::read(&mut app.store.read()?)?;
        calendar.all(app, &region)
    };
    let items = app.off(work).await?.into_iter().map(|d| DueDate {
        name: d.name,
        date: d.date.to_string(),
        source: d.source,
        by_office: d.office,
        days_left: d.left,
    });
    reply::list(&List { items: items.collect(), next: None }, &caller.here)
}

/// 时限 · Deadlines
///
/// 本单位、上级单位设定的和政策文件规定的，按日期排列，不分页。
#[utoipa::path(get, path = "/api/v1/deadlines", tag = "区划与周期", operation_id = "list_deadlines", params(Asked),
    responses((status = 200, description = "时限。", body = List<DueDate>)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    region("region", &asked.region)?;
    let own = &caller.session.account.region;
    let code = asked.region.as_ref().and_then(|r| r.parse().ok()).unwrap_or_else(|| own.clone());
    if !app.tree().below(own).contains(&code) {
        return Err(Failure::NotFound);
    }
    due(&app, &caller, code).await
}

/// 设定时限 · Set deadlines
#[utoipa::path(put, path = "/api/v1/deadlines", tag = "区划与周期", operation_id = "set_deadlines",
    request_body(content = DeadlinesWanted), responses((status = 200, description = "时限。", body = List<DueDate>)))]
async fn put(State(app): State<App>, caller: Caller, Sent(wanted): Sent<DeadlinesWanted>) -> Result<Response, Failure> {
    let deadlines = lines(wanted.deadlines.into_iter().map(|d| (d.name, d.date)))?;
    set(&app, &caller, deadlines, if wanted.closed { "closed" } else { "open" }).await?;
    let own = caller.session.account.region.clone();
    due(&app, &caller, own).await
}
