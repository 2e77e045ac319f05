//! The boundary of a county (行政区划边界), as the office supplied it, with its review number.

use super::reply;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::map::boundary;
use axum::response::Response;
use review::permission::Action;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(one))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/counties/{county}/boundary", Need::May(Action::SchoolRead), one)
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
