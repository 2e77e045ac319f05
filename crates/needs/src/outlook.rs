//! When large classes and schools disappear (大班额、大校额逐年走势): counted year by year under the forecast, as things stand and with what is planned.
//!
//! The base year is counted as it is. In later years classes move up with their pupils, every entering year has as many
//! classes as that of the base year, and each grade is divided evenly; more classes open only in classrooms that stand free or
//! that the plan adds. So a later figure is the fewest large classes those classes allow.

use crate::counts::{classes_of, pupils_of};
use crate::forecast::{Forecast, SchoolForecast};
use crate::large::{open, school_limit};
use crate::seat::class_size;
use crate::steer::free_rooms;
use model::{Dossier, Grade, Place, Project, School, SchoolId, SchoolYear, Stage, Total};
use policy::{Context, Policy, key};
use serde::Serialize;
use std::collections::BTreeMap;

/// The large classes of one school and stage, year by year (某校某学段大班额走势).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassOutlook {
    /// The school.
    pub school: SchoolId,
    /// The stage.
    pub stage: Stage,
    /// Large classes by year, as in [`Outlook::years`]; `None` is "no data".
    pub large: Vec<Option<u32>>,
    /// From which year on there are none.
    pub gone: Gone,
}

/// A school above its size limit in some year (某校校额走势).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SizeOutlook {
    /// The school.
    pub school: SchoolId,
    /// The limit, pupils.
    pub limit: u32,
    /// Pupils of the compulsory stages by year; `None` is "no data".
    pub pupils: Vec<Option<u32>>,
    /// From which year on it is within the limit.
    pub gone: Gone,
}

/// The year from which something is no more (消除年份).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// There is none in any year.
    Never,
    /// None from this autumn to the end of the forecast.
    From(SchoolYear),
    /// Still there in the last year of the forecast.
    Stays,
    /// A year is not known.
    Unknown,
}

/// Large classes and schools in the years to come (大班额、大校额走势).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Outlook {
    /// The years: those of the forecast, the base year first.
    pub years: Vec<SchoolYear>,
    /// By school and stage, those with a large class in some year or not known.
    pub classes: Vec<ClassOutlook>,
    /// Schools above their limit in some year.
    pub schools: Vec<SizeOutlook>,
    /// Large classes of each stage by year.
    pub large: Vec<(Stage, Vec<Total>)>,
}

impl Outlook {
    /// Large classes of a stage by year, as in [`Outlook::years`], over the schools known; nothing when no school teaches it.
    pub fn large(&self, stage: Stage) -> &[Total] {
        self.large.iter().find(|(s, _)| *s == stage).map_or(&[], |(_, totals)| totals)
    }
}

fn gone(values: &[Option<u32>], years: &[SchoolYear], above: impl Fn(u32) -> bool) -> Gone {
    if values.iter().any(Option::is_none) {
        return Gone::Unknown;
    }
    match values.iter().rposition(|v| v.is_some_and(&above)) {
        None => Gone::Never,
        Some(last) => years.get(last + 1).map_or(Gone::Stays, |year| Gone::From(*year)),
    }
}

