//! Workbooks as they come back from the counties.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use catalogue::Lang;
use exchange::problem::{Problem, Severity};
use exchange::workbook::{Expected, Import, read};
use intake::{Book, Cell, CellRef, DateSystem, FileFormat, Range, Row, Sheet, Value};
use model::{Fen, Item, SchoolYear, Stage, Year};

/// A sheet from lines of cells; `|` separates them, an empty cell is empty.
fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let cell = |(col, text): (u32, &str)| {
        let text = text.trim_end_matches('\u{1}');
        let value = match text.parse::<f64>() {
            _ if text.is_empty() => return None,
            Ok(n) if !text.starts_with('\'') && text.len() < 10 => Value::Number(n),
            _ => Value::Text(text.trim_start_matches('\'').to_owned()),
        };
        Some(Cell::new(col, value))
    };
    let row = |(index, line): (u32, &&str)| Row {
        index,
        hidden: false,
        cells: (0..).zip(line.split('|')).filter_map(cell).collect(),
    };
    Sheet {
        name: name.into(),
        rows: (0..).zip(lines).map(row).filter(|r| !r.cells.is_empty()).collect(),
        ..Sheet::default()
    }
}

fn book(sheets: Vec<Sheet>) -> Book {
    Book {
        file_name: "上报.xlsx".into(),
        format: FileFormat::Xlsx,
        date_system: DateSystem::Base1900,
        sheets,
        notices: vec![],
    }
}

fn schools() -> Sheet {
    register("|'0003|第三初中|初中|民办||||保留")
}

fn register(half: &str) -> Sheet {
    sheet(
        "学校名册",
        &[
            "学校基本信息登记表",
            "填报单位：某县教育局",
            "学校标识码|学校代码|校  名|学校类别|办学性质|是否寄宿制|东经|北纬|布局规划",
            "'2115000001|'０００１|第一小学|小学|公办|是|111.67|40.81|保留",
            "'1111111111|'0002|第二小学|211|教育部门|否|111.68|40.82|长期保留",
            half,
            "注：本表不含幼儿园。",
        ],
    )
}

fn import(sheets: Vec<Sheet>) -> Import {
    let expected = Expected { county: Some(common::code("150121")), ..Expected::default() };
    read(&book(sheets), &expected)
}

fn find<'p>(problems: &'p [Problem], code: &str) -> Vec<&'p Problem> {
    problems.iter().filter(|p| p.code == code).collect()
}

fn lines(import: &Import) -> Vec<String> {
    import.problems.iter().map(|p| p.line(Lang::Zh)).collect()
}

#[test]
fn headings_units_totals_years_and_notes() {
    let mut pupils = sheet(
        "学生情况2019",
        &[
            "2019学年分年级学生数",
            "序号|学校代码|一年级|||二年级||",
            "|| 在校生数(人)|其中:女生|班级数|在校生数(人)|女|教学班数",
            "1|'0001|'1，043|500|20|40|20|1",
            "2|'0002|41|20|1|38|19|1",
            "合计||1084|520|21|78|39|2",
        ],
    );
    pupils.merges = vec![
        Range::new(CellRef::new(1, 2), CellRef::new(1, 4)),
        Range::new(CellRef::new(1, 5), CellRef::new(1, 7)),
        Range::new(CellRef::new(1, 1), CellRef::new(2, 1)),
    ];
    pupils.rows[4].hidden = true;
    let rooms = sheet(
        "办学条件",
        &[
            "学校名称|学年|建筑面积（万平方米）|其中D级危房面积|图书册数(百册)|课桌凳",
            "第一小学|2019-2020学年|0.48205|0|98|430",
            "第二小学|2019|0.2|—|50|",
        ],
    );
    let money = sheet(
        "资金来源",
        &["单位：元", "年度|来源|金额", "2021年|中央补助|'12,500,000.00", "2022|县级|3,000,000", "总计||15500000"],
    );
    let import = import(vec![schools(), pupils, rooms, money]);
    let d = import.dossier.as_ref().unwrap_or_else(|| panic!("{:#?}", lines(&import)));
    assert_eq!(d.schools.len(), 3);
    let first = &d.schools[0];
    assert_eq!((first.id.0.as_str(), first.name.as_str(), first.boarding), ("0001", "第一小学", Some(true)));
    let record = first.record(SchoolYear(2019)).unwrap();
    assert_eq!(record.enrolment.pupils(Stage::Primary), Some(1083));
    assert_eq!(record.enrolment.girls(Stage::Primary), Some(520));
    assert_eq!(record.conditions.get(Item::FloorArea), Some(482_050));
    assert_eq!(record.conditions.get(Item::Books), Some(9_800));
    let second = d.schools[1].record(SchoolYear(2019)).unwrap();
    assert_eq!(second.conditions.get(Item::DangerD), None);
    assert_eq!(second.conditions.get(Item::Desk), None);
    assert!(d.schools[1].codes.is_empty());
    assert_eq!(d.budgets[0].amount, Fen(1_250_000_000));
    assert_eq!(d.budgets[1].year, Year(2022));
    let p = &import.problems;
    assert!(find(p, "total-mismatch").is_empty(), "{:#?}", lines(&import));
    assert_eq!(find(p, "placeholder-code").len(), 1);
    assert_eq!(find(p, "hidden-rows")[0].cell, "A5");
    assert_eq!(find(p, "placeholder")[0].cell, "D3");
    assert_eq!(d.origins["school/0001/2019/conditions/books"].cell, "E2");
    assert!(p.iter().all(|x| x.severity != Severity::Error), "{:#?}", lines(&import));
}

