//! What a school's formulas count (计算基数): pupils, girls, boarders, classes and teachers of each stage, read once.

use model::{Enrolment, GradeCount, School, SchoolRecord, Stage};
use policy::Basis;

/// A set of stages, cheap to compare (学段集合).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Stages(u8);

impl Stages {
    fn bit(stage: Stage) -> u8 {
        match stage {
            Stage::Kindergarten => 0,
            Stage::Primary => 1,
            Stage::Junior => 2,
            Stage::Senior => 4,
        }
    }
    /// Adds a stage; the kindergarten is not kept.
    pub fn insert(&mut self, stage: Stage) {
        self.0 |= Stages::bit(stage);
    }
    /// True when the stage is in the set.
    pub fn has(self, stage: Stage) -> bool {
        self.0 & Stages::bit(stage) != 0
    }
    /// The compulsory stages in the set, primary first.
    pub fn compulsory(self) -> impl Iterator<Item = Stage> {
        Stage::COMPULSORY.into_iter().filter(move |s| self.has(*s))
    }
    /// All stages in the set, primary first.
    pub fn iter(self) -> impl Iterator<Item = Stage> {
        [Stage::Primary, Stage::Junior, Stage::Senior].into_iter().filter(move |s| self.has(*s))
    }
}

/// The counts of one stage; `None` is "no data".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageCounts {
    /// 在校生.
    pub pupils: Option<u32>,
    /// 女生.
    pub girls: Option<u32>,
    /// 寄宿生.
    pub boarders: Option<u32>,
    /// 教学班.
    pub classes: Option<u32>,
    /// 专任教师.
    pub teachers: Option<u32>,
}

/// The counts of a school (学校计算基数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// The stages it teaches: those of its kind, and those its record has anything on.
    pub stages: Stages,
    primary: StageCounts,
    junior: StageCounts,
    senior: StageCounts,
}

#[derive(Default)]
struct Sum {
    any: bool,
    unknown: bool,
    sum: u32,
}

impl Sum {
    fn add(&mut self, value: Option<u32>) {
        self.any = true;
        match value.and_then(|v| self.sum.checked_add(v)) {
            Some(sum) => self.sum = sum,
            None => self.unknown = true,
        }
    }
    fn known(&self) -> Option<u32> {
        (self.any && !self.unknown).then_some(self.sum)
    }
}

#[derive(Default)]
struct Sums {
    pupils: Sum,
    girls: Sum,
    boarders: Sum,
    classes: Sum,
}

impl Sums {
    fn add(&mut self, c: &GradeCount) {
        self.pupils.add(pupils_of(c));
        self.girls.add(c.girls);
        self.boarders.add(c.boarders);
        self.classes.add(classes_of(c));
    }
    fn counts(&self) -> StageCounts {
        StageCounts {
            pupils: self.pupils.known(),
            girls: self.girls.known(),
            boarders: self.boarders.known(),
            classes: self.classes.known(),
            teachers: None,
        }
    }
}

/// Pupils of a grade: as given, else the sum of the class sizes.
pub fn pupils_of(c: &GradeCount) -> Option<u32> {
    c.pupils.or_else(|| {
        let sizes = (!c.class_sizes.is_empty()).then_some(&c.class_sizes)?;
        sizes.iter().try_fold(0_u32, |sum, s| sum.checked_add(*s))
    })
}

/// Classes of a grade: as given, else the number of class sizes.
pub fn classes_of(c: &GradeCount) -> Option<u32> {
    c.classes.or_else(|| if c.class_sizes.is_empty() { None } else { u32::try_from(c.class_sizes.len()).ok() })
}

impl Counts {
    /// The counts of a school's record.
    pub fn of(school: &School, record: &SchoolRecord) -> Counts {
        let mut counts = Counts::of_enrolment(&record.enrolment);
        for stage in school.kind.map_or(&[][..], |k| k.stages()) {
            counts.stages.insert(*stage);
        }
        for (stage, staff) in &record.staff {
            if let Some(slot) = counts.slot(*stage) {
                slot.teachers = staff.full_time;
            }
        }
        counts
    }

