//! The seven indicators of high-quality balance（优质均衡七项指标）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;

/// Millionths to the three decimals that are printed, half up.
pub(super) fn thousandths(millionths: Option<u64>) -> Cell {
    let rounded = millionths.map(|m| m.saturating_add(500) / 1_000).and_then(|m| i64::try_from(m).ok());
    rounded.map_or(Cell::NoData, |value| Cell::Number { value, places: 3 })
}

/// One row per stage and indicator.
pub(super) fn county(case: &Case<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for stage in &case.needs.balance2017.stages {
        for indicator in &stage.indicators {
            rows.push(
                Row::new()
                    .with("stage", stage.stage.zh())
                    .with("indicator", name::indicator(indicator.indicator))
                    .with("threshold", thousandths(indicator.threshold))
                    .with("mean", thousandths(indicator.mean))
                    .with("cv", thousandths(indicator.coefficient.map(|c| c.0)))
                    .with("limit", thousandths(stage.limit))
                    .with("within", name::yes_no(indicator.within))
                    .covered(indicator.coverage),
            );
        }
    }
    rows
}

/// One row per school and stage.
pub(super) fn schools(case: &Case<'_>) -> Vec<Row> {
    let row = |s: &needs::balance::year2017::SchoolSeven| {
        let mut row = Row::new()
            .with("school", name::school(case, &s.school))
            .with("stage", s.stage.zh())
            .with("pupils", s.pupils.map_or(Cell::NoData, Cell::count))
            .with("passes", name::yes_no(s.passes));
        for (at, (value, met)) in s.values.iter().zip(s.met).enumerate() {
            row.set(format!("v{}", at + 1), thousandths(*value));
            row.set(format!("m{}", at + 1), name::yes_no(met));
        }
        row
    };
    case.needs.balance2017.schools.iter().map(row).collect()
}
