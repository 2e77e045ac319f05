//! Targets of the other plans（衔接规划目标）.

use super::evidence::document;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;

/// One row per target.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for plan in &case.dossier.other_plans {
        for target in &plan.targets {
            let zone = target.zone.as_ref().map(|id| {
                let zone = case.dossier.zones.iter().find(|z| z.id == *id);
                zone.map_or_else(|| id.to_string(), |z| z.name.clone())
            });
            rows.push(
                Row::new()
                    .with("plan", plan.kind.zh())
                    .with("measure", target.measure.zh())
                    .with("zone", zone.unwrap_or_else(|| "全县".to_owned()))
                    .with("stage", target.stage.map_or("义务教育阶段", |s| s.zh()))
                    .with("year", format!("{}年", target.year))
                    .with("value", Cell::count(target.value))
                    .with("document", document(&plan.document)),
            );
        }
    }
    rows
}
