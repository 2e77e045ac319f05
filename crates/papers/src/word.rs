//! The plan text as an editable Word file. Fonts are named, not embedded: offices have 仿宋_GB2312 and 方正小标宋.

mod layout;
mod pack;
mod style;

use crate::text::{Document, Part, Seals};
use crate::{Case, PapersError};
use docx_rs::{
    AlignmentType, Docx, Footer, Header, HeightRule, PageMargin, PageNum, PageOrientationType, Paragraph, Run, Table,
    TableCell, TableLayoutType, TableRow, WidthType,
};
use style::{BODY, HEADING, SUBHEADING, TITLE, run};

/// Writes the text: portrait pages first, the annexes on landscape pages after them.
pub(crate) fn write(case: &Case<'_>, document: &Document) -> Result<Vec<u8>, PapersError> {
    let date = format!("{}T00:00:00Z", case.dossier.as_of);
    let mut docx = Docx::new().created_at(&date).updated_at(&date).default_fonts(style::fonts(BODY)).default_size(32);
    if let Some(banner) = &document.banner {
        let line = Paragraph::new().align(AlignmentType::Center).add_run(run(banner, HEADING, 21).color("B00020"));
        docx = docx.header(Header::new().add_paragraph(line));
    }
    docx = docx.footer(page_number());
    docx =
        docx.add_paragraph(centred(&document.title, TITLE, 44)).add_paragraph(centred(&document.date, SUBHEADING, 32));
    for part in &document.parts {
        docx = match part {
            Part::Heading(text) => docx.add_paragraph(style::heading(text)),
            Part::Paragraph(text) => docx.add_paragraph(style::body(text)),
            Part::Table(table) => layout::captioned(docx, table, layout::PORTRAIT),
            Part::Seals(seals) => docx.add_table(seal_table(seals)),
            Part::Annex { .. } => docx,
        };
    }
    docx = docx.add_paragraph(Paragraph::new().section_property(layout::portrait()));
    for part in &document.parts {
        if let Part::Annex { title, table } = part {
            docx = docx.add_paragraph(style::heading(title).page_break_before(true));
            docx = layout::table(docx, table, layout::LANDSCAPE);
        }
    }
    docx = docx.page_size(16_838, 11_906).page_orient(PageOrientationType::Landscape);
    docx =
        docx.page_margin(PageMargin::new().top(1_474).bottom(1_247).left(1_134).right(1_134).header(851).footer(737));
    pack::pack(docx).map_err(|why| PapersError::Write { file: "规划文本.docx", why })
}

fn page_number() -> Footer {
    let dash = |text: &str| Run::new().add_text(text).size(28);
    let line = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(dash("— "))
        .add_page_num(PageNum::new())
        .add_run(dash(" —"));
    Footer::new().add_paragraph(line)
}

fn centred(text: &str, font: &str, size: usize) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).line_spacing(style::after(240)).add_run(run(text, font, size))
}

fn seal_table(seals: &Seals) -> Table {
    let cell = |name: &String| {
        let line = |text: &str, align| Paragraph::new().align(align).add_run(run(text, BODY, 24));
        let gap = || Paragraph::new().line_spacing(style::after(600));
        TableCell::new()
            .width(2_948, WidthType::Dxa)
            .add_paragraph(line(name, AlignmentType::Center))
            .add_paragraph(gap())
            .add_paragraph(line(&seals.signer, AlignmentType::Left))
            .add_paragraph(gap())
            .add_paragraph(line(&seals.date, AlignmentType::Right))
    };
    let row = TableRow::new(seals.departments.iter().map(cell).collect())
        .row_height(2_950.0)
        .height_rule(HeightRule::AtLeast);
    Table::new(vec![row]).set_grid(vec![2_948; 3]).width(8_844, WidthType::Dxa).layout(TableLayoutType::Fixed)
}
