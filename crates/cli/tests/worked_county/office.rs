//! Reading back what was printed: sheets of the results workbook, tables and text of the Word file.

use calamine::{Data, Reader, open_workbook_auto};
use std::io::Read;
use std::path::Path;

/// A table as rows of texts, numbers without trailing zeros and thousands separators.
pub type Rows = Vec<Vec<String>>;

/// The sheets of a workbook by name.
pub fn workbook(path: &Path) -> Vec<(String, Rows)> {
    let mut book = open_workbook_auto(path).unwrap();
    let names = book.sheet_names().clone();
    let cell = |data: &Data| match data {
        Data::Empty => String::new(),
        Data::String(text) => plain(text),
        Data::Float(number) => plain(&format!("{number:.6}")),
        Data::Int(number) => number.to_string(),
        other => panic!("a cell of a kind that is not printed: {other:?}"),
    };
    let rows = |range: calamine::Range<Data>| range.rows().map(|r| r.iter().map(cell).collect()).collect();
    names.into_iter().map(|name| (name.clone(), rows(book.worksheet_range(&name).unwrap()))).collect()
}

/// A number as the second computation writes it; any other text as it is. A dash is an amount of zero; ※ marks a name
/// whose standard is to be checked.
pub fn plain(text: &str) -> String {
    let text = text.trim_end_matches('※');
    let bare = text.replace(',', "");
    if bare == "—" {
        return "0".to_owned();
    }
    match bare.parse::<f64>() {
        Ok(_) if bare.contains('.') => bare.trim_end_matches('0').trim_end_matches('.').to_owned(),
        Ok(_) => bare,
        Err(_) => text.to_owned(),
    }
}

/// The text of a Word file, and its tables.
pub fn word(path: &Path) -> (String, Vec<Rows>) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let tables = within(&xml, "<w:tbl>", "</w:tbl>").map(|table| {
        let rows = within(table, "<w:tr>", "</w:tr>").chain(within(table, "<w:tr ", "</w:tr>"));
        rows.map(|row| row.split("<w:tc>").skip(1).flat_map(spanned).collect()).collect()
    });
    (written(&xml), tables.collect())
}

/// The text of a cell, and an empty one for each further column it spans.
fn spanned(cell: &str) -> Vec<String> {
    let span = cell.split_once("<w:gridSpan w:val=\"").and_then(|(_, rest)| rest.split('"').next()?.parse().ok());
    let mut out = vec![String::new(); span.unwrap_or(1)];
    out[0] = plain(&written(cell));
    out
}

fn within<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).map(move |rest| rest.split(close).next().unwrap())
}

/// The runs of text in a piece of a document, one after the other.
fn written(xml: &str) -> String {
    let runs = xml.split("<w:t").skip(1).filter(|run| run.starts_with('>') || run.starts_with(' '));
    let text = runs.map(|run| run.split_once('>').unwrap().1.split("</w:t>").next().unwrap());
    text.collect::<String>().replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&")
}
