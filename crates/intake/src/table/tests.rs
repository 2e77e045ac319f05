use super::*;
use crate::grid::{Range, Row};
use crate::normal::UnitKind;
use proptest::prelude::*;

/// A sheet from lines of cells separated by `|`; numbers become number cells.
fn sheet(lines: &[&str], merges: &[&str]) -> Sheet {
    let rows = lines.iter().zip(0..).map(|(line, index)| {
        let cells = line.split('|').zip(0..).filter(|(text, _)| !text.is_empty());
        let cell = |(text, col): (&str, u32)| {
            let value = text.parse().map_or_else(|_| Value::Text(text.into()), Value::Number);
            Cell::new(col, value)
        };
        Row { index, hidden: false, cells: cells.map(cell).collect() }
    });
    Sheet {
        name: "表1".into(),
        rows: rows.filter(|row: &Row| !row.cells.is_empty()).collect(),
        merges: merges.iter().map(|merge| Range::parse(merge).unwrap()).collect(),
        ..Sheet::default()
    }
}

#[test]
fn a_yearbook_table() {
    let sheet = sheet(
        &[
            "3-6 各县（市、区）人口自然变动情况",
            "（2021年）",
            "　　单位：人、‰",
            "县(市、区)|出     生||死    亡|",
            "|当年人数|出 生 率|死亡人数|死 亡 率",
            "甲|1|2|3|4",
            "全市合计|30|9.57|20|5.03",
            "端州区|10|9|8|5",
            "高要区|20|10|12|5",
            "",
            "注：本表为年末数。",
        ],
        &["A1:E1", "A4:A5", "B4:C4", "D4:E4"],
    );
    let expected = [
        HeaderSpec::new("zone", &["县市区"]),
        HeaderSpec::new("births", &["出生人数", "出生/当年人数"]).measuring(UnitKind::People),
        HeaderSpec::new("rate", &["出生率"]).measuring(UnitKind::Share),
        HeaderSpec::new("deaths", &["死亡人数"]).optional(),
        HeaderSpec::new("moved", &["迁入人数"]),
    ];
    let (table, problems) = find_table(&sheet, &expected).unwrap();
    assert_eq!(table.header_rows, (3, 4));
    let col = |key: &str| table.columns[key].col;
    assert_eq!((col("zone"), col("births"), col("rate"), col("deaths")), (0, 1, 2, 3));
    assert_eq!(table.columns["births"].unit.as_ref().unwrap().name, "人");
    assert_eq!(table.columns["births"].unit_source, Some(UnitSource::Note));
    assert_eq!(table.columns["rate"].unit.as_ref().unwrap().name, "‰");
    let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
    use RowKind::{Data, Note, Numbering, Total};
    assert_eq!(kinds, [Numbering, Total, Data, Data, Note]);
    assert_eq!(table.unknown, [(4, "死    亡/死 亡 率".to_owned())]);
    assert_eq!(problems.len(), 1);
    assert!(matches!(problems[0].kind, TableProblemKind::MissingColumn { .. }));
    let first = table.data().next().unwrap();
    assert_eq!(table.value(first, "births"), &Value::Number(10.0));
    assert_eq!(table.at(first, "births").unwrap().to_string(), "B8");
}

#[test]
fn merged_names_fill_and_merged_numbers_are_told() {
    let sheet = sheet(
        &[
            "镇|学校名称|在校生数(人)|建筑面积\n（平方米）",
            "城关镇|一小|100|2000",
            "|二小|200|",
            "|小计|300|2000",
            "河东镇|||",
            "河东镇|三小|50|600",
        ],
        &["A2:A3", "D2:D3", "A5:D5"],
    );
    let expected = [
        HeaderSpec::new("town", &["镇", "乡镇"]),
        HeaderSpec::new("name", &["学校名称", "校名"]),
        HeaderSpec::new("pupils", &["在校生数"]),
        HeaderSpec::new("area", &["建筑面积"]),
    ];
    let (table, problems) = find_table(&sheet, &expected).unwrap();
    let second = table.data().nth(1).unwrap();
    assert_eq!(table.value(second, "town"), &Value::Text("城关镇".into()));
    assert_eq!(second.filled, [0]);
    assert_eq!(table.value(second, "area"), &Value::Empty);
    assert_eq!(problems.len(), 1);
    assert!(matches!(problems[0].kind, TableProblemKind::MergedNumber { .. }));
    assert_eq!(table.rows[2].kind, RowKind::Subtotal);
    assert_eq!(table.rows[3].kind, RowKind::Group);
    assert_eq!(table.rows[4].group.as_deref(), Some("河东镇"));
    assert_eq!(table.columns["area"].unit.as_ref().unwrap().name, "平方米");
}

#[test]
fn a_sheet_without_the_heading_says_what_it_lacks() {
    let sheet = sheet(&["校名|地址", "一小|某路"], &[]);
    let expected = [
        HeaderSpec::new("name", &["校名"]),
        HeaderSpec::new("pupils", &["在校生数"]),
        HeaderSpec::new("classes", &["班数"]),
    ];
    let problem = find_table(&sheet, &expected).unwrap_err();
    assert_eq!(problem.kind, TableProblemKind::NoHeader { missing: "在校生数、班数".into() });
    assert!(find_table(&Sheet::default(), &expected).is_err());
}

#[test]
fn unmerged_parents_and_repeated_headings() {
    let sheet = sheet(
        &[
            "学校|一年级||二年级|",
            "|班数|人数|班数|人数",
            "一小|2|80|2|78",
            "学校|班数|人数|班数|人数",
            "二小|1|30|1|31",
        ],
        &[],
    );
    let expected = [
        HeaderSpec::new("name", &["学校"]),
        HeaderSpec::new("c1", &["一年级/班数"]),
        HeaderSpec::new("p1", &["一年级/人数"]),
        HeaderSpec::new("p2", &["二年级/人数"]),
    ];
    let (table, problems) = find_table(&sheet, &expected).unwrap();
    assert_eq!(problems, []);
    let col = |key: &str| table.columns[key].col;
    assert_eq!((col("c1"), col("p1"), col("p2")), (1, 2, 4));
    assert_eq!(table.data().count(), 2);
    assert_eq!(table.rows[1].kind, RowKind::Heading);
}

proptest! {
    #[test]
    fn any_sheet_ends(lines in proptest::collection::vec("[校名人数合计注：|0-9]{0,20}", 0..12),
                      merges in proptest::collection::vec((0u32..15, 0u32..8, 0u32..15, 0u32..8), 0..5)) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut sheet = sheet(&lines, &[]);
        sheet.merges = merges
            .into_iter()
            .map(|(a, b, c, d)| Range::new(CellRef::new(a, b), CellRef::new(c, d)))
            .collect();
        let expected = [HeaderSpec::new("name", &["校名"]), HeaderSpec::new("pupils", &["人数"])];
        let _ = find_table(&sheet, &expected);
    }
}
