//! The same table in every format, as LibreOffice writes it, and texts in every encoding.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use intake::{Book, Cell, CellRef, FileFormat, Limits, Notice, Row, Value, Visibility};

fn read(path: &Path) -> Book {
    intake::read(path, &Limits::clerk(), &common::child()).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

#[test]
fn one_table_three_formats() {
    for (name, format) in
        [("sample.xlsx", FileFormat::Xlsx), ("sample.ods", FileFormat::Ods), ("sample.xls", FileFormat::Xls)]
    {
        let book = read(&fixture(name));
        assert_eq!((book.format, book.notices.len()), (format, 0), "{name}");
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["学校", "隐藏表", "空表"], "{name}");
        assert_eq!(book.sheets[1].visibility, Visibility::Hidden, "{name}");
        let hidden = book.sheets[1].value(CellRef::new(1, 1));
        assert_eq!(hidden, &Value::Text("多行\n文字 & <符号>".into()), "{name}");

        let sheet = &book.sheets[0];
        let at = |cell: &str| sheet.value(CellRef::parse(cell).unwrap());
        assert_eq!(at("A3"), &Value::Text("镕喆堃𬭬小学".into()), "{name}");
        assert_eq!(at("A4"), &Value::Text("  第二小学 ".into()), "{name}");
        assert_eq!(at("B3"), &Value::Number(120.0), "{name}");
        assert_eq!(at("B4"), &Value::Number(0.0), "{name}");
        assert_eq!(at("C4"), &Value::Text("１，２００".into()), "{name}");
        assert_eq!(at("D3").shown(), "2021-10-05", "{name}");
        assert!(matches!(at("D3"), Value::Date(..)), "{name}: {:?}", at("D3"));
        // LibreOffice turns truth values without a format of their own into numbers.
        assert!(matches!(&*at("E3").shown(), "TRUE" | "1"), "{name}");
        assert_eq!(at("C5").decimal().unwrap().to_string(), "0.1", "{name}");
        assert_eq!(at("D5"), &Value::Empty, "{name}");
        assert!(matches!(at("F4"), Value::Error(_)), "{name}: {:?}", at("F4"));
        let formula = sheet.row(2).unwrap().cell(5).unwrap();
        // The library for the old format does not know shared formulas.
        assert!(formula.formula || format == FileFormat::Xls, "{name}");
        let computed = formula.value.decimal().unwrap().to_string();
        assert!(computed.starts_with("12.504166666666"), "{name}: {computed}");
        let mut merges: Vec<String> = sheet.merges.iter().map(ToString::to_string).collect();
        merges.sort();
        assert_eq!(merges, ["A1:F1", "A6:A7"], "{name}");
        assert_eq!(sheet.merged_value(CellRef::new(6, 0)), &Value::Text("镇合并".into()), "{name}");
        let hidden: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.index).collect();
        assert_eq!(hidden, [4], "{name}");
        assert!(sheet.column_hidden(4) && !sheet.column_hidden(3), "{name}");
    }
}

#[test]
fn texts_in_every_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let text = "学校代码;校名;人数\r\n\r\n0012;\"镕喆\n堃𬭬\";５\r\n=\"0013\";乙;6\r\n";
    let wide = |swap: bool| -> Vec<u8> {
        let bytes = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    let files: [(&str, Vec<u8>, bool); 6] = [
        ("plain.csv", text.as_bytes().to_vec(), false),
        ("marked.csv", [b"\xEF\xBB\xBF", text.as_bytes()].concat(), false),
        ("gb.csv", encoding_rs::GB18030.encode(text).0.into_owned(), true),
        ("le.csv", [&[0xFF, 0xFE][..], &wide(false)].concat(), true),
        ("be.csv", [&[0xFE, 0xFF][..], &wide(true)].concat(), true),
        ("bare.csv", wide(false), true),
    ];
    let texts = |index: u32, cells: [&str; 3]| {
        let cells = cells.iter().zip(0..);
        let cell = |(text, col): (&&str, u32)| Cell::new(col, Value::Text((*text).into()));
        Row { index, hidden: false, cells: cells.map(cell).collect() }
    };
    for (name, bytes, told) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let book = read(&path);
        // The blank line counts as a row, the break inside quotes does not.
        let expected = [
            texts(0, ["学校代码", "校名", "人数"]),
            texts(2, ["0012", "镕喆\n堃𬭬", "５"]),
            texts(3, ["0013", "乙", "6"]),
        ];
        assert_eq!(book.sheets[0].rows, expected, "{name}");
        let encoding = book.notices.iter().any(|notice| matches!(notice, Notice::Encoding { .. }));
        assert_eq!(encoding, told, "{name}");
    }
}

#[test]
fn wrong_endings_are_told_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名单.xls");
    std::fs::copy(fixture("sample.xlsx"), &path).unwrap();
    let book = read(&path);
    let notice = Notice::WrongExtension { extension: "xls".into(), format: FileFormat::Xlsx };
    assert_eq!(book.notices, [notice]);
    let path = folder.path().join("多列.csv");
    std::fs::write(&path, "a,b\n1,2\n1,2,3\n").unwrap();
    assert_eq!(read(&path).notices, [Notice::RaggedRows { row: 3 }]);
}

#[test]
fn streaming_row_by_row_and_breaking_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("长表.csv");
    let lines: String = (0..5000).map(|n| format!("{n},第{n}号小学\n")).collect();
    std::fs::write(&path, lines).unwrap();
    let mut seen = 0;
    let summary = intake::stream(&path, &Limits::bulk(), &common::child(), |head, row| {
        assert_eq!(head.name, "长表");
        assert_eq!(row.index, seen);
        assert_eq!(row.value(1), &Value::Text(format!("第{seen}号小学")));
        seen += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!((seen, summary.format), (5000, Some(FileFormat::Csv)));
    assert_eq!((summary.sheets[0].rows, summary.sheets[0].cells), (5000, 10_000));

    let mut seen = 0;
    let summary = intake::stream(&path, &Limits::bulk(), &common::child(), |_, _| {
        seen += 1;
        if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!((seen, summary.sheets[0].rows), (10, 10));
}
