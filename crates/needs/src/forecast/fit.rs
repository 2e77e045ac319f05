//! What the forecast learns from the past up to an origin (预测参数估计): ratios of grades, of first grades to births.

use super::cohort::BirthTable;
use super::history::{GRADES, Panel, Row, grades, stage_of};
use super::promotion::Promotion;
use super::ratio::Pair;
use super::settings::Settings;
use super::shape::Shape;
use model::{SchoolYear, Stage, ZoneId};
use std::collections::{BTreeMap, BTreeSet};

/// A ratio, plain and drawn towards the larger group (本校比例与收缩比例).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Ratio {
    pub own: Option<f64>,
    pub drawn: Option<f64>,
}

/// A first grade carried on from the past (入口年级水平).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Level {
    pub last: f64,
    /// Weighted mean of the latest, the last weighing most.
    pub mean: f64,
}

/// Everything learned of one county up to one origin.
#[derive(Debug)]
pub(super) struct Fit<'a> {
    pub panel: &'a Panel<'a>,
    pub settings: &'a Settings,
    pub births: &'a BirthTable<'a>,
    pub origin: SchoolYear,
    /// By school and compulsory stage.
    pub shapes: Vec<[Shape; 2]>,
    /// Ratio from grade g (1–8, not 6) to the next, by school.
    pub onward: Vec<[Ratio; GRADES]>,
    /// First graders per child of the cohort, by zone.
    entry: BTreeMap<&'a ZoneId, f64>,
    /// Each school's share of its zone's first graders.
    share: Vec<Option<f64>>,
    /// Grade 1 and grade 7 as they have been.
    pub level: Vec<[Option<Level>; 2]>,
    /// Mean yearly growth of each stage, natural logarithm.
    pub growth: Vec<[f64; 2]>,
    pub promotion: Promotion,
}

pub(super) fn index(stage: Stage) -> usize {
    usize::from(stage != Stage::Primary)
}

/// The float as a whole number of persons; `None` out of range.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the range just before")]
pub(super) fn whole(x: f64) -> Option<u32> {
    (x.is_finite() && (0.0..4e9).contains(&x)).then_some(x as u32)
}

impl<'a> Fit<'a> {
    pub fn of(panel: &'a Panel<'a>, births: &'a BirthTable<'a>, settings: &'a Settings, origin: SchoolYear) -> Self {
        let lines = panel.lines.len();
        let shape = |line| Stage::COMPULSORY.map(|stage| Shape::of(panel, line, stage, origin));
        let mut fit = Fit {
            panel,
            settings,
            births,
            origin,
            shapes: (0..lines).map(shape).collect(),
            onward: vec![[Ratio::default(); GRADES]; lines],
            entry: BTreeMap::new(),
            share: vec![None; lines],
            level: vec![[None; 2]; lines],
            growth: vec![[0.0; 2]; lines],
            promotion: Promotion::default(),
        };
        for grade in (1..GRADES).filter(|g| *g != 6) {
            fit.learn_onward(grade);
        }
        fit.learn_levels();
        fit.learn_entry();
        fit.promotion = Promotion::of(&fit);
        fit
    }

    pub fn shape(&self, line: usize, stage: Stage) -> Shape {
        self.shapes.get(line).and_then(|s| s.get(index(stage))).copied().unwrap_or_default()
    }

    /// True when a school offers a grade so many years after the origin.
    pub fn offers(&self, line: usize, grade: usize, ahead: u16) -> bool {
        self.shape(line, stage_of(grade)).offers(grade, ahead)
    }

    /// The state at the origin: what was counted; a planned school has nobody.
    pub fn counted(&self, line: usize) -> Row {
        let planned = self.panel.lines.get(line).is_some_and(|l| l.opens.is_some());
        let unknown = if planned { [Some(0.0); GRADES] } else { [None; GRADES] };
        self.panel.row(line, self.origin).copied().unwrap_or(unknown)
    }

    pub fn ratio(&self, line: usize, grade: usize) -> Ratio {
        self.onward.get(line).and_then(|r| r.get(grade.checked_sub(1)?)).copied().unwrap_or_default()
    }

    /// The school years up to the origin over which ratios are taken, oldest first.
    pub fn recent(&self) -> impl Iterator<Item = SchoolYear> + use<> {
        let from = self.panel.first.0.max(self.origin.0.saturating_sub(self.settings.transitions));
        (from..=self.origin.0).map(SchoolYear)
    }

    fn learn_onward(&mut self, grade: usize) {
        let (stage, weights) = (stage_of(grade), self.settings.weights);
        let mut county = Pair::default();
        let mut zones: BTreeMap<Option<&ZoneId>, Pair> = BTreeMap::new();
        let mut own = Vec::with_capacity(self.panel.lines.len());
        for (at, line) in self.panel.lines.iter().enumerate() {
            let mut pair = Pair::default();
            for (before, after) in self.panel.transitions(at, grade, self.origin, self.settings.transitions) {
                pair.add(before, after);
            }
            county.add(pair.before, pair.after);
            zones.entry(line.zone(stage)).or_default().add(pair.before, pair.after);
            own.push(pair);
        }
        let Some(overall) = county.ratio() else { return };
        for ((line, pair), slots) in self.panel.lines.iter().zip(own).zip(&mut self.onward) {
            let zone = zones.get(&line.zone(stage)).copied().unwrap_or_default().drawn(overall, weights.zone);
            if let Some(slot) = slots.get_mut(grade.saturating_sub(1)) {
                *slot = Ratio { own: pair.ratio(), drawn: Some(pair.drawn(zone, weights.school)) };
            }
        }
    }

