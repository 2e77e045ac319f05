//! Export → import → export is identical.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use catalogue::{Lang, text};
use exchange::workbook::{Expected, read, write};
use model::{Dossier, Origins};

fn import(bytes: &[u8]) -> Dossier {
    let import = read(&common::book(bytes, "县.xlsx"), &Expected::default());
    let lines: Vec<String> = import
        .problems
        .iter()
        .map(|p| format!("{:?} {}!{} {}", p.severity, p.sheet, p.cell, text(Lang::Zh, &p.what)))
        .collect();
    import.dossier.unwrap_or_else(|| panic!("{lines:#?}"))
}

fn without_origins(mut d: Dossier) -> Dossier {
    d.origins = Origins::new();
    d
}

#[test]
fn every_field_comes_back() {
    let before = common::dossier(6);
    let bytes = write(&before).unwrap();
    if let Ok(path) = std::env::var("JUNHENG_LOOK") {
        std::fs::write(path, &bytes).unwrap();
    }
    let after = import(&bytes);
    assert_eq!(after.origins["school/2115000001/2020/conditions/books"].sheet, "办学条件二（设备信息化）");
    assert!(after.origins.contains_key("school/2115000001/2020/enrolment/grade/1/pupils"));
    assert!(after.origins.contains_key("budget/2021/central"));
    let after = without_origins(after);
    assert_eq!(after.schools, before.schools);
    assert_eq!(after.plan, before.plan);
    assert_eq!(after, before);
    assert_eq!(write(&after).unwrap(), bytes);
}

#[test]
fn eighty_schools() {
    let before = common::dossier(79);
    let started = std::time::Instant::now();
    let bytes = write(&before).unwrap();
    let written = started.elapsed();
    if let Ok(path) = std::env::var("JUNHENG_LOOK_LARGE") {
        std::fs::write(path, &bytes).unwrap();
    }
    let book = common::book(&bytes, "县.xlsx");
    let started = std::time::Instant::now();
    let import = read(&book, &Expected::default());
    println!("written in {written:?}, read in {:?}", started.elapsed());
    let after = import.dossier.unwrap();
    assert!(after.origins.len() > 10_000);
    assert_eq!(without_origins(after), before);
}
