//! The trace of what a school's boarders lack (寄宿需求测算过程).

use super::build::Writer;
use super::{Act, FORMAT, Trace};
use crate::counts::Counts;
use crate::profile::{Profiles, Sort};
use crate::{Needs, forecast};
use model::{Dossier, Item, SchoolId, SchoolYear, Stage};
use policy::{Basis, Policy, Standard};

/// How the beds and the dormitory area that a school's boarders lack in a school year came about: one trace each. The needs are
/// those of this dossier and policy. Empty for a school or year that has no boarding demand (see [`crate::boarding`]).
pub fn boarding(dossier: &Dossier, policy: &Policy, needs: &Needs, school: &SchoolId, year: SchoolYear) -> Vec<Trace> {
    let found = needs.boarding.schools.iter().find(|s| s.school == *school);
    let found = found.and_then(|s| s.years.iter().find(|y| y.year == year));
    let school = dossier.schools.iter().find(|s| s.id == *school);
    let (Some(found), Some(school)) = (found, school) else { return Vec::new() };
    let counts = school.record(dossier.base_year).map(|r| Counts::of(school, r)).unwrap_or_default();
    let sort = Sort::of(school, counts.stages, counts.basis(Basis::Boarders));
    let mut profiles = Profiles::new(policy, &dossier.county, dossier.as_of);
    let Some(profile) = profiles.get(sort) else { return Vec::new() };
    let forecast = needs.forecast.schools.iter().find(|f| f.school == school.id);
    let at = needs.forecast.years.iter().position(|y| *y == year);
    let then = (year != dossier.base_year).then_some((year, forecast.zip(at)));
    let mut out = Vec::new();
    for (item, short) in [(Item::Bed, found.beds), (Item::Dormitory, found.dormitory)] {
        let Some(row) = profile.rows.iter().find(|r| r.item == item && r.standard == Standard::Basic) else { continue };
        let gap = needs.gaps.iter().find(|g| g.school == school.id && g.item == item && g.standard == row.standard);
        let mut steps = Vec::new();
        Writer { dossier, policy, school, counts, then, steps: &mut steps }.gap(short, row);
        out.push(Trace {
            format: FORMAT,
            school: school.id.clone(),
            school_name: school.name.clone(),
            item,
            standard: row.standard,
            year: Some(year),
            missing: gap.map_or_else(Vec::new, |g| g.missing.clone()),
            steps,
        });
    }
    out
}

impl Writer<'_> {
    /// The boarders of a year to come: each stage's share of the base year kept, rounded up.
    pub(super) fn boarders(&mut self, stages: &[Stage]) -> u32 {
        let each: Vec<u32> = stages.iter().map(|stage| self.boarders_of(*stage)).collect();
        if each.is_empty() { self.count(Basis::Boarders, stages) } else { self.sum(each) }
    }

    fn boarders_of(&mut self, stage: Stage) -> u32 {
        let count = self.count_of(Basis::Boarders, stage);
        let Some((year, forecast)) = self.then else { return count };
        let now = self.count_of(Basis::Pupils, stage);
        // nobody boards, whatever the forecast: no step to take, where the pupils are known
        if self.value(count) == Some(0) && self.value(now).is_some() {
            return count;
        }
        let pupils = forecast.and_then(|(f, n)| f.stage(n, stage)).map(i64::from);
        let of = forecast.and_then(|(f, _)| f.stages.iter().find(|s| s.stage == stage));
        let range: Option<forecast::Range> = forecast.and_then(|(f, n)| f.range(n, stage));
        let method = of.map(|s| s.method);
        let then = self.push(Act::Forecast { stage, year, method, assumed: range.is_some_and(|r| r.assumed) }, pupils);
        let (n, to, from) = (self.value(count), self.value(then), self.value(now));
        let value = n
            .zip(to)
            .zip(from)
            .and_then(|((n, to), from)| n.checked_mul(to)?.checked_add(from.checked_sub(1)?)?.checked_div(from));
        self.push(Act::Scale { count, then, now }, value)
    }
}
