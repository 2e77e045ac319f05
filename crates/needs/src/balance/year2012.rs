//! The composite of basic balance (基本均衡综合差异系数). Source: 教督〔2012〕3号.

use crate::balance::participant::{Participant, participants};
use crate::balance::resource::Indicator;
use crate::balance::value::millionths;
use crate::balance::variation::{Coefficient, Variation};
use model::{Coverage, Date, Dossier, Stage};
use policy::{Context, Policy, key};
use serde::Serialize;

/// The eight, in the order of the method. The teaching area is taken as the statistics give it (to be checked).
pub const EIGHT: [Indicator; 8] = [
    Indicator::AllTeachingArea,
    Indicator::SportsArea,
    Indicator::EquipmentValue,
    Indicator::Computers,
    Indicator::Books,
    Indicator::TeacherRatio,
    Indicator::DegreeTeachers,
    Indicator::TitleTeachers,
];

/// One of the eight over the county (单项差异系数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct One {
    /// The indicator.
    pub indicator: Indicator,
    /// Student-weighted mean, 10⁻⁶ of the unit.
    pub mean: Option<u64>,
    /// Its coefficient.
    pub coefficient: Option<Coefficient>,
    /// Schools with data.
    pub coverage: Coverage,
}

/// One stage (分学段).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageEight {
    /// The stage.
    pub stage: Stage,
    /// The eight.
    pub indicators: Vec<One>,
    /// Their mean; `None` unless each has a coefficient.
    pub composite: Option<Coefficient>,
    /// The limit, 10⁻⁶.
    pub limit: Option<u64>,
    /// Within the limit; `None` while data are missing.
    pub within: Option<bool>,
}

/// The county under the method of 2012 (基本均衡测算).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Balance2012 {
    /// By stage; a stage nobody teaches is absent.
    pub stages: Vec<StageEight>,
}

/// The arithmetic mean of coefficients (综合差异系数), half up to 10⁻⁶; `None` when one is missing.
pub fn composite(coefficients: &[Option<Coefficient>]) -> Option<Coefficient> {
    let count = u64::try_from(coefficients.len()).ok().filter(|n| *n > 0)?;
    let sum = coefficients.iter().try_fold(0_u64, |sum, c| sum.checked_add(c.as_ref()?.0))?;
    Some(Coefficient((sum + count / 2) / count))
}

/// Computes the composite of a county in its base year.
pub fn measure(dossier: &Dossier, policy: &Policy) -> Balance2012 {
    of(&participants(dossier, policy), policy, dossier.as_of)
}

/// The same, of participants already read.
pub fn of(participants: &[Participant<'_>], policy: &Policy, date: Date) -> Balance2012 {
    let stages = Stage::COMPULSORY.into_iter().filter_map(|stage| {
        let here = |p: &&Participant<'_>| p.counts.stages.has(stage) && p.counts.stage(stage).pupils != Some(0);
        let taking: Vec<_> = participants.iter().filter(here).collect();
        let indicators: Vec<_> = EIGHT.map(|i| one(i, stage, &taking)).into();
        let limit = policy
            .figure(key::CV_LIMIT_2012, &Context { stage: Some(stage), ..Context::default() }, date)
            .and_then(|(_, v)| millionths(v));
        let composite = composite(&indicators.iter().map(|i| i.coefficient).collect::<Vec<_>>());
        let complete = indicators.iter().all(|i| i.coverage.complete());
        let within = composite.zip(limit).filter(|_| complete).map(|(c, limit)| c.0 <= limit);
        (!taking.is_empty()).then_some(StageEight { stage, indicators, composite, limit, within })
    });
    Balance2012 { stages: stages.collect() }
}

fn one(indicator: Indicator, stage: Stage, taking: &[&Participant<'_>]) -> One {
    let (mut sum, mut coverage) = (Variation::default(), Coverage::default());
    for p in taking {
        let value = p.value(indicator, stage).and_then(|v| v.billionths());
        coverage.count(value.is_some());
        if let (Some(value), Some(pupils)) = (value, p.counts.stage(stage).pupils) {
            sum.add(value, pupils);
        }
    }
    One { indicator, mean: sum.mean(), coefficient: sum.coefficient(), coverage }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composite_as_published() {
        // 长春南关区小学: the mean of the eight is published as 0.359
        let eight = [393, 578, 372, 246, 208, 311, 311, 455].map(|c| Some(Coefficient(c * 1000)));
        let mean = composite(&eight).unwrap();
        assert_eq!((mean.0, mean.to_string()), (359_250, "0.359".to_owned()));
        assert_eq!(composite(&[Some(Coefficient(1)), None]), None);
    }
}
