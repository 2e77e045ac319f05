//! Whether a mapping fits the files at all (映射与文件是否相符).

use super::file::{Mapping, SheetMap};
use crate::problem::{Code, Problems, Spot};
use intake::Book;
use std::collections::BTreeSet;

/// How many sheets or headings are listed by name.
const LISTED: usize = 8;

/// Tells which parts of the mapping no sheet was read by; when none was, that it does not fit: with the sheets and
/// headings looked for, and those found, and false comes back.
pub(super) fn tell(mapping: &Mapping, books: &[Book], used: &BTreeSet<usize>, problems: &mut Problems) -> bool {
    let unused = mapping.sheet.iter().enumerate().filter(|(n, _)| !used.contains(n)).map(|(_, m)| m);
    if used.is_empty() {
        let args = [
            ("mapping", mapping.name.clone()),
            ("wanted", unused.map(wanted).collect::<Vec<_>>().join("；")),
            ("found", listed(books.iter().flat_map(found))),
        ];
        problems.add(Code::MappingUnfit, Spot::default(), &args);
        return false;
    }
    for map in unused {
        problems.add(Code::MappingUnused, Spot::default(), &[("wanted", wanted(map))]);
    }
    true
}

/// What a part of the mapping looks for: file, sheet, and the headings without which nothing is read.
fn wanted(map: &SheetMap) -> String {
    let must = map.column.iter().filter(|c| c.must).filter_map(|c| c.heading.first()).map(|h| format!("“{h}”"));
    let across = map.across.iter().map(|a| format!("“{}”", a.row));
    let headings: Vec<String> = must.chain(across).collect();
    let place = format!("{}!{}", map.file, map.sheet);
    if headings.is_empty() { place } else { format!("{place}（{}）", headings.join("、")) }
}

/// The sheets of a file, each with what stands in its first row that has several cells.
fn found(book: &Book) -> impl Iterator<Item = String> {
    book.sheets.iter().map(|sheet| {
        let words = |row: &intake::Row| -> Vec<String> {
            row.cells.iter().map(|c| c.value.shown()).filter(|t| !t.trim().is_empty()).collect()
        };
        let head = sheet.rows.iter().map(words).find(|w| w.len() > 1).unwrap_or_default();
        let shown = head.iter().map(|w| format!("“{}”", crate::read::sheet::shorten(w.trim())));
        format!("{}!{}（{}）", book.file_name, sheet.name, listed(shown))
    })
}

/// The first few, and how many in all.
fn listed(words: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = words.collect();
    let first: Vec<&str> = all.iter().take(LISTED).map(String::as_str).collect();
    let rest = if all.len() > LISTED { format!("等{}个", all.len()) } else { String::new() };
    format!("{}{rest}", first.join("、"))
}
