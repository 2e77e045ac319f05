//! What the optimiser left out, and why（未列入项目及原因）.

use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use catalogue::Lang;

/// One row per candidate that is not in the plan.
pub(super) fn left_out(case: &Case<'_>) -> Vec<Row> {
    let Some(programme) = case.programme else { return Vec::new() };
    let row = |(at, out): (usize, &programme::WhyOut)| {
        let project = programme.candidates.iter().map(|c| &c.project).find(|p| p.id == out.project);
        let place = project.map(|p| super::name::place(case, p).0.to_owned());
        let total = project.and_then(|p| p.total().ok());
        Row::new()
            .with("no", Cell::count(at.saturating_add(1)))
            .with("id", out.project.to_string())
            .with("place", Cell::or_no_data(place))
            .with("name", Cell::or_no_data(project.map(|p| p.name.clone())))
            .with("total", total.map_or(Cell::NoData, Cell::Money))
            .with("reason", catalogue::text(Lang::Zh, &out.reason))
    };
    programme.left_out.iter().enumerate().map(row).collect()
}
