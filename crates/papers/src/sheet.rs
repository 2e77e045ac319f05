//! One sheet of the results workbook: banner, tables one below the other, print set-up.

use crate::cell::Cell;
use crate::table::Table;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Formats shared by all sheets.
pub(crate) struct Style {
    title: Format,
    banner: Format,
    caption: Format,
    note: Format,
    head: Format,
    text: Format,
    centred: Format,
    unknown: Format,
    money: Format,
    whole: Format,
    tenths: [Format; 4],
    bold: bool,
}

impl Style {
    pub(crate) fn new() -> Self {
        Self::of(
            Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_font_size(10),
            false,
        )
    }

    /// The same in bold, for totals.
    fn strong() -> Self {
        let base = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self::of(base.set_font_size(10).set_bold().set_background_color(Color::RGB(0xF2_F2_F2)), true)
    }

    fn of(base: Format, bold: bool) -> Self {
        let number = |pattern: &str| base.clone().set_num_format(pattern).set_align(FormatAlign::Right);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            banner: Format::new().set_bold().set_font_size(11).set_font_color(Color::Red),
            caption: Format::new().set_bold().set_font_size(12),
            note: Format::new().set_font_size(9).set_font_color(Color::RGB(0x59_59_59)),
            head: base
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xDD_EB_F7)),
            text: base.clone().set_text_wrap(),
            centred: base.clone().set_text_wrap().set_align(FormatAlign::Center),
            unknown: base.clone().set_align(FormatAlign::Center).set_font_color(Color::RGB(0x7F_7F_7F)).set_italic(),
            money: number("#,##0.00;[Red]-#,##0.00;\"—\""),
            whole: number("#,##0"),
            tenths: ["0", "0.0", "#,##0.00", "0.000"].map(number),
            bold,
        }
    }

    fn number(&self, places: u8) -> &Format {
        if places == 0 {
            return &self.whole;
        }
        self.tenths.get(usize::from(places)).unwrap_or(&self.whole)
    }
}

/// What stands above the tables of a sheet.
pub(crate) struct Head<'a> {
    pub(crate) title: String,
    pub(crate) banner: Option<&'a str>,
}

/// Writes tables one below the other and sets the sheet up for A4 landscape.
pub(crate) fn write(sheet: &mut Worksheet, style: &Style, head: &Head<'_>, tables: &[&Table]) -> Result<(), XlsxError> {
    let strong = Style::strong();
    let mut row: u32 = 0;
    sheet.write_string_with_format(row, 0, safe(&head.title), &style.title)?;
    sheet.set_row_height(row, 26)?;
    row += 1;
    if let Some(banner) = head.banner {
        sheet.write_string_with_format(row, 0, safe(banner), &style.banner)?;
        row += 1;
    }
    for table in tables {
        if tables.len() > 1 {
            row += 1;
            sheet.write_string_with_format(row, 0, safe(&table.title), &style.caption)?;
            row += 1;
        }
        if let Some(note) = &table.note {
            sheet.write_string_with_format(row, 0, safe(note), &style.note)?;
            row += 1;
        }
        let first = row;
        row = write_head(sheet, style, table, row)?;
        if let [_] = tables {
            sheet.set_freeze_panes(row, table.freeze)?;
            sheet.set_repeat_rows(first, row.saturating_sub(1))?;
            if pages_across(table) > 1 && table.freeze > 0 {
                sheet.set_repeat_columns(0, table.freeze - 1)?;
            }
        }
        for line in &table.rows {
            write_line(sheet, style, table, row, line)?;
            row += 1;
        }
        if let Some(total) = &table.total {
            write_line(sheet, &strong, table, row, total)?;
            row += 1;
        }
        if table.rows.is_empty() {
            sheet.write_string_with_format(row, 0, "无", &style.note)?;
            row += 1;
        }
    }
    widths(sheet, tables)?;
    set_up_page(sheet, head, tables.iter().map(|t| pages_across(t)).max().unwrap_or(1));
    Ok(())
}

/// One or two head rows; a column without group spans both.
fn write_head(sheet: &mut Worksheet, style: &Style, table: &Table, row: u32) -> Result<u32, XlsxError> {
    let mut column: u16 = 0;
    if !table.has_groups() {
        for field in &table.columns {
            sheet.write_string_with_format(row, column, safe(&field.title), &style.head)?;
            column += 1;
        }
        sheet.set_row_height(row, 32)?;
        return Ok(row + 1);
    }
    let mut fields = table.columns.iter();
    for (group, span) in table.groups() {
        let last = column.saturating_add(u16::try_from(span).unwrap_or(1).saturating_sub(1));
        match group {
            Some(group) if last > column => {
                sheet.merge_range(row, column, row, last, &safe(group), &style.head)?;
            }
            Some(group) => {
                sheet.write_string_with_format(row, column, safe(group), &style.head)?;
            }
            None => {}
        }
        for field in fields.by_ref().take(span) {
            match group {
                Some(_) => sheet.write_string_with_format(row + 1, column, safe(&field.title), &style.head)?,
                None => sheet.merge_range(row, column, row + 1, column, &safe(&field.title), &style.head)?,
            };
            column += 1;
        }
    }
    sheet.set_row_height(row, 20)?;
    sheet.set_row_height(row + 1, 32)?;
    Ok(row + 2)
}

