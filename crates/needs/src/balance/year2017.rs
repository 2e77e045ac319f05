//! The seven indicators of high-quality balance (优质均衡七项指标). Source: 教督〔2017〕6号.

use crate::balance::participant::{Participant, participants};
use crate::balance::resource::Indicator;
use crate::balance::value::{Value, millionths};
use crate::balance::variation::{Coefficient, Variation};
use model::{Coverage, Date, Dossier, SchoolId, Stage};
use policy::{Context, Policy, key};
use serde::Serialize;

/// The seven, in the order of the method, with the keys of their thresholds.
pub const SEVEN: [(Indicator, &str); 7] = [
    (Indicator::DegreeTeachers, key::DEGREE_TEACHERS),
    (Indicator::BackboneTeachers, key::BACKBONE_TEACHERS),
    (Indicator::SportArtTeachers, key::SPORT_ART_TEACHERS),
    (Indicator::TeachingArea, key::TEACHING_AREA),
    (Indicator::SportsArea, key::SPORTS_AREA),
    (Indicator::EquipmentValue, key::EQUIPMENT_VALUE),
    (Indicator::MultimediaRooms, key::MULTIMEDIA_ROOMS),
];

/// The seven values of one school and stage (校级七项指标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolSeven {
    /// The school.
    pub school: SchoolId,
    /// The stage.
    pub stage: Stage,
    /// Pupils of the stage.
    pub pupils: Option<u32>,
    /// The values in 10⁻⁶ of the unit, half up; `None` for no data.
    pub values: [Option<u64>; 7],
    /// Threshold reached, compared exactly.
    pub met: [Option<bool>; 7],
    /// Enough of the seven met, and each of the rest at the stated share of its threshold at least. `None` when the
    /// data do not decide it.
    pub passes: Option<bool>,
}

/// One indicator of one stage over the county (县级单项指标).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountyIndicator {
    /// The indicator.
    pub indicator: Indicator,
    /// Its threshold in 10⁻⁶; `None` when the packs give none.
    pub threshold: Option<u64>,
    /// Student-weighted mean, 10⁻⁶.
    pub mean: Option<u64>,
    /// Weighted standard deviation, 10⁻⁶.
    pub deviation: Option<u64>,
    /// Coefficient of variation.
    pub coefficient: Option<Coefficient>,
    /// Schools with data, of all that take part.
    pub coverage: Coverage,
    /// Coefficient within the limit; `None` while data are missing.
    pub within: Option<bool>,
}

/// One stage of the county (县级分学段).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageSeven {
    /// The stage.
    pub stage: Stage,
    /// The limit of the coefficient, 10⁻⁶.
    pub limit: Option<u64>,
    /// The seven.
    pub indicators: Vec<CountyIndicator>,
    /// Schools that pass by themselves.
    pub passing: u32,
    /// Schools for which that is decided, of all that take part.
    pub decided: Coverage,
    /// Every coefficient is within the limit; `None` while undecided.
    pub within: Option<bool>,
}

/// The county under the method of 2017 (优质均衡测算).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Balance2017 {
    /// By school and stage, in the order of the dossier.
    pub schools: Vec<SchoolSeven>,
    /// By stage; a stage nobody teaches is absent.
    pub stages: Vec<StageSeven>,
}

/// The thresholds and rules of one stage.
#[derive(Debug, Clone, Copy)]
struct Rules {
    thresholds: [Option<u64>; 7],
    limit: Option<u64>,
    met_min: Option<usize>,
    rest: Option<u64>,
}

impl Rules {
    fn of(policy: &Policy, stage: Stage, date: Date) -> Rules {
        let context = Context { stage: Some(stage), ..Context::default() };
        let figure = |k: &str| policy.figure(k, &context, date).map(|(_, v)| v);
        Rules {
            thresholds: SEVEN.map(|(_, k)| figure(k).and_then(millionths)),
            limit: figure(key::CV_LIMIT_2017).and_then(millionths),
            met_min: figure(key::MET_MIN).and_then(|v| usize::try_from(v).ok()),
            rest: figure(key::REST_SHARE_MIN).and_then(|v| u64::try_from(v).ok()),
        }
    }
}

