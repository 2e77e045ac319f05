//! The papers made of words（规划文本、领导摘要、审核材料） as lists of parts, printed alike in Word and PDF.

mod ending;
mod middle;
mod opening;
mod review;
mod summary;
mod writer;

use crate::book::Book;
use crate::chart::Chart;
use crate::charts::Charts;
use crate::phrase::Phrases;
use crate::sketch::Sketch;
use crate::table::Table;
use crate::tables::Tables;
use crate::{Case, PapersError};
use writer::Writer;

/// One part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// First-level heading, numbered 一、二、….
    Heading(String),
    /// Second-level heading, numbered （一）（二）….
    Section(String),
    Paragraph(String),
    Table(Table),
    Chart(Chart),
    /// A table on a page of its own, after the text.
    Annex {
        title: String,
        table: Table,
    },
    /// The location sketch on a page of its own, after the text.
    SketchAnnex {
        title: String,
        sketch: Sketch,
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

/// How a paper is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// 规划文本: cover, contents, text in the proportions of official papers.
    Plan,
    /// 领导摘要: one page.
    Summary,
    /// 审核材料: title on the first page, no cover.
    Review,
}

/// What stands on the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cover {
    pub(crate) lines: Vec<String>,
    pub(crate) makers: String,
    pub(crate) contents: String,
}

/// A whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) layout: Layout,
    pub(crate) title: String,
    /// The title as it breaks between words.
    pub(crate) title_lines: Vec<String>,
    pub(crate) date: String,
    /// The plan has one.
    pub(crate) cover: Option<Cover>,
    /// Stands on every page of invented data and of a scenario.
    pub(crate) banner: Option<String>,
    pub(crate) parts: Vec<Part>,
}

/// Everything a text is written from.
pub(crate) struct Material<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) book: &'a Book<'a>,
    pub(crate) tables: &'a Tables,
    pub(crate) charts: &'a Charts,
    pub(crate) phrases: &'a Phrases,
}

/// What stands on every page and sheet: that the data are invented, that money or births are assumed, that a clock
/// stopped the search.
pub(crate) fn banner(case: &Case<'_>, phrases: &Phrases) -> Result<Option<String>, PapersError> {
    let mut lines = Vec::new();
    if case.dossier.invented {
        lines.push(phrases.word("cover.banner")?);
    }
    if !case.scenario.is_empty() {
        lines.push(phrases.word("cover.assumed")?);
    }
    if case.stopped_by_clock() {
        lines.push(phrases.word("cover.stopped")?);
    }
    Ok((!lines.is_empty()).then(|| lines.join("；")))
}

/// The plan text.
pub(crate) fn plan(m: &Material<'_>) -> Result<Document, PapersError> {
    let (case, book, tables) = (m.case, m.book, m.tables);
    let mut w = Writer::new(m.phrases);
    opening::basis(&mut w, case)?;
    opening::assumed(&mut w, case)?;
    opening::state(&mut w, case, tables)?;
    opening::gaps(&mut w, case, tables, m.charts)?;
    opening::targets(&mut w, case, book, tables, m.charts)?;
    middle::projects(&mut w, case, book, tables)?;
    middle::money(&mut w, book, tables, m.charts)?;
    middle::years(&mut w, case, book)?;
    middle::performance(&mut w, tables)?;
    middle::method(&mut w, case, tables)?;
    ending::safeguards(&mut w)?;
    ending::notes(&mut w, case, tables)?;
    w.heading("seal.heading")?;
    ending::seals(&mut w)?;
    ending::annexes(&mut w, m)?;
    let mut document = m.document(Layout::Plan, "cover.title", w)?;
    let (first, last) = (case.dossier.cycle.first.to_string(), case.dossier.cycle.last.to_string());
    document.cover = Some(Cover {
        lines: vec![
            m.phrases.say("cover.line_county", &[("county", case.dossier.county_name())])?,
            m.phrases.word("cover.line_programme")?,
            m.phrases.word("cover.line_plan")?,
            m.phrases.say("cover.line_years", &[("first", &first), ("last", &last)])?,
        ],
        makers: m.phrases.say("cover.makers", &[("county", case.dossier.county_name())])?,
        contents: m.phrases.word("cover.contents")?,
    });
    Ok(document)
}

/// The one page for leaders.
pub(crate) fn summary(m: &Material<'_>) -> Result<Document, PapersError> {
    let mut w = Writer::new(m.phrases);
    summary::write(&mut w, m)?;
    m.document(Layout::Summary, "summary.title", w)
}

/// The review pack.
pub(crate) fn review(m: &Material<'_>) -> Result<Document, PapersError> {
    let mut w = Writer::new(m.phrases);
    review::write(&mut w, m)?;
    m.document(Layout::Review, "review.title", w)
}

impl Material<'_> {
    fn document(&self, layout: Layout, title: &str, w: Writer<'_>) -> Result<Document, PapersError> {
        let d = self.case.dossier;
        let (first, last) = (d.cycle.first.to_string(), d.cycle.last.to_string());
        // a name brings no breaks of its own
        let county = d.county_name().replace('|', "｜");
        let marked = self.phrases.say(title, &[("county", &county), ("first", &first), ("last", &last)])?;
        Ok(Document {
            layout,
            title: marked.replace('|', ""),
            title_lines: title_lines(&marked, layout),
            date: self.phrases.say("cover.date", &[("date", &crate::tables::date(d.as_of))])?,
            cover: None,
            banner: banner(self.case, self.phrases)?,
            parts: w.parts,
        })
    }
}

/// Lines of a title as full as the page allows, broken only where the phrase allows it（回行时词意完整）.
fn title_lines(marked: &str, layout: Layout) -> Vec<String> {
    // 二号 and 小二号 on a line of 156 mm, in half characters
    let room = if layout == Layout::Summary { 48 } else { 40 };
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut lines: Vec<String> = Vec::new();
    for part in marked.split('|') {
        match lines.last_mut() {
            Some(line) if width(line).saturating_add(width(part)) <= room => line.push_str(part),
            _ => lines.push(part.to_owned()),
        }
    }
    lines
}

/// A distance from the best in percent, rounded up to hundredths: what is printed is never less than what is proven.
fn percent(ppm: u32) -> String {
    crate::cell::decimal(i64::from(ppm.div_ceil(100)), 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_break_between_words() {
        let lines = |county: &str| {
            title_lines(&format!("{county}|义务教育薄弱环节改善与能力提升|项目规划（2021—2025年）"), Layout::Plan)
        };
        assert_eq!(lines("甲区"), ["甲区义务教育薄弱环节改善与能力提升", "项目规划（2021—2025年）"]);
        assert_eq!(lines("呼和浩特经济技术开发区").len(), 3);
    }

    #[test]
    fn a_gap_is_never_printed_smaller_than_it_is() {
        assert_eq!(percent(66_912), "6.70");
        assert_eq!(percent(0), "0.00");
        assert_eq!(percent(1), "0.01");
    }
}
