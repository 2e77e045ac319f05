//! The performance targets of all projects（绩效目标申报表） in the three levels of the official form.

use crate::book::Book;
use crate::cell::Cell;
use crate::phrase::Phrases;
use crate::row::Row;
use crate::tables::source_name;
use crate::{Case, PapersError};
use model::{PerformanceKind, Place, TargetRelation};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Range {
    projects: u32,
    sum: i64,
    least: Option<i64>,
    most: Option<i64>,
    /// The largest value at each place: pupils who benefit from two projects of a school are counted once.
    places: BTreeMap<Place, i64>,
}

/// The second level of an indicator（二级指标）, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Second {
    Quantity,
    Quality,
    Time,
    Cost,
    Social,
    Satisfaction,
}

impl Second {
    fn of(kind: PerformanceKind, unit: &str) -> Self {
        match kind {
            PerformanceKind::Output if unit == "%" => Self::Quality,
            PerformanceKind::Output => Self::Quantity,
            PerformanceKind::Benefit => Self::Social,
            PerformanceKind::Satisfaction => Self::Satisfaction,
        }
    }

    fn first(self) -> PerformanceKind {
        match self {
            Self::Quantity | Self::Quality | Self::Time | Self::Cost => PerformanceKind::Output,
            Self::Social => PerformanceKind::Benefit,
            Self::Satisfaction => PerformanceKind::Satisfaction,
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::Quantity => "数量指标",
            Self::Quality => "质量指标",
            Self::Time => "时效指标",
            Self::Cost => "成本指标",
            Self::Social => "社会效益指标",
            Self::Satisfaction => "服务对象满意度指标",
        }
    }
}

/// How an indicator of many projects becomes one of the county.
fn combined(second: Second, indicator: &str, unit: &str, range: &Range) -> Result<String, PapersError> {
    let overflow = || PapersError::Overflow(format!("绩效指标「{indicator}」"));
    let adds = second == Second::Quantity || (second == Second::Social && unit != "%" && added_up(indicator));
    if adds {
        return Ok(tidy(range.sum));
    }
    if second == Second::Social && unit != "%" {
        let once = range.places.values().try_fold(0_i64, |sum, v| sum.checked_add(*v));
        return Ok(tidy(once.ok_or_else(overflow)?));
    }
    let (least, most) = (range.least.unwrap_or(0), range.most.unwrap_or(0));
    Ok(if least == most { tidy(least) } else { format!("{}～{}", tidy(least), tidy(most)) })
}

/// Seats and beds are new with every project; people are not.
fn added_up(indicator: &str) -> bool {
    indicator.contains("学位") || indicator.contains("床位")
}

/// One row per indicator, unit and comparison; the dates and costs follow from the plan itself.
pub(super) fn rows(case: &Case<'_>, book: &Book<'_>) -> Result<Vec<Row>, PapersError> {
    let mut found: BTreeMap<(Second, &str, &str, TargetRelation), Range> = BTreeMap::new();
    for project in &case.dossier.plan.projects {
        for target in &project.performance {
            let key = (
                Second::of(target.kind, &target.unit),
                target.indicator.as_str(),
                target.unit.as_str(),
                target.relation,
            );
            let range = found.entry(key).or_default();
            range.projects = range.projects.saturating_add(1);
            let sum = range.sum.checked_add(target.value);
            range.sum = sum.ok_or_else(|| PapersError::Overflow(format!("绩效指标「{}」", target.indicator)))?;
            range.least = Some(range.least.map_or(target.value, |v| v.min(target.value)));
            range.most = Some(range.most.map_or(target.value, |v| v.max(target.value)));
            let here = range.places.entry(project.place.clone()).or_insert(target.value);
            *here = (*here).max(target.value);
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for ((second, indicator, unit, relation), range) in found {
        let value = combined(second, indicator, unit, &range)?;
        rows.push((second, row(second, indicator, sign(relation), value, unit, range.projects)));
    }
    let projects = u32::try_from(book.entries.len()).unwrap_or(u32::MAX);
    if let Some(last) = book.entries.iter().map(|e| e.project.finish).max() {
        rows.push((Second::Time, row(Second::Time, "全部项目完工年度", "≤", last.to_string(), "年", projects)));
    }
    rows.push((Second::Cost, row(Second::Cost, "规划总投资", "≤", book.total.wan(), "万元", projects)));
    rows.sort_by_key(|(second, _)| *second);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn row(second: Second, indicator: &str, sign: &str, value: String, unit: &str, projects: u32) -> Row {
    Row::new()
        .with("kind", second.first().zh())
        .with("second", second.zh())
        .with("indicator", indicator)
        .with("sign", sign)
        .with("value", value)
        .with("unit", unit)
        .with("projects", Cell::count(projects))
}

fn sign(relation: TargetRelation) -> &'static str {
    match relation {
        TargetRelation::AtLeast => "≥",
        TargetRelation::AtMost => "≤",
        TargetRelation::Exactly => "＝",
    }
}

/// The head of the form（绩效目标表头）: what, by whom, with how much, to what end.
pub(super) fn form(case: &Case<'_>, book: &Book<'_>, phrases: &Phrases) -> Result<Vec<Row>, PapersError> {
    if book.entries.is_empty() {
        return Ok(Vec::new());
    }
    let d = case.dossier;
    let (first, last) = (d.cycle.first.to_string(), d.cycle.last.to_string());
    let places: BTreeSet<&Place> = d.plan.projects.iter().map(|p| &p.place).collect();
    let mut sources = Vec::new();
    for source in book.sources() {
        sources.push(format!("{}{}万元", source_name(source), book.of_source(source).wan()));
    }
    let seats: i64 = d.plan.projects.iter().flat_map(|p| &p.seats).map(|(_, n)| i64::from(*n)).sum();
    let (places, projects) = (places.len().to_string(), book.entries.len().to_string());
    let mut aim = phrases.say("performance.aim", &[("places", &places), ("projects", &projects), ("last", &last)])?;
    if seats > 0 {
        aim.push_str(&phrases.say("performance.aim_seats", &[("seats", &seats.to_string())])?);
    }
    let lines = [
        (
            "name",
            phrases
                .say("cover.title", &[("county", d.county_name()), ("first", &first), ("last", &last)])?
                .replace('|', ""),
        ),
        ("department", phrases.word("performance.form_departments")?),
        ("unit", phrases.say("performance.form_schools", &[("places", &places)])?),
        ("term", format!("{first}—{last}年")),
        (
            "money",
            phrases.say("performance.form_money", &[("total", &book.funded.wan()), ("list", &sources.join("，"))])?,
        ),
        ("aim", aim),
    ];
    lines
        .into_iter()
        .map(|(key, value)| {
            Ok(Row::new().with("field", phrases.word(&format!("performance.field_{key}"))?).with("value", value))
        })
        .collect()
}

/// Hundredths without idle zeros.
fn tidy(hundredths: i64) -> String {
    let text = Cell::Number { value: hundredths, places: 2 }.show();
    text.strip_suffix(".00").map_or_else(|| text.clone(), str::to_owned)
}
