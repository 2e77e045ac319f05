//! Projects, money, years, method, safeguards and notes（项目、资金、年度计划、测算、保障、说明）.

use super::writer::{Writer, date};
use super::{Part, Seals};
use crate::book::Book;
use crate::tables::{Tables, source_name};
use crate::{Case, PapersError};
use model::{BuildNature, Coverage, Fen, Overflow};
use programme::StopReason;
use rules::Severity;

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
    w.paragraph("project.summary", &[])?;
    w.table(&tables.by_heading);
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

pub(super) fn money(w: &mut Writer<'_>, book: &Book<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("money.heading")?;
    if book.entries.is_empty() {
        // sums over nothing would read like findings
        w.paragraph("money.none", &[])?;
        w.paragraph("money.budget", &[])?;
        w.table(&tables.budget);
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
    w.paragraph("money.budget", &[])?;
    w.table(&tables.budget);
    Ok(())
}

pub(super) fn years(w: &mut Writer<'_>, case: &Case<'_>, book: &Book<'_>) -> Result<(), PapersError> {
    w.heading("year.heading")?;
    for year in case.dossier.cycle.years() {
        let count = |pick: &dyn Fn(&model::Project) -> bool| {
            case.dossier.plan.projects.iter().filter(|p| pick(p)).count().to_string()
        };
        let (starts, finishes) = (count(&|p| p.start == year), count(&|p| p.finish == year));
        let amount = book.of_year(year).wan();
        let values = [("year", year.to_string()), ("starts", starts), ("finishes", finishes), ("amount", amount)];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        w.paragraph("year.plan", &values)?;
    }
    w.paragraph("year.rule", &[("completion", &date(case.policy.cycle.completion))])
}

pub(super) fn performance(w: &mut Writer<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("performance.heading")?;
    if tables.performance.rows.is_empty() {
        return w.paragraph("performance.none", &[]);
    }
    w.paragraph("performance.intro", &[])?;
    w.table(&tables.performance);
    Ok(())
}

pub(super) fn method(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("method.heading")?;
    if !tables.priorities.rows.is_empty() {
        w.paragraph("method.priorities", &[])?;
        w.table(&tables.priorities);
    }
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
            StopReason::NothingToChoose => "method.stop_nothing",
        },
        &[],
    )?;
    let (objective, bound) = (outcome.objective.to_string(), outcome.bound.to_string());
    match outcome.gap_ppm {
        Some(ppm) => {
            let gap = crate::cell::decimal(i64::from(ppm), 4);
            let values = [("objective", objective.as_str()), ("bound", &bound), ("gap", &gap), ("stop", &stop)];
            w.paragraph("method.proof", &values)?;
        }
        None => w.paragraph("method.proof_open", &[("objective", &objective), ("bound", &bound), ("stop", &stop)])?,
    }
    w.paragraph(
        match case.verdict {
            Some(verdict) if verdict.holds() => "method.verified",
            Some(_) => "method.unverified",
            None => "method.not_checked",
        },
        &[],
    )
}

pub(super) fn safeguards(w: &mut Writer<'_>) -> Result<(), PapersError> {
    w.heading("safeguard.heading")?;
    ["safeguard.lead", "safeguard.build", "safeguard.fund", "safeguard.open", "safeguard.report"]
        .into_iter()
        .try_for_each(|key| w.paragraph(key, &[]))
}

pub(super) fn notes(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("note.heading")?;
    let count = |severity| case.findings.iter().filter(|f| f.severity == severity).count().to_string();
    if case.findings.is_empty() {
        w.paragraph("note.no_findings", &[])?;
    } else {
        let (blocks, reasons) = (count(Severity::Blocks), count(Severity::NeedsReason));
        let (all, notices) = (case.findings.len().to_string(), count(Severity::Notice));
        w.paragraph(
            "note.findings",
            &[("all", &all), ("blocks", &blocks), ("reasons", &reasons), ("notices", &notices)],
        )?;
    }
    let mut coverage = Coverage::default();
    case.dossier.schools.iter().for_each(|s| coverage.count(s.record(case.dossier.base_year).is_some()));
    w.paragraph("note.coverage", &[("known", &coverage.known.to_string()), ("of", &coverage.of.to_string())])?;
    for conflict in &case.policy.conflicts {
        let readings: String = conflict.readings.iter().map(|r| format!("{}。", r.trim_end_matches('。'))).collect();
        let assumed = conflict.assumed.trim_end_matches('。');
        w.paragraph("note.conflict", &[("about", &conflict.about), ("readings", &readings), ("assumed", assumed)])?;
    }
    if !tables.open_figures.rows.is_empty() {
        w.paragraph("note.open_figures", &[("count", &tables.open_figures.rows.len().to_string())])?;
    }
    Ok(())
}

pub(super) fn seals(w: &mut Writer<'_>) -> Result<(), PapersError> {
    w.heading("seal.heading")?;
    let departments = [w.say("seal.education", &[])?, w.say("seal.reform", &[])?, w.say("seal.finance", &[])?];
    let (signer, date) = (w.say("seal.signer", &[])?, w.say("seal.date", &[])?);
    w.parts.push(Part::Seals(Seals { departments, signer, date }));
    Ok(())
}
