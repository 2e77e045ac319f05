//! Large classes and over-large schools (大班额、大校额), counted from class-level data.

use crate::counts::{Counts, classes_of, pupils_of};
use crate::scope::{Exclusion, exclusion};
use model::{Coverage, Date, Dossier, Enrolment, GradeCount, School, SchoolId, Stage};
use policy::{Basis, Context, Policy, key};
use rust_decimal::Decimal;
use serde::Serialize;

/// The classes of one school and stage (某校某学段大班额).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LargeClasses {
    /// The school.
    pub school: SchoolId,
    /// The stage.
    pub stage: Stage,
    /// Pupils, where every grade gives them: with the classes, the average size.
    pub pupils: Option<u32>,
    /// Classes, where every grade gives them.
    pub classes: Option<u32>,
    /// Grades are not known: judged by the stage's totals alone.
    pub from_totals: bool,
    /// Classes whose size is known, of all classes known to exist.
    pub sizes: Coverage,
    /// 大班额 among those of known size; includes the very large ones.
    pub large: u32,
    /// 超大班额 among those of known size.
    pub very_large: u32,
    /// Grades (or the whole stage, where grades are not known) without class sizes whose average alone proves that at
    /// least one class is large: so many large classes are certain.
    pub large_by_average: u32,
    /// Of these, those that prove at least one very large class.
    pub very_large_by_average: u32,
}

impl LargeClasses {
    /// Average class size in tenths of a pupil, half up; `None` for no data.
    pub fn average_tenths(&self) -> Option<u32> {
        let classes = self.classes.filter(|c| *c > 0)?;
        self.pupils?.checked_mul(10)?.checked_add(classes / 2)?.checked_div(classes)
    }
}

/// A school above the size limit (大校额).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolSize {
    /// The school.
    pub school: SchoolId,
    /// Pupils of its compulsory stages.
    pub pupils: u32,
    /// The limit for its kind.
    pub limit: u32,
    /// At or above the start of 超大规模.
    pub very_large: bool,
}

/// Large classes and schools of a county (大班额、大校额统计).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Large {
    /// By school and stage, those that have classes.
    pub classes: Vec<LargeClasses>,
    /// Schools above the limit.
    pub schools: Vec<SchoolSize>,
    /// Schools whose size can be judged, of all that count.
    pub sized: Coverage,
    /// All classes of known size, of all classes known to exist.
    pub sizes: Coverage,
    /// 大班额 in all.
    pub large: u32,
    /// 超大班额 in all.
    pub very_large: u32,
    /// Large classes that averages prove beside those: one for each grade or stage whose average is above the limit.
    pub large_by_average: u32,
    /// The share of large classes is within the limit of the policy; `None` unless every class size is known.
    pub within: Option<bool>,
}

/// The figures that say what is large (班额、校额界限).
#[derive(Debug, Clone, Copy)]
struct Limits {
    large: Option<u32>,
    very_large: Option<u32>,
    school_very_large: Option<u32>,
    share: Option<Decimal>,
    very_large_share: Option<Decimal>,
}

fn figure(policy: &Policy, name: &str, date: Date) -> Option<Decimal> {
    policy.figure(name, &Context::default(), date).map(|(_, v)| v)
}

fn whole(value: Option<Decimal>) -> Option<u32> {
    value.and_then(|v| u32::try_from(v).ok())
}

impl Limits {
    fn of(policy: &Policy, date: Date) -> Limits {
        Limits {
            large: whole(figure(policy, key::CLASS_LARGE_MIN, date)),
            very_large: whole(figure(policy, key::CLASS_VERY_LARGE_MIN, date)),
            school_very_large: whole(figure(policy, key::SCHOOL_VERY_LARGE, date)),
            share: figure(policy, key::CLASS_LARGE_SHARE_MAX, date),
            very_large_share: figure(policy, key::CLASS_VERY_LARGE_SHARE_MAX, date),
        }
    }
}

/// Counts large classes and schools of the base year. Schools to be closed count while they are open; special schools,
/// whose classes are small by nature, and those born of a key-school drive are counted like the rest.
pub fn measure(dossier: &Dossier, policy: &Policy) -> Large {
    let limits = Limits::of(policy, dossier.as_of);
    let mut out = Large::default();
    for school in &dossier.schools {
        if !open(school, dossier) {
            continue;
        }
        let Some(record) = school.record(dossier.base_year) else {
            out.sized.count(false);
            continue;
        };
        for stage in Stage::COMPULSORY {
            let Some(found) = classes(school, &record.enrolment, stage, limits) else { continue };
            out.sizes.known = out.sizes.known.saturating_add(found.sizes.known);
            out.sizes.of = out.sizes.of.saturating_add(found.sizes.of);
            out.large = out.large.saturating_add(found.large);
            out.very_large = out.very_large.saturating_add(found.very_large);
            out.large_by_average = out.large_by_average.saturating_add(found.large_by_average);
            out.classes.push(found);
        }
        let pupils = Counts::of(school, record).basis(Basis::Pupils);
        let limit = school_limit(school, policy, dossier.as_of);
        out.sized.count(pupils.is_some() && limit.is_some());
        if let Some((pupils, limit)) = pupils.zip(limit).filter(|(pupils, limit)| pupils > limit) {
            let very_large = limits.school_very_large.is_some_and(|v| pupils >= v);
            out.schools.push(SchoolSize { school: school.id.clone(), pupils, limit, very_large });
        }
    }
    if out.sizes.complete() {
        let below = |count: u32, share: Option<Decimal>| {
            Some(Decimal::from(count).checked_mul(Decimal::ONE_HUNDRED)? <= share?.checked_mul(out.sizes.of.into())?)
        };
        out.within =
            below(out.large, limits.share).zip(below(out.very_large, limits.very_large_share)).map(|(a, b)| a && b);
    }
    out
}

