//! Collects the parts of the text and numbers headings and annexes.

use super::Part;
use crate::PapersError;
use crate::chart::Chart;
use crate::phrase::Phrases;
use crate::sketch::Sketch;
use crate::table::Table;

pub(super) struct Writer<'a> {
    phrases: &'a Phrases,
    pub(super) parts: Vec<Part>,
    headings: usize,
    sections: usize,
    annexes: usize,
    pictures: usize,
}

const NUMERALS: [&str; 16] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"];

impl<'a> Writer<'a> {
    pub(super) fn new(phrases: &'a Phrases) -> Self {
        Self { phrases, parts: Vec::new(), headings: 0, sections: 0, annexes: 0, pictures: 0 }
    }

    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<String, PapersError> {
        self.phrases.say(key, values)
    }

    pub(super) fn heading(&mut self, key: &str) -> Result<(), PapersError> {
        let numeral = NUMERALS.get(self.headings).copied().unwrap_or("");
        let text = format!("{numeral}、{}", self.phrases.word(key)?);
        self.headings += 1;
        self.sections = 0;
        self.parts.push(Part::Heading(text));
        Ok(())
    }

    /// A second-level heading.
    pub(super) fn section(&mut self, key: &str, values: &[(&str, &str)]) -> Result<(), PapersError> {
        let numeral = NUMERALS.get(self.sections).copied().unwrap_or("");
        let text = format!("（{numeral}）{}", self.say(key, values)?);
        self.sections += 1;
        self.parts.push(Part::Section(text));
        Ok(())
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        self.parts.push(Part::Chart(chart.clone()));
    }

    pub(super) fn paragraph(&mut self, key: &str, values: &[(&str, &str)]) -> Result<(), PapersError> {
        let text = self.say(key, values)?;
        self.parts.push(Part::Paragraph(text));
        Ok(())
    }

    /// A paragraph in the county's or the packs' own words.
    pub(super) fn words(&mut self, text: String) {
        self.parts.push(Part::Paragraph(text));
    }

    pub(super) fn table(&mut self, table: &Table) {
        if !table.rows.is_empty() {
            self.parts.push(Part::Table(table.clone()));
        }
    }

    pub(super) fn annex(&mut self, table: &Table) -> Result<(), PapersError> {
        if table.rows.is_empty() {
            return Ok(());
        }
        self.annexes += 1;
        let title = self.say("annex.title", &[("number", &self.annexes.to_string()), ("name", &table.title)])?;
        self.parts.push(Part::Annex { title, table: table.clone() });
        Ok(())
    }

    pub(super) fn sketch(&mut self, sketch: &Sketch) -> Result<(), PapersError> {
        self.pictures += 1;
        let title = self.say("annex.picture", &[("number", &self.pictures.to_string()), ("name", &sketch.title)])?;
        self.parts.push(Part::SketchAnnex { title, sketch: sketch.clone() });
        Ok(())
    }
}
