//! What the optimiser left out, and why（未列入项目及原因）.

use crate::cell::Cell;
use crate::phrase::Phrases;
use crate::row::Row;
use crate::{Case, PapersError};
use catalogue::Lang;
use model::{Fen, Overflow};
use std::collections::BTreeMap;

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

/// One row per kind of reason: how many candidates, and what they would have cost.
pub(super) fn by_reason(case: &Case<'_>, phrases: &Phrases) -> Result<Vec<Row>, PapersError> {
    let Some(programme) = case.programme else { return Ok(Vec::new()) };
    let mut sums: BTreeMap<String, (u32, Fen)> = BTreeMap::new();
    for out in &programme.left_out {
        let reason = phrases.word(&format!("out.{}", out.reason.key)).or_else(|_| phrases.word("out.other"))?;
        let project = programme.candidates.iter().map(|c| &c.project).find(|p| p.id == out.project);
        let range = |Overflow| PapersError::Overflow(format!("项目 {}", out.project));
        let cost = project.map_or(Ok(Fen::ZERO), model::Project::total).map_err(range)?;
        let (count, sum) = sums.entry(reason).or_default();
        *count = count.saturating_add(1);
        *sum = sum.plus(cost).map_err(range)?;
    }
    let mut rows: Vec<_> = sums.into_iter().collect();
    rows.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    let row = |(reason, (count, sum)): (String, (u32, Fen))| {
        Row::new().with("reason", reason).with("projects", Cell::count(count)).with("total", sum)
    };
    Ok(rows.into_iter().map(row).collect())
}
