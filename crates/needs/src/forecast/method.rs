//! What the forecast learns from the past (预测参数): ratios of grades, of first grades to births, of grade 7 to grade 6.

use super::cohort::{BirthTable, Cutoff};
use super::history::{GRADES, Line, stage_of};
use super::ratio::{COUNTY_PRIOR, Pair, SCHOOL_PRIOR, ZONE_PRIOR};
use super::spread::Dispersion;
use model::{SchoolYear, Stage, ZoneId};
use policy::{Context, Policy, key};
use std::collections::{BTreeMap, BTreeSet};

/// Where a school's seventh grade comes from (初一生源).
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    /// Grade 6 of these schools (indexes), times the ratio.
    Fed { from: Vec<usize>, ratio: f64 },
    /// A share of all grade-6 pupils that are bound nowhere, times the ratio of that group.
    Rest { share: f64 },
}

/// The method fitted to one county.
#[derive(Debug)]
pub(super) struct Fit<'a> {
    pub lines: &'a [Line<'a>],
    pub base: SchoolYear,
    pub births: BirthTable<'a>,
    pub cutoff: Option<Cutoff>,
    /// Which grades each school offers.
    pub offers: Vec<[bool; GRADES]>,
    /// Ratio from grade g (1–8, not 6) to the next, by school.
    pub onward: Vec<[Option<f64>; GRADES]>,
    /// First graders per child of the cohort, by zone.
    pub entry: BTreeMap<&'a ZoneId, f64>,
    /// Each school's share of its zone's first graders.
    pub intake: Vec<f64>,
    /// Where grade 7 comes from; `None` where there is no grade 7 or no history.
    pub source: Vec<Option<Source>>,
    /// Schools whose grade 6 is bound nowhere.
    pub unbound: Vec<usize>,
    /// Grade 7 per unbound grade-6 pupil.
    pub rest_ratio: Option<f64>,
    pub dispersion: Dispersion,
}

/// The float as a whole number of persons; `None` out of range.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the range just before")]
pub(super) fn whole(x: f64) -> Option<u32> {
    (x.is_finite() && (0.0..4e9).contains(&x)).then_some(x as u32)
}

fn share(policy: &Policy, name: &str, date: model::Date) -> Option<f64> {
    let (_, percent) = policy.figure(name, &Context::default(), date)?;
    let thousandths = u32::try_from(percent.checked_mul(1000.into())?.trunc()).ok()?;
    Some(f64::from(thousandths) / 100_000.0)
}

