//! The contents page of the Word file（目录）: a field Word can bring up to date, printed with what it holds now.
//!
//! Page numbers depend on the reader's fonts and are not guessed: until the field is updated the list has the headings alone, each
//! a link to its place.

use super::style::{BODY, HEADING, after, run};
use crate::text::{Cover, Document, Part};
use docx_rs::{
    AlignmentType, Docx, FieldCharType, Hyperlink, HyperlinkType, InstrText, LineSpacing, LineSpacingType, Paragraph,
    Run,
};

/// Bookmarks of headings, numbered in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    used: usize,
}

fn name(number: usize) -> String {
    format!("_Toc{number:08}")
}

impl Marks {
    /// Puts the next bookmark around a heading.
    pub(super) fn mark(&mut self, paragraph: Paragraph) -> Paragraph {
        self.used = self.used.saturating_add(1);
        // the library writes bookmarks where they are added: one at the end of the heading is as good an anchor
        paragraph.add_bookmark_start(self.used, name(self.used)).add_bookmark_end(self.used)
    }
}

/// The headings in the order of the Word file: those of the text, then the annexes, then the pictures.
fn headings(document: &Document) -> Vec<&str> {
    let text = document.parts.iter().filter_map(|p| match p {
        Part::Heading(text) => Some(text.as_str()),
        _ => None,
    });
    let annexes = document.parts.iter().filter_map(|p| match p {
        Part::Annex { title, .. } | Part::SketchAnnex { title, .. } => Some(title.as_str()),
        _ => None,
    });
    text.chain(annexes).collect()
}

/// Adds the contents on a page of its own.
pub(super) fn write(docx: Docx, document: &Document, cover: &Cover) -> Docx {
    let title = Paragraph::new().align(AlignmentType::Center).page_break_before(true).line_spacing(after(360));
    let mut docx = docx.add_paragraph(title.add_run(run(&cover.contents, HEADING, 44)));
    let headings = headings(document);
    let last = headings.len();
    for (heading, number) in headings.into_iter().zip(1_usize..) {
        let line = LineSpacing::new().line(480).line_rule(LineSpacingType::Exact);
        let mut entry = Paragraph::new().line_spacing(line);
        if number == 1 {
            let field = InstrText::Unsupported(" TOC \\h \\z \\u \\o \"1-1\" ".to_owned());
            entry = entry
                .add_run(Run::new().add_field_char(FieldCharType::Begin, false))
                .add_run(Run::new().add_instr_text(field))
                .add_run(Run::new().add_field_char(FieldCharType::Separate, false));
        }
        let link = Hyperlink::new(name(number), HyperlinkType::Anchor).add_run(run(heading, BODY, 24));
        entry = entry.add_hyperlink(link);
        if number == last {
            entry = entry.add_run(Run::new().add_field_char(FieldCharType::End, false));
        }
        docx = docx.add_paragraph(entry);
    }
    docx
}
