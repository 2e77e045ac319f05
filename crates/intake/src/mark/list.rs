//! The sheet that lists all marks.

use super::order::escaped;
use super::{Mark, SummarySheet};

/// The list as a worksheet part, every cell a text, every address a link into one of the sheets.
pub(super) fn part(marks: &[Mark], words: &SummarySheet, sheets: &[&str]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet \
         xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView \
         workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
         state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"1\" max=\"1\" width=\"20\" \
         customWidth=\"1\"/><col min=\"2\" max=\"3\" width=\"10\" customWidth=\"1\"/><col min=\"4\" \
         max=\"4\" width=\"90\" customWidth=\"1\"/></cols><sheetData>",
    );
    let headings: [&str; 4] = std::array::from_fn(|at| words.headings.get(at).map(String::as_str).unwrap_or_default());
    row(&mut text, 1, headings);
    for (mark, number) in marks.iter().zip(2u32..) {
        let address = mark.cell.to_string();
        row(&mut text, number, [&mark.sheet, &address, words.severity(mark.severity), &mark.text]);
    }
    text.push_str("</sheetData>");
    // A mark on a sheet that is not there has nowhere to lead.
    let linked = (2u32..).zip(marks).filter(|(_, mark)| sheets.contains(&mark.sheet.as_str()));
    let links: Vec<String> = linked
        .map(|(number, mark)| format!("<hyperlink ref=\"B{number}\" location=\"{}\"/>", escaped(&location(mark))))
        .collect();
    if !links.is_empty() {
        text.push_str(&format!("<hyperlinks>{}</hyperlinks>", links.concat()));
    }
    text.push_str("</worksheet>");
    text
}

/// Where a mark's link leads.
pub(super) fn location(mark: &Mark) -> String {
    format!("'{}'!{}", mark.sheet.replace('\'', "''"), mark.cell)
}

fn row(text: &mut String, number: u32, cells: [&str; 4]) {
    text.push_str(&format!("<row r=\"{number}\">"));
    for (cell, letter) in cells.iter().zip('A'..) {
        let content = escaped(cell);
        text.push_str(&format!(
            "<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{content}</t></is></c>"
        ));
    }
    text.push_str("</row>");
}
