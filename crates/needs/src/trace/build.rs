//! Writing a trace (生成测算过程).

use super::{Act, CountOf, FORMAT, Step, Trace};
use crate::counts::Counts;
use crate::forecast::SchoolForecast;
use crate::gap::{Gap, Missing, is_danger};
use crate::profile::{Profiles, Row};
use crate::split::{Manner, manner};
use model::{Dossier, Grade, Item, Quantity, School, SchoolYear, Stage};
use policy::{Basis, Context, Policy, key};
use rust_decimal::Decimal;

/// The trace of a gap of this dossier and policy. A gap that is not of them gives a trace without a shortage.
pub fn trace(dossier: &Dossier, policy: &Policy, gap: &Gap) -> Trace {
    let school = dossier.schools.iter().find(|s| s.id == gap.school);
    let mut out = Trace {
        format: FORMAT,
        school: gap.school.clone(),
        school_name: school.map_or_else(String::new, |s| s.name.clone()),
        item: gap.item,
        standard: gap.standard,
        year: None,
        missing: gap.missing.clone(),
        steps: Vec::new(),
    };
    let Some(school) = school else { return out };
    let record = school.record(dossier.base_year);
    let counts = record.map(|r| Counts::of(school, r)).unwrap_or_default();
    let mut writer = Writer { dossier, policy, school, counts, then: None, steps: &mut out.steps };
    if is_danger(gap.item) {
        writer.danger(gap);
        return out;
    }
    let sort = crate::profile::Sort::of(school, counts.stages, counts.basis(Basis::Boarders));
    let mut profiles = Profiles::new(policy, &dossier.county, dossier.as_of);
    let row = profiles.get(sort).and_then(|p| p.rows.iter().find(|r| r.item == gap.item && r.standard == gap.standard));
    if let Some(row) = row {
        writer.gap(gap.short, row);
    }
    out
}

