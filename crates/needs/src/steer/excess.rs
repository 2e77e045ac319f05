//! What a crowded school can put right itself, and how many pupils remain too many (校内挖潜与超出人数).

use super::{Steering, Step, Way};
use crate::counts::{Counts, classes_of, pupils_of};
use crate::large::{open, school_limit};
use model::{Dossier, Enrolment, Grade, GradeCount, Item, School, Stage};
use policy::{Basis, Context, Policy, key};

/// The pupils of a stage that are too many for a school's classes or for its size.
pub(super) struct Crowd<'a> {
    pub school: &'a School,
    pub stage: Stage,
    pub pupils: u32,
}

/// Goes through the open public schools; writes what each can do itself into `out`.
pub(super) fn of<'a>(dossier: &'a Dossier, policy: &Policy, out: &mut Steering) -> Vec<Crowd<'a>> {
    let start = policy.figure(key::CLASS_LARGE_MIN, &Context::default(), dossier.as_of);
    let Some(most) = start.and_then(|(_, v)| u32::try_from(v).ok()?.checked_sub(1)).filter(|m| *m > 0) else {
        return Vec::new();
    };
    let mut crowds = Vec::new();
    for school in dossier.schools.iter().filter(|s| open(s, dossier)) {
        let Some(record) = school.record(dossier.base_year) else { continue };
        let counts = Counts::of(school, record);
        let mut free = free_rooms(school, dossier);
        let from = crowds.len();
        for stage in counts.stages.compulsory() {
            let known = counts.stage(stage);
            out.judged.count(known.pupils.is_some() && known.classes.is_some());
            let mut too_many = 0_u32;
            for (grade, count) in cohorts(&record.enrolment, stage) {
                let step = |way, pupils| Step { school: school.id.clone(), stage, grade, way, pupils };
                too_many =
                    too_many.saturating_add(relieve(count, most, &mut free, |way, p| out.steps.push(step(way, p))));
            }
            if too_many > 0 {
                crowds.push(Crowd { school, stage, pupils: too_many });
            }
        }
        oversized(school, dossier, policy, &counts, from, &mut crowds);
    }
    crowds
}

/// The grades of a stage, or the stage itself where no grade is known.
fn cohorts(enrolment: &Enrolment, stage: Stage) -> Vec<(Option<Grade>, &GradeCount)> {
    let graded = enrolment.grades.iter().filter(|(g, _)| g.stage() == stage);
    let graded: Vec<_> = graded.map(|(g, c)| (Some(*g), c)).collect();
    if graded.is_empty() { enrolment.stages.get(&stage).map(|c| (None, c)).into_iter().collect() } else { graded }
}

/// Relieves one grade as far as the school can; returns the pupils that remain above its classes.
fn relieve(count: &GradeCount, most: u32, free: &mut u32, mut tell: impl FnMut(Way, u32)) -> u32 {
    let Some((pupils, classes)) = pupils_of(count).zip(classes_of(count)).filter(|(_, c)| *c > 0) else { return 0 };
    let hold = |classes: u32| classes.saturating_mul(most);
    let above = count.class_sizes.iter().fold(0_u32, |sum, s| sum.saturating_add(s.saturating_sub(most)));
    if pupils <= hold(classes) {
        if above > 0 {
            tell(Way::Even, above);
        }
        return 0;
    }
    let lacking = pupils.div_ceil(most).saturating_sub(classes);
    let opened = lacking.min(*free);
    if opened > 0 {
        *free -= opened;
        tell(Way::Classes { classes: opened }, (pupils - hold(classes)).min(hold(opened)));
    }
    pupils.saturating_sub(hold(classes.saturating_add(opened)))
}

/// Ordinary classrooms no class uses; none where either number is not known.
pub(crate) fn free_rooms(school: &School, dossier: &Dossier) -> u32 {
    let Some(record) = school.record(dossier.base_year) else { return 0 };
    let rooms = record.conditions.get(Item::Classroom).and_then(|q| u32::try_from(q).ok());
    let classes = record.enrolment.stages_present().try_fold(0_u32, |sum, stage| {
        let mut here = 0_u32;
        for (_, count) in cohorts(&record.enrolment, stage) {
            here = here.checked_add(classes_of(count)?)?;
        }
        sum.checked_add(here)
    });
    rooms.zip(classes).map_or(0, |(rooms, classes)| rooms.saturating_sub(classes))
}

/// A school above its limit has pupils to steer beyond those its classes cannot hold: they are told of the stage with most pupils.
fn oversized<'a>(
    school: &'a School,
    dossier: &Dossier,
    policy: &Policy,
    counts: &Counts,
    from: usize,
    crowds: &mut Vec<Crowd<'a>>,
) {
    let pupils = counts.basis(Basis::Pupils);
    let Some((pupils, limit)) = pupils.zip(school_limit(school, policy, dossier.as_of)) else { return };
    let told = crowds.iter().skip(from).fold(0_u32, |sum, c| sum.saturating_add(c.pupils));
    let more = pupils.saturating_sub(limit).saturating_sub(told);
    let largest = counts.stages.compulsory().max_by_key(|s| counts.stage(*s).pupils);
    if let Some(stage) = largest.filter(|_| more > 0) {
        match crowds.iter_mut().skip(from).find(|c| c.stage == stage) {
            Some(crowd) => crowd.pupils = crowd.pupils.saturating_add(more),
            None => crowds.push(Crowd { school, stage, pupils: more }),
        }
    }
}
