//! Export → import → export is identical.

mod common;

use catalogue::{Lang, text};
use exchange::workbook::{Expected, read, write};
use model::{Dossier, Origins};

fn import(bytes: &[u8]) -> Dossier {
    let import = read(&common::book(bytes, "县.xlsx"), &Expected::default());
    let lines: Vec<String> =
        import.problems.iter().map(|p| format!("{:?} {}!{} {}", p.severity, p.sheet, p.cell, text(Lang::Zh, &p.what))).collect();
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
