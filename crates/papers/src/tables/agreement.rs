//! Printed figures are those of the structs they come from.

use super::Tables;
use crate::Case;
use crate::book::Book;
use crate::cell::Cell;
use crate::phrase::Phrases;
use crate::table::Table;
use crate::tables::name;
use model::{Dossier, GapRef, Scenario, Stage, Total};
use needs::{Needs, outlook::Gone};
use policy::{Policy, Standard};

struct County {
    dossier: Dossier,
    policy: Policy,
    needs: Needs,
}

impl County {
    fn new() -> Self {
        let mut dossier = synth::demo_county("150121", 7).unwrap();
        let policy = policy::builtin(&dossier.county).unwrap();
        let needs = needs::assess(&dossier, &policy);
        let short = needs.gaps.iter().filter(|g| g.standard == Standard::Basic);
        let shortages: Vec<GapRef> = short
            .filter_map(|g| {
                Some(GapRef { school: g.school.clone(), item: g.item, quantity: g.short.filter(|s| *s > 0)? })
            })
            .collect();
        dossier.plan = synth::hand_made_plan(&dossier, &policy, &shortages);
        Self { dossier, policy, needs }
    }

    fn tables(&self) -> Tables {
        let case = Case {
            dossier: &self.dossier,
            scenario: &Scenario::default(),
            policy: &self.policy,
            needs: &self.needs,
            programme: None,
            verdict: None,
            findings: &[],
            program: "0",
        };
        Tables::of(&case, &Book::of(&self.dossier.plan).unwrap(), &Phrases::load().unwrap()).unwrap()
    }

    fn name(&self, id: &model::SchoolId) -> Cell {
        Cell::Text(self.dossier.school(id).unwrap().name.clone())
    }
}

/// The cells of a column by its group and title, top down.
fn column<'a>(table: &'a Table, group: Option<&str>, title: &str) -> Vec<&'a Cell> {
    let at = table.columns.iter().position(|c| c.group.as_deref() == group && c.title == title);
    let at = at.unwrap_or_else(|| panic!("{}: no column {title}", table.title));
    table.rows.iter().map(|row| &row[at]).collect()
}

/// The column holds exactly these.
fn same(table: &Table, group: Option<&str>, title: &str, values: impl Iterator<Item = Cell>) {
    let values: Vec<Cell> = values.collect();
    assert!(!values.is_empty(), "{}: nothing to compare", table.title);
    assert_eq!(column(table, group, title), values.iter().collect::<Vec<_>>(), "{}: {title}", table.title);
}

fn number(value: Option<i64>, places: u8) -> Cell {
    value.map_or(Cell::NoData, |value| Cell::Number { value, places })
}

/// A sum over some of the schools says so.
fn total(total: Total) -> Cell {
    let model::Coverage { known, of } = total.coverage;
    match total.sum {
        Some(_) if known * 2 < of => Cell::NoData,
        Some(sum) if known < of => Cell::Text(format!("{sum}（{known}/{of}所）")),
        sum => number(sum, 0),
    }
}

#[test]
fn the_back_test_is_that_of_the_forecast() {
    let county = County::new();
    let (tables, forecast) = (county.tables(), &county.needs.forecast);
    let choices = &tables.forecast_choices;
    same(choices, None, "采用方法", forecast.choices.iter().map(|c| c.method.zh().into()));
    same(choices, None, "学段", forecast.choices.iter().map(|c| c.stage.zh().into()));
    same(choices, None, "参与比选学校（所）", forecast.choices.iter().map(|c| Cell::count(c.schools)));
    for method in needs::forecast::Method::ALL {
        let error = |c: &needs::forecast::Choice| {
            number(c.candidates.iter().find(|f| f.method == method).map(|f| f.misses.mean.into()), 2)
        };
        same(choices, Some("各方法平均误差（%）"), method.zh(), forecast.choices.iter().map(error));
    }
    let tests = &tables.forecast_tests;
    same(tests, None, "提前年数（年）", forecast.tests.iter().map(|t| Cell::count(t.horizon)));
    same(tests, None, "比较次数（次）", forecast.tests.iter().map(|t| Cell::count(t.tests)));
    let used = Some("采用方法误差（%）");
    same(tests, used, "平均", forecast.tests.iter().map(|t| number(Some(t.chosen.mean.into()), 2)));
    same(tests, used, "中位", forecast.tests.iter().map(|t| number(Some(t.chosen.median.into()), 2)));
    let last = |t: &needs::forecast::TestRow| number(t.last_value.map(|m| m.mean.into()), 2);
    same(tests, Some("对照方法平均误差（%）"), "上年持平", forecast.tests.iter().map(last));
    let inside = |t: &needs::forecast::TestRow| number(t.covered.map(|(n, _)| i64::try_from(n).unwrap()), 0);
    same(tests, Some("区间含实际数"), "次数（次）", forecast.tests.iter().map(inside));
    for (test, share) in forecast.tests.iter().zip(column(tests, Some("区间含实际数"), "比例（%）")) {
        let Some((inside, of)) = test.covered else { continue };
        let Cell::Number { value, places: 2 } = share else { panic!("{share:?}") };
        let (inside, of) = (i64::try_from(inside).unwrap(), i64::try_from(of).unwrap());
        assert!((value * of - inside * 10_000).abs() * 2 <= of, "{value} of {inside}/{of}");
    }
}