#[test]
fn every_mistake_is_told_at_once_with_its_cell() {
    let pupils = sheet(
        "分年级学生班级",
        &[
            "学校编号|学年|一年级学生数|一年级女生数|一年级班数|一年级寄宿生数",
            "'0001|2020|40|45|1|0",
            "'0001|2020|40|20|1|0",
            "'0002|2020|10|5|12|3",
            "'0009|2020|40|20|1|0",
            "'0003||四十|20|1.5|-2",
            "|2020|无|||",
            "小计||100|||",
        ],
    );
    let mut register = register("|'0003|第三初中|初中|民办|||40.8|保留");
    register.rows.pop();
    let swapped = sheet(
        "备选校址",
        &["校址编号|校址名称|经度|纬度|坐标系", "D1|地块|40.81|111.67|火星坐标", "D1|又一块|200|10|"],
    );
    let money = sheet("资金来源", &["预算年度|资金来源|金额（平方米）", "2021|彩票|5", "21|中央资金|#"]);
    let import = import(vec![register, pupils, swapped, money, sheet("备忘", &["随手记|一下"])]);
    assert!(import.dossier.is_none());
    let at = |code: &str| -> Vec<String> { find(&import.problems, code).iter().map(|p| p.place()).collect() };
    assert_eq!(at("duplicate-row"), ["分年级学生班级!A3", "备选校址!A3"], "{:#?}", lines(&import));
    assert_eq!(at("girls-over-pupils"), ["分年级学生班级!D2"]);
    assert_eq!(at("classes-over-pupils"), ["分年级学生班级!E4"]);
    assert_eq!(at("boarding-contradiction"), ["分年级学生班级!F4"]);
    assert_eq!(at("school-unknown"), ["分年级学生班级!A5"]);
    assert_eq!(at("year-missing"), ["分年级学生班级!A6"]);
    assert_eq!(at("not-a-number"), ["分年级学生班级!C6", "资金来源!C3"]);
    assert_eq!(at("not-whole"), ["分年级学生班级!E6"]);
    assert_eq!(at("negative"), ["分年级学生班级!F6"]);
    assert_eq!(at("none-or-zero"), ["分年级学生班级!C7"]);
    assert_eq!(at("total-mismatch"), ["分年级学生班级!C8"]);
    assert_eq!(at("location-half"), ["学校名册!H6"]);
    assert_eq!(at("location-swapped"), ["备选校址!C2"]);
    assert_eq!(at("unit-unknown"), ["资金来源!C1"]);
    assert_eq!(at("not-in-list"), ["资金来源!B2"]);
    assert_eq!(at("sheet-unknown"), ["备忘"]);
    // ordered by sheet, then by row
    let places: Vec<&str> = import.problems.iter().map(|p| p.sheet.as_str()).collect();
    let mut order: Vec<&str> = places.clone();
    order.dedup();
    assert_eq!(order, ["学校名册", "分年级学生班级", "备选校址", "资金来源", "备忘"], "{:#?}", lines(&import));
}

#[test]
fn a_newer_file_and_another_county_are_told() {
    let meta = sheet("工作簿信息", &["format|'99"]);
    let newer = import(vec![schools(), meta]);
    assert_eq!((newer.dossier.is_none(), newer.problems.len()), (true, 1));
    assert_eq!(newer.problems[0].code, "newer-format");
    let county =
        sheet("基本信息", &["行政区划代码|规划首年|规划末年|基准学年|规划日期", "150122|2021|2025|2020|2021.10.15"]);
    let other = import(vec![county, schools()]);
    assert_eq!(find(&other.problems, "other-county")[0].place(), "基本信息!A2");
    assert!(other.dossier.is_none());
}

#[test]
fn the_example_row_is_left_out_unless_someone_filled_it_in() {
    let lines = |id: &str| {
        let row = format!("示例|{id}|示范镇中心小学|小学");
        sheet("学校基本情况", &["序号|学校编号|学校名称|办学类型", &row, "1|'0001|第一小学|小学"])
    };
    let untouched = import(vec![lines("2115000123")]);
    assert_eq!(untouched.dossier.unwrap().schools.len(), 1);
    assert!(find(&untouched.problems, "example-filled").is_empty());
    let filled = import(vec![lines("'0002")]);
    assert_eq!(find(&filled.problems, "example-filled")[0].place(), "学校基本情况!B2");
}

