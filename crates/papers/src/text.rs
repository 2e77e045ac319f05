//! The plan text（规划文本） as a list of parts, printed alike in Word and PDF.

mod middle;
mod opening;
mod writer;

use crate::book::Book;
use crate::phrase::Phrases;
use crate::table::Table;
use crate::tables::Tables;
use crate::{Case, PapersError};
use writer::Writer;

/// One part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// First-level heading, numbered 一、二、….
    Heading(String),
    Paragraph(String),
    Table(Table),
    /// A table on a page of its own, after the text.
    Annex {
        title: String,
        table: Table,
    },
    Seals(Seals),
}

/// Places for the seals of the three departments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seals {
    pub(crate) departments: [String; 3],
    pub(crate) signer: String,
    pub(crate) date: String,
}

/// The whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) title: String,
    pub(crate) date: String,
    /// Stands on every page of invented data and of a scenario.
    pub(crate) banner: Option<String>,
    pub(crate) parts: Vec<Part>,
}

/// What stands on every page and sheet: that the data are invented, that money or births are assumed.
pub(crate) fn banner(case: &Case<'_>, phrases: &Phrases) -> Result<Option<String>, PapersError> {
    let mut lines = Vec::new();
    if case.dossier.invented {
        lines.push(phrases.word("cover.banner")?);
    }
    if !case.scenario.is_empty() {
        lines.push(phrases.word("cover.assumed")?);
    }
    Ok((!lines.is_empty()).then(|| lines.join("；")))
}

/// Writes the plan text of a case.
pub(crate) fn document(case: &Case<'_>, book: &Book<'_>, tables: &Tables) -> Result<Document, PapersError> {
    let phrases = Phrases::load()?;
    let dossier = case.dossier;
    let (first, last) = (dossier.cycle.first.to_string(), dossier.cycle.last.to_string());
    let title = phrases.say("cover.title", &[("county", dossier.county_name()), ("first", &first), ("last", &last)])?;
    let date = phrases.say("cover.date", &[("date", &writer::date(dossier.as_of))])?;
    let banner = banner(case, &phrases)?;
    let mut w = Writer::new(&phrases);
    opening::basis(&mut w, case)?;
    opening::assumed(&mut w, case)?;
    opening::state(&mut w, case, tables)?;
    opening::gaps(&mut w, case, tables)?;
    opening::targets(&mut w, case, book, tables)?;
    middle::projects(&mut w, case, book, tables)?;
    middle::money(&mut w, book, tables)?;
    middle::years(&mut w, case, book)?;
    middle::performance(&mut w, tables)?;
    middle::method(&mut w, case, tables)?;
    middle::safeguards(&mut w)?;
    middle::notes(&mut w, case, tables)?;
    middle::seals(&mut w)?;
    for table in [
        &tables.project_list,
        &tables.balance,
        &tables.large_classes,
        &tables.large_schools,
        &tables.baseline,
        &tables.findings,
    ] {
        w.annex(table)?;
    }
    Ok(Document { title, date, banner, parts: w.parts })
}
