//! The performance targets of all projects（绩效目标表）.

use crate::cell::{Cell, decimal};
use crate::row::Row;
use crate::{Case, PapersError};
use model::{PerformanceKind, TargetRelation};
use std::collections::BTreeMap;

#[derive(Clone, Copy)]
struct Range {
    projects: u32,
    sum: i64,
    least: i64,
    most: i64,
}

/// One row per indicator, unit and comparison. Outputs are added up; benefit and satisfaction are rates and are shown as the
/// range the projects promise.
pub(super) fn rows(case: &Case<'_>) -> Result<Vec<Row>, PapersError> {
    let mut found: BTreeMap<(PerformanceKind, &str, &str, TargetRelation), Range> = BTreeMap::new();
    for target in case.dossier.plan.projects.iter().flat_map(|p| &p.performance) {
        let key = (target.kind, target.indicator.as_str(), target.unit.as_str(), target.relation);
        let none = Range { projects: 0, sum: 0, least: i64::MAX, most: i64::MIN };
        let range = found.entry(key).or_insert(none);
        range.projects = range.projects.saturating_add(1);
        let sum = range.sum.checked_add(target.value);
        range.sum = sum.ok_or_else(|| PapersError::Overflow(format!("绩效指标「{}」", target.indicator)))?;
        range.least = range.least.min(target.value);
        range.most = range.most.max(target.value);
    }
    let row = |((kind, indicator, unit, relation), range): ((PerformanceKind, &str, &str, TargetRelation), Range)| {
        let sign = match relation {
            TargetRelation::AtLeast => "≥",
            TargetRelation::AtMost => "≤",
            TargetRelation::Exactly => "＝",
        };
        let value = if kind == PerformanceKind::Output && unit != "%" {
            tidy(range.sum)
        } else if range.least == range.most {
            tidy(range.least)
        } else {
            format!("{}～{}", tidy(range.least), tidy(range.most))
        };
        Row::new()
            .with("kind", kind.zh())
            .with("indicator", indicator)
            .with("value", format!("{sign}{value}"))
            .with("unit", unit)
            .with("projects", Cell::count(range.projects))
    };
    Ok(found.into_iter().map(row).collect())
}

/// Hundredths without idle zeros.
fn tidy(hundredths: i64) -> String {
    let text = decimal(hundredths, 2);
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}
