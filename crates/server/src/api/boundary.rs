//! The boundary of a county (行政区划边界), as the office supplied it, with its review number.

use super::input::Sent;
use super::reply;
use crate::app::App;
use crate::caller::{Caller, CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::map::boundary::{self, Given, LARGEST};
use crate::page::map::settings::region;
use crate::page::map::tiles;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use model::{Message, RegionCode};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(one, put, remove, service, configure))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let (path, manage) = ("/api/v1/counties/{county}/boundary", Need::May(Action::RegionManage));
    let small = DefaultBodyLimit::max(64 * 1024);
    Page::new(app)
        .get(path, Need::May(Action::SchoolRead), one)
        .put(path, manage, put, DefaultBodyLimit::max(LARGEST + 64 * 1024))
        .delete(path, manage, remove)
        .get("/api/v1/map-tiles", manage, service)
        .put("/api/v1/map-tiles", Need::May(Action::SystemConfigure), configure, small)
}

/// 行政区划边界。
#[derive(Serialize, ToSchema)]
struct CountyBoundary {
    /// 审图号，展示时必须注明。
    review: String,
    /// 提供单位。
    supplied: String,
    /// 地图日期。
    date: String,
    /// 图形，GeoJSON，CGCS2000 或 WGS-84 经纬度。
    #[schema(value_type = Object)]
    shapes: serde_json::Value,
}

/// 要提供的边界。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BoundaryWanted {
    /// 审图号。
    #[schema(max_length = 40)]
    review: String,
    /// 提供单位。
    #[schema(min_length = 1, max_length = 120)]
    supplied: String,
    /// 地图日期。
    #[schema(format = Date)]
    date: String,
    /// 图形，GeoJSON，CGCS2000 或 WGS-84 经纬度，至多 8 MiB。
    #[schema(value_type = Object)]
    shapes: serde_json::Value,
}

/// 底图服务；没有时各项为空字符串。
#[derive(Serialize, ToSchema)]
struct TileService {
    /// 地址，含 {z}、{x}、{y}。
    url: String,
    /// 来源说明。
    attribution: String,
    /// 审图号。
    review: String,
}

/// 要使用的底图服务；地址为空字符串即不使用。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TileServiceWanted {
    /// 地址，含 {z}、{x}、{y}。
    #[schema(max_length = 400)]
    url: String,
    /// 来源说明。
    #[serde(default)]
    #[schema(max_length = 120)]
    attribution: String,
    /// 审图号。
    #[serde(default)]
    #[schema(max_length = 40)]
    review: String,
}

/// 行政区划边界 · The county's boundary
///
/// 由本单位提供的边界，未提供时答复 404。展示时须同时注明审图号。
#[utoipa::path(get, path = "/api/v1/counties/{county}/boundary", tag = "区划与周期", operation_id = "boundary",
    responses((status = 200, description = "边界。", body = CountyBoundary)))]
async fn one(county: CountyView) -> Result<Response, Failure> {
    let code = county.code.clone();
    let read = move |app: &App| {
        let found = boundary::of(app, &code)?.ok_or(Failure::NotFound)?;
        let bytes = boundary::shapes(app, &found)?;
        let shapes = serde_json::from_slice(&bytes).map_err(|e| Failure::Internal(e.to_string()))?;
        Ok(CountyBoundary { review: found.review, supplied: found.supplied, date: found.date, shapes })
    };
    reply::json(&county.app.off(read).await?)
}

/// A county in the path that is the caller's to manage; any other is not there.
fn own(caller: &Caller, code: &str) -> Result<RegionCode, Failure> {
    region(caller, code).map_err(|failure| match failure {
        Failure::Bad(_) => Failure::NotFound,
        other => other,
    })
}

/// 提供边界 · Supply the boundary
///
/// 替换以前提供的边界。
#[utoipa::path(put, path = "/api/v1/counties/{county}/boundary", tag = "区划与周期", operation_id = "put_boundary",
    request_body(content = BoundaryWanted), responses((status = 204, description = "已提供。")))]
async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Sent(wanted): Sent<BoundaryWanted>,
) -> Result<Response, Failure> {
    let region = own(&caller, &code)?;
    let BoundaryWanted { review, supplied, date, shapes } = wanted;
    let given = Given { review, supplied, date, file: "boundary.json".to_owned() };
    let stamp = caller.stamp(format!("boundary/{}", caller.fresh_key()?));
    let work = move |app: &App| {
        let bytes = serde_json::to_vec(&shapes).map_err(|e| Failure::Internal(e.to_string()))?;
        boundary::keep(app, &region, given, &bytes, stamp)
    };
    app.off(work).await?;
    Ok(reply::done())
}

/// 删除边界 · Take the boundary away
#[utoipa::path(delete, path = "/api/v1/counties/{county}/boundary", tag = "区划与周期", operation_id = "remove_boundary",
    responses((status = 204, description = "已删除。")))]
async fn remove(State(app): State<App>, caller: Caller, Path(code): Path<String>) -> Result<Response, Failure> {
    let region = own(&caller, &code)?;
    let stamp = caller.stamp(format!("boundary/{}", caller.fresh_key()?));
    let work = move |app: &App| {
        boundary::of(app, &region)?.ok_or(Failure::NotFound)?;
        boundary::remove(app, &region, stamp)
    };
    app.off(work).await?;
    Ok(reply::done())
}

/// 底图服务 · The tile service
#[utoipa::path(get, path = "/api/v1/map-tiles", tag = "区划与周期", operation_id = "map_tiles",
    responses((status = 200, description = "底图服务。", body = TileService)))]
async fn service(State(app): State<App>) -> Result<Response, Failure> {
    let t = app.off(tiles::of).await?.unwrap_or_default();
    reply::json(&TileService { url: t.url, attribution: t.attribution, review: t.review })
}

/// 设置底图服务 · Configure the tile service
///
/// 须先二次认证。
#[utoipa::path(put, path = "/api/v1/map-tiles", tag = "区划与周期", operation_id = "configure_map_tiles",
    request_body(content = TileServiceWanted), responses((status = 204, description = "已设置。")))]
async fn configure(
    State(app): State<App>,
    caller: Caller,
    Sent(wanted): Sent<TileServiceWanted>,
) -> Result<Response, Failure> {
    for (name, text, most) in
        [("url", &wanted.url, 400), ("attribution", &wanted.attribution, 120), ("review", &wanted.review, 40)]
    {
        if text.chars().count() > most {
            return Err(Failure::bad(Message::new("wb-api-long").with("name", name).with("most", most)));
        }
    }
    let stamp = caller.stamp(format!("tiles/{}", caller.fresh_key()?));
    app.off(move |app| tiles::keep(app, &wanted.url, &wanted.attribution, &wanted.review, stamp)).await?;
    Ok(reply::done())
}
