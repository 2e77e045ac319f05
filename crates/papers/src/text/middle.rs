//! Projects, money, years, performance and method（项目、资金、年度计划、绩效、测算）.

use super::writer::Writer;
use crate::book::Book;
use crate::charts::Charts;
use crate::tables::{Tables, date, source_name};
use crate::{Case, PapersError};
use model::{BuildNature, Fen, Overflow, Stage};
use needs::forecast::Level;
use programme::StopReason;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn projects(
    w: &mut Writer<'_>,
    case: &Case<'_>,
    book: &Book<'_>,
    tables: &Tables,
) -> Result<(), PapersError> {
    w.heading("project.heading")?;
    if case.dossier.plan.projects.is_empty() {
        return w.paragraph("project.none", &[]);
    }
    w.section("project.by_kind", &[])?;
    w.paragraph("project.kinds", &[])?;
    w.table(&tables.by_kind);
    w.section("project.by_heading", &[])?;
    w.paragraph("project.summary", &[])?;
    w.table(&tables.by_heading);
    let unproved = estimates(case);
    if unproved > 0 {
        w.paragraph("project.estimates", &[("count", &unproved.to_string())])?;
    }
    let mut listed = Vec::new();
    for nature in BuildNature::ALL {
        let those: Vec<_> = book.entries.iter().filter(|e| e.project.nature == nature).collect();
        if those.is_empty() {
            continue;
        }
        let amount = Fen::sum(those.iter().map(|e| e.total))
            .map_err(|Overflow| PapersError::Overflow(nature.zh().to_owned()))?;
        let (count, amount) = (those.len().to_string(), amount.wan());
        listed.push(w.say("project.nature_item", &[("name", nature.zh()), ("count", &count), ("amount", &amount)])?);
    }
    w.paragraph("project.nature", &[("list", &listed.join("；"))])
}

/// Unit prices in use that have not been compared with the official text or a local survey.
fn estimates(case: &Case<'_>) -> usize {
    let used: BTreeSet<&str> =
        case.dossier.plan.projects.iter().flat_map(|p| &p.lines).filter_map(|l| l.price_basis.as_deref()).collect();
    let unproved = |key: &&&str| {
        let cost = case.policy.unit_costs.iter().find(|c| c.key == ***key);
        cost.is_some_and(|c| c.certainty != policy::Certainty::Confirmed)
    };
    used.iter().filter(unproved).count()
}

pub(super) fn money(w: &mut Writer<'_>, book: &Book<'_>, tables: &Tables, charts: &Charts) -> Result<(), PapersError> {
    w.heading("money.heading")?;
    if book.entries.is_empty() {
        // sums over nothing would read like findings
        w.paragraph("money.none", &[])?;
        w.paragraph("money.budget", &[])?;
        w.table(&tables.budget_years);
        return Ok(());
    }
    let mut listed = Vec::new();
    for source in book.sources() {
        let amount = book.of_source(source).wan();
        listed.push(w.say("money.source_item", &[("name", &source_name(source)), ("amount", &amount)])?);
    }
    let (total, funded) = (book.total.wan(), book.funded.wan());
    w.paragraph("money.summary", &[("total", &total), ("funded", &funded), ("list", &listed.join("，"))])?;
    let difference = book.total.minus(book.funded);
    let difference = difference.map_err(|Overflow| PapersError::Overflow("资金缺口".to_owned()))?;
    if difference == Fen::ZERO && book.entries.iter().all(|e| e.total == e.funded) {
        w.paragraph("money.balanced", &[])?;
    } else {
        w.paragraph("money.unbalanced", &[("difference", &difference.wan())])?;
    }
    w.table(&tables.year_source);
    charts.money.iter().for_each(|c| w.chart(c));
    w.paragraph("money.budget", &[])?;
    w.table(&tables.budget_years);
    Ok(())
}

/// The yearly implementation plans in words; their tables are annexes.
pub(super) fn years(w: &mut Writer<'_>, case: &Case<'_>, book: &Book<'_>) -> Result<(), PapersError> {
    w.heading("year.heading")?;
    if !book.entries.is_empty() {
        w.paragraph("year.intro", &[])?;
    }
    for year in case.dossier.cycle.years() {
        let count = |pick: &dyn Fn(&model::Project) -> bool| {
            case.dossier.plan.projects.iter().filter(|p| pick(p)).count().to_string()
        };
        let (starts, finishes) = (count(&|p| p.start == year), count(&|p| p.finish == year));
        let amount = book.of_year(year).wan();
        w.section("year.section", &[("year", &year.to_string())])?;
        let mut listed = Vec::new();
        for source in book.sources() {
            let money = book.money(year, source);
            if money != Fen::ZERO {
                listed.push(w.say("money.source_item", &[("name", &source_name(source)), ("amount", &money.wan())])?);
            }
        }
        if listed.is_empty() {
            w.paragraph("year.plan_no_money", &[("starts", &starts), ("finishes", &finishes)])?;
        } else {
            let list = listed.join("，");
            let values = [("starts", starts.as_str()), ("finishes", &finishes), ("amount", &amount), ("list", &list)];
            w.paragraph("year.plan", &values)?;
        }
    }
    w.paragraph("year.rule", &[("completion", &date(case.policy.cycle.completion))])
}