fn write_line(sheet: &mut Worksheet, style: &Style, table: &Table, row: u32, line: &[Cell]) -> Result<(), XlsxError> {
    let lines = line.iter().zip(&table.columns).map(|(cell, field)| lines(cell, field.width)).max().unwrap_or(1);
    sheet.set_row_height(row, LINE_HEIGHT * lines.min(MOST_LINES) + 3)?;
    for ((cell, field), column) in line.iter().zip(&table.columns).zip(0_u16..) {
        match cell {
            Cell::Blank => sheet.write_blank(row, column, &style.text)?,
            Cell::NoData => sheet.write_string_with_format(row, column, cell.show(), &style.unknown)?,
            Cell::Text(text) => {
                let format = if field.centred && !style.bold { &style.centred } else { &style.text };
                sheet.write_string_with_format(row, column, safe(text), format)?
            }
            Cell::Money(_) => {
                sheet.write_number_with_format(row, column, cell.as_f64().unwrap_or_default(), &style.money)?
            }
            Cell::Year(year) => sheet.write_number_with_format(row, column, *year, &style.centred)?,
            Cell::Number { places, .. } => {
                let format = if field.centred && *places == 0 { &style.centred } else { style.number(*places) };
                sheet.write_number_with_format(row, column, cell.as_f64().unwrap_or_default(), format)?
            }
        };
    }
    Ok(())
}

/// Points from line to line, and the most lines a row shows: a row is at most 409 points high.
const LINE_HEIGHT: u32 = 14;
const MOST_LINES: u32 = 28;

/// Lines a text takes in a column of that many half-width characters. Programs that do not fit rows to wrapped text need it said.
fn lines(cell: &Cell, width: u16) -> u32 {
    let Cell::Text(text) = cell else { return 1 };
    let room = u32::from(width).max(3) - 1;
    let half = |c: char| if c.is_ascii() { 1 } else { 2 };
    let one = |line: &str| line.chars().fold(0_u32, |sum, c| sum.saturating_add(half(c))).div_ceil(room).max(1);
    text.split('\n').map(one).fold(0, u32::saturating_add).max(1)
}

/// Half-width characters that are still easy to read across a landscape page.
const ACROSS: u32 = 190;

/// Pages side by side a table needs in print.
fn pages_across(table: &Table) -> u16 {
    let width: u32 = table.columns.iter().map(|c| u32::from(c.width)).sum();
    u16::try_from(width.div_ceil(ACROSS)).unwrap_or(1).max(1)
}

fn widths(sheet: &mut Worksheet, tables: &[&Table]) -> Result<(), XlsxError> {
    let most = tables.iter().map(|t| t.columns.len()).max().unwrap_or(0);
    for (at, column) in (0..most).zip(0_u16..) {
        let width = tables.iter().filter_map(|t| t.columns.get(at)).map(|c| c.width).max().unwrap_or(10);
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// A4 landscape, so many pages wide, page numbers, the banner in the page head.
fn set_up_page(sheet: &mut Worksheet, head: &Head<'_>, across: u16) {
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(across, 0);
    sheet.set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    if let Some(banner) = head.banner {
        // an ampersand would start a code of the page head
        sheet.set_header(format!("&R{}", banner.replace('&', "＆")));
    }
}

/// Longest text of a cell; the file format allows 32,767 characters.
const LONGEST: usize = 32_000;

/// Text as it may stand in a cell. A spreadsheet reads text that begins with one of these signs as a formula when the file is saved as CSV or
/// the cell is typed again, so an apostrophe is put before it. A sign that stands alone (the ＝ of a target, a dash) computes nothing and
/// stays as it is.
pub(crate) fn safe(text: &str) -> String {
    let starts_formula = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '−' | '﹦' | '﹢' | '﹣' | '﹫'
        )
    };
    let hidden =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}');
    let bare = text.trim_matches(hidden);
    let alone = bare.chars().nth(1).is_none() && bare == text;
    let risky = !alone && (text.starts_with(starts_formula) || bare.starts_with(starts_formula));
    let mut out = String::with_capacity(text.len().saturating_add(1));
    if risky {
        out.push('\'');
    }
    if text.chars().count() > LONGEST {
        out.extend(text.chars().take(LONGEST));
        out.push_str("……（过长，以下略）");
    } else {
        out.push_str(text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn what_would_be_a_formula_gets_an_apostrophe() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            " =1",
            "\u{200B}=1",
            "==",
            "\t",
            " =",
        ] {
            assert!(safe(text).starts_with('\''), "{text:?}");
        }
        for text in ["土默特左旗", "1-2年级", "", "—", "（甲）", "＝", "=", "－", "-"] {
            assert_eq!(safe(text), text);
        }
    }

    #[test]
    fn very_long_text_is_cut_visibly() {
        assert!(safe(&"长".repeat(40_000)).ends_with("略）"));
    }
}
