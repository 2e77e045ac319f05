use super::*;
use model::{Date, FundSource, LayoutFact, LayoutStatus, Stage};

fn demo() -> Dossier {
    synth::demo_city(2021).into_iter().find(|d| d.county.as_str() == "150121").unwrap()
}

fn edit(key: &str, cells: &[(&str, &str, &str)]) -> RowEdit {
    let cell = |&(name, from, to): &(&str, &str, &str)| {
        (name.to_owned(), CellEdit { from: from.to_owned(), to: to.to_owned() })
    };
    RowEdit { key: key.to_owned(), doing: Doing::Change, cells: cells.iter().map(cell).collect() }
}

/// Row key, column key and text of the first filled cell of a column.
fn cell(grid: &Grid, column: &str) -> (String, String) {
    let at = grid.table.at(column).unwrap();
    let row = grid.rows.iter().find(|r| !r.cells[at].is_empty()).unwrap();
    (row.key.clone(), row.cells[at].clone())
}

#[test]
fn nothing_changed_is_nothing_changed_in_every_table() {
    let d = demo();
    for key in TABLES {
        let table = table(key).unwrap();
        let edited = apply(&d, table, &[], "在线填报");
        assert_eq!(edited.dossier.as_ref(), Some(&d), "{key}");
        assert!(edited.problems.is_empty() && edited.changed == 0, "{key}: {:?}", edited.problems);
        // every cell sent as it stands is no change either
        let grid = grid(&d, table, d.base_year);
        let all: Vec<RowEdit> = grid
            .rows
            .iter()
            .map(|r| RowEdit {
                key: r.key.clone(),
                doing: Doing::Change,
                cells: table
                    .columns
                    .iter()
                    .zip(&r.cells)
                    .map(|(c, t)| (c.key.clone(), CellEdit { from: t.clone(), to: t.clone() }))
                    .collect(),
            })
            .collect();
        let edited = apply(&d, table, &all, "在线填报");
        assert_eq!((edited.changed, edited.conflicts.len()), (0, 0), "{key}");
        assert_eq!(edited.dossier.as_ref(), Some(&d), "{key}");
    }
}

#[test]
fn a_number_as_clerks_type_it_is_taken_over_and_nothing_else() {
    let d = demo();
    let table = table("rooms").unwrap();
    let (key, was) = cell(&grid(&d, table, d.base_year), "conditions/campus_land");
    let edited =
        apply(&d, table, &[edit(&key, &[("conditions/campus_land", &was, "３１，２３４.5 平方米")])], "在线填报");
    let after = edited.dossier.unwrap();
    let (school, year) = key.split_once('\u{1f}').unwrap();
    let id = model::SchoolId(school.to_owned());
    assert_eq!(
        after.school(&id).unwrap().record(d.base_year).unwrap().conditions.get(model::Item::CampusLand),
        Some(3_123_450)
    );
    assert_eq!(edited.shown, [(key.clone(), "conditions/campus_land".to_owned(), "31234.5".to_owned())]);
    let origin = &after.origins[&format!("school/{school}/{year}/conditions/campus_land")];
    assert_eq!((origin.file.as_str(), origin.cell.contains("占地面积")), ("在线填报", true));
    let changed: Vec<_> = after.schools.iter().zip(&d.schools).filter(|(a, b)| a != b).collect();
    assert_eq!((changed.len(), edited.changed), (1, 1));
}

#[test]
fn what_the_change_makes_wrong_is_named_by_its_cell() {
    let d = demo();
    let table = table("enrolment").unwrap();
    let (key, was) = cell(&grid(&d, table, d.base_year), "enrolment/grade/1/girls");
    let wrong = |text: &str| {
        let edited = apply(&d, table, &[edit(&key, &[("enrolment/grade/1/girls", &was, text)])], "在线填报");
        let first = edited.problems.first().unwrap_or_else(|| panic!("{text}")).clone();
        assert!(edited.dossier.is_none() && first.severity == Severity::Error, "{text}: {first:?}");
        (first.row, first.column, first.says[0].key.to_string())
    };
    let here = |code: &str| (key.clone(), "enrolment/grade/1/girls".to_owned(), format!("exchange-{code}-what"));
    assert_eq!(wrong("9999"), here("girls-over-pupils"));
    for (text, code) in [
        ("NaN", "not-a-number"),
        ("=1+1", "not-a-number"),
        ("-3", "negative"),
        ("4.5", "not-whole"),
        ("无", "none-or-zero"),
    ] {
        assert_eq!(wrong(text), here(code), "{text}");
    }
    assert_eq!(wrong(&"9".repeat(LONGEST + 1)), here("text-too-long"));
}

