//! The texts as editable Word files. Fonts are named, not embedded: offices have 仿宋_GB2312 and 方正小标宋.

mod chart;
mod contents;
mod layout;
mod pack;
mod style;

use crate::paper::PaperKind;
use crate::phrase::Phrases;
use crate::sketch::Sketch;
use crate::text::{Cover, Document, Layout, Part, Seals};
use crate::{Case, PapersError};
use docx_rs::{
    AlignmentType, Docx, Footer, Header, HeightRule, PageMargin, PageNum, PageNumType, PageOrientationType, Paragraph,
    Run, Table, TableCell, TableLayoutType, TableRow, WidthType,
};
use style::{BODY, Faces, HEADING, SUBHEADING, TITLE, run};

/// Writes a text: portrait pages first, the annexes on landscape pages after them.
pub(crate) fn write(
    case: &Case<'_>,
    document: &Document,
    phrases: &Phrases,
    kind: PaperKind,
) -> Result<Vec<u8>, PapersError> {
    let date = format!("{}T00:00:00Z", case.dossier.as_of);
    let faces = Faces::of(document.layout);
    let mut drawings = Vec::new();
    let mut docx =
        Docx::new().created_at(&date).updated_at(&date).default_fonts(style::fonts(BODY)).default_size(faces.body);
    if let Some(banner) = &document.banner {
        let line = Paragraph::new().align(AlignmentType::Center).add_run(run(banner, HEADING, 21).color("B00020"));
        docx = docx.header(Header::new().add_paragraph(line));
    }
    let one_page = document.layout == Layout::Summary;
    if one_page {
        docx = docx.footer(Footer::new().add_paragraph(Paragraph::new()));
    } else {
        docx = docx.footer(page_number(AlignmentType::Right)).even_footer(page_number(AlignmentType::Left));
        if document.banner.is_some() {
            docx = even_banner(docx, document.banner.as_deref().unwrap_or_default());
        }
    }
    if let Some(cover) = &document.cover {
        // cover and contents are a section of their own, without page numbers
        docx = contents::write(self::cover(docx, cover, &document.date), document, cover);
        docx = docx.add_paragraph(Paragraph::new().section_property(layout::portrait()));
    }
    docx = docx.add_paragraph(centred(&document.title_lines.join("\n"), TITLE, faces.title)).add_paragraph(centred(
        &document.date,
        SUBHEADING,
        faces.body,
    ));
    let mut marks = contents::Marks::default();
    for part in &document.parts {
        docx = match part {
            Part::Heading(text) => docx.add_paragraph(marks.mark(faces.heading(text))),
            Part::Section(text) => docx.add_paragraph(faces.section(text)),
            Part::Paragraph(text) => docx.add_paragraph(faces.paragraph(text)),
            Part::Table(table) => layout::captioned(docx, table, layout::PORTRAIT),
            Part::Chart(drawn) => {
                let mut drawing = chart::chart(drawn);
                if one_page {
                    drawing.height = drawing.height * 6 / 10;
                }
                drawings.push(drawing);
                docx.add_paragraph(layout::place_of_drawing(drawings.len()))
            }
            Part::Seals(seals) => docx.add_table(seal_table(seals)),
            Part::Annex { .. } | Part::SketchAnnex { .. } => docx,
        };
    }
    if !one_page {
        let numbers = layout::portrait().page_num_type(PageNumType::new().start(1));
        docx = docx.add_paragraph(Paragraph::new().section_property(numbers));
    }
    for part in &document.parts {
        match part {
            Part::Annex { title, table } => {
                docx = docx.add_paragraph(marks.mark(faces.heading(title)).page_break_before(true));
                docx = layout::table(docx, table, layout::LANDSCAPE);
            }
            Part::SketchAnnex { title, sketch } => {
                let legend = [
                    phrases.word("sketch.building")?,
                    phrases.word("sketch.equipment")?,
                    phrases.word("sketch.school")?,
                ];
                drawings.push(chart::sketch(sketch, [&legend[0], &legend[1], &legend[2]]));
                docx = docx.add_paragraph(marks.mark(faces.heading(title)).page_break_before(true));
                docx = self::sketch(docx.add_paragraph(layout::place_of_drawing(drawings.len())), sketch);
            }
            _ => {}
        }
    }
    docx = if one_page {
        docx.page_size(11_906, 16_838)
            .page_margin(PageMargin::new().top(1_247).bottom(907).left(1_474).right(1_474).header(600).footer(400))
    } else {
        docx.page_size(16_838, 11_906)
            .page_orient(PageOrientationType::Landscape)
            .page_margin(PageMargin::new().top(1_474).bottom(1_247).left(1_134).right(1_134).header(851).footer(737))
    };
    pack::pack(docx, &drawings).map_err(|why| PapersError::Write { file: kind.ending(), why })
}

fn even_banner(docx: Docx, banner: &str) -> Docx {
    let line = Paragraph::new().align(AlignmentType::Center).add_run(run(banner, HEADING, 21).color("B00020"));
    docx.even_header(Header::new().add_paragraph(line))
}

/// 单页码居右，双页码居左.
fn page_number(side: AlignmentType) -> Footer {
    let dash = |text: &str| Run::new().add_text(text).size(28);
    let line = Paragraph::new().align(side).add_run(dash("— ")).add_page_num(PageNum::new()).add_run(dash(" —"));
    Footer::new().add_paragraph(line)
}

fn cover(docx: Docx, cover: &Cover, date: &str) -> Docx {
    let blank = |docx: Docx, lines: usize| (0..lines).fold(docx, |d, _| d.add_paragraph(Paragraph::new()));
    let mut docx = blank(docx, 5);
    for (at, line) in cover.lines.iter().enumerate() {
        docx = docx.add_paragraph(centred(line, TITLE, if at == 2 { 72 } else { 48 }));
    }
    docx = blank(docx, 10);
    docx.add_paragraph(centred(&cover.makers, SUBHEADING, 32)).add_paragraph(centred(date, SUBHEADING, 32))
}

fn sketch(docx: Docx, sketch: &Sketch) -> Docx {
    let small = |text: &str| Paragraph::new().line_spacing(style::after(40)).add_run(run(text, BODY, 18));
    let docx = sketch.notes.iter().fold(docx, |d, note| d.add_paragraph(small(&format!("注：{note}"))));
    let names: Vec<String> = sketch.points.iter().filter_map(|p| Some(format!("{} {}", p.number?, p.name))).collect();
    docx.add_paragraph(small(&names.join("　")))
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
