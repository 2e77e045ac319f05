//! A marked copy keeps what it was made of.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use std::io::{Cursor, Read};
use std::path::Path;

use intake::{CellRef, Limits, Mark, Severity, SummarySheet, Value};
use rust_xlsxwriter::{DataValidation, Format, Note, Workbook};

fn words() -> SummarySheet {
    SummarySheet {
        name: "问题清单".into(),
        headings: ["工作表", "单元格", "程度", "问题与处理办法"].map(str::to_owned),
        severities: ["提示", "存疑", "错误"].map(str::to_owned),
        resolved: "上次标注的问题已消除。".into(),
    }
}

fn note(sheet: &str, cell: &str, severity: Severity, text: &str) -> Mark {
    let cell = CellRef::parse(cell).unwrap();
    Mark { sheet: sheet.into(), cell, text: text.into(), severity }
}

fn original(path: &Path) {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("学校'甲 乙").unwrap();
    sheet.write_string_with_format(0, 0, "学校名称", &bold).unwrap();
    sheet.write_string(0, 1, "在校生数（人）").unwrap();
    sheet.write_string(1, 0, "镕喆堃𬭬小学 <&>").unwrap();
    sheet.write_string(1, 1, "１２O").unwrap();
    sheet.write_number(2, 1, 30).unwrap();
    sheet.write_number_with_format(2, 3, 0.125, &Format::new().set_num_format("0.0%")).unwrap();
    sheet.set_column_width(0, 33.0).unwrap();
    sheet.merge_range(4, 0, 5, 1, "合计", &bold).unwrap();
    let list = DataValidation::new().allow_list_strings(&["是", "否"]).unwrap();
    sheet.add_data_validation(1, 2, 9, 2, &list).unwrap();
    let second = book.add_worksheet().set_name("二").unwrap();
    second.write_string(0, 0, "甲").unwrap();
    second.insert_note(0, 0, &Note::new("原有批注").set_author("张三")).unwrap();
    book.save(path).unwrap();
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn an_xlsx_keeps_everything_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("原件.xlsx");
    original(&path);
    let marks = [
        note("学校'甲 乙", "B2", Severity::Error, "人数不是数字：“１２O”。请改成数字。"),
        note("学校'甲 乙", "B2", Severity::Notice, "另见 <说明> & 附件。"),
        note("学校'甲 乙", "D9", Severity::Warning, "此处应填写，但为空。"),
        note("学校'甲 乙", "B6", Severity::Notice, "合并单元格内。"),
        note("二", "A1", Severity::Error, "第二张表。"),
        note("二", "C3", Severity::Warning, "=1+1"),
        note("没有的表", "A1", Severity::Error, "表不存在。"),
    ];
    let marked = intake::mark(&path, &marks, &words(), &Limits::clerk(), &common::child()).unwrap();
    if let Some(keep) = std::env::var_os("INTAKE_KEEP") {
        std::fs::write(Path::new(&keep).join("marked.xlsx"), &marked).unwrap();
    }

    let sheet = part(&marked, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("dataValidation ") && sheet.contains("width=\"33"));
    assert!(sheet.contains("<mergeCell ref=\"A5:B6\""));
    assert!(sheet.find("legacyDrawing") > sheet.find("dataValidations"));
    let comments = part(&marked, "xl/junhengComments1.xml");
    assert_eq!(comments.matches("<comment ").count(), 3);
    assert!(comments.contains("ref=\"A5\"") && comments.contains("&lt;说明&gt;"));
    let second = part(&marked, "xl/comments1.xml");
    assert!(second.contains("原有批注") && second.contains("第二张表。"));
    assert_eq!(second.matches("<comment ").count(), 2);

    let copy = folder.path().join("copy.xlsx");
    std::fs::write(&copy, &marked).unwrap();
    let before = intake::read(&path, &Limits::clerk(), &common::child()).unwrap();
    let after = intake::read(&copy, &Limits::clerk(), &common::child()).unwrap();
    assert_eq!(after.sheets.len(), before.sheets.len() + 1);
    assert_eq!(after.sheets[..2], before.sheets[..]);
    let share = after.sheets[0].row(2).unwrap().cell(3).unwrap();
    assert!(share.percent && share.number().unwrap().percent);
    let list = &after.sheets[2];
    assert_eq!(list.name, "问题清单");
    assert_eq!(list.rows.len(), marks.len() + 1);
    assert_eq!(list.value(CellRef::parse("D7").unwrap()), &Value::Text("=1+1".into()));
}

#[test]
fn marking_a_marked_copy_forgets_what_was_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    original(&path);
    let first =
        [note("学校'甲 乙", "B2", Severity::Error, "错。"), note("学校'甲 乙", "B3", Severity::Error, "也错。")];
    let mark =
        |path: &Path, marks: &[Mark]| intake::mark(path, marks, &words(), &Limits::clerk(), &common::child()).unwrap();
    let copy = folder.path().join("b.xlsx");
    std::fs::write(&copy, mark(&path, &first)).unwrap();
    let again = mark(&copy, &first[1..]);
    if let Some(keep) = std::env::var_os("INTAKE_KEEP") {
        std::fs::write(Path::new(&keep).join("again.xlsx"), &again).unwrap();
    }
    let comments = part(&again, "xl/junhengComments1.xml");
    assert!(!comments.contains(">错。<") && comments.contains("已消除"));
    assert_eq!(comments.matches("也错。").count(), 1);
    assert_eq!(comments.matches("<comment ").count(), 2);
    let copy = folder.path().join("c.xlsx");
    std::fs::write(&copy, &again).unwrap();
    let book = intake::read(&copy, &Limits::clerk(), &common::child()).unwrap();
    assert_eq!(book.sheets.len(), 3);
    assert_eq!(book.sheets[2].rows.len(), 2);
}

#[test]
fn other_formats_come_back_as_xlsx() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("学校[2021]:名单.csv");
    let text = "编码,校名,人数\n0012,=HYPERLINK(1),５\n0013,堃,x\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    std::fs::write(&path, &bytes).unwrap();
    let sheet = "学校[2021]:名单";
    let marks = [note(sheet, "C3", Severity::Error, "不是数字"), note(sheet, "D3", Severity::Notice, "空")];
    let marked = intake::mark(&path, &marks, &words(), &Limits::clerk(), &common::child()).unwrap();
    if let Some(keep) = std::env::var_os("INTAKE_KEEP") {
        std::fs::write(Path::new(&keep).join("rebuilt.xlsx"), &marked).unwrap();
    }
    let copy = folder.path().join("copy.xlsx");
    std::fs::write(&copy, &marked).unwrap();
    let book = intake::read(&copy, &Limits::clerk(), &common::child()).unwrap();
    assert_eq!(book.sheets[0].name, "学校_2021__名单");
    let at = |cell: &str| book.sheets[0].value(CellRef::parse(cell).unwrap());
    assert_eq!(at("A2"), &Value::Text("0012".into()));
    assert_eq!(at("B2"), &Value::Text("=HYPERLINK(1)".into()));
    assert!(!book.sheets[0].rows.iter().flat_map(|row| &row.cells).any(|cell| cell.formula));
    assert_eq!(book.sheets[1].rows.len(), 3);
}
