//! What can be adjusted before anything is built（招生调整建议）.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use catalogue::{Lang, text};
use needs::steer::say;

/// One row per proposal, then one per school whose crowding only building relieves.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    let steering = &case.needs.steering;
    let steps = steering.steps.iter().map(|step| {
        let (what, distance) = say::step(case.dossier, step);
        let distance = distance.map(|d| text(Lang::Zh, &d)).unwrap_or_default();
        let what = text(Lang::Zh, &what.with("distance", distance));
        Row::new()
            .with("school", name::school(case, &step.school))
            .with("stage", step.stage.zh())
            .with("grade", step.grade.map_or(Cell::Blank, |g| Cell::from(format!("{}年级", g.0))))
            .with("what", what)
            .with("pupils", Cell::count(step.pupils))
    });
    let rest = steering.rest.iter().map(|rest| {
        Row::new()
            .with("school", name::school(case, &rest.school))
            .with("stage", rest.stage.zh())
            .with("what", text(Lang::Zh, &say::rest(rest)))
            .with("pupils", Cell::count(rest.pupils))
    });
    steps.chain(rest).zip(1_i64..).map(|(row, no)| row.with("no", Cell::count(no))).collect()
}