#[test]
fn large_classes_are_gone_in_the_year_of_the_outlook() {
    let county = County::new();
    let (tables, now) = (county.tables(), &county.needs.outlook);
    let then =
        needs::outlook::outlook(&county.dossier, &county.policy, &county.needs.forecast, &county.dossier.plan.projects);
    let said = |gone: Gone| match gone {
        Gone::Never => Cell::from("各年均无"),
        Gone::From(year) => Cell::Text(format!("{year}年秋季")),
        Gone::Stays => Cell::from("预测期内未消除"),
        Gone::Unknown => Cell::NoData,
    };
    let of =
        |c: &needs::outlook::ClassOutlook| then.classes.iter().find(|p| (&p.school, p.stage) == (&c.school, c.stage));
    let classes = &tables.outlook_classes;
    same(classes, None, "学校名称", now.classes.iter().map(|c| county.name(&c.school)));
    same(classes, Some("消除年份"), "按现状", now.classes.iter().map(|c| said(c.gone)));
    let planned = |c: &needs::outlook::ClassOutlook| said(of(c).map_or(Gone::Never, |p| p.gone));
    same(classes, Some("消除年份"), "规划后", now.classes.iter().map(planned));
    for p in &then.classes {
        assert!(
            now.classes.iter().any(|c| (&c.school, c.stage) == (&p.school, p.stage)),
            "the plan makes no class large"
        );
    }
    for (at, year) in now.years.iter().enumerate() {
        let title = year.to_string();
        let values = now.classes.iter().map(|c| number(c.large[at].map(Into::into), 0));
        same(classes, Some("按现状大班额（个）"), &title, values);
        let values =
            now.classes.iter().map(|c| of(c).map_or(Cell::count(0), |p| number(p.large[at].map(Into::into), 0)));
        same(classes, Some("规划后大班额（个）"), &title, values);
        let stages = Stage::COMPULSORY.into_iter().filter(|s| !now.large(*s).is_empty());
        let values = stages.flat_map(|s| [total(now.large(s)[at]), total(then.large(s)[at])]);
        same(&tables.outlook_county, Some("大班额（个）"), &title, values);
    }
    for (row, school) in tables.outlook_schools.rows.iter().zip(&now.schools) {
        assert_eq!(row[0], county.name(&school.school));
        assert!(row.contains(&said(school.gone)) && row.contains(&Cell::count(school.limit)));
    }
    assert_eq!(tables.outlook_schools.rows.len(), now.schools.len());
    assert!(then.schools == now.schools, "the note says that the plan moves no pupils");
}

