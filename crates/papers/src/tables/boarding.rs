//! Boarders to come and the beds and dormitories they lack（寄宿需求）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use model::{Item, SchoolYear, Total};

fn year(year: SchoolYear) -> String {
    format!("{year}—{}", year.plus(1))
}

/// One row per school year over the county.
pub(super) fn county(case: &Case<'_>) -> Vec<Row> {
    let boarding = &case.needs.boarding;
    if boarding.schools.is_empty() {
        return Vec::new();
    }
    let known = |total: Total| Cell::count(total.coverage.known);
    let rows = boarding.years.iter().map(|y| {
        Row::new()
            .with("year", year(y.year))
            .with("boarders", y.boarders.sum.map_or(Cell::NoData, Cell::count))
            .with("boarders_known", known(y.boarders))
            .with("beds", Cell::quantity(y.beds.sum, Item::Bed.unit()))
            .with("beds_known", known(y.beds))
            .with("dormitory", Cell::quantity(y.dormitory.sum, Item::Dormitory.unit()))
            .with("dormitory_known", known(y.dormitory))
            .with("of", Cell::count(y.boarders.coverage.of))
    });
    rows.collect()
}

/// One row per school that boards pupils and school year.
pub(super) fn schools(case: &Case<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for school in &case.needs.boarding.schools {
        rows.extend(school.years.iter().map(|y| {
            Row::new()
                .with("school", name::school(case, &school.school))
                .with("year", year(y.year))
                .with("boarders", y.boarders.map_or(Cell::NoData, Cell::count))
                .with("beds", Cell::quantity(y.beds, Item::Bed.unit()))
                .with("dormitory", Cell::quantity(y.dormitory, Item::Dormitory.unit()))
        }));
    }
    rows
}