pub(super) fn performance(w: &mut Writer<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("performance.heading")?;
    if tables.performance.rows.is_empty() {
        return w.paragraph("performance.none", &[]);
    }
    w.paragraph("performance.intro", &[])?;
    w.table(&tables.performance_form);
    w.table(&tables.performance);
    Ok(())
}

pub(super) fn method(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("method.heading")?;
    let classes: BTreeMap<u8, Vec<&str>> = case.policy.weights.iter().fold(BTreeMap::new(), |mut all, weight| {
        all.entry(weight.class).or_default().push(weight.name.as_str());
        all
    });
    if !classes.is_empty() {
        let listed: Vec<String> = classes.values().map(|names| names.join("、")).collect();
        w.paragraph("method.priorities", &[("list", &listed.join("；"))])?;
    }
    if !tables.forecast_choices.rows.is_empty() {
        w.paragraph("method.forecast", &[])?;
        county_errors(w, case)?;
    }
    answer(w, case)
}

/// How far off the county's totals would have been, by stage and years ahead; the whole back-test stands in the workbook.
fn county_errors(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    let percent = |misses: needs::forecast::Misses| crate::cell::decimal(i64::from(misses.mean), 2);
    for stage in Stage::COMPULSORY {
        let tests = case.needs.forecast.tests.iter().filter(|t| t.stage == stage && t.level == Level::County);
        let mut listed = Vec::new();
        for test in tests {
            let (years, count) = (test.horizon.to_string(), test.tests.to_string());
            let values = [("years", years.as_str()), ("error", &percent(test.chosen)), ("tests", &count)];
            listed.push(w.say("method.forecast_item", &values)?);
        }
        if listed.is_empty() {
            w.paragraph("method.forecast_untested", &[("stage", stage.zh())])?;
        } else {
            w.paragraph("method.forecast_errors", &[("stage", stage.zh()), ("list", &listed.join("；"))])?;
        }
    }
    Ok(())
}

/// How the plan was found and what is proven about it.
pub(super) fn answer(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    let Some(programme) = case.programme else { return w.paragraph("method.by_hand", &[]) };
    let outcome = &programme.outcome;
    if outcome.stop == StopReason::NothingToChoose {
        return w.paragraph("method.nothing", &[]);
    }
    let candidates = programme.candidates.len().to_string();
    let chosen = programme.plan.projects.len().to_string();
    let left = programme.left_out.len().to_string();
    w.paragraph("method.solved", &[("candidates", &candidates), ("chosen", &chosen), ("left", &left)])?;
    let stop = w.say(
        match outcome.stop {
            StopReason::Optimal => "method.stop_optimal",
            StopReason::GapReached => "method.stop_gap",
            StopReason::LimitReached => "method.stop_limit",
            StopReason::Clock => "method.stop_clock",
            StopReason::NothingToChoose => "method.stop_nothing",
        },
        &[],
    )?;
    let mut listed = Vec::new();
    for (((tier, objective), bound), gap) in outcome.objective.iter().zip(outcome.bound.0).zip(outcome.gaps) {
        if bound == 0 {
            continue; // nothing in this tier
        }
        let name = w.say(
            match tier {
                checker::Tier::Required => "method.tier_required",
                checker::Tier::Safety => "method.tier_safety",
                checker::Tier::Seats => "method.tier_seats",
                checker::Tier::Need => "method.tier_need",
            },
            &[],
        )?;
        let (objective, bound) = (objective.to_string(), bound.to_string());
        let mut values = vec![("name", name.as_str()), ("objective", &objective), ("bound", &bound)];
        let shown = gap.map(super::percent);
        let key = if shown.is_some() { "method.proof_tier" } else { "method.proof_tier_open" };
        values.extend(shown.as_ref().map(|gap| ("gap", gap.as_str())));
        listed.push(w.say(key, &values)?);
    }
    w.paragraph("method.proof", &[("list", &listed.join("；")), ("stop", &stop)])?;
    w.paragraph(
        match case.verdict {
            Some(verdict) if verdict.holds() => "method.verified",
            Some(_) => "method.unverified",
            None => "method.not_checked",
        },
        &[],
    )
}
