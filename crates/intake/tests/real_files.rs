//! Real files from public sources; skipped where they are not at hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use intake::{FileFormat, Limits, Notice, Value};

#[test]
fn yearbook_workbooks() {
    let Some(folder) = common::shared("births-guangdong") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let book = intake::read(&path, &Limits::clerk(), &common::child()).unwrap();
        assert!(!book.sheets.is_empty(), "{path:?}");
        let cells: usize = book.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.cells.len()).sum();
        println!("{}: {:?}, {} sheets, {cells} cells", book.file_name, book.format, book.sheets.len());
        assert!(cells > 100, "{path:?}");
        for sheet in &book.sheets {
            println!("  {} {:?} merges {}", sheet.name, sheet.visibility, sheet.merges.len());
            for row in sheet.rows.iter().take(6) {
                let shown: Vec<String> = row.cells.iter().map(|cell| cell.value.shown()).collect();
                println!("    {}: {}", row.index + 1, shown.join(" | ").chars().take(160).collect::<String>());
            }
        }
    }
}

#[test]
fn hangzhou_schools() {
    let Some(folder) = common::shared("hangzhou") else { return };
    let path = folder.join("hangzhou_primary_schools_2022.csv");
    let book = intake::read(&path, &Limits::clerk(), &common::child()).unwrap();
    assert_eq!(book.format, FileFormat::Csv);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.rows.len(), 250);
    assert_eq!(sheet.rows[0].value(0), &Value::Text("schoolCode".into()));
    assert!(!book.notices.iter().any(|notice| matches!(notice, Notice::Encoding { .. })));
}
