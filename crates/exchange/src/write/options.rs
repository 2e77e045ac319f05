//! The hidden sheets: lists of the dropdowns, and what the workbook says of itself.

use crate::code_list::CodeList;
use crate::read::identify::{META, OPTIONS};
use model::{Dossier, FORMAT};
use rust_xlsxwriter::{Workbook, XlsxError};

/// The column of a list in the hidden sheet.
fn column(list: CodeList) -> u16 {
    CodeList::ALL.iter().zip(0u16..).find(|(l, _)| **l == list).map_or(0, |(_, i)| i)
}

/// The range of a list, for a dropdown.
pub fn range(list: CodeList) -> String {
    let letter = intake::column_letters(u32::from(column(list)));
    format!("={OPTIONS}!${letter}$2:${letter}${}", list.offered() + 1)
}

/// Writes the lists.
pub fn write_lists(book: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(OPTIONS)?;
    for list in CodeList::ALL {
        let at = column(list);
        sheet.write_string(0, at, format!("{list:?}"))?;
        for (row, name) in (1..).zip(list.names().into_iter().take(list.offered())) {
            sheet.write_string(row, at, name)?;
        }
    }
    sheet.protect();
    sheet.set_very_hidden(true);
    Ok(())
}

/// Writes what the workbook says of itself.
pub fn write_meta(book: &mut Workbook, d: &Dossier) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(META)?;
    let entries = [
        ("format", FORMAT.to_string()),
        ("county", d.county.to_string()),
        ("first", d.cycle.first.to_string()),
        ("last", d.cycle.last.to_string()),
        ("base_year", d.base_year.to_string()),
        ("as_of", d.as_of.to_string()),
    ];
    for (row, (key, value)) in (0..).zip(entries) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.protect();
    sheet.set_very_hidden(true);
    Ok(())
}
