//! Large classes and schools year by year and when they are gone（大班额、大校额走势）, as things stand and with the plan.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use model::{Stage, Total};
use needs::Outlook;
use needs::outlook::Gone;

/// The years to come with the plan carried out.
pub(super) fn planned(case: &Case<'_>) -> Outlook {
    let (dossier, policy) = (case.dossier, case.policy);
    needs::outlook::outlook(dossier, policy, &case.needs.forecast, &dossier.plan.projects)
}

fn gone(gone: Gone) -> Cell {
    match gone {
        Gone::Never => Cell::from("各年均无"),
        Gone::From(year) => Cell::Text(format!("{year}年秋季")),
        Gone::Stays => Cell::from("预测期内未消除"),
        Gone::Unknown => Cell::NoData,
    }
}

fn number(value: Option<u32>) -> Cell {
    value.map_or(Cell::NoData, Cell::count)
}

/// Two rows per stage: as things stand and with the plan.
pub(super) fn county(case: &Case<'_>, planned: &Outlook) -> Vec<Row> {
    let mut rows = Vec::new();
    for stage in Stage::COMPULSORY {
        for (name, outlook) in [("按现状", &case.needs.outlook), ("规划后", planned)] {
            let totals = outlook.large(stage);
            if totals.is_empty() {
                continue;
            }
            let mut row = Row::new().with("stage", stage.zh()).with("case", name);
            for (year, total) in outlook.years.iter().zip(totals) {
                row.set(format!("year:{year}"), self::total(total));
            }
            rows.push(row);
        }
    }
    rows
}

/// A sum over some of the schools says over how many; over fewer than half it would mislead and is not printed.
fn total(total: &Total) -> Cell {
    match (total.complete(), total.sum) {
        (Some(sum), _) => Cell::count(sum),
        (None, Some(_)) if total.coverage.known.saturating_mul(2) < total.coverage.of => Cell::NoData,
        (None, Some(sum)) => Cell::Text(format!("{sum}（{}/{}所）", total.coverage.known, total.coverage.of)),
        (None, None) => Cell::NoData,
    }
}

/// One row per school and stage with a large class in some year.
pub(super) fn classes(case: &Case<'_>, planned: &Outlook) -> Vec<Row> {
    let row = |c: &needs::outlook::ClassOutlook| {
        let then = planned.classes.iter().find(|p| p.school == c.school && p.stage == c.stage);
        let mut row = Row::new()
            .with("school", name::school(case, &c.school))
            .with("stage", c.stage.zh())
            .with("gone", gone(c.gone))
            // one that is not listed has none in any year
            .with("gone_planned", gone(then.map_or(Gone::Never, |p| p.gone)));
        for (at, year) in case.needs.outlook.years.iter().enumerate() {
            let of = |values: &[Option<u32>]| number(values.get(at).copied().flatten());
            row.set(format!("now:{year}"), of(&c.large));
            row.set(format!("planned:{year}"), then.map_or(Cell::count(0), |p| of(&p.large)));
        }
        row
    };
    case.needs.outlook.classes.iter().map(row).collect()
}

/// One row per school above its limit in some year. What is built moves no pupils, so that both years are the same.
pub(super) fn schools(case: &Case<'_>) -> Vec<Row> {
    let row = |s: &needs::outlook::SizeOutlook| {
        let mut row = Row::new()
            .with("school", name::school(case, &s.school))
            .with("limit", Cell::count(s.limit))
            .with("gone", gone(s.gone))
            .with("gone_planned", gone(s.gone));
        for (year, pupils) in case.needs.outlook.years.iter().zip(&s.pupils) {
            row.set(format!("pupils:{year}"), number(*pupils));
        }
        row
    };
    case.needs.outlook.schools.iter().map(row).collect()
}