/// True for a school that teaches compulsory pupils in the base year and is not private.
pub fn open(school: &School, dossier: &Dossier) -> bool {
    matches!(
        exclusion(school, dossier.base_year, dossier.as_of),
        None | Some(Exclusion::Closing | Exclusion::NotKept | Exclusion::KeySchool)
    )
}

/// The size limit for a school's kind.
pub fn school_limit(school: &School, policy: &Policy, date: Date) -> Option<u32> {
    let context = Context { kind: school.kind, setting: school.setting, ..Context::default() };
    whole(policy.figure(key::SCHOOL_MAX, &context, date).map(|(_, v)| v))
}

/// The start of 超大班额.
pub fn very_large_min(policy: &Policy, date: Date) -> Option<u32> {
    Limits::of(policy, date).very_large
}

/// The compulsory classes of known size, of all classes, and how many grades or classes are at a size or above it.
pub fn classes_in(enrolment: &Enrolment, size: u32) -> (Coverage, u32) {
    let limits = Limits {
        large: Some(size),
        very_large: Some(size),
        school_very_large: None,
        share: None,
        very_large_share: None,
    };
    let (mut sizes, mut count) = (Coverage::default(), 0_u32);
    for stage in Stage::COMPULSORY {
        let Some(found) = sized(enrolment, stage, limits) else { continue };
        sizes.known = sizes.known.saturating_add(found.sizes.known);
        // a stage whose classes are not all counted is not covered
        sizes.of = sizes.of.saturating_add(found.sizes.of).saturating_add(u32::from(found.classes.is_none()));
        count = count.saturating_add(found.large).saturating_add(found.large_by_average);
    }
    (sizes, count)
}

/// Classes of one stage by size.
#[derive(Debug, Clone, Copy, Default)]
struct Sized {
    pupils: Option<u32>,
    classes: Option<u32>,
    from_totals: bool,
    sizes: Coverage,
    large: u32,
    very_large: u32,
    large_by_average: u32,
    very_large_by_average: u32,
}

fn classes(school: &School, enrolment: &Enrolment, stage: Stage, limits: Limits) -> Option<LargeClasses> {
    let found = sized(enrolment, stage, limits)?;
    Some(LargeClasses {
        school: school.id.clone(),
        stage,
        pupils: found.pupils,
        classes: found.classes,
        from_totals: found.from_totals,
        sizes: found.sizes,
        large: found.large,
        very_large: found.very_large,
        large_by_average: found.large_by_average,
        very_large_by_average: found.very_large_by_average,
    })
}

fn sized(enrolment: &Enrolment, stage: Stage, limits: Limits) -> Option<Sized> {
    let (large_min, very_large_min) = (limits.large?, limits.very_large?);
    let graded = enrolment.grades.iter().filter(|(g, _)| g.stage() == stage).map(|(_, c)| c);
    let graded: Vec<&GradeCount> = graded.collect();
    let from_totals = graded.is_empty();
    let counts = if from_totals { vec![enrolment.stages.get(&stage)?] } else { graded };
    let mut out = Sized { pupils: Some(0), classes: Some(0), from_totals, ..Sized::default() };
    for count in counts {
        let here = classes_of(count);
        out.pupils = out.pupils.zip(pupils_of(count)).and_then(|(a, b)| a.checked_add(b));
        out.classes = out.classes.zip(here).and_then(|(a, b)| a.checked_add(b));
        let one = [pupils_of(count).unwrap_or(0)];
        let sizes: &[u32] = match (count.class_sizes.is_empty(), here, pupils_of(count)) {
            (false, _, _) => &count.class_sizes,
            (true, Some(1), Some(_)) => &one, // the only class has all the pupils
            _ => &[],
        };
        for size in sizes {
            out.sizes.count(true);
            out.large += u32::from(*size >= large_min);
            out.very_large += u32::from(*size >= very_large_min);
        }
        let unknown = here.unwrap_or(0).saturating_sub(u32::try_from(sizes.len()).unwrap_or(u32::MAX));
        out.sizes.of = out.sizes.of.saturating_add(unknown);
        if sizes.is_empty()
            && let Some((pupils, classes)) = pupils_of(count).zip(here).filter(|(_, c)| *c > 0)
        {
            // more pupils than classes of the largest allowed size hold: at least one class is above it
            let proves =
                |min: u32| u32::from(u64::from(pupils) > u64::from(classes) * u64::from(min.saturating_sub(1)));
            out.large_by_average += proves(large_min);
            out.very_large_by_average += proves(very_large_min);
        }
    }
    Some(out)
}
