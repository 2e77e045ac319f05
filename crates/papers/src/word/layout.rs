//! Tables and sections of the Word file.

use super::style::{self, BODY, HEADING, run};
use crate::cell::Cell;
use crate::table::{Column, Table};
use docx_rs::{
    AlignmentType, Docx, PageMargin, PageOrientationType, PageSize, Paragraph, SectionProperty, Shading, ShdType,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

/// Width of the text in twentieths of a point.
pub(super) const PORTRAIT: usize = 8_844;
pub(super) const LANDSCAPE: usize = 14_570;

/// A4 with the margins of official papers: 37, 35, 28 and 26 mm.
pub(super) fn portrait() -> SectionProperty {
    let margin = PageMargin::new().top(2_098).bottom(1_984).left(1_588).right(1_474).header(1_134).footer(1_247);
    SectionProperty::new()
        .page_size(PageSize::new().width(11_906).height(16_838))
        .page_orient(PageOrientationType::Portrait)
        .page_margin(margin)
}

/// Where a drawing goes: a mark that [`super::pack`] replaces, in a character of the private area that no text can bring.
pub(super) fn place_of_drawing(number: usize) -> Paragraph {
    let mark = docx_rs::Run::new().add_text(format!("{MARK}{number}{MARK}"));
    Paragraph::new().align(AlignmentType::Center).add_run(mark)
}

/// U+10F8F4, a private character.
pub(super) const MARK: char = '\u{10F8F4}';

/// A table with its title above it.
pub(super) fn captioned(docx: Docx, table: &Table, width: usize) -> Docx {
    let title = Paragraph::new().align(AlignmentType::Center).keep_next(true).line_spacing(style::after(60));
    self::table(docx.add_paragraph(title.add_run(run(&table.title, HEADING, 21))), table, width)
}

/// A table over the whole width, its head repeated on every page, and its note.
pub(super) fn table(docx: Docx, table: &Table, width: usize) -> Docx {
    let all: usize = table.columns.iter().map(|c| usize::from(c.width)).sum::<usize>().max(1);
    let widths: Vec<usize> = table.columns.iter().map(|c| usize::from(c.width) * width / all).collect();
    let mut rows = head(table, &widths);
    // a short table stays on one page: every row but the last keeps with the next
    let short = table.rows.len() <= SHORT;
    let last = table.rows.len().saturating_sub(1);
    let keeps = |at: usize| short && (at < last || table.total.is_some());
    rows.extend(
        table.rows.iter().enumerate().map(|(at, r)| line(table, &widths, r, Look { bold: false, keep: keeps(at) })),
    );
    rows.extend(table.total.iter().map(|r| line(table, &widths, r, Look { bold: true, keep: false })));
    let made = docx_rs::Table::new(rows)
        .set_grid(widths)
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(20, 60, 20, 60));
    let note = table.note.as_ref().map(|n| format!("注：{n}")).unwrap_or_default();
    let after = Paragraph::new().line_spacing(style::after(120)).add_run(run(&note, BODY, 18));
    docx.add_table(made).add_paragraph(after)
}

/// Marks a head row by a height no table here asks for; [`super::pack`] turns the mark into a repeated head.
pub(super) const HEAD: f32 = 63.0;

/// One or two head rows.
fn head(table: &Table, widths: &[usize]) -> Vec<TableRow> {
    let field = |c: &Column, width: usize| {
        let text = Paragraph::new().align(AlignmentType::Center).add_run(run(&c.title, HEADING, 18));
        shaded(TableCell::new().width(width, WidthType::Dxa).add_paragraph(text))
    };
    if !table.has_groups() {
        let cells = table.columns.iter().zip(widths).map(|(c, w)| field(c, *w)).collect();
        return vec![TableRow::new(cells).row_height(HEAD)];
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut columns = table.columns.iter().zip(widths);
    for (group, span) in table.groups() {
        let here: Vec<_> = columns.by_ref().take(span).collect();
        let width = here.iter().map(|(_, w)| **w).sum();
        match group {
            Some(group) => {
                let text = Paragraph::new().align(AlignmentType::Center).add_run(run(group, HEADING, 18));
                upper.push(shaded(TableCell::new().width(width, WidthType::Dxa).grid_span(span).add_paragraph(text)));
                lower.extend(here.into_iter().map(|(c, w)| field(c, *w)));
            }
            None => {
                upper.extend(here.iter().map(|(c, w)| field(c, **w).vertical_merge(VMergeType::Restart)));
                let below =
                    |w: usize| shaded(TableCell::new().width(w, WidthType::Dxa).add_paragraph(Paragraph::new()));
                lower.extend(here.iter().map(|(_, w)| below(**w).vertical_merge(VMergeType::Continue)));
            }
        }
    }
    vec![TableRow::new(upper).row_height(HEAD), TableRow::new(lower).row_height(HEAD)]
}

fn shaded(cell: TableCell) -> TableCell {
    cell.vertical_align(VAlignType::Center).shading(Shading::new().shd_type(ShdType::Clear).fill("EBEBEB"))
}

/// Rows up to which a table is not divided between pages.
const SHORT: usize = 16;

#[derive(Clone, Copy)]
struct Look {
    bold: bool,
    keep: bool,
}

fn line(table: &Table, widths: &[usize], cells: &[Cell], look: Look) -> TableRow {
    let made = cells.iter().zip(&table.columns).zip(widths).map(|((cell, column), width)| {
        let align = match (column.centred, cell.is_number()) {
            (true, _) => AlignmentType::Center,
            (false, true) => AlignmentType::Right,
            (false, false) => AlignmentType::Left,
        };
        let text = run(&cell.show(), BODY, 18);
        let text = if look.bold { text.bold() } else { text };
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(Paragraph::new().align(align).keep_next(look.keep).add_run(text))
    });
    // a row stays on one page
    TableRow::new(made.collect()).cant_split()
}