impl<'a> Fit<'a> {
    pub fn of(
        lines: &'a [Line<'a>],
        births: BirthTable<'a>,
        policy: &Policy,
        date: model::Date,
        base: SchoolYear,
    ) -> Self {
        let offers = lines.iter().map(|l| offered(l, base)).collect();
        let mut fit = Fit {
            lines,
            base,
            births,
            cutoff: Cutoff::from_policy(policy, date),
            offers,
            onward: vec![[None; GRADES]; lines.len()],
            entry: BTreeMap::new(),
            intake: vec![0.0; lines.len()],
            source: vec![None; lines.len()],
            unbound: Vec::new(),
            rest_ratio: None,
            dispersion: Dispersion::default(),
        };
        for grade in (1..GRADES).filter(|g| *g != 6) {
            fit.learn_onward(grade);
        }
        fit.learn_entry(share(policy, key::SURVIVAL, date));
        fit.learn_promotion(share(policy, key::PROMOTION, date));
        fit
    }

    pub fn offers(&self, line: usize, grade: usize) -> bool {
        self.offers.get(line).and_then(|o| o.get(grade.checked_sub(1)?)).copied().unwrap_or(false)
    }

    fn learn_onward(&mut self, grade: usize) {
        let stage = stage_of(grade);
        let mut county = Pair::default();
        let mut zones: BTreeMap<Option<&ZoneId>, Pair> = BTreeMap::new();
        let mut own = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            let mut pair = Pair::default();
            for (before, after) in transitions(line, grade) {
                pair.add(before, after);
            }
            county.add(pair.before, pair.after);
            zones.entry(line.zone(stage)).or_default().add(pair.before, pair.after);
            own.push(pair);
        }
        let Some(overall) = county.ratio() else { return };
        for ((line, pair), slots) in self.lines.iter().zip(own).zip(&mut self.onward) {
            let zone = zones.get(&line.zone(stage)).copied().unwrap_or_default().drawn(overall, ZONE_PRIOR);
            let ratio = pair.drawn(zone, SCHOOL_PRIOR);
            for (before, after) in transitions(line, grade) {
                self.dispersion.add(before * ratio, after);
            }
            if let Some(slot) = slots.get_mut(grade.saturating_sub(1)) {
                *slot = Some(ratio);
            }
        }
    }

    fn learn_entry(&mut self, survival: Option<f64>) {
        for (line, slot) in self.lines.iter().zip(&mut self.intake) {
            let latest = line.rows.keys().rev().take(3);
            *slot = latest.filter_map(|y| line.pupils(*y, 1)).sum();
        }
        let Some(cutoff) = self.cutoff else { return };
        let zones: BTreeSet<&'a ZoneId> = self.lines.iter().filter_map(|l| l.zone(Stage::Primary)).collect();
        let years: BTreeSet<SchoolYear> = self.lines.iter().flat_map(|l| l.rows.keys().copied()).collect();
        let mut county = Pair::default();
        let mut pairs = Vec::new();
        for zone in zones {
            let mut by_year = Vec::new();
            for year in &years {
                let mine = self.lines.iter().filter(|l| l.zone(Stage::Primary) == Some(zone));
                let came = mine.map(|l| l.pupils(*year, 1)).try_fold(0.0, |sum, p| Some(sum + p?));
                if let Some((cohort, came)) = self.births.cohort(zone, *year, cutoff).zip(came) {
                    by_year.push((cohort, came));
                    county.add(cohort, came);
                }
            }
            pairs.push((zone, by_year));
        }
        let overall = survival.map(|s| county.drawn(s, COUNTY_PRIOR)).or(county.ratio());
        let Some(overall) = overall else { return };
        for (zone, by_year) in pairs {
            let mut pair = Pair::default();
            by_year.iter().for_each(|(before, after)| pair.add(*before, *after));
            let ratio = pair.drawn(overall, ZONE_PRIOR);
            by_year.iter().for_each(|(before, after)| self.dispersion.add(before * ratio, *after));
            self.entry.insert(zone, ratio);
        }
    }

    fn learn_promotion(&mut self, prior: Option<f64>) {
        let bound: Vec<Option<usize>> = (0..self.lines.len()).map(|l| self.bound_to(l)).collect();
        let sixth: Vec<usize> = (0..self.lines.len()).filter(|l| self.offers(*l, 6)).collect();
        let seventh: Vec<usize> = (0..self.lines.len()).filter(|l| self.offers(*l, 7)).collect();
        let county = self.promoted(&sixth, &seventh);
        let overall = prior.map(|p| county.drawn(p, COUNTY_PRIOR)).or(county.ratio());
        let Some(overall) = overall else { return };
        self.unbound = sixth.iter().copied().filter(|l| bound.get(*l).copied().flatten().is_none()).collect();
        let feeders = |junior: usize| -> Vec<usize> {
            sixth.iter().copied().filter(|l| bound.get(*l).copied().flatten() == Some(junior)).collect()
        };
        let (fed, open): (Vec<usize>, Vec<usize>) = seventh.iter().copied().partition(|j| !feeders(*j).is_empty());
        for junior in fed {
            let from = feeders(junior);
            let ratio = self.promoted(&from, &[junior]).drawn(overall, SCHOOL_PRIOR);
            if let Some(slot) = self.source.get_mut(junior) {
                *slot = Some(Source::Fed { from, ratio });
            }
        }
        self.rest_ratio = Some(self.promoted(&self.unbound, &open).drawn(overall, ZONE_PRIOR));
        let recent =
            |line: &Line<'_>| -> f64 { line.rows.keys().rev().take(3).filter_map(|y| line.pupils(*y, 7)).sum() };
        let all: f64 = open.iter().filter_map(|j| self.lines.get(*j)).map(recent).sum();
        for junior in open {
            let mine = self.lines.get(junior).map_or(0.0, recent);
            if let Some(slot) = self.source.get_mut(junior).filter(|_| all > 0.0) {
                *slot = Some(Source::Rest { share: mine / all });
            }
        }
    }

    /// The school in whose grade 7 a school's grade 6 goes on: the one named, else itself where it has one.
    fn bound_to(&self, line: usize) -> Option<usize> {
        let school = self.lines.get(line)?.school;
        let named = school.feeds.as_ref().and_then(|id| self.lines.iter().position(|l| l.school.id == *id));
        named.filter(|n| self.offers(*n, 7)).or((self.offers(line, 6) && self.offers(line, 7)).then_some(line))
    }

    /// Grade 6 of some schools and grade 7 of others a year later, over the years in which all of them are known.
    fn promoted(&self, sixth: &[usize], seventh: &[usize]) -> Pair {
        let sum = |lines: &[usize], year: SchoolYear, grade: usize| {
            lines.iter().map(|l| self.lines.get(*l)?.pupils(year, grade)).try_fold(0.0, |sum, p| Some(sum + p?))
        };
        let years: BTreeSet<SchoolYear> = self.lines.iter().flat_map(|l| l.rows.keys().copied()).collect();
        let mut pair = Pair::default();
        for year in years {
            if let Some((before, after)) = sum(sixth, year, 6).zip(sum(seventh, year.plus(1), 7)) {
                pair.add(before, after);
            }
        }
        pair
    }
}

/// Pupils of a grade and of the next grade a year later, wherever both are known and the school offers both.
fn transitions<'a>(line: &'a Line<'a>, grade: usize) -> impl Iterator<Item = (f64, f64)> + 'a {
    line.rows.keys().filter_map(move |year| {
        let before = line.pupils(*year, grade).filter(|p| *p > 0.0)?;
        let after = line.pupils(year.plus(1), grade.saturating_add(1))?;
        (after > 0.0).then_some((before, after))
    })
}

/// The grades in which a school had pupils in the base year or the year before.
fn offered(line: &Line<'_>, base: SchoolYear) -> [bool; GRADES] {
    let mut out = [false; GRADES];
    for (slot, grade) in out.iter_mut().zip(1..) {
        *slot = [base, base.plus(-1)].iter().any(|y| line.pupils(*y, grade).is_some_and(|p| p > 0.0));
    }
    out
}
