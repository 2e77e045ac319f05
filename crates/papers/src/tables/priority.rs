//! The priorities of the packs（优先顺序）, printed because they decide what comes first.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;

/// One row per weight, by class.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    let mut weights: Vec<_> = case.policy.weights.iter().collect();
    weights.sort_by(|a, b| (a.class, b.points, &a.key).cmp(&(b.class, a.points, &b.key)));
    let row = |w: &&policy::PriorityWeight| {
        let items: Vec<&str> = w.items.iter().map(|i| i.zh()).collect();
        Row::new()
            .with("class", Cell::count(w.class))
            .with("name", w.name.as_str())
            .with("items", items.join("、"))
            .with("points", Cell::count(w.points))
            .with("basis", name::citation(&w.reference))
            .with("certainty", name::certainty(w.certainty))
    };
    weights.iter().map(row).collect()
}