/// Counts year by year. `projects`: what is planned, none to see how things go by themselves.
pub fn outlook(dossier: &Dossier, policy: &Policy, forecast: &Forecast, projects: &[Project]) -> Outlook {
    let mut out = Outlook { years: forecast.years.clone(), ..Outlook::default() };
    let start = policy.figure(key::CLASS_LARGE_MIN, &Context::default(), dossier.as_of);
    let Some(start) = start.and_then(|(_, v)| u32::try_from(v).ok()).filter(|s| *s > 0) else { return out };
    let added = added(dossier, policy, projects);
    let mut totals: BTreeMap<Stage, Vec<Total>> = BTreeMap::new();
    for expected in &forecast.schools {
        let Some(school) = dossier.school(&expected.school).filter(|s| open(s, dossier)) else { continue };
        let stages = expected.grades.first().map_or(&[][..], Vec::as_slice);
        for stage in Stage::COMPULSORY.into_iter().filter(|s| stages.iter().any(|(g, _)| g.stage() == *s)) {
            let more = added.get(&(&school.id, stage)).map_or(&[][..], Vec::as_slice);
            let large = classes(school, dossier, stage, expected, &out.years, start, more);
            let gone = gone(&large, &out.years, |n| n > 0);
            let totals = totals.entry(stage).or_insert_with(|| vec![Total::default(); out.years.len()]);
            totals.iter_mut().zip(&large).for_each(|(total, large)| total.add(large.map(i64::from)));
            if gone != Gone::Never {
                out.classes.push(ClassOutlook { school: school.id.clone(), stage, large, gone });
            }
        }
        if let Some(limit) = school_limit(school, policy, dossier.as_of) {
            let pupils = |n: usize| {
                let stages = Stage::COMPULSORY.into_iter().filter(|s| stages.iter().any(|(g, _)| g.stage() == *s));
                stages.map(|s| expected.stage(n, s)).try_fold(0_u32, |sum, p| sum.checked_add(p?))
            };
            let pupils: Vec<Option<u32>> = (0..out.years.len()).map(pupils).collect();
            let gone = gone(&pupils, &out.years, |p| p > limit);
            if pupils.iter().flatten().any(|p| *p > limit) {
                out.schools.push(SizeOutlook { school: school.id.clone(), limit, pupils, gone });
            }
        }
    }
    out.large = totals.into_iter().collect();
    out
}

/// Classes that plans add, by school and stage: the seats they name over the standard class size, with the year they stand.
fn added<'a>(
    dossier: &Dossier,
    policy: &Policy,
    projects: &'a [Project],
) -> BTreeMap<(&'a SchoolId, Stage), Vec<(u16, u32)>> {
    let mut out: BTreeMap<(&SchoolId, Stage), Vec<(u16, u32)>> = BTreeMap::new();
    for project in projects {
        let Place::School(id) = &project.place else { continue };
        let Some(school) = dossier.school(id) else { continue };
        for (stage, seats) in &project.seats {
            let size = class_size(dossier, policy, school, *stage);
            if let Some(classes) = size.and_then(|size| seats.checked_div(size)).filter(|c| *c > 0) {
                out.entry((id, *stage)).or_default().push((project.finish.0, classes));
            }
        }
    }
    out
}

/// The fewest large classes of a stage, year by year.
fn classes(
    school: &School,
    dossier: &Dossier,
    stage: Stage,
    expected: &SchoolForecast,
    years: &[SchoolYear],
    start: u32,
    more: &[(u16, u32)],
) -> Vec<Option<u32>> {
    let mut out = vec![base(school, dossier, stage, start)];
    let Some(mut held) = held(school, dossier, stage) else {
        out.resize(years.len(), None);
        return out;
    };
    let entering = stage.grades().next().and_then(|g| held.get(&g).copied());
    let free = free_rooms(school, dossier);
    for (n, year) in years.iter().enumerate().skip(1) {
        let moved = stage.grades().filter_map(|g| {
            let below =
                held.get(&Grade(g.0.saturating_sub(1))).filter(|_| Grade(g.0.saturating_sub(1)).stage() == stage);
            Some((g, below.copied().or(entering)?))
        });
        held = moved.collect();
        let grades = expected.grades.get(n).map_or(&[][..], Vec::as_slice);
        let pupils: Option<Vec<(Grade, u32)>> =
            grades.iter().filter(|(g, _)| g.stage() == stage).map(|(g, p)| Some((*g, (*p)?))).collect();
        let stand =
            more.iter().filter(|(finish, _)| *finish <= year.0).fold(0, |sum: u32, (_, c)| sum.saturating_add(*c));
        out.push(pupils.map(|pupils| fewest(&pupils, &held, start, free.saturating_add(stand))));
    }
    out
}

