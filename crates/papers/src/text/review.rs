//! The review pack（审核材料）: findings with their evidence, answers and waivers, and how sure every figure is.

use super::writer::Writer;
use super::{Material, ending, middle, opening};
use crate::PapersError;

pub(super) fn write(w: &mut Writer<'_>, m: &Material<'_>) -> Result<(), PapersError> {
    let (case, tables) = (m.case, m.tables);
    w.heading("review.outcome")?;
    if case.findings.is_empty() {
        w.paragraph("note.no_findings", &[])?;
    } else {
        let tally = rules::Tally::of(case.findings);
        let all = case.findings.len().to_string();
        let [blocks, reasons, notices, waived] =
            [tally.blocks, tally.reasons, tally.notices, tally.waived].map(|n| n.to_string());
        let values = [("all", all.as_str()), ("blocks", &blocks), ("reasons", &reasons), ("notices", &notices)];
        w.paragraph("review.findings", &[values.as_slice(), &[("waived", waived.as_str())]].concat())?;
    }
    w.paragraph("review.method", &[])?;
    opening::assumed(w, case)?;
    middle::answer(w, case)?;
    w.heading("review.focus")?;
    w.paragraph("review.focus_intro", &[])?;
    w.table(&tables.focuses);
    w.heading("review.answers")?;
    match tables.grave.rows.len() {
        0 => w.paragraph("review.no_answers", &[])?,
        count => w.paragraph("review.answers_intro", &[("count", &count.to_string())])?,
    }
    if !tables.left_out_by_reason.rows.is_empty() {
        w.heading("review.left_out")?;
        w.paragraph("review.left_out_intro", &[])?;
        w.table(&tables.left_out_by_reason);
    }
    w.heading("review.certainty")?;
    ending::coverage(w, case)?;
    if tables.open_figures.rows.is_empty() {
        w.paragraph("review.all_proved", &[])?;
    } else {
        w.paragraph("review.open_figures", &[("count", &tables.open_figures.rows.len().to_string())])?;
    }
    if !case.policy.conflicts.is_empty() {
        w.paragraph("review.conflicts", &[("count", &case.policy.conflicts.len().to_string())])?;
    }
    w.heading("review.experts")?;
    ending::seals(w)?;
    for table in [
        &tables.by_rule,
        &tables.grave,
        &tables.notices,
        &tables.conflicts,
        &tables.priorities,
        &tables.open_by_basis,
        &tables.coverage,
    ] {
        w.annex(table)?;
    }
    Ok(())
}
