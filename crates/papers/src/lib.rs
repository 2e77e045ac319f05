//! The official papers of a county's plan（成果文件）: results workbook, plan text in Word and PDF, JSON, and their manifest.
//!
//! **Invariants.** No file is read or written here; bytes come back. Money is added in integer fen, every printed total is
//! recomputed from the printed lines, and nothing is printed when one does not agree. No paper carries today's date: the same
//! case gives the same bytes. What is not known is printed as 「无数据」, never as zero.
//!
//! Wording and table forms stand in `templates/`; texts about errors and findings in the catalogue.

mod book;
mod case;
mod cell;
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
mod table;
mod tables;
mod text;
mod word;
mod workbook;

pub use case::Case;
pub use error::PapersError;
pub use manifest::MANIFEST_FILE;
pub use paper::{Paper, PaperKind, Set};

use model::Message;

/// Makes every paper of a county's plan（编制成果文件）, the manifest last.
///
/// # Errors
/// [`PapersError`]: amounts out of range, totals that do not agree with their lines, or a template at fault.
pub fn produce(case: &Case<'_>, fonts: &typeset::Fonts) -> Result<Set, PapersError> {
    let book = book::Book::of(&case.dossier.plan)?;
    book.reconcile()?;
    let stem = paper::stem(case.dossier);
    let tables = tables::Tables::of(case, &book)?;
    let document = text::document(case, &book, &tables)?;
    let mut warnings = Vec::new();
    let (pdf, rare) = pdf::render(case, &document, fonts)?;
    if !rare.is_empty() {
        let listed: Vec<String> = rare.iter().map(ToString::to_string).collect();
        warnings.push(Message::new("papers-rare").with("characters", listed.join("、")));
    }
    warnings.extend(book.unlawful().map(|(source, amount)| {
        Message::new("papers-unlawful").with("source", source.zh()).with("amount", amount.wan())
    }));
    let mut papers = vec![
        Paper::new(&stem, PaperKind::Workbook, workbook::write(case, &tables)?),
        Paper::new(&stem, PaperKind::Word, word::write(case, &document)?),
        Paper::new(&stem, PaperKind::Pdf, pdf),
        Paper::new(&stem, PaperKind::Json, export::write(case, &book)?),
    ];
    papers.push(manifest::of(case, &papers)?);
    Ok(Set { papers, warnings })
}
