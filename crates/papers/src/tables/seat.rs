//! Seats against pupils by zone and year（学位供需）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use needs::seat::{SeatYear, Shortage};

/// One row per zone, stage and year.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for balance in &case.needs.seats {
        let zone = name::zone(case, balance.zone.as_ref());
        for year in &balance.years {
            let row = Row::new()
                .with("zone", zone.clone())
                .with("stage", balance.stage.zh())
                .with("year", format!("{}—{}", year.year, year.year.plus(1)))
                .with("demand", year.pupils.complete().map_or(Cell::NoData, Cell::count))
                .with("supply", year.seats.complete().map_or(Cell::NoData, Cell::count))
                .with("note", note(year));
            let gap = year.spare.map(|spare| (spare.min(0).saturating_neg(), spare.max(0)));
            rows.push(
                row.with("short", gap.map_or(Cell::NoData, |(short, _)| Cell::count(short)))
                    .with("spare", gap.map_or(Cell::NoData, |(_, spare)| Cell::count(spare))),
            );
        }
    }
    rows
}

fn note(year: &SeatYear) -> String {
    if let Some(shortage) = year.shortage {
        return match shortage {
            Shortage::None => "",
            Shortage::BetweenSchools => "学区内校际不均",
            Shortage::BetweenZones => "全县够用，学区之间不均",
            Shortage::Real => "全县实际不足",
        }
        .to_owned();
    }
    let part = |what: &str, c: model::Coverage| (!c.complete()).then(|| format!("{what}有数据{}/{}", c.known, c.of));
    let parts: Vec<String> =
        part("需求", year.pupils.coverage).into_iter().chain(part("供给", year.seats.coverage)).collect();
    parts.join("，")
}
