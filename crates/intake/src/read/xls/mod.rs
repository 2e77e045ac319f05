//! Excel 97–2003 workbooks. The library builds whole sheets in memory, which is why this runs in
//! the limited child only. It does not know which cells share a formula.

mod hidden;

use std::io::{BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use hidden::Hidden;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls};

use crate::grid::{Cell, CellRef, DateSystem, FileFormat, Range, Row, SheetHead, SheetTail, Value, Visibility};
use crate::limit::Measure;
use crate::problem::{IntakeProblem, ProblemKind};
use crate::read::sink::{Metered, Sink};

/// Reads a workbook into the sink. The library panics on some broken files: that is what they are, broken.
pub(crate) fn read<R: Read + Seek, S: Sink>(reader: R, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    // nothing of a half-read sheet is used after a panic: the file is refused
    let memory = sink.limits().memory_bytes;
    catch_unwind(AssertUnwindSafe(|| read_book(reader, sink))).unwrap_or_else(|words| {
        let words = words.downcast_ref::<&str>().map(|w| (*w).to_owned()).or_else(|| words.downcast_ref().cloned());
        let words: String = words.unwrap_or_default();
        Err(match words.contains("capacity overflow") {
            true => IntakeProblem::too_large(Measure::Memory, memory),
            false => IntakeProblem::damaged(words),
        })
    })
}

fn read_book<R: Read + Seek, S: Sink>(mut reader: R, sink: &mut Metered<S>) -> Result<(), IntakeProblem> {
    let hidden = hidden::find(&mut reader);
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    let mut book = Xls::new(BufReader::new(reader)).map_err(|error| match error {
        calamine::XlsError::Password => ProblemKind::Encrypted.into(),
        other => IntakeProblem::damaged(other),
    })?;
    let dates = if book.has_1904_epoch() { DateSystem::Base1904 } else { DateSystem::Base1900 };
    sink.book(FileFormat::Xls, dates)?;
    let sheets = book.sheets_metadata().to_vec();
    for (place, sheet) in sheets.into_iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let visibility = match sheet.visible {
            SheetVisible::Visible => Visibility::Visible,
            SheetVisible::Hidden => Visibility::Hidden,
            SheetVisible::VeryHidden => Visibility::VeryHidden,
        };
        sink.sheet(SheetHead { name: sheet.name.clone(), visibility })?;
        read_sheet(&mut book, &sheet.name, dates, hidden.get(&place), sink)
            .map_err(|problem| problem.in_sheet(&sheet.name))?;
    }
    Ok(())
}

fn read_sheet<R: Read + Seek, S: Sink>(
    book: &mut Xls<R>,
    name: &str,
    dates: DateSystem,
    hidden: Option<&Hidden>,
    sink: &mut Metered<S>,
) -> Result<(), IntakeProblem> {
    let formulas = book.worksheet_formula(name).ok();
    let has_formula = |at: CellRef| {
        formulas.as_ref().and_then(|range| range.get_value((at.row, at.col))).is_some_and(|formula| !formula.is_empty())
    };
    let range = book.worksheet_range(name).map_err(IntakeProblem::damaged)?;
    let (first_row, first_col) = range.start().unwrap_or((0, 0));
    for (offset, cells) in range.rows().enumerate() {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let index = first_row.saturating_add(offset);
        let mut row = Row { index, hidden: hidden.is_some_and(|sheet| sheet.rows.contains(&index)), cells: Vec::new() };
        for (col, data) in (first_col..).zip(cells) {
            let value = value(data, dates);
            if value != Value::Empty {
                let formula = has_formula(row.at(col));
                row.cells.push(Cell { col, value, formula, percent: false });
            }
        }
        if !row.cells.is_empty() {
            sink.row(&mut row)?;
        }
    }
    let merges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let corner = |(row, col): (u32, u32)| CellRef::new(row, col);
    let merges = merges.iter().map(|area| Range::new(corner(area.start), corner(area.end))).collect();
    sink.sheet_end(SheetTail { merges, hidden_columns: hidden.map(|sheet| sheet.columns.clone()).unwrap_or_default() })
}

fn value(data: &Data, dates: DateSystem) -> Value {
    match data {
        Data::Empty => Value::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            if text.is_empty() {
                Value::Empty
            } else {
                Value::Text(text.clone())
            }
        }
        Data::Int(number) => Value::Number(*number as f64),
        Data::Float(number) if number.is_finite() => Value::Number(*number),
        Data::Float(number) => Value::Text(number.to_string()),
        Data::Bool(yes) => Value::Bool(*yes),
        Data::DateTime(moment) => Value::Date(moment.as_f64(), dates),
        Data::Error(error) => Value::Error(error.to_string()),
    }
}
