//! Indicators and seats before and after the plan（规划前后对照）; the gaps stand in their own summary.

use super::balance::thousandths;
use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use needs::BeforeAfter;

/// One row per stage: schools that pass by the seven indicators.
pub(super) fn passing(change: &BeforeAfter) -> Vec<Row> {
    let rows = change.passing.iter().map(|(stage, pair)| {
        let ((before, known), (after, then)) = (pair.before, pair.after);
        let judged = |n: u32, of: model::Coverage| if of.known == 0 { Cell::NoData } else { Cell::count(n) };
        Row::new()
            .with("stage", stage.zh())
            .with("before", judged(before, known))
            .with("after", judged(after, then))
            .with("known_before", Cell::count(known.known))
            .with("known_after", Cell::count(then.known))
            .with("of", Cell::count(known.of))
    });
    rows.collect()
}

/// One row per stage and indicator.
pub(super) fn balance(change: &BeforeAfter) -> Vec<Row> {
    let rows = change.indicators.iter().map(|c| {
        Row::new()
            .with("stage", c.stage.zh())
            .with("indicator", name::indicator(c.indicator))
            .with("mean_before", thousandths(c.mean.before))
            .with("mean_after", thousandths(c.mean.after))
            .with("cv_before", thousandths(c.coefficient.before.map(|c| c.0)))
            .with("cv_after", thousandths(c.coefficient.after.map(|c| c.0)))
            .covered(c.coverage)
    });
    rows.collect()
}

/// One row per zone and stage.
pub(super) fn seats(case: &Case<'_>, change: &BeforeAfter) -> Vec<Row> {
    let spare = |seats: Option<i64>| seats.map_or(Cell::NoData, Cell::count);
    let rows = change.seats.iter().map(|c| {
        Row::new()
            .with("zone", name::zone(case, c.zone.as_ref()))
            .with("stage", c.stage.zh())
            .with("before", spare(c.spare.before))
            .with("added", Cell::count(c.added))
            .with("after", spare(c.spare.after))
    });
    rows.collect()
}