/// Writes the steps of one school's figures.
pub(super) struct Writer<'a> {
    pub dossier: &'a Dossier,
    pub policy: &'a Policy,
    pub school: &'a School,
    pub counts: Counts,
    /// The year to come that boarders are counted in, and its forecast.
    pub then: Option<(SchoolYear, Option<(&'a SchoolForecast, usize)>)>,
    pub steps: &'a mut Vec<Step>,
}

impl Writer<'_> {
    pub(super) fn push(&mut self, act: Act, value: Option<Quantity>) -> u32 {
        let id = u32::try_from(self.steps.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.steps.push(Step { id, act, value });
        id
    }

    pub(super) fn value(&self, id: u32) -> Option<Quantity> {
        self.steps.get(usize::try_from(id).ok()?.checked_sub(1)?)?.value
    }

    pub(super) fn sum(&mut self, of: Vec<u32>) -> u32 {
        if let [only] = *of.as_slice() {
            return only;
        }
        let value = of.iter().map(|id| self.value(*id)).try_fold(0_i64, |sum, v| sum.checked_add(v?));
        self.push(Act::Sum { of }, value)
    }

    pub(super) fn gap(&mut self, short: Option<Quantity>, row: &Row<'_>) {
        if !row.stands_for.is_empty() {
            let of = row.stands_for.iter().map(|item| self.has(*item)).collect();
            self.push(Act::Instead { of }, None);
        }
        let mut asked = Vec::new();
        for part in row.parts.iter().filter(|_| row.unknown.is_none()) {
            let r = part.requirement;
            let stages: Vec<Stage> = part.stage.map_or_else(|| self.counts.stages.compulsory().collect(), |s| vec![s]);
            let count = match self.then {
                Some(_) if r.basis == Basis::Boarders => self.boarders(&stages),
                _ => self.count(r.basis, &stages),
            };
            let basis = self.value(count).and_then(|v| u32::try_from(v).ok());
            let value = basis.and_then(|b| part.formula.required(r, b));
            asked.push(self.push(
                Act::Require {
                    key: r.key.clone(),
                    name: r.name.clone(),
                    formula: r.formula.clone(),
                    minimum: r.minimum,
                    reference: r.reference.clone(),
                    certainty: r.certainty,
                    issuer: r.issuer.clone(),
                    count,
                },
                value,
            ));
        }
        let required = match row.unknown {
            Some(missing) => self.push(Act::Unknown { missing }, None),
            None => self.sum(asked),
        };
        let counted = if row.counts.is_empty() { &[row.item][..] } else { row.counts };
        let has: Vec<u32> = counted.iter().map(|item| self.has(*item)).collect();
        let mut present = self.sum(has);
        for item in row.less {
            let less = self.has(*item);
            let value = self.value(present).zip(self.value(less)).and_then(|(a, b)| a.checked_sub(b));
            present = self.push(Act::Less { from: present, less }, value);
        }
        present = self.share(present, row.parts.first().map_or(Manner::Weighted, |p| manner(p.requirement)));
        let under_way = self.adding(row.item, row.counts);
        self.push(Act::Short { required, present, under_way }, short);
    }

    fn danger(&mut self, gap: &Gap) {
        let named = self.policy.requirements.iter().find(|r| r.item == gap.item);
        let act = Act::Nothing {
            key: named.map(|r| r.key.clone()),
            reference: named.map(|r| r.reference.clone()),
            certainty: named.map(|r| r.certainty),
        };
        let required = self.push(act, Some(0));
        let present = self.has(gap.item);
        let under_way = self.adding(gap.item, &[]);
        self.push(Act::Short { required, present, under_way }, gap.short);
    }

    /// A basis over some stages.
    pub(super) fn count(&mut self, basis: Basis, stages: &[Stage]) -> u32 {
        if basis == Basis::School {
            return self.push(Act::One, Some(1));
        }
        if stages.is_empty() {
            return self.push(Act::Unknown { missing: Missing::Basis }, None);
        }
        let each: Vec<u32> = stages.iter().map(|stage| self.count_of(basis, *stage)).collect();
        self.sum(each)
    }

    pub(super) fn count_of(&mut self, basis: Basis, stage: Stage) -> u32 {
        if basis == Basis::Boys {
            let (from, less) = (self.count_of(Basis::Pupils, stage), self.count_of(Basis::Girls, stage));
            let value = self.value(from).zip(self.value(less)).and_then(|(a, b)| a.checked_sub(b).filter(|b| *b >= 0));
            return self.push(Act::Less { from, less }, value);
        }
        let year = format!("school/{}/{}", self.school.id, self.dossier.base_year);
        let (path, cells) = self.cells(&year, basis, stage);
        let origins = cells.iter().filter_map(|p| self.dossier.origins.get(p)).cloned().collect();
        let value = self.counts.basis_of(basis, stage).map(i64::from);
        self.push(Act::Count { of: CountOf { basis, stage }, path, origins }, value)
    }

    /// Where a count stands: a path that names it, and the paths of the cells it is made of.
    fn cells(&self, year: &str, basis: Basis, stage: Stage) -> (String, Vec<String>) {
        let name = match stage {
            Stage::Kindergarten => "kindergarten",
            Stage::Primary => "primary",
            Stage::Junior => "junior",
            Stage::Senior => "senior",
        };
        let figure = match basis {
            Basis::Pupils => "pupils",
            Basis::Girls => "girls",
            Basis::Boarders => "boarders",
            Basis::Classes => "classes",
            Basis::Teachers => {
                let path = format!("{year}/staff/{name}/full_time");
                return (path.clone(), vec![path]);
            }
            Basis::Boys | Basis::School => "",
        };
        let whole = format!("{year}/enrolment/stage/{name}/{figure}");
        let grades: Vec<Grade> = self
            .school
            .record(self.dossier.base_year)
            .into_iter()
            .flat_map(|r| r.enrolment.grades.keys().copied())
            .filter(|g| g.stage() == stage)
            .collect();
        if grades.is_empty() {
            return (whole.clone(), vec![whole, format!("{year}/enrolment/stage/{name}/class_sizes")]);
        }
        let cells = grades.iter().flat_map(|g| {
            let grade = format!("{year}/enrolment/grade/{}", g.0);
            [format!("{grade}/{figure}"), format!("{grade}/class_sizes")]
        });
        (format!("{year}/enrolment/grade"), cells.collect())
    }

    pub(super) fn has(&mut self, item: Item) -> u32 {
        let year = self.dossier.base_year;
        let path = format!("school/{}/{year}/conditions/{}", self.school.id, item.code());
        let origin = self.dossier.origins.get(&path).cloned();
        let value = self.school.record(year).and_then(|r| r.conditions.get(item));
        self.push(Act::Has { item, path, origin }, value)
    }

    /// The compulsory share, step by step; the total itself where nothing is split.
    fn share(&mut self, total: u32, how: Manner) -> u32 {
        let basis = match how {
            _ if !self.counts.has_senior() => return total,
            Manner::Whole => return total,
            Manner::Weighted => Basis::Pupils,
            Manner::Counted(basis) => basis,
        };
        let (mut compulsory, mut all) = (Vec::new(), Vec::new());
        let stages: Vec<Stage> = self.counts.stages.iter().collect();
        for stage in stages {
            let count = self.count_of(basis, stage);
            let product = if how == Manner::Weighted {
                let weight = self.weight(stage);
                let value = self.value(count).zip(self.value(weight)).and_then(|(a, b)| a.checked_mul(b));
                self.push(Act::Product { of: vec![count, weight] }, value)
            } else {
                count
            };
            all.push(product);
            if stage != Stage::Senior {
                compulsory.push(product);
            }
        }
        let (part, whole) = (self.sum(compulsory), self.sum(all));
        if self.value(whole) == Some(0) {
            return total; // nobody to share it with
        }
        let value = self.value(total).zip(self.value(part)).zip(self.value(whole)).and_then(|((t, p), w)| {
            let (p, w) = (u64::try_from(p).ok()?, u64::try_from(w).ok()?);
            crate::split::share(t, (p, w))
        });
        self.push(Act::Share { total, part, whole }, value)
    }

    fn weight(&mut self, stage: Stage) -> u32 {
        let context = Context { kind: self.school.kind, stage: Some(stage), ..Context::default() };
        let found = self.policy.figure(key::SPLIT_WEIGHT, &context, self.dossier.as_of);
        let value = found.and_then(|(_, v)| i64::try_from(v.checked_mul(Decimal::ONE_THOUSAND)?).ok());
        let (reference, certainty) = found.map_or_else(
            || (policy::Reference { title: String::new(), number: None, clause: None }, policy::Certainty::ToBeChecked),
            |(f, _)| (f.reference.clone(), f.certainty),
        );
        self.push(Act::Weight { key: key::SPLIT_WEIGHT.to_owned(), stage, reference, certainty }, value)
    }

    fn adding(&mut self, item: Item, counts: &[Item]) -> u32 {
        let dossier = self.dossier;
        let fits = |i: Item| if counts.is_empty() { i == item } else { counts.contains(&i) };
        let late = dossier
            .other_projects
            .iter()
            .filter(|p| p.school == self.school.id && p.finish.0 > dossier.base_year.0 && fits(p.item));
        let mut of = Vec::new();
        for p in late {
            let path = format!("other_project/{}/quantity", p.id);
            let origin = dossier.origins.get(&path).cloned();
            let act = Act::Adds { project: p.id.clone(), programme: p.programme.clone(), item: p.item, path, origin };
            of.push(self.push(act, p.quantity.map(|q| q.max(0))));
        }
        // what does not say how much is shown, and left out of the sum
        let known: Vec<u32> = of.into_iter().filter(|id| self.value(*id).is_some()).collect();
        self.sum(known)
    }
}