/// Computes the seven indicators of a county in its base year.
pub fn measure(dossier: &Dossier, policy: &Policy) -> Balance2017 {
    of(&participants(dossier, policy), policy, dossier.as_of)
}

/// The same, of participants already read.
pub fn of(participants: &[Participant<'_>], policy: &Policy, date: Date) -> Balance2017 {
    let mut out = Balance2017::default();
    for stage in Stage::COMPULSORY {
        let rules = Rules::of(policy, stage, date);
        let mut sums = [(Variation::default(), Coverage::default()); 7];
        let (mut passing, mut decided) = (0_u32, Coverage::default());
        for p in participants.iter().filter(|p| p.counts.stages.has(stage)) {
            let pupils = p.counts.stage(stage).pupils;
            if pupils == Some(0) {
                continue; // nobody there: it takes no part
            }
            let (school, exact) = seven(p, stage, &rules);
            for ((sum, coverage), value) in sums.iter_mut().zip(exact) {
                let value = value.and_then(Value::billionths);
                coverage.count(value.is_some());
                if let (Some(value), Some(pupils)) = (value, pupils) {
                    sum.add(value, pupils);
                }
            }
            decided.count(school.passes.is_some());
            passing += u32::from(school.passes == Some(true));
            out.schools.push(school);
        }
        if decided.of > 0 {
            let indicators: Vec<_> = SEVEN
                .iter()
                .zip(sums)
                .zip(rules.thresholds)
                .map(|(((indicator, _), (sum, coverage)), threshold)| {
                    county(*indicator, threshold, &sum, coverage, rules.limit)
                })
                .collect();
            let within = all(indicators.iter().map(|i| i.within));
            out.stages.push(StageSeven { stage, limit: rules.limit, indicators, passing, decided, within });
        }
    }
    out.schools.sort_by(|a, b| (&a.school, a.stage).cmp(&(&b.school, b.stage)));
    out
}

fn county(
    indicator: Indicator,
    threshold: Option<u64>,
    sum: &Variation,
    coverage: Coverage,
    limit: Option<u64>,
) -> CountyIndicator {
    let coefficient = sum.coefficient();
    let judged = coefficient.zip(limit).filter(|_| coverage.complete());
    CountyIndicator {
        indicator,
        threshold,
        mean: sum.mean(),
        deviation: sum.deviation(),
        coefficient,
        coverage,
        within: judged.map(|(c, limit)| c.0 <= limit),
    }
}

fn seven(p: &Participant<'_>, stage: Stage, rules: &Rules) -> (SchoolSeven, [Option<Value>; 7]) {
    let (mut values, mut met, mut rest) = ([None; 7], [None; 7], [None; 7]);
    let all = SEVEN.map(|(indicator, _)| p.value(indicator, stage));
    for ((((value, met), rest), threshold), exact) in
        values.iter_mut().zip(&mut met).zip(&mut rest).zip(rules.thresholds).zip(all)
    {
        let Some(exact) = exact else { continue };
        *value = exact.millionths();
        *met = threshold.and_then(|t| exact.reaches(t, 100));
        *rest = threshold.zip(rules.rest).and_then(|(t, share)| exact.reaches(t, share));
    }
    let passes = rules.met_min.and_then(|min| passes(met, rest, min));
    let pupils = p.counts.stage(stage).pupils;
    (SchoolSeven { school: p.school.id.clone(), stage, pupils, values, met, passes }, all)
}

/// Decides a school: enough met, and the rest near. A shortfall that is certain decides it even while data are missing.
pub fn passes(met: [Option<bool>; 7], rest: [Option<bool>; 7], min: usize) -> Option<bool> {
    let failed = met.iter().filter(|m| **m == Some(false)).count();
    let far = met.iter().zip(rest).any(|(m, r)| *m == Some(false) && r == Some(false));
    if far || met.len().saturating_sub(failed) < min {
        return Some(false);
    }
    let near = met.iter().zip(rest).all(|(m, r)| *m != Some(false) || r == Some(true));
    (near && met.iter().all(Option::is_some)).then_some(true)
}

/// All true, or one false, or undecided.
fn all(mut verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    verdicts
        .try_fold(Some(true), |sofar, v| match v {
            Some(false) => Err(()),
            None => Ok(None),
            Some(true) => Ok(sofar),
        })
        .unwrap_or(Some(false))
}