    fn learn_levels(&mut self) {
        let years: Vec<SchoolYear> = self.recent().collect();
        let latest = || years.iter().rev().take(usize::from(self.settings.transitions));
        for line in 0..self.panel.lines.len() {
            for stage in Stage::COMPULSORY {
                let first = *grades(stage).start();
                let (mut sum, mut all, mut weight) = (0.0, 0.0, 1.0);
                for pupils in latest().map(|y| self.panel.pupils(line, *y, first)) {
                    if let Some(pupils) = pupils.filter(|p| *p > 0.0) {
                        sum += weight * pupils;
                        all += weight;
                    }
                    weight *= self.settings.entry_decay;
                }
                let last = self.panel.pupils(line, self.origin, first);
                let level = last.map(|last| Level { last, mean: if all > 0.0 { sum / all } else { 0.0 } });
                if let Some(slot) = self.level.get_mut(line).and_then(|l| l.get_mut(index(stage))) {
                    *slot = level;
                }
                let totals: Vec<Option<f64>> = years.iter().map(|y| self.panel.total(line, *y, stage)).collect();
                let pairs = totals.iter().zip(totals.iter().skip(1));
                let steps: Vec<f64> = pairs
                    .filter_map(|(a, b)| a.zip(*b).filter(|(a, b)| *a > 0.0 && *b > 0.0))
                    .map(|(a, b)| (b / a).ln().clamp(-self.settings.trend_limit, self.settings.trend_limit))
                    .collect();
                let count: f64 = steps.iter().map(|_| 1.0).sum();
                if let Some(slot) =
                    self.growth.get_mut(line).and_then(|g| g.get_mut(index(stage))).filter(|_| count > 0.0)
                {
                    *slot = steps.iter().sum::<f64>() / count;
                }
            }
        }
    }

    fn learn_entry(&mut self) {
        let weights = self.settings.weights;
        let years: Vec<SchoolYear> = (self.panel.first.0..=self.origin.0).map(SchoolYear).collect();
        let mut zones: BTreeMap<&'a ZoneId, Vec<usize>> = BTreeMap::new();
        for (at, line) in self.panel.lines.iter().enumerate().filter(|(_, l)| l.opens.is_none()) {
            if let Some(zone) = line.zone(Stage::Primary) {
                zones.entry(zone).or_default().push(at);
            }
        }
        for members in zones.values() {
            let latest = |line: usize| -> f64 {
                let past = years.iter().rev().take(usize::from(self.settings.transitions));
                past.filter_map(|y| self.panel.pupils(line, *y, 1)).sum()
            };
            let offering: Vec<usize> = members.iter().copied().filter(|l| self.offers(*l, 1, 1)).collect();
            let all: f64 = offering.iter().map(|l| latest(*l)).sum();
            for line in offering {
                if let Some(slot) = self.share.get_mut(line).filter(|_| all > 0.0) {
                    let past = years.iter().rev().take(usize::from(self.settings.transitions));
                    let mine: f64 = past.filter_map(|y| self.panel.pupils(line, *y, 1)).sum();
                    *slot = Some(mine / all);
                }
            }
        }
        let Some(cutoff) = self.settings.cutoff else { return };
        let mut county = Pair::default();
        let mut pairs: Vec<(&'a ZoneId, Pair)> = Vec::new();
        for (zone, members) in &zones {
            let mut pair = Pair::default();
            for year in &years {
                let came =
                    members.iter().map(|l| self.panel.pupils(*l, *year, 1)).try_fold(0.0, |sum, p| Some(sum + p?));
                if let Some((cohort, came)) = self.births.cohort(zone, *year, cutoff).zip(came) {
                    pair.add(cohort, came);
                }
            }
            county.add(pair.before, pair.after);
            pairs.push((zone, pair));
        }
        let overall = self.settings.survival.map(|s| county.drawn(s, weights.county)).or(county.ratio());
        let Some(overall) = overall else { return };
        self.entry = pairs.into_iter().map(|(zone, pair)| (zone, pair.drawn(overall, weights.zone))).collect();
    }

    /// First graders of a school from the births of its zone; `None` where the births do not reach.
    pub fn born(&self, line: usize, year: SchoolYear) -> Option<f64> {
        let zone = self.panel.lines.get(line)?.zone(Stage::Primary)?;
        let share = self.share.get(line).copied().flatten()?;
        let cohort = self.births.cohort(zone, year, self.settings.cutoff?)?;
        Some(cohort * self.entry.get(zone)? * share)
    }

    /// True when births, or the grade below, say how many will enter the stage: a method that cannot see them is then
    /// no candidate.
    pub fn driven(&self, stage: Stage) -> bool {
        let lines = 0..self.panel.lines.len();
        match stage {
            Stage::Primary => {
                let zones: BTreeSet<_> = self.panel.lines.iter().filter_map(|l| l.zone(Stage::Primary)).collect();
                let next = self.origin.plus(1);
                zones.iter().any(|z| self.settings.cutoff.is_some_and(|c| self.births.cohort(z, next, c).is_some()))
            }
            _ => lines.into_iter().any(|l| self.promotion.driven(l)),
        }
    }
}
