//! Seats by zone, stage and year (学位供需).

use super::cursor::{self, Part};
use super::input::{Query, short};
use super::me::Named;
use super::reply::{self, Page as List};
use super::say::{self, Said, StageCode, Sum};
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use axum::response::Response;
use needs::SeatBalance as Kept;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/counties/{county}/seats", Need::May(Action::NeedsRead), list)
}

/// 一个学区一个学段的学位供需。
#[derive(Serialize, ToSchema)]
struct SeatBalance {
    /// 学区；不属于任何学区的学校合为一组，此时为 null。
    zone: Option<Named>,
    /// 学段代码。
    stage: String,
    /// 从基准学年起逐年。
    years: Vec<SeatYear>,
}

/// 一个学年的学位供需。
#[derive(Serialize, ToSchema)]
struct SeatYear {
    /// 学年（秋季开学的年份）。
    year: u16,
    /// 学位（个）。
    seats: Sum,
    /// 学生（人）：基准学年为实有，以后为预测。
    pupils: Sum,
    /// 学位减学生；数据不全时为 null。
    spare: Option<i64>,
    /// 短缺的性质；不能判断时为 null。
    shortage: Option<Said>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 学段。
    #[param(inline)]
    stage: Option<StageCode>,
    /// 学区编号。
    #[param(max_length = 40)]
    zone: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 学位供需 · Seats by zone and year
#[utoipa::path(get, path = "/api/v1/counties/{county}/seats", tag = "需求测算", operation_id = "list_seats", params(Asked),
    responses((status = 200, description = "学位供需。", body = List<SeatBalance>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("zone", &asked.zone, 40)?;
    let (c, w) = (&county.computed, county.words());
    let fits = |b: &&Kept| {
        asked.stage.is_none_or(|s| s.stage() == b.stage)
            && asked.zone.as_ref().is_none_or(|z| b.zone.as_ref().is_some_and(|own| own.0 == *z))
    };
    let year = |y: &needs::seat::SeatYear| SeatYear {
        year: y.year.0,
        seats: y.seats.into(),
        pupils: y.pupils.into(),
        spare: y.spare,
        shortage: y.shortage.map(|s| Said::of(&w, &s.message())),
    };
    let entries = c.needs.seats.iter().filter(fits).map(|b| {
        let zone = b.zone.as_ref();
        let shown = SeatBalance {
            zone: zone.map(|z| Named { code: z.to_string(), name: c.zone_name(Some(z)).unwrap_or_default() }),
            stage: say::code(&b.stage),
            years: b.years.iter().map(year).collect(),
        };
        let key = zone.map_or_else(String::new, ToString::to_string);
        let stage = Part::Number(i64::from(b.stage == model::Stage::Junior));
        (vec![Part::Number(i64::from(zone.is_none())), Part::Text(key), stage], shown)
    });
    let page = cursor::page(entries.collect(), Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}
