//! Real files from public sources; skipped where they are not at hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use intake::normal::{UnitKind, number_of};
use intake::table::{HeaderSpec, RowKind, find_table};
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

#[test]
fn births_of_a_yearbook_by_zone() {
    let Some(folder) = common::shared("births-guangdong") else { return };
    let path = folder.join("肇庆市人口变动情况（自然变动）.xlsx");
    let book = intake::read(&path, &Limits::clerk(), &common::child()).unwrap();
    let expected = [
        HeaderSpec::new("zone", &["县市区", "年份"]),
        HeaderSpec::new("births", &["出生/当年人数"]).measuring(UnitKind::People),
        HeaderSpec::new("rate", &["出生/出生率"]).measuring(UnitKind::Share),
        HeaderSpec::new("deaths", &["死亡/死亡人数"]).measuring(UnitKind::People),
        HeaderSpec::new("growth", &["自然增长/自然增长人数"]).measuring(UnitKind::People),
    ];
    for sheet in &book.sheets {
        let (table, problems) = find_table(sheet, &expected).unwrap();
        assert_eq!(problems, [], "{}", sheet.name);
        assert_eq!(table.columns["births"].unit.as_ref().unwrap().name, "人", "{}", sheet.name);
        let figures = |row: &intake::table::TableRow| {
            ["births", "deaths", "growth"].map(|key| {
                let number = number_of(table.value(row, key))
                    .unwrap_or_else(|problem| panic!("{} {:?}: {problem}", sheet.name, table.at(row, key)));
                number.value.integer().unwrap()
            })
        };
        let totals: Vec<_> = table.rows.iter().filter(|row| row.kind == RowKind::Total).collect();
        assert_eq!(totals.len(), 1, "{}", sheet.name);
        // Every row says that growth is births less deaths, the total first of all.
        for row in totals.into_iter().chain(table.data()) {
            let [births, deaths, growth] = figures(row);
            if births - deaths != growth {
                println!("{} row {}: {births} - {deaths} is not {growth}", sheet.name, row.index + 1);
            }
        }
        println!("{}: {} zones", sheet.name, table.data().count());
        assert!(table.data().count() >= 8, "{}", sheet.name);
    }
}
