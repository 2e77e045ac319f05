//! The one page for leaders（领导摘要）: what is wrong, what is planned, what it costs, what has to be decided.

use super::Material;
use super::writer::Writer;
use crate::PapersError;
use model::{Fen, Stage};
use std::collections::BTreeSet;

/// Gaps named on the page.
const NAMED: usize = 6;

pub(super) fn write(w: &mut Writer<'_>, m: &Material<'_>) -> Result<(), PapersError> {
    state(w, m)?;
    plan(w, m)?;
    w.table(&m.tables.year_source);
    m.charts.money.iter().for_each(|c| w.chart(c));
    decide(w, m)
}

fn state(w: &mut Writer<'_>, m: &Material<'_>) -> Result<(), PapersError> {
    let needs = m.case.needs;
    w.heading("summary.state")?;
    let counted = m.case.dossier.schools.len().saturating_sub(needs.excluded.len());
    let pupils = |stage: Stage| {
        let first = needs.forecast.county.iter().find(|z| z.stage == stage).and_then(|z| z.years.first());
        first.and_then(|y| y.pupils.complete()).map_or_else(|| "无数据".to_owned(), |n| format!("{n}人"))
    };
    let (primary, junior) = (pupils(Stage::Primary), pupils(Stage::Junior));
    w.paragraph("summary.schools", &[("schools", &counted.to_string()), ("primary", &primary), ("junior", &junior)])?;
    let short: Vec<_> = needs.gaps.iter().filter(|g| g.standard == policy::Standard::Basic && g.is_short()).collect();
    let unknown = needs.gaps.iter().filter(|g| g.short.is_none()).count();
    let schools: BTreeSet<_> = short.iter().map(|g| &g.school).collect();
    let mut by_item: Vec<(model::Item, usize)> = Vec::new();
    for gap in &short {
        match by_item.iter_mut().find(|(item, _)| *item == gap.item) {
            Some((_, count)) => *count += 1,
            None => by_item.push((gap.item, 1)),
        }
    }
    by_item.sort_by_key(|(item, count)| (std::cmp::Reverse(*count), *item));
    let listed: Vec<String> = by_item.iter().take(NAMED).map(|(item, n)| format!("{}（{n}所）", item.zh())).collect();
    if listed.is_empty() {
        w.paragraph("summary.no_gaps", &[("unknown", &unknown.to_string())])?;
    } else {
        let (schools, unknown) = (schools.len().to_string(), unknown.to_string());
        w.paragraph("summary.gaps", &[("schools", &schools), ("list", &listed.join("、")), ("unknown", &unknown)])?;
    }
    let large = &needs.large;
    if large.sizes.known > 0 {
        let [all, known, of] = [large.large, large.sizes.known, large.sizes.of].map(|n| n.to_string());
        w.paragraph("summary.classes", &[("large", &all), ("known", &known), ("of", &of)])?;
    }
    Ok(())
}

fn plan(w: &mut Writer<'_>, m: &Material<'_>) -> Result<(), PapersError> {
    w.heading("summary.plan")?;
    let projects = &m.case.dossier.plan.projects;
    if projects.is_empty() {
        return w.paragraph("project.none", &[]);
    }
    let places: BTreeSet<_> = projects.iter().map(|p| &p.place).collect();
    let (count, places) = (projects.len().to_string(), places.len().to_string());
    w.paragraph("summary.projects", &[("projects", &count), ("places", &places), ("total", &m.book.total.wan())])?;
    let seats: i64 = projects.iter().flat_map(|p| &p.seats).map(|(_, n)| i64::from(*n)).sum();
    if seats > 0 {
        w.paragraph("target.seats", &[("seats", &seats.to_string())])?;
    }
    if let Some(chart) = &m.charts.closed {
        let values: Vec<i64> = chart.series.iter().flat_map(|s| &s.values).filter_map(|v| *v).collect();
        let count = |pick: &dyn Fn(i64) -> bool| values.iter().filter(|v| pick(**v)).count().to_string();
        let (whole, none) = (count(&|v| v >= 100), count(&|v| v <= 0));
        let (items, part) = (values.len().to_string(), count(&|v| v > 0 && v < 100));
        w.paragraph("summary.closed", &[("items", &items), ("whole", &whole), ("part", &part), ("none", &none)])?;
    }
    let proven = m.case.verdict.filter(|v| v.holds()).and(m.case.programme).and_then(|p| p.outcome.gap_ppm);
    match proven {
        Some(ppm) => w.paragraph("summary.proof", &[("gap", &super::percent(ppm))]),
        None => Ok(()),
    }
}

fn decide(w: &mut Writer<'_>, m: &Material<'_>) -> Result<(), PapersError> {
    w.heading("summary.decide")?;
    let case = m.case;
    let tally = rules::Tally::of(case.findings);
    let (blocks, reasons) = (tally.blocks, tally.reasons);
    w.paragraph("summary.findings", &[("blocks", &blocks.to_string()), ("reasons", &reasons.to_string())])?;
    let budgets = case.dossier.budgets.iter().filter(|b| case.dossier.cycle.contains(b.year));
    let unproved = Fen::sum(budgets.filter(|b| b.document.is_none()).map(|b| b.amount));
    let unproved = unproved.map_err(|model::Overflow| PapersError::Overflow("年度资金预算".to_owned()))?;
    if unproved != Fen::ZERO {
        w.paragraph("summary.no_document", &[("amount", &unproved.wan())])?;
    }
    if !case.scenario.is_empty() {
        let said: Vec<String> =
            case.scenario.messages().iter().map(|a| catalogue::text(catalogue::Lang::Zh, a)).collect();
        w.paragraph("summary.assumed", &[("list", &said.join("；"))])?;
    }
    let open = m.tables.open_figures.rows.len().to_string();
    w.paragraph("summary.open", &[("figures", &open), ("conflicts", &case.policy.conflicts.len().to_string())])
}
