//! Fields as cells (单元格写出).

use super::style::Styles;
use crate::column::{Column, Kind};
use crate::field::Field;
use intake::normal::Decimal;
use model::Item;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// The format of a column's cells.
pub fn format<'s>(column: &Column, styles: &'s Styles) -> &'s Format {
    match column.kind {
        Kind::Id => &styles.key,
        Kind::Text | Kind::List => &styles.text,
        Kind::Choice(_) | Kind::Choices(_) | Kind::YesNo | Kind::Month => &styles.short,
        Kind::Year | Kind::SchoolYear => &styles.year,
        Kind::Date => &styles.date,
        Kind::Count | Kind::Integer | Kind::Amount(0) | Kind::Signed(0) => &styles.whole,
        Kind::Signed(_) if column.unit == "万元" => &styles.money,
        Kind::Amount(_) | Kind::Signed(_) | Kind::ItemQuantity => &styles.hundredths,
        Kind::Degree => &styles.degree,
    }
}

/// The smallest steps in one unit of a column, as a power of ten.
fn places(column: &Column, item: Option<Item>) -> u8 {
    let unit = column.base_unit().map_or(1, |u| u.numerator);
    let more = u8::try_from(unit.checked_ilog10().unwrap_or(0)).unwrap_or(0);
    match column.kind {
        Kind::Amount(p) | Kind::Signed(p) => p.saturating_add(more),
        Kind::Degree => 7,
        Kind::ItemQuantity if item.is_some_and(|i| i.unit().scale() == 100) => 2,
        _ => 0,
    }
}

/// A field as text, as people type it: choices by name, amounts in the unit of the heading.
pub fn text(field: &Field, column: &Column, item: Option<Item>) -> String {
    match field {
        Field::Text(text) => text.clone(),
        Field::List(words) => words.join("、"),
        Field::Yes(yes) => (if *yes { "是" } else { "否" }).to_owned(),
        Field::Month(month) => month.to_string(),
        Field::Date(date) => date.to_string(),
        Field::Choice(at) => name(column.kind, *at).to_owned(),
        Field::Choices(list) => list.iter().map(|at| name(column.kind, *at)).collect::<Vec<_>>().join("、"),
        Field::Number(n) => Decimal::new(*n, places(column, item)).map_or_else(|| n.to_string(), |d| d.to_string()),
    }
}

/// Writes a field into a cell.
pub fn write(
    sheet: &mut Worksheet,
    (row, col): (u32, u16),
    field: &Field,
    column: &Column,
    item: Option<Item>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let format = format(column, styles);
    match field {
        Field::Date(date) => {
            // serials before March 1900 mean different days in different programs
            if date.year().0 > 1900 {
                let day = ExcelDateTime::from_ymd(date.year().0, date.month(), date.day())?;
                sheet.write_datetime_with_format(row, col, &day, format)?
            } else {
                sheet.write_string_with_format(row, col, date.to_string(), format)?
            }
        }
        Field::Number(_) => {
            let exact = text(field, column, item);
            let digits = exact.bytes().filter(u8::is_ascii_digit).count();
            match exact.parse::<f64>() {
                // fifteen digits come back from a double unharmed
                Ok(number) if digits <= 15 => sheet.write_number_with_format(row, col, number, format)?,
                _ => sheet.write_string_with_format(row, col, exact, format)?,
            }
        }
        other => sheet.write_string_with_format(row, col, text(other, column, item), format)?,
    };
    Ok(())
}

fn name(kind: Kind, at: usize) -> &'static str {
    match kind {
        Kind::Choice(list) | Kind::Choices(list) => list.names().get(at).copied().unwrap_or(""),
        _ => "",
    }
}
