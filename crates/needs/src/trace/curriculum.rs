//! The trace of whether a small school can offer the full curriculum (小规模学校课程条件判断过程).

use super::build::Writer;
use super::{Act, FORMAT, Step};
use crate::Needs;
use crate::counts::Counts;
use crate::curriculum::{Means, ONLINE, Subject};
use model::{Dossier, Item, Quantity, SchoolId};
use policy::{Basis, Context, Policy, key};
use serde::{Deserialize, Serialize};

/// How a small school was found to have, or to lack, the means for each subject (课程条件判断过程).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurriculumTrace {
    /// Version of the encoding, [`FORMAT`].
    pub format: u32,
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    /// The steps: the size, then every subject, then the lessons from elsewhere.
    pub steps: Vec<Step>,
}

/// The trace of a small school of these needs; `None` for a school that is not among them (see [`crate::curriculum`]).
pub fn curriculum(dossier: &Dossier, policy: &Policy, needs: &Needs, school: &SchoolId) -> Option<CurriculumTrace> {
    needs.curriculum.schools.iter().find(|s| s.school == *school)?;
    let school = dossier.schools.iter().find(|s| s.id == *school)?;
    let counts = Counts::of(school, school.record(dossier.base_year)?);
    let context = Context { kind: school.kind, setting: school.setting, ..Context::default() };
    let (figure, below) = policy.figure(key::SCHOOL_SMALL_BELOW, &context, dossier.as_of)?;
    let mut steps = Vec::new();
    let mut writer = Writer { dossier, policy, school, counts, then: None, steps: &mut steps };
    let stages: Vec<_> = counts.stages.compulsory().collect();
    let count = writer.count(Basis::Pupils, &stages);
    let small = writer.value(count).map(|n| i64::from(rust_decimal::Decimal::from(n) < below));
    let (reference, certainty) = (figure.reference.clone(), figure.certainty);
    writer.push(Act::Small { count, below, key: figure.key.clone(), reference, certainty }, small);
    for subject in Subject::ALL {
        let (of, value) = writer.any(subject.served_by());
        writer.push(Act::Serves { subject, of }, value);
    }
    let (of, value) = writer.any(&ONLINE);
    writer.push(Act::Online { of }, value);
    Some(CurriculumTrace { format: FORMAT, school: school.id.clone(), school_name: school.name.clone(), steps })
}

impl Writer<'_> {
    fn any(&mut self, items: &[Item]) -> (Vec<u32>, Option<Quantity>) {
        let of: Vec<u32> = items.iter().map(|item| self.has(*item)).collect();
        let values: Vec<Option<Quantity>> = of.iter().map(|id| self.value(*id)).collect();
        let value = match (values.iter().flatten().any(|v| *v > 0), values.iter().all(Option::is_some)) {
            (true, _) => Some(1),
            (false, true) => Some(0),
            (false, false) => None,
        };
        (of, value)
    }
}

/// What a step of this kind says (判断结果).
pub(super) fn means(value: Option<Quantity>) -> Means {
    match value {
        Some(0) => Means::Lacks,
        Some(_) => Means::Has,
        None => Means::NoData,
    }
}