/// The base year as counted: sizes where known, else what the average proves.
fn base(school: &School, dossier: &Dossier, stage: Stage, start: u32) -> Option<u32> {
    let enrolment = &school.record(dossier.base_year)?.enrolment;
    let graded = enrolment.grades.iter().filter(|(g, _)| g.stage() == stage);
    graded.map(|(_, c)| c).try_fold(0_u32, |sum, c| {
        let large = if c.class_sizes.is_empty() {
            large(pupils_of(c)?, classes_of(c)?, start)
        } else {
            u32::try_from(c.class_sizes.iter().filter(|s| **s >= start).count()).ok()?
        };
        sum.checked_add(large)
    })
}

/// The classes of each grade of a stage in the base year; `None` when a grade's are not known.
fn held(school: &School, dossier: &Dossier, stage: Stage) -> Option<BTreeMap<Grade, u32>> {
    let enrolment = &school.record(dossier.base_year)?.enrolment;
    let graded = enrolment.grades.iter().filter(|(g, _)| g.stage() == stage);
    let held: Option<BTreeMap<Grade, u32>> = graded.map(|(g, c)| Some((*g, classes_of(c)?))).collect();
    held.filter(|h| !h.is_empty())
}

/// The large classes of a grade divided evenly; pupils without a class of their own are taught in one.
fn large(pupils: u32, classes: u32, start: u32) -> u32 {
    let classes = classes.max(u32::from(pupils > 0));
    let (Some(each), Some(over)) = (pupils.checked_div(classes), pupils.checked_rem(classes)) else { return 0 };
    if each >= start {
        classes
    } else if each + 1 >= start {
        over
    } else {
        0
    }
}

/// The fewest large classes when `more` classes may be opened: each where it relieves most.
fn fewest(pupils: &[(Grade, u32)], held: &BTreeMap<Grade, u32>, start: u32, more: u32) -> u32 {
    let mut grades: Vec<(u32, u32)> =
        pupils.iter().map(|(g, p)| (*p, held.get(g).copied().unwrap_or(0).max(u32::from(*p > 0)))).collect();
    // cheapest cures first: a grade that needs one more class before one that needs three
    let lacking =
        |(pupils, classes): &(u32, u32)| pupils.div_ceil(start.saturating_sub(1).max(1)).saturating_sub(*classes);
    grades.sort_by_key(lacking);
    let mut left = more;
    let mut sum = 0_u32;
    for grade in &grades {
        let opened = lacking(grade).min(left);
        left -= opened;
        sum = sum.saturating_add(large(grade.0, grade.1.saturating_add(opened), start));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_divided_evenly() {
        assert_eq!(large(112, 2, 56), 2);
        assert_eq!(large(111, 2, 56), 1);
        assert_eq!(large(110, 2, 56), 0);
        assert_eq!(large(0, 0, 56), 0);
        assert_eq!(large(60, 0, 56), 1);
    }

    #[test]
    fn classes_open_where_they_cure_a_grade_at_least_cost() {
        let held = [(Grade(1), 2), (Grade(2), 1)].into();
        let pupils = [(Grade(1), 240), (Grade(2), 60)];
        assert_eq!(fewest(&pupils, &held, 56, 0), 3);
        assert_eq!(fewest(&pupils, &held, 56, 1), 2, "the second grade is cured");
        assert_eq!(fewest(&pupils, &held, 56, 4), 0);
    }

    #[test]
    fn gone_means_to_the_end() {
        let years: Vec<SchoolYear> = (2020..2024).map(SchoolYear).collect();
        let of = |values: &[u32]| {
            let values: Vec<Option<u32>> = values.iter().map(|v| Some(*v)).collect();
            gone(&values, &years, |n| n > 0)
        };
        assert_eq!(of(&[0, 0, 0, 0]), Gone::Never);
        assert_eq!(of(&[2, 0, 1, 0]), Gone::From(SchoolYear(2023)));
        assert_eq!(of(&[2, 0, 0, 1]), Gone::Stays);
        assert_eq!(gone(&[Some(0), None], &years, |n| n > 0), Gone::Unknown);
    }
}
