//! Safeguards, remarks, seals and annexes（保障措施、需要说明的问题、会签、附表）.

use super::writer::Writer;
use super::{Material, Part, Seals, opening};
use crate::tables::Tables;
use crate::{Case, PapersError, sketch};
use model::Coverage;

pub(super) fn safeguards(w: &mut Writer<'_>) -> Result<(), PapersError> {
    w.heading("safeguard.heading")?;
    ["lead", "build", "fund", "open", "report"].into_iter().try_for_each(|key| {
        w.section(&format!("safeguard.{key}_heading"), &[])?;
        w.paragraph(&format!("safeguard.{key}"), &[])
    })
}

/// What a reader must know before relying on the figures; the details stand in the review pack.
pub(super) fn notes(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    w.heading("note.heading")?;
    coverage(w, case)?;
    if !tables.open_figures.rows.is_empty() {
        w.paragraph("note.open_figures", &[("count", &tables.open_figures.rows.len().to_string())])?;
    }
    if !case.policy.conflicts.is_empty() {
        w.paragraph("note.conflicts", &[("count", &case.policy.conflicts.len().to_string())])?;
    }
    w.paragraph("note.review", &[])
}

pub(super) fn coverage(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    let mut coverage = Coverage::default();
    case.dossier.schools.iter().for_each(|s| coverage.count(s.record(case.dossier.base_year).is_some()));
    w.paragraph("note.coverage", &[("known", &coverage.known.to_string()), ("of", &coverage.of.to_string())])
}

/// Places for the seals and signatures of the three departments.
pub(super) fn seals(w: &mut Writer<'_>) -> Result<(), PapersError> {
    let departments = [w.say("seal.education", &[])?, w.say("seal.reform", &[])?, w.say("seal.finance", &[])?];
    let (signer, date) = (w.say("seal.signer", &[])?, w.say("seal.date", &[])?);
    w.parts.push(Part::Seals(Seals { departments, signer, date }));
    Ok(())
}

/// The long lists of large classes and of steering stand in the workbook alone.
pub(super) fn annexes(w: &mut Writer<'_>, m: &Material<'_>) -> Result<(), PapersError> {
    let tables = m.tables;
    w.annex(&tables.project_list)?;
    for year in &tables.yearly {
        w.annex(year)?;
    }
    for table in [&tables.budget, &tables.balance, &tables.baseline, &tables.forecast_choices] {
        w.annex(table)?;
    }
    if tables.large_schools.rows.len() > opening::SHORT_LIST {
        w.annex(&tables.large_schools)?;
    }
    match sketch::of(m.case, m.phrases.word("sketch.title")?) {
        Some(mut drawn) => {
            drawn.notes.push(w.say("sketch.note", &[("datum", &drawn.datums.join("、"))])?);
            if drawn.missing > 0 {
                drawn.notes.push(w.say("sketch.missing", &[("count", &drawn.missing.to_string())])?);
            }
            let crowded = drawn.points.iter().filter(|p| p.number.is_some() && p.label.is_none()).count();
            if crowded > 0 {
                drawn.notes.push(w.say("sketch.crowded", &[("count", &crowded.to_string())])?);
            }
            w.sketch(&drawn)
        }
        None => Ok(()),
    }
}
