//! The parameters of the forecast (预测参数), read once from the packs.

use super::cohort::Cutoff;
use super::ratio::Weights;
use model::{Date, Stage};
use policy::{Context, Policy, key};

/// Everything the forecast takes from the packs.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How births become first grades; `None` when the packs do not say.
    pub cutoff: Option<Cutoff>,
    /// First graders per birth before any history; a share.
    pub survival: Option<f64>,
    /// Grade 7 per grade 6 before any history; a share.
    pub promotion: Option<f64>,
    /// Years after the end of the cycle.
    pub beyond: u16,
    /// Transitions a ratio is taken over.
    pub transitions: u16,
    /// How much the larger group weighs.
    pub weights: Weights,
    /// What an earlier first grade weighs against the next one; a share.
    pub entry_decay: f64,
    /// Years a first grade is carried on where no births are known.
    pub entry_years: u16,
    /// What is left of a trend after a year; a share.
    pub damping: f64,
    /// The largest growth in a year a trend may carry on (natural logarithm).
    pub trend_limit: f64,
    /// The weight of the last value in the combination in the first year; a share, multiplied once more each year.
    pub last_weight: f64,
    /// The share of outcomes an interval is to hold.
    pub level: f64,
    /// How an interval widens beyond the horizons tested: with this power of the years.
    pub growth: f64,
    /// The longest horizon tested.
    pub longest: u16,
    /// Size groups of each stage: pupils from which the next group starts.
    pub breaks: [Vec<u32>; 2],
    /// Fewest schools on which a group chooses its own method.
    pub group_minimum: usize,
    /// Fewest schools on which a stage chooses.
    pub stage_minimum: usize,
}

fn figure(policy: &Policy, name: &str, context: &Context, date: Date) -> Option<f64> {
    let (_, value) = policy.figure(name, context, date)?;
    let thousandths = i32::try_from(value.checked_mul(1000.into())?.trunc()).ok()?;
    Some(f64::from(thousandths) / 1000.0)
}

impl Settings {
    /// The parameters in force on a date; `None` when the packs lack one without which nothing can be computed.
    pub fn of(policy: &Policy, date: Date) -> Option<Settings> {
        let any = Context::default();
        let number = |name: &str| figure(policy, name, &any, date);
        let share = |name: &str| number(name).map(|v| v / 100.0);
        let years = |name: &str| policy.figure(name, &any, date).and_then(|(_, v)| u16::try_from(v).ok());
        let count = |name: &str| policy.figure(name, &any, date).and_then(|(_, v)| usize::try_from(v).ok());
        let breaks = |stage: Stage| -> Option<Vec<u32>> {
            let context = Context { stage: Some(stage), ..Context::default() };
            let mut breaks = key::SIZE_BREAKS
                .iter()
                .map(|name| policy.figure(name, &context, date).and_then(|(_, v)| u32::try_from(v).ok()))
                .collect::<Option<Vec<u32>>>()?;
            breaks.sort_unstable();
            breaks.dedup();
            Some(breaks)
        };
        let level = share(key::INTERVAL_LEVEL).filter(|l| (0.01..1.0).contains(l))?;
        Some(Settings {
            cutoff: Cutoff::from_policy(policy, date),
            survival: share(key::SURVIVAL),
            promotion: share(key::PROMOTION),
            beyond: years(key::YEARS_BEYOND).unwrap_or(0).min(30),
            transitions: years(key::TRANSITIONS).filter(|t| *t > 0)?,
            weights: Weights {
                school: number(key::SCHOOL_WEIGHT)?.max(0.0),
                zone: number(key::ZONE_WEIGHT)?.max(0.0),
                county: number(key::COUNTY_WEIGHT)?.max(0.0),
            },
            entry_decay: share(key::ENTRY_DECAY)?.clamp(0.0, 1.0),
            entry_years: years(key::ENTRY_YEARS)?,
            damping: share(key::TREND_DAMPING)?.clamp(0.0, 1.0),
            trend_limit: share(key::TREND_LIMIT)?.max(0.0),
            last_weight: share(key::LAST_WEIGHT)?.clamp(0.0, 1.0),
            level,
            growth: share(key::INTERVAL_GROWTH)?.clamp(0.0, 2.0),
            longest: years(key::LONGEST_TEST)?.clamp(1, 30),
            breaks: [breaks(Stage::Primary)?, breaks(Stage::Junior)?],
            group_minimum: count(key::GROUP_MINIMUM)?.max(2),
            stage_minimum: count(key::STAGE_MINIMUM)?.max(2),
        })
    }

    /// The size group of a number of pupils, 0 the smallest.
    pub fn group(&self, stage: Stage, pupils: f64) -> usize {
        let breaks = if stage == Stage::Primary { &self.breaks[0] } else { &self.breaks[1] };
        breaks.iter().filter(|b| pupils >= f64::from(**b)).count()
    }

    /// The groups of a stage with their bounds: from, up to but without.
    pub fn groups(&self, stage: Stage) -> Vec<(u32, Option<u32>)> {
        let breaks = if stage == Stage::Primary { &self.breaks[0] } else { &self.breaks[1] };
        let from = std::iter::once(0).chain(breaks.iter().copied());
        from.zip(breaks.iter().copied().map(Some).chain([None])).collect()
    }
}