#[test]
fn markup_formulas_and_control_characters_are_words() {
    let d = demo();
    let table = table("schools").unwrap();
    let school = &d.schools[0];
    let nasty = "=HYPERLINK(\"x\")<script>\u{0}\u{7}\u{feff}\t一\r\n二";
    let edited = apply(&d, table, &[edit(&school.id.0, &[("remark", "", nasty)])], "在线填报");
    let after = edited.dossier.unwrap();
    assert_eq!(after.school(&school.id).unwrap().remark.as_deref(), Some("=HYPERLINK(\"x\")<script> 一  二"));
    // a renamed school keeps its pupils, its rooms and its projects
    let edited = apply(&d, table, &[edit(&school.id.0, &[("name", &school.name, "改名小学")])], "在线填报");
    let after = edited.dossier.unwrap();
    assert_eq!(after.school(&school.id).unwrap().records, school.records);
    assert_eq!(edited.problems, []);
}

#[test]
fn somebody_else_was_there_meanwhile() {
    let d = demo();
    let table = table("rooms").unwrap();
    let (key, was) = cell(&grid(&d, table, d.base_year), "conditions/floor_area");
    let mine = edit(&key, &[("conditions/floor_area", "7", "8")]);
    let edited = apply(&d, table, &[mine], "在线填报");
    assert!(edited.dossier.is_none());
    let found = &edited.conflicts[0];
    assert_eq!((found.theirs.as_deref(), found.yours.as_str(), found.from.as_str()), (Some(was.as_str()), "8", "7"));
    // both want the same: no conflict
    let edited = apply(&d, table, &[edit(&key, &[("conditions/floor_area", "7", &was)])], "在线填报");
    assert!(edited.conflicts.is_empty() && edited.dossier.is_some());
    let lost = apply(
        &d,
        super::table("budgets").unwrap(),
        &[edit("2021\u{1f}中央资金\u{1f}没有", &[("amount", "1", "2")])],
        "在线填报",
    );
    assert_eq!(lost.conflicts[0].theirs, None);
}

#[test]
fn budget_lines_come_change_and_go() {
    let d = demo();
    let table = table("budgets").unwrap();
    let first = grid(&d, table, d.base_year).rows.remove(0);
    let change = edit(&first.key, &[("amount", &first.cells[table.at("amount").unwrap()], "1,250.5")]);
    let new = |source: &str| RowEdit {
        doing: Doing::Add,
        ..edit("+1", &[("year", "", "2025"), ("source", "", source), ("amount", "", "300"), ("name", "", "专项<b>")])
    };
    let after = apply(&d, table, &[change, new("其他财政资金")], "在线填报").dossier.unwrap();
    assert_eq!(after.budgets.len(), d.budgets.len() + 1);
    assert!(after.budgets.iter().any(|b| b.amount.0 == 1_250_500_000));
    assert!(after.budgets.iter().any(|b| b.source == FundSource::OtherPublic && b.amount.0 == 300_000_000));
    let refused = apply(&d, table, &[new("彩票")], "在线填报");
    assert_eq!((refused.problems[0].row.as_str(), refused.problems[0].column.as_str()), ("+1", "source"));
    let key = grid(&after, table, d.base_year).rows.iter().find(|r| r.key.contains("专项<b>")).unwrap().key.clone();
    let gone = RowEdit { doing: Doing::Remove, ..edit(&key, &[]) };
    assert_eq!(apply(&after, table, &[gone], "在线填报").dossier.unwrap().budgets.len(), d.budgets.len());
    // sent twice it is there once
    let again = apply(&after, table, &[new("其他财政资金")], "在线填报");
    assert_eq!((again.changed, again.dossier.unwrap().budgets.len()), (0, after.budgets.len()));
}

