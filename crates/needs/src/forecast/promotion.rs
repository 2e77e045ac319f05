//! Where grade 7 comes from (小升初): the primary schools bound to a junior school, or all those bound nowhere.

use super::fit::{Fit, Ratio};
use super::ratio::Pair;
use model::SchoolId;
use std::collections::BTreeMap;

/// Where a school's seventh grade comes from (初一生源).
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    /// Grade 6 of these schools (indexes), times the ratio.
    Fed { from: Vec<usize>, ratio: Ratio },
    /// A share of all grade-6 pupils that are bound nowhere, times the ratio of that group.
    Rest { share: f64 },
}

/// The sources of all schools.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Promotion {
    sources: Vec<Option<Source>>,
    /// Schools whose grade 6 is bound nowhere.
    pub unbound: Vec<usize>,
    /// Grade 7 per unbound grade-6 pupil.
    pub rest: Ratio,
}

impl Promotion {
    pub fn of(fit: &Fit<'_>) -> Promotion {
        let weights = fit.settings.weights;
        let lines = 0..fit.panel.lines.len();
        let sixth: Vec<usize> = lines.clone().filter(|l| fit.offers(*l, 6, 0)).collect();
        let seventh: Vec<usize> = lines.clone().filter(|l| fit.offers(*l, 7, 0)).collect();
        let mut out = Promotion { sources: vec![None; lines.len()], ..Promotion::default() };
        let county = promoted(fit, &sixth, &seventh);
        let overall = fit.settings.promotion.map(|p| county.drawn(p, weights.county)).or(county.ratio());
        let Some(overall) = overall.filter(|_| !sixth.is_empty()) else { return out };
        let ids: BTreeMap<&SchoolId, usize> =
            fit.panel.lines.iter().enumerate().map(|(at, l)| (&l.school.id, at)).collect();
        // where a school's grade 6 goes on: the one named, else itself where it has a grade 7
        let bound = |line: &usize| -> Option<usize> {
            let named = fit.panel.lines.get(*line)?.school.feeds.as_ref().and_then(|id| ids.get(id).copied());
            let own = (fit.offers(*line, 6, 0) && fit.offers(*line, 7, 0)).then_some(*line);
            named.filter(|n| fit.offers(*n, 7, 0)).or(own)
        };
        let mut feeders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for line in &sixth {
            match bound(line) {
                Some(junior) => feeders.entry(junior).or_default().push(*line),
                None => out.unbound.push(*line),
            }
        }
        let open: Vec<usize> = seventh.iter().copied().filter(|j| !feeders.contains_key(j)).collect();
        for (junior, from) in feeders {
            let pair = promoted(fit, &from, &[junior]);
            let ratio = Ratio { own: pair.ratio(), drawn: Some(pair.drawn(overall, weights.school)) };
            if let Some(slot) = out.sources.get_mut(junior) {
                *slot = Some(Source::Fed { from, ratio });
            }
        }
        if out.unbound.is_empty() {
            return out;
        }
        let pair = promoted(fit, &out.unbound, &open);
        out.rest = Ratio { own: pair.ratio(), drawn: Some(pair.drawn(overall, weights.zone)) };
        let latest: Vec<_> = fit.recent().skip(1).collect();
        let recent = |line: usize| -> f64 { latest.iter().filter_map(|y| fit.panel.pupils(line, *y, 7)).sum() };
        let all: f64 = open.iter().map(|j| recent(*j)).sum();
        for junior in open {
            let share = recent(junior) / all;
            if let Some(slot) = out.sources.get_mut(junior).filter(|_| all > 0.0) {
                *slot = Some(Source::Rest { share });
            }
        }
        out
    }

    pub fn source(&self, line: usize) -> Option<&Source> {
        self.sources.get(line)?.as_ref()
    }

    /// True when grade 6 of some school says how many enter.
    pub fn driven(&self, line: usize) -> bool {
        self.source(line).is_some()
    }
}

/// Grade 6 of some schools and grade 7 of others a year later, over the latest years in which all of them are known.
fn promoted(fit: &Fit<'_>, sixth: &[usize], seventh: &[usize]) -> Pair {
    let sum = |lines: &[usize], year, grade| {
        lines.iter().map(|l| fit.panel.pupils(*l, year, grade)).try_fold(0.0, |sum, p| Some(sum + p?))
    };
    let mut pair = Pair::default();
    for year in fit.recent().filter(|y| *y < fit.origin) {
        if let Some((before, after)) = sum(sixth, year, 6).zip(sum(seventh, year.plus(1), 7)) {
            pair.add(before, after);
        }
    }
    pair
}
