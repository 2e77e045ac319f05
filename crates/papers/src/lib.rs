//! The official papers of a county's plan（成果文件）: results workbook, plan text and
//! one-page summary in Word and PDF, review pack, JSON, and their manifest.
//!
//! **Invariants.** No file is read or written here; bytes come back. Money is added in integer fen, every printed total is
//! recomputed from the printed lines, and nothing is printed when one does not agree. No paper carries today's date: the same
//! case gives the same bytes. What is not known is printed as 「无数据」, never as zero.
//!
//! Wording and table forms stand in `templates/`; texts about errors and findings in the catalogue.

mod book;
mod case;
mod cell;
mod chart;
mod charts;
pub mod comparison;
mod error;
mod export;
mod form;
mod heading;
mod manifest;
mod paper;
mod pdf;
mod phrase;
mod reconcile;
mod row;
mod sheet;
mod sheet_chart;
mod sketch;
mod table;
mod tables;
mod text;
mod word;
mod workbook;

pub use case::Case;
pub use comparison::{Comparison, Scene, compare, comparison};
pub use error::PapersError;
pub use manifest::MANIFEST_FILE;
pub use paper::{Paper, PaperKind, Set};

use model::Message;
use std::collections::BTreeSet;

/// Makes every paper of a county's plan（编制成果文件）, the manifest last.
///
/// # Errors
/// [`PapersError`]: amounts out of range, totals that do not agree with their lines, or a template at fault.
pub fn produce(case: &Case<'_>, fonts: &typeset::Fonts) -> Result<Set, PapersError> {
    let book = book::Book::of(&case.dossier.plan)?;
    book.reconcile()?;
    let stem = paper::stem(case.dossier);
    let phrases = phrase::Phrases::load()?;
    let tables = tables::Tables::of(case, &book, &phrases)?;
    let charts = charts::Charts::of(case, &book, &tables.years, &tables.change, &phrases)?;
    let material = text::Material { case, book: &book, tables: &tables, charts: &charts, phrases: &phrases };
    let mut papers = vec![Paper::new(&stem, PaperKind::Workbook, workbook::write(case, &tables, &charts, &phrases)?)];
    let mut rare = BTreeSet::new();
    for (document, pdf, word) in [
        (text::plan(&material)?, PaperKind::Pdf, Some(PaperKind::Word)),
        (text::summary(&material)?, PaperKind::SummaryPdf, Some(PaperKind::SummaryWord)),
        (text::review(&material)?, PaperKind::ReviewPdf, None),
    ] {
        if let Some(kind) = word {
            papers.push(Paper::new(&stem, kind, word::write(case, &document, &phrases, kind)?));
        }
        let (bytes, missing) = pdf::render(case, &document, &phrases, fonts)?;
        papers.push(Paper::new(&stem, pdf, bytes));
        rare.extend(missing);
    }
    papers.push(Paper::new(&stem, PaperKind::Json, export::write(case, &book)?));
    let mut warnings = Vec::new();
    if !rare.is_empty() {
        let listed: Vec<String> = rare.iter().map(ToString::to_string).collect();
        warnings.push(Message::new("papers-rare").with("characters", listed.join("、")));
    }
    warnings.extend(book.unlawful().map(|(source, amount)| {
        Message::new("papers-unlawful").with("source", source.zh()).with("amount", amount.wan())
    }));
    papers.push(manifest::of(case, &papers)?);
    Ok(Set { papers, warnings })
}
