//! The year large classes and schools disappear, by themselves and with what is planned.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

mod common;

use common::*;
use model::{
    Births, BuildNature, Dossier, Grade, Item, Place, Preparation, Project, ProjectId, SchoolId, SchoolKind,
    SchoolPart, SchoolYear, Stage, Year, ZoneId,
};
use needs::forecast::forecast;
use needs::outlook::{Gone, Outlook, outlook};

/// A school of two classes a grade, steady but for one cohort of 130 that is in the fifth grade in the base year.
fn county() -> Dossier {
    let mut s = school("1", SchoolKind::Primary);
    for year in 2017..=2020_u16 {
        for g in 1..=6_u8 {
            let cohort = i32::from(year) - i32::from(g) == 2015;
            grade(&mut s, SchoolYear(year), g, if cohort { 130 } else { 100 });
        }
    }
    for count in record(&mut s).enrolment.grades.values_mut() {
        count.classes = Some(2);
    }
    let mut d = dossier(vec![s]);
    for year in 2010..=2022 {
        d.births.push(Births { zone: ZoneId("甲".into()), year: Year(year), total: 100, months: None });
    }
    d.sort();
    d
}

fn adds(seats: u32, finish: u16) -> Project {
    Project {
        id: ProjectId("P".into()),
        name: "扩建".into(),
        place: Place::School(SchoolId("1".into())),
        part: SchoolPart::Primary,
        nature: BuildNature::Extension,
        lines: vec![],
        other_fees: model::Fen::ZERO,
        contingency: model::Fen::ZERO,
        start: Year(2021),
        finish: Year(finish),
        need_by: None,
        funding: vec![],
        seats: vec![(Stage::Primary, seats)],
        preparation: Preparation::default(),
        performance: vec![],
        closes: vec![],
        after: vec![],
        reason: None,
    }
}

fn of(d: &Dossier, projects: &[Project]) -> Outlook {
    outlook(d, packs(), &forecast(d, packs()), projects)
}

#[test]
fn a_large_cohort_leaves_with_its_large_classes() {
    let found = of(&county(), &[]);
    let line = found.classes.first().unwrap();
    assert_eq!(line.large.get(..4).unwrap(), [Some(2), Some(2), Some(0), Some(0)]);
    assert_eq!(line.gone, Gone::From(SchoolYear(2022)));
    let sums: Vec<Option<i64>> = found.large(Stage::Primary).iter().map(|t| t.complete()).collect();
    assert_eq!(sums.get(..4).unwrap(), [Some(2), Some(2), Some(0), Some(0)]);
}

#[test]
fn seats_planned_and_free_classrooms_end_them_earlier() {
    assert_eq!(of(&county(), &[adds(45, 2021)]).classes.first().unwrap().gone, Gone::From(SchoolYear(2021)));
    assert_eq!(of(&county(), &[adds(45, 2023)]).classes.first().unwrap().gone, Gone::From(SchoolYear(2022)));
    assert_eq!(
        of(&county(), &[adds(44, 2021)]).classes.first().unwrap().gone,
        Gone::From(SchoolYear(2022)),
        "no whole class"
    );
    let mut d = county();
    has(d.schools.first_mut().unwrap(), Item::Classroom, 13);
    assert_eq!(of(&d, &[]).classes.first().unwrap().gone, Gone::From(SchoolYear(2021)));
}

#[test]
fn a_grade_whose_classes_are_not_known_says_nothing() {
    let mut d = county();
    let count = record(d.schools.first_mut().unwrap()).enrolment.grades.get_mut(&Grade(3)).unwrap();
    count.classes = None;
    let found = of(&d, &[]);
    let line = found.classes.first().unwrap();
    assert!(line.large.iter().all(Option::is_none));
    let first = found.large(Stage::Primary).first().unwrap();
    assert_eq!((line.gone, first.sum, first.coverage.of), (Gone::Unknown, None, 1));
}

#[test]
fn a_giant_school_shrinks_below_its_limit() {
    let mut d = county();
    let school = d.schools.first_mut().unwrap();
    for (year, by) in [(2019_u16, 40_u32), (2020, 40)] {
        for count in school.records.get_mut(&SchoolYear(year)).unwrap().enrolment.grades.values_mut() {
            count.pupils = Some(count.pupils.unwrap() + by * 7);
        }
    }
    // 6 × 380 + 30 pupils against 2,000; the later entrants follow births and are fewer
    let found = of(&d, &[]);
    let line = found.schools.first().unwrap();
    assert_eq!((line.limit, line.pupils.first().unwrap().unwrap()), (2_000, 2_310));
    assert!(matches!(line.gone, Gone::From(_) | Gone::Stays), "{:?}", line.gone);
}
