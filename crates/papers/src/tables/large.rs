//! Large classes and over-large schools（大班额、大校额）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;

/// One row per school and stage with a large class, or whose class sizes are not known.
pub(super) fn classes(case: &Case<'_>) -> Vec<Row> {
    let shown = case
        .needs
        .large
        .classes
        .iter()
        .filter(|c| c.large > 0 || c.very_large > 0 || c.large_by_average > 0 || !c.sizes.complete());
    shown
        .map(|c| {
            Row::new()
                .with("school", name::school(case, &c.school))
                .with("stage", c.stage.zh())
                .with("classes", c.classes.map_or(Cell::NoData, Cell::count))
                .with("sized", Cell::count(c.sizes.known))
                .with("large", if c.sizes.known == 0 { Cell::NoData } else { Cell::count(c.large) })
                .with("very_large", if c.sizes.known == 0 { Cell::NoData } else { Cell::count(c.very_large) })
                .with("by_average", Cell::count(c.large_by_average))
        })
        .collect()
}

/// One row per school above its limit.
pub(super) fn schools(case: &Case<'_>) -> Vec<Row> {
    let row = |s: &needs::large::SchoolSize| {
        Row::new()
            .with("school", name::school(case, &s.school))
            .with("pupils", Cell::count(s.pupils))
            .with("limit", Cell::count(s.limit))
            .with("over", Cell::count(s.pupils.saturating_sub(s.limit)))
            .with("very_large", name::yes_no(Some(s.very_large)))
    };
    case.needs.large.schools.iter().map(row).collect()
}
