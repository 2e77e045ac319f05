//! Pupils, classes and boarders (在校生、教学班、寄宿生).

use crate::stage::{Grade, Stage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts of one grade, or of one stage where grades are not known (年级或学段人数).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeCount {
    /// 在校生, persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupils: Option<u32>,
    /// 其中女生, persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub girls: Option<u32>,
    /// 教学班, classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<u32>,
    /// 寄宿生, persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boarders: Option<u32>,
    /// 各班人数, where known; when given, their number is the classes and their sum the pupils.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub class_sizes: Vec<u32>,
}

/// The pupils of a school in one school year (某学年在校生).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// By grade.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<Grade, GradeCount>,
    /// By stage, only where the source gives no grades. Ignored for a stage that has any grade.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<Stage, GradeCount>,
}

impl Enrolment {
    fn total(&self, stage: Stage, pick: impl Fn(&GradeCount) -> Option<u32>) -> Option<u32> {
        let mut any = false;
        let mut sum: u32 = 0;
        for (_, count) in self.grades.iter().filter(|(g, _)| g.stage() == stage) {
            any = true;
            sum = sum.checked_add(pick(count)?)?;
        }
        if any { Some(sum) } else { self.stages.get(&stage).and_then(pick) }
    }

    /// Pupils of a stage; `None` when any of its grades is unknown.
    pub fn pupils(&self, stage: Stage) -> Option<u32> {
        self.total(stage, |c| c.pupils)
    }
    /// Girls of a stage.
    pub fn girls(&self, stage: Stage) -> Option<u32> {
        self.total(stage, |c| c.girls)
    }
    /// Classes of a stage.
    pub fn classes(&self, stage: Stage) -> Option<u32> {
        self.total(stage, |c| c.classes)
    }
    /// Boarders of a stage.
    pub fn boarders(&self, stage: Stage) -> Option<u32> {
        self.total(stage, |c| c.boarders)
    }

    /// The stages this record has anything on.
    pub fn stages_present(&self) -> impl Iterator<Item = Stage> + '_ {
        [Stage::Primary, Stage::Junior, Stage::Senior]
            .into_iter()
            .filter(|s| self.grades.keys().any(|g| g.stage() == *s) || self.stages.contains_key(s))
    }

    /// The sum of a figure over the compulsory stages present; `None` when any of them is unknown or none is present.
    pub fn compulsory(&self, pick: impl Fn(&Enrolment, Stage) -> Option<u32>) -> Option<u32> {
        let mut any = false;
        let mut sum: u32 = 0;
        for stage in self.stages_present().filter(|s| Stage::COMPULSORY.contains(s)) {
            any = true;
            sum = sum.checked_add(pick(self, stage)?)?;
        }
        any.then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(pupils: Option<u32>) -> GradeCount {
        GradeCount { pupils, ..GradeCount::default() }
    }

    #[test]
    fn one_unknown_grade_makes_the_stage_unknown() {
        let mut e = Enrolment::default();
        e.grades.insert(Grade(1), count(Some(40)));
        e.grades.insert(Grade(7), count(Some(50)));
        assert_eq!(e.pupils(Stage::Primary), Some(40));
        e.grades.insert(Grade(2), count(None));
        assert_eq!(e.pupils(Stage::Primary), None);
        assert_eq!(e.pupils(Stage::Junior), Some(50));
        assert_eq!(e.pupils(Stage::Senior), None);
    }

    #[test]
    fn stage_totals_serve_where_grades_are_not_known() {
        let mut e = Enrolment::default();
        e.stages.insert(Stage::Primary, count(Some(288)));
        assert_eq!(e.pupils(Stage::Primary), Some(288));
        assert_eq!(e.compulsory(Enrolment::pupils), Some(288));
    }
}