    /// The counts of an enrolment, without teachers.
    pub fn of_enrolment(enrolment: &Enrolment) -> Counts {
        let mut counts = Counts::default();
        let (mut primary, mut junior, mut senior) = (Sums::default(), Sums::default(), Sums::default());
        for (grade, c) in &enrolment.grades {
            match grade.stage() {
                Stage::Primary => primary.add(c),
                Stage::Junior => junior.add(c),
                Stage::Senior => senior.add(c),
                Stage::Kindergarten => {}
            }
        }
        for (stage, sums) in [(Stage::Primary, &primary), (Stage::Junior, &junior), (Stage::Senior, &senior)] {
            let graded = sums.pupils.any;
            let whole = enrolment.stages.get(&stage);
            if !graded && whole.is_none() {
                continue;
            }
            counts.stages.insert(stage);
            let found = match whole {
                Some(c) if !graded => StageCounts {
                    pupils: pupils_of(c),
                    girls: c.girls,
                    boarders: c.boarders,
                    classes: classes_of(c),
                    teachers: None,
                },
                _ => sums.counts(),
            };
            if let Some(slot) = counts.slot(stage) {
                *slot = found;
            }
        }
        counts
    }

    fn slot(&mut self, stage: Stage) -> Option<&mut StageCounts> {
        match stage {
            Stage::Primary => Some(&mut self.primary),
            Stage::Junior => Some(&mut self.junior),
            Stage::Senior => Some(&mut self.senior),
            Stage::Kindergarten => None,
        }
    }

    /// Puts other boarders in the place of a stage's own.
    pub fn set_boarders(&mut self, stage: Stage, boarders: u32) {
        if let Some(slot) = self.slot(stage) {
            slot.boarders = Some(boarders);
        }
    }

    /// The counts of a stage.
    pub fn stage(&self, stage: Stage) -> StageCounts {
        match stage {
            Stage::Primary => self.primary,
            Stage::Junior => self.junior,
            Stage::Senior => self.senior,
            Stage::Kindergarten => StageCounts::default(),
        }
    }

    /// True when senior pupils share the school.
    pub fn has_senior(&self) -> bool {
        self.stages.has(Stage::Senior)
    }

    /// The basis of one stage.
    pub fn basis_of(&self, basis: Basis, stage: Stage) -> Option<u32> {
        let c = self.stage(stage);
        match basis {
            Basis::Pupils => c.pupils,
            Basis::Girls => c.girls,
            Basis::Boys => c.pupils?.checked_sub(c.girls?),
            Basis::Boarders => c.boarders,
            Basis::Classes => c.classes,
            Basis::Teachers => c.teachers,
            Basis::School => Some(1),
        }
    }

    /// The basis over the compulsory stages; `None` when one of them is unknown or there is none.
    pub fn basis(&self, basis: Basis) -> Option<u32> {
        if basis == Basis::School {
            return Some(1);
        }
        let mut any = false;
        let mut sum = 0_u32;
        for stage in self.stages.compulsory() {
            any = true;
            sum = sum.checked_add(self.basis_of(basis, stage)?)?;
        }
        any.then_some(sum)
    }
}

impl StageCounts {
    fn join(&mut self, other: &StageCounts) {
        let add = |a: Option<u32>, b: Option<u32>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
        self.pupils = add(self.pupils, other.pupils);
        self.girls = add(self.girls, other.girls);
        self.boarders = add(self.boarders, other.boarders);
        self.classes = add(self.classes, other.classes);
        self.teachers = add(self.teachers, other.teachers);
    }
}

impl Counts {
    /// Adds the counts of a campus or teaching point; a stage only one of them has is taken over as it is.
    pub fn join(&mut self, other: &Counts) {
        for stage in other.stages.iter() {
            let known = self.stages.has(stage);
            let more = other.stage(stage);
            if let Some(slot) = self.slot(stage) {
                if known { slot.join(&more) } else { *slot = more }
            }
            self.stages.insert(stage);
        }
    }
}