#[test]
fn nothing_is_dropped_in_silence() {
    let sites = sheet("备选校址", &["校址编号|校址名称|经度|纬度", "D1|地块|999|40"]);
    let zones = sheet("学区", &["学区编号|学区名称", "Z1|一区"]);
    let people = sheet("人口迁移", &["学区编号|年份|净迁入（人）", "Z1|2022|'99999999999"]);
    let projects = sheet(
        "规划项目",
        &[
            "项目编号|项目名称|学校编号|学校组成部分|建设性质|开始年份|完成年份|前期所需月数",
            "P1|食堂|'0001|小学部|新建|2022|2022|300",
        ],
    );
    let import = import(vec![schools(), sites, zones, people, projects]);
    let at = |code: &str| -> Vec<String> { find(&import.problems, code).iter().map(|p| p.place()).collect() };
    assert_eq!(at("location-outside"), ["备选校址!C2"], "{:#?}", lines(&import));
    assert_eq!(at("too-large"), ["人口迁移!C2", "规划项目!H2"]);
}

#[test]
fn money_and_projects() {
    let projects = sheet(
        "规划项目",
        &[
            "项目编号|项目名称|学校编号|学校组成部分|建设性质|开始年份|完成年份",
            "P1|食堂|'0001|小学部|新建|2023|2022",
            "P2|桌椅|'0002|小学|采购|2022|2022",
        ],
    );
    let content = sheet(
        "项目明细",
        &[
            "项目编号|建设内容|数量|单价（元）|金额（万元）",
            "P1|食堂|600|2600|156",
            "P2|课桌椅|100.5|300|3",
            "P2|课桌椅|100|300|4",
            "P9|图书|1|1|1",
        ],
    );
    let funding = sheet("资金安排", &["项目编号|年度|中央|县级", "P1|2022|100|55", "P2|2022||4"]);
    let import = import(vec![schools(), projects, content, funding]);
    let at = |code: &str| -> Vec<String> { find(&import.problems, code).iter().map(|p| p.place()).collect() };
    assert_eq!(at("years-reversed"), ["规划项目!G2"], "{:#?}", lines(&import));
    assert_eq!(at("not-whole"), ["项目明细!C3"]);
    assert_eq!(at("price-mismatch"), ["项目明细!E4"]);
    assert_eq!(at("reference-unknown"), ["项目明细!A5"]);
    assert_eq!(at("funding-mismatch"), ["规划项目!A2"]);
}

mod any_damage {
    use super::*;
    use proptest::prelude::*;

    /// What may turn up in any cell.
    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Empty),
            "\\PC{0,12}".prop_map(Value::Text),
            prop_oneof![
                Just("无"),
                Just("合计"),
                Just("示例"),
                Just("注："),
                Just("2020-2021学年"),
                Just("１２３"),
                Just("1,23"),
                Just("05/10/2021"),
                Just("3亿元"),
                Just("学校编号"),
                Just("一年级"),
                Just("-"),
                Just("99999999999999999999")
            ]
            .prop_map(|t| Value::Text(t.into())),
            any::<f64>().prop_map(Value::Number),
            (-50_000i32..3_000_000).prop_map(|n| Value::Number(f64::from(n))),
            any::<bool>().prop_map(Value::Bool),
            any::<f64>().prop_map(|n| Value::Date(n, DateSystem::Base1900)),
            Just(Value::Error("#REF!".into())),
        ]
    }

    fn whole() -> &'static Book {
        static BOOK: std::sync::OnceLock<Book> = std::sync::OnceLock::new();
        BOOK.get_or_init(|| {
            let mut d = common::dossier(2);
            for school in &mut d.schools {
                school.records.retain(|year, _| year.0 == 2020);
            }
            common::book(&exchange::workbook::write(&d).unwrap(), "县.xlsx")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn is_told_and_never_stops_the_program(
            damage in proptest::collection::vec((any::<u16>(), any::<u16>(), any::<u16>(), value()), 1..60),
            hidden in any::<u8>(),
        ) {
            let mut book = whole().clone();
            for (s, r, c, value) in damage {
                let n = book.sheets.len();
                let sheet = &mut book.sheets[usize::from(s) % n];
                let rows = sheet.rows.len();
                let row = &mut sheet.rows[usize::from(r) % rows];
                row.hidden = hidden % 7 == 0;
                let cells = row.cells.len();
                if cells > 0 {
                    row.cells[usize::from(c) % cells].value = value;
                }
            }
            let import = read(&book, &Expected::default());
            // an error and a dossier never come together
            let errors = import.problems.iter().any(|p| p.severity == Severity::Error);
            prop_assert_eq!(import.dossier.is_none(), errors);
            for p in &import.problems {
                for lang in [Lang::Zh, Lang::En] {
                    // a message whose argument was not given shows its name
                    let unfilled = p.line(lang).contains("{$");
                    prop_assert!(!unfilled, "{}", p.code);
                }
            }
        }
    }
}