#[test]
fn a_new_school_and_one_without_data_in_a_year() {
    let d = demo();
    let add = RowEdit {
        doing: Doing::Add,
        ..edit("+1", &[("id", "", "X01"), ("name", "", "新建小学"), ("kind", "", "小学")])
    };
    let edited = apply(&d, table("schools").unwrap(), &[add], "在线填报");
    let after = edited.dossier.unwrap();
    assert_eq!(after.schools.len(), d.schools.len() + 1);
    let nameless = RowEdit { doing: Doing::Add, ..edit("+1", &[("id", "", "X02")]) };
    let refused = apply(&d, table("schools").unwrap(), &[nameless], "在线填报");
    assert_eq!(refused.problems[0].says[0].key, "exchange-required-what");
    let twice = RowEdit { doing: Doing::Add, ..edit("+1", &[("id", "", &d.schools[0].id.0), ("name", "", "某校")]) };
    let refused = apply(&d, table("schools").unwrap(), &[twice], "在线填报");
    assert_eq!((refused.dossier.is_none(), refused.problems[0].row.as_str()), (true, "+1"));
    let key = format!("X01\u{1f}{}", d.base_year.0);
    let pupils = edit(&key, &[("enrolment/grade/1/pupils", "", "40"), ("enrolment/grade/1/classes", "", "1")]);
    let filled = apply(&after, table("enrolment").unwrap(), &[pupils], "在线填报").dossier.unwrap();
    let school = filled.school(&model::SchoolId("X01".into())).unwrap();
    assert_eq!(school.record(d.base_year).unwrap().enrolment.pupils(Stage::Primary), Some(40));
    let clear = edit(&key, &[("enrolment/grade/1/pupils", "40", ""), ("enrolment/grade/1/classes", "1", "")]);
    let emptied = apply(&filled, table("enrolment").unwrap(), &[clear], "在线填报").dossier.unwrap();
    assert!(emptied.school(&model::SchoolId("X01".into())).unwrap().records.is_empty());
}

#[test]
fn a_later_status_joins_the_history_and_a_correction_takes_its_place() {
    let mut d = demo();
    let date = |text: &str| text.parse::<Date>().unwrap();
    let fact =
        |status, since: &str| LayoutFact { status, since: Some(date(since)), takes_effect: None, document: None };
    d.schools[0].layout = vec![fact(LayoutStatus::Interim, "2015-01-01"), fact(LayoutStatus::Keep, "2018-01-01")];
    let table = table("schools").unwrap();
    let id = d.schools[0].id.0.clone();
    let later = edit(&id, &[("layout", "长期保留", "拟撤并"), ("layout_since", "2018-01-01", "2021-06-01")]);
    assert_eq!(apply(&d, table, &[later], "在线填报").dossier.unwrap().schools[0].layout.len(), 3);
    let corrected = edit(&id, &[("layout", "长期保留", "过渡保留")]);
    let after = apply(&d, table, &[corrected], "在线填报").dossier.unwrap();
    let statuses: Vec<_> = after.schools[0].layout.iter().map(|l| l.status).collect();
    assert_eq!(statuses, [LayoutStatus::Interim, LayoutStatus::Interim]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn no_text_makes_it_fall(column in 0usize..40, text in ".{0,60}") {
        thread_local!(static DEMO: Dossier = demo());
        DEMO.with(|d| {
            let table = table("enrolment").unwrap();
            let grid = grid(d, table, d.base_year);
            let column = &table.columns[column % table.columns.len()];
            let edited = apply(d, table, &[edit(&grid.rows[0].key, &[(&column.key, "", &text)])], "在线填报");
            proptest::prop_assert!(edited.problems.len() < 50);
            Ok(())
        })?;
    }
}
