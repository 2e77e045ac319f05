//! Writes a marked copy anew, for formats that cannot be edited in place: values, merged cells,
//! hidden rows and columns, and the marks.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use rust_xlsxwriter::{Color, Format, Note, Url, Workbook, Worksheet, XlsxError};

use super::order::{CellMark, Paint, SheetMarks, of_sheet, plain};
use super::{AUTHOR, Mark, SummarySheet, list, style};
use crate::child::MarkOrder;
use crate::grid::{CellRef, Sheet, Value, Visibility};
use crate::limit::Limits;
use crate::problem::IntakeProblem;
use crate::read::{self, Collector};

/// The longest text a cell takes.
const LONGEST: usize = 32_767;

pub(super) fn mark<R: Read + Seek>(
    file: R,
    name: &str,
    order: &MarkOrder,
    limits: &Limits,
) -> Result<Vec<u8>, IntakeProblem> {
    let book = read::any(file, name, limits, Collector::new(name))?.into_book();
    let names = sheet_names(&book.sheets, &order.summary.name);
    let mut workbook = Workbook::new();
    for (sheet, name) in book.sheets.iter().zip(&names) {
        if sheet.name == order.summary.name {
            continue;
        }
        let marks = of_sheet(&order.marks, &sheet.name, &sheet.merges);
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, name, sheet, &marks).map_err(IntakeProblem::reader_failed)?;
    }
    let renamed: BTreeMap<&str, &str> =
        book.sheets.iter().map(|s| s.name.as_str()).zip(names.iter().map(String::as_str)).collect();
    let listed: Vec<Mark> = order
        .marks
        .iter()
        .map(|mark| {
            let sheet = renamed.get(mark.sheet.as_str()).copied().unwrap_or(&mark.sheet);
            Mark { sheet: sheet.to_owned(), ..mark.clone() }
        })
        .collect();
    let worksheet = workbook.add_worksheet();
    write_list(worksheet, &listed, &order.summary, &names).map_err(IntakeProblem::reader_failed)?;
    workbook.save_to_buffer().map_err(IntakeProblem::reader_failed)
}

/// Names that Excel takes: at most 31 characters, none of `[]:*?/\`, all different.
fn sheet_names(sheets: &[Sheet], list: &str) -> Vec<String> {
    let mut names: Vec<String> = vec![list.to_lowercase()];
    let mut given = Vec::new();
    for (sheet, number) in sheets.iter().zip(1..) {
        let bad = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control();
        let clean = sheet.name.replace(bad, "_");
        let clean: String = clean.trim_matches('\'').chars().take(26).collect();
        let clean = if clean.trim().is_empty() { format!("Sheet{number}") } else { clean };
        let taken = names.contains(&clean.to_lowercase());
        let name = if taken { format!("{clean}_{number}") } else { clean };
        names.push(name.to_lowercase());
        given.push(name);
    }
    given
}

fn write_sheet(worksheet: &mut Worksheet, name: &str, sheet: &Sheet, marks: &SheetMarks) -> Result<(), XlsxError> {
    worksheet.set_name(name)?;
    worksheet.set_hidden(sheet.visibility != Visibility::Visible);
    for range in sheet.merges.iter().filter(|range| range.from != range.to) {
        let corner = |at: CellRef| (at.row, u16::try_from(at.col).unwrap_or(u16::MAX));
        let ((top, left), (bottom, right)) = (corner(range.from), corner(range.to));
        let format = format_of(marks.get(&range.from), None);
        // Merged areas that overlap are refused by the library and left out.
        let _ = worksheet.merge_range(top, left, bottom, right, "", &format);
    }
    for row in &sheet.rows {
        if row.hidden {
            worksheet.set_row_hidden(row.index)?;
        }
        for cell in &row.cells {
            let format = format_of(marks.get(&row.at(cell.col)), Some(&cell.value));
            write_value(worksheet, row.at(cell.col), &cell.value, &format)?;
        }
    }
    for (from, to) in &sheet.hidden_columns {
        for col in *from..=(*to).min(16_383) {
            worksheet.set_column_hidden(u16::try_from(col).unwrap_or(u16::MAX))?;
        }
    }
    for (at, mark) in marks {
        let col = u16::try_from(at.col).unwrap_or(u16::MAX);
        if *sheet.value(*at) == Value::Empty {
            worksheet.write_blank(at.row, col, &format_of(Some(mark), None))?;
        }
        if let Some(comment) = &mark.comment {
            let note = Note::new(comment.clone()).set_author(AUTHOR).add_author_prefix(false);
            worksheet.insert_note(at.row, col, &note.set_width(260).set_height(110))?;
        }
    }
    Ok(())
}

fn format_of(mark: Option<&CellMark>, value: Option<&Value>) -> Format {
    let mut format = Format::new();
    if let Some(CellMark { paint: Paint::Colour(severity), .. }) = mark {
        format = format.set_background_color(Color::RGB(style::rgb(*severity)));
    }
    match value {
        Some(Value::Date(serial, _)) if serial.fract() == 0.0 => format.set_num_format("yyyy-mm-dd"),
        Some(Value::Date(..)) => format.set_num_format("yyyy-mm-dd hh:mm"),
        _ => format,
    }
}

fn write_value(worksheet: &mut Worksheet, at: CellRef, value: &Value, format: &Format) -> Result<(), XlsxError> {
    /// From a 1904 serial to a 1900 one.
    const LATER: f64 = 1462.0;
    let col = u16::try_from(at.col).unwrap_or(u16::MAX);
    match value {
        Value::Empty => {}
        Value::Text(text) | Value::Error(text) => {
            let kept: String = text.chars().take(LONGEST).collect();
            worksheet.write_string_with_format(at.row, col, kept, format)?;
        }
        Value::Number(number) => {
            worksheet.write_number_with_format(at.row, col, *number, format)?;
        }
        Value::Date(serial, system) => {
            let later = *system == crate::grid::DateSystem::Base1904;
            let serial = if later { serial + LATER } else { *serial };
            worksheet.write_number_with_format(at.row, col, serial, format)?;
        }
        Value::Bool(yes) => {
            worksheet.write_boolean_with_format(at.row, col, *yes, format)?;
        }
    }
    Ok(())
}

fn write_list(
    worksheet: &mut Worksheet,
    marks: &[Mark],
    words: &SummarySheet,
    sheets: &[String],
) -> Result<(), XlsxError> {
    worksheet.set_name(words.name.chars().take(31).collect::<String>())?;
    let bold = Format::new().set_bold();
    for (col, heading) in (0u16..).zip(&words.headings) {
        worksheet.write_string_with_format(0, col, heading, &bold)?;
    }
    for (col, width) in [(0u16, 20), (1, 10), (2, 10), (3, 90)] {
        worksheet.set_column_width(col, width)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    for (row, mark) in (1u32..).zip(marks) {
        worksheet.write_string(row, 0, plain(&mark.sheet))?;
        let link = Url::new(format!("internal:{}", list::location(mark)));
        // The library allows a limited number of links; beyond it, and where a mark's sheet is not
        // there, the address stands alone.
        let leads = sheets.contains(&mark.sheet);
        if !leads || worksheet.write_url_with_text(row, 1, link, mark.cell.to_string()).is_err() {
            worksheet.write_string(row, 1, mark.cell.to_string())?;
        }
        worksheet.write_string(row, 2, words.severity(mark.severity))?;
        worksheet.write_string(row, 3, plain(&mark.text))?;
    }
    Ok(())
}