#[test]
fn figures_after_the_plan_have_one_source() {
    let county = County::new();
    let tables = county.tables();
    let change = needs::compare(&county.dossier, &county.policy, &county.needs);
    let mut seen = 0;
    let after = column(&tables.gap_summary, Some("缺口"), "规划后剩余");
    let before = column(&tables.gap_summary, Some("缺口"), "规划前");
    for item in &change.items {
        let at = tables.gap_summary.rows.iter().position(|r| {
            r[0] == Cell::from(name::standard(item.standard))
                && matches!(&r[1], Cell::Text(t) if t.trim_end_matches('※') == item.item.zh())
        });
        let unit = item.item.unit();
        let at = at.unwrap_or_else(|| panic!("{} is not printed", item.item.zh()));
        assert_eq!(before[at], &Cell::quantity(item.short.before.sum, unit));
        assert_eq!(after[at], &Cell::quantity(item.short.after.sum, unit));
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
    let table = &tables.change_balance;
    let rounded = |m: Option<u64>| number(m.map(|m| i64::try_from((m + 500) / 1000).unwrap()), 3);
    same(table, Some("县平均值"), "规划前", change.indicators.iter().map(|c| rounded(c.mean.before)));
    same(table, Some("县平均值"), "规划后", change.indicators.iter().map(|c| rounded(c.mean.after)));
    same(
        table,
        Some("差异系数"),
        "规划后",
        change.indicators.iter().map(|c| rounded(c.coefficient.after.map(|c| c.0))),
    );
    let table = &tables.change_seats;
    same(table, None, "本规划新增学位（个）", change.seats.iter().map(|c| number(Some(c.added), 0)));
    same(table, None, "规划后余缺（个）", change.seats.iter().map(|c| number(c.spare.after, 0)));
    for ((_, pair), row) in change.passing.iter().zip(&tables.change_passing.rows) {
        assert_eq!(row[5], Cell::count(pair.before.1.of));
        assert!(pair.after.1.known == 0 || row[2] == Cell::count(pair.after.0), "{row:?}");
    }
}

#[test]
fn boarding_and_curriculum_are_those_measured() {
    let county = County::new();
    let tables = county.tables();
    let boarding = &county.needs.boarding;
    let table = &tables.boarding;
    same(table, Some("寄宿生（人）"), "人数", boarding.years.iter().map(|y| number(y.boarders.sum, 0)));
    same(table, Some("床位缺口（个）"), "缺口", boarding.years.iter().map(|y| number(y.beds.sum, 0)));
    let dormitory = |sum: Option<i64>| number(sum, 2);
    same(table, Some("学生宿舍缺口（平方米）"), "缺口", boarding.years.iter().map(|y| dormitory(y.dormitory.sum)));
    let years = || boarding.schools.iter().flat_map(|s| &s.years);
    same(&tables.boarding_schools, None, "寄宿生（人）", years().map(|y| number(y.boarders.map(Into::into), 0)));
    same(&tables.boarding_schools, None, "学生宿舍缺口（平方米）", years().map(|y| dormitory(y.dormitory)));
    let curriculum = &county.needs.curriculum;
    if curriculum.schools.is_empty() {
        assert!(tables.curriculum.rows.is_empty() && tables.curriculum_schools.rows.is_empty());
        return;
    }
    same(&tables.curriculum, None, "课程", curriculum.subjects.iter().map(|s| s.subject.zh().into()));
    same(&tables.curriculum, None, "不具备条件（所）", curriculum.subjects.iter().map(|s| Cell::count(s.lacks)));
    same(&tables.curriculum, None, "无数据（所）", curriculum.subjects.iter().map(|s| Cell::count(s.no_data)));
    for (at, subject) in needs::curriculum::Subject::ALL.into_iter().enumerate() {
        let values = curriculum.schools.iter().map(|s| match s.subjects[at].1 {
            needs::curriculum::Means::Has => Cell::from("具备"),
            needs::curriculum::Means::Lacks => Cell::from("不具备"),
            needs::curriculum::Means::NoData => Cell::NoData,
        });
        same(&tables.curriculum_schools, None, subject.zh(), values);
    }
}

#[test]
fn every_open_figure_is_in_the_review_pack_once() {
    let tables = County::new().tables();
    let counts = column(&tables.open_by_basis, None, "项数（项）");
    let sum: i64 = counts.iter().map(|c| if let Cell::Number { value, .. } = c { *value } else { 0 }).sum();
    assert_eq!(usize::try_from(sum).unwrap(), tables.open_figures.rows.len());
    let names: String = column(&tables.open_by_basis, None, "名称和数值").iter().map(|c| c.show()).collect();
    for name in column(&tables.open_figures, None, "名称") {
        assert!(names.contains(&name.show()), "{name:?}");
    }
}
