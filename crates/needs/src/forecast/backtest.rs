//! The rolling-origin back-test (滚动起点回测): the past forecast from every earlier autumn, every method beside the others.
//!
//! A forecast of an earlier autumn sees only what was known then: pupils up to it, and the births of children who were
//! to enter later. Adjustments of the years to come are left out.

use super::adjust::Adjustments;
use super::cohort::BirthTable;
use super::fit::Fit;
use super::history::Panel;
use super::method::Method;
use super::path::{paths, stage_total};
use super::settings::Settings;
use model::{SchoolYear, Stage};
use serde::Serialize;

/// One school, stage, origin and horizon of the past: what came, and what each method would have said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial {
    pub line: usize,
    pub stage: Stage,
    /// Size group at the origin.
    pub group: usize,
    pub origin: SchoolYear,
    pub horizon: u16,
    pub came: f64,
    pub said: [Option<f64>; 6],
}

impl Trial {
    pub fn said(&self, method: Method) -> Option<f64> {
        self.said.get(method.index()).copied().flatten()
    }

    /// The miss as a share of what came.
    pub fn miss(&self, method: Method) -> Option<f64> {
        Some((self.said(method)? / self.came - 1.0).abs())
    }
}

/// The trials of a county, and for which stages births or the grade below drive the forecast.
#[derive(Debug, Default)]
pub(super) struct Trials {
    pub all: Vec<Trial>,
    pub driven: [bool; 2],
}

/// Forecasts the past from every origin with at least one transition before it.
pub(super) fn run(panel: &Panel<'_>, births: &BirthTable<'_>, settings: &Settings) -> Trials {
    let mut out = Trials::default();
    let now = Fit::of(panel, births, settings, panel.base);
    out.driven = Stage::COMPULSORY.map(|s| now.driven(s));
    for origin in (panel.first.0.saturating_add(1)..panel.base.0).map(SchoolYear) {
        let fit = Fit::of(panel, births, settings, origin);
        let horizon = panel.base.0.saturating_sub(origin.0).min(settings.longest);
        let paths = paths(&fit, &Method::ALL, horizon, &Adjustments::default());
        for line in 0..panel.lines.len() {
            for stage in Stage::COMPULSORY {
                let Some(at_origin) = panel.total(line, origin, stage).filter(|p| *p > 0.0) else { continue };
                let group = settings.group(stage, at_origin);
                for horizon in 1..=horizon {
                    let year = SchoolYear(origin.0.saturating_add(horizon));
                    let Some(came) = panel.total(line, year, stage).filter(|p| *p > 0.0) else { continue };
                    let mut said = [None; 6];
                    for (slot, path) in said.iter_mut().zip(&paths) {
                        let state = path.as_ref().and_then(|p| p.get(usize::from(horizon)));
                        *slot = state.and_then(|s| stage_total(s, line, stage)).map(|c| c.pupils);
                    }
                    out.all.push(Trial { line, stage, group, origin, horizon, came, said });
                }
            }
        }
    }
    out
}

/// How far off a method was (预测误差), in 0.01 %, half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Misses {
    /// The mean of the absolute errors as shares of what came (MAPE).
    pub mean: u32,
    /// Their median.
    pub median: u32,
}

impl Misses {
    /// Of absolute shares; `None` of nothing.
    pub(super) fn of(mut misses: Vec<f64>) -> Option<Misses> {
        misses.sort_by(f64::total_cmp);
        let count: f64 = misses.iter().map(|_| 1.0).sum();
        let mean = misses.iter().sum::<f64>() / count;
        let half = misses.len() / 2;
        let upper = misses.get(half)?;
        let lower = if misses.len().is_multiple_of(2) { misses.get(half.checked_sub(1)?)? } else { upper };
        let basis = |share: f64| super::fit::whole((share * 10_000.0 + 0.5).floor());
        Some(Misses { mean: basis(mean)?, median: basis((lower + upper) / 2.0)? })
    }
}
