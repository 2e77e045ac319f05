//! The schools that take part in the indicators (参加指标计算的学校): parts of combined schools apart, points with their parent.

use crate::balance::resource::{INDICATORS, Indicator, Shared};
use crate::balance::value::Value;
use crate::counts::Counts;
use crate::split::Weights;
use model::{Dossier, School, SchoolKind, Stage};
use policy::{Context, Policy, key};
use std::collections::BTreeMap;

/// A school with everything counted with it (参评学校).
#[derive(Debug, Clone)]
pub struct Participant<'a> {
    /// The school.
    pub school: &'a School,
    /// Pupils by stage.
    pub counts: Counts,
    /// Weights for splitting its totals; needed when it has several stages.
    pub weights: Weights,
    /// Totals of the school by indicator, smallest steps.
    totals: [Option<i64>; INDICATORS],
    /// Teachers of primary and junior stage by indicator.
    teachers: [[Option<u32>; INDICATORS]; 2],
}

impl Participant<'_> {
    /// The compulsory stages it takes part with.
    pub fn stages(&self) -> impl Iterator<Item = Stage> {
        self.counts.stages.compulsory()
    }

    /// The total of the school, before any split.
    pub fn total(&self, indicator: Indicator) -> Option<i64> {
        self.totals.get(indicator.index()).copied().flatten()
    }

    /// The value of an indicator for a stage, exactly. Totals of a combined school are split by pupils and weights
    /// first: total × weight ÷ Σ(pupils × weight) per pupil. `None` for no data or no pupils.
    pub fn value(&self, indicator: Indicator, stage: Stage) -> Option<Value> {
        let pupils = u128::from(self.counts.stage(stage).pupils.filter(|p| *p > 0)?);
        let per = u128::from(indicator.per());
        let steps = u128::from(indicator.steps());
        let at = crate::balance::resource::place(stage)?;
        if let Some(teachers) = self.teachers.get(at).and_then(|t| t.get(indicator.index())).copied().flatten() {
            return Value::new(u128::from(teachers) * per, pupils);
        }
        let total = u128::try_from(self.total(indicator)?).ok()?;
        if self.counts.stages.iter().nth(1).is_none() {
            return Value::new(total * per, pupils * steps);
        }
        let mut divisor = 0_u128;
        for s in self.counts.stages.iter() {
            divisor += u128::from(self.counts.stage(s).pupils?) * u128::from(self.weights.of(s)?);
        }
        Value::new(total * per * u128::from(self.weights.of(stage)?), divisor * steps)
    }
}

/// Reads the participants of a county in its base year.
///
/// Left out, as the evaluation has it: special schools, vocational schools, schools without compulsory pupils, and teaching
/// points below the limit of the policy that stand by themselves. Private schools take part: the evaluation is of the
/// county's schools, not of the programme's. A point or campus with a parent is added to the parent.
pub fn participants<'a>(dossier: &'a Dossier, policy: &Policy) -> Vec<Participant<'a>> {
    let small = policy.figure(key::POINT_EXCLUDED_BELOW, &Context::default(), dossier.as_of);
    let small = small.and_then(|(_, v)| u32::try_from(v).ok());
    let mut weights = WeightTable { policy, date: dossier.as_of, known: Vec::new() };
    let mut children: BTreeMap<&model::SchoolId, Vec<&School>> = BTreeMap::new();
    for school in &dossier.schools {
        if let Some(parent) = school.parent.as_ref().filter(|p| **p != school.id && dossier.school(p).is_some()) {
            children.entry(parent).or_default().push(school);
        }
    }
    let mut out = Vec::with_capacity(dossier.schools.len());
    for school in &dossier.schools {
        let merged = school.parent.as_ref().is_some_and(|p| *p != school.id && dossier.school(p).is_some());
        if merged || !takes_part(school, dossier) {
            continue;
        }
        let mut one = read(school, dossier, &mut weights);
        for child in children.get(&school.id).into_iter().flatten() {
            join(&mut one, &read(child, dossier, &mut weights));
        }
        let point = school.kind == Some(SchoolKind::TeachingPoint);
        let pupils = one.counts.basis(policy::Basis::Pupils);
        if point && small.zip(pupils).is_some_and(|(limit, pupils)| pupils < limit) {
            continue;
        }
        out.push(one);
    }
    out
}

fn takes_part(school: &School, dossier: &Dossier) -> bool {
    let left_out = school.kind.is_some_and(|k| k.is_special() || k == SchoolKind::VocationalJunior);
    let compulsory = school.kind.is_none_or(|k| k.stages().iter().any(|s| Stage::COMPULSORY.contains(s)));
    let planned = school.layout_on(dossier.as_of).is_some_and(|f| f.status == model::LayoutStatus::Planned);
    let unborn = planned && school.record(dossier.base_year).is_none();
    !left_out && compulsory && !unborn
}

struct WeightTable<'p> {
    policy: &'p Policy,
    date: model::Date,
    known: Vec<(SchoolKind, Weights)>,
}

impl WeightTable<'_> {
    fn of(&mut self, kind: Option<SchoolKind>) -> Weights {
        let Some(kind) = kind.filter(|k| k.stages().len() > 1) else { return Weights::default() };
        if let Some((_, w)) = self.known.iter().find(|(k, _)| *k == kind) {
            return *w;
        }
        let w = Weights::from_policy(self.policy, kind, self.date);
        self.known.push((kind, w));
        w
    }
}

fn read<'a>(school: &'a School, dossier: &Dossier, weights: &mut WeightTable<'_>) -> Participant<'a> {
    let record = school.record(dossier.base_year);
    let mut totals = [None; INDICATORS];
    let mut teachers = [[None; INDICATORS]; 2];
    let mut counts = Counts::default();
    if let Some(record) = record {
        counts = Counts::of(school, record);
        for (slot, indicator) in totals.iter_mut().zip(Indicator::ALL) {
            if let Shared::Total(total) = indicator.shared(&record.conditions) {
                *slot = total;
            }
        }
        for (row, stage) in teachers.iter_mut().zip(Stage::COMPULSORY) {
            let Some(staff) = record.staff.get(&stage) else { continue };
            for (slot, indicator) in row.iter_mut().zip(Indicator::ALL) {
                *slot = indicator.teachers(staff);
            }
        }
    }
    if record.is_none() {
        for stage in school.kind.map_or(&[][..], |k| k.stages()) {
            counts.stages.insert(*stage);
        }
    }
    Participant { school, counts, weights: weights.of(school.kind), totals, teachers }
}

/// Adds a campus to its parent: a figure that either lacks is lacking in the sum.
fn join(parent: &mut Participant<'_>, child: &Participant<'_>) {
    parent.counts.join(&child.counts);
    for (a, b) in parent.totals.iter_mut().zip(child.totals) {
        *a = a.zip(b).and_then(|(a, b)| a.checked_add(b));
    }
    for ((row, other), stage) in parent.teachers.iter_mut().zip(child.teachers).zip(Stage::COMPULSORY) {
        if !child.counts.stages.has(stage) {
            continue;
        }
        for (a, b) in row.iter_mut().zip(other) {
            *a = a.zip(b).and_then(|(a, b)| a.checked_add(b));
        }
    }
}
