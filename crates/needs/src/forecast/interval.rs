//! The interval of a forecast (预测区间), from how far the back-test strayed.
//!
//! The score of a past forecast is |ln(came ÷ said)|. Where there are enough scores, the width is the conformal quantile:
//! the ⌈(n+1)·level⌉-th smallest (Lei et al., "Distribution-free predictive inference for regression", 2018). Where there
//! are few, as for a county's total, it is Student's quantile with n degrees of freedom times the root of the mean
//! square, and never less than chance alone would do. Beyond the horizons tested it widens with a power of the years.

use model::Stage;
use serde::Serialize;

/// What a figure is of (层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A school of a size group, 0 the smallest.
    Group(usize),
    /// Schools of any size.
    School,
    /// A zone's total.
    Zone,
    /// The county's total.
    County,
}

/// What a width rests on (区间依据).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WidthBasis {
    /// Enough past errors: their quantile.
    Conformal,
    /// Few past errors: Student's quantile.
    Student,
}

/// The width of an interval (区间半宽).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Width {
    /// The stage.
    pub stage: Stage,
    /// What it is of.
    pub level: Level,
    /// Years ahead.
    pub horizon: u16,
    /// Natural logarithm of upper end ÷ forecast, in 10⁻⁶, rounded up.
    pub log: u32,
    /// Past errors it rests on.
    pub errors: usize,
    /// How it was found.
    pub basis: WidthBasis,
}

/// The rank of the conformal quantile, from 1; `None` when there are too few scores.
fn rank(count: usize, level: f64) -> Option<usize> {
    let n = f64::from(u32::try_from(count).ok()?);
    let rank = usize::try_from(super::fit::whole(((n + 1.0) * level - 1e-9).ceil())?).ok()?;
    (1..=count).contains(&rank).then_some(rank)
}

/// The conformal quantile of absolute scores.
pub(super) fn conformal(scores: &mut [f64], level: f64) -> Option<f64> {
    scores.sort_by(f64::total_cmp);
    scores.get(rank(scores.len(), level)?.checked_sub(1)?).copied()
}

/// Student's two-sided quantile: ∫₀^θ cosᵛ⁻¹ over the quarter circle is the probability within √v·tan θ.
pub(super) fn student(freedom: u16, level: f64) -> f64 {
    const STEPS: u16 = 2000;
    let power = i32::from(freedom.max(1)) - 1;
    let step = std::f64::consts::FRAC_PI_2 / f64::from(STEPS);
    let middle = |n: u16| (f64::from(n) + 0.5) * step;
    let all: f64 = (0..STEPS).map(|n| middle(n).cos().powi(power)).sum();
    let mut within = 0.0;
    for n in 0..STEPS {
        let part = middle(n).cos().powi(power);
        if within + part >= level * all {
            let angle = (f64::from(n) + (level * all - within) / part) * step;
            return f64::from(freedom.max(1)).sqrt() * angle.tan();
        }
        within += part;
    }
    f64::INFINITY
}

/// Student's width of few scores; `None` of fewer than two.
pub(super) fn few(scores: &[f64], level: f64) -> Option<f64> {
    let freedom = u16::try_from(scores.len()).ok().filter(|n| *n >= 2)?;
    let mean = scores.iter().map(|s| s * s).sum::<f64>() / f64::from(freedom);
    Some(student(freedom, level) * mean.sqrt())
}

impl Width {
    /// A width found from scores.
    pub(super) fn of(stage: Stage, level: Level, horizon: u16, scores: &mut [f64], share: f64) -> Option<Width> {
        let (log, basis) = match (conformal(scores, share), level) {
            (Some(width), _) => (width, WidthBasis::Conformal),
            (None, Level::Zone | Level::County) => (few(scores, share)?, WidthBasis::Student),
            (None, _) => return None,
        };
        let log = super::fit::whole((log * 1e6).ceil())?;
        Some(Width { stage, level, horizon, log, errors: scores.len(), basis })
    }
}

/// The widths of a county (区间表), with how they go on beyond what was tested.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Widths {
    /// By stage, level and horizon; of one stage and level never narrower farther on.
    pub list: Vec<Width>,
    /// The power of the years beyond.
    pub growth: f64,
    /// Standard deviations of chance that hold the level.
    pub chance: f64,
}

impl Widths {
    fn longest(&self, stage: Stage, level: Level, horizon: u16) -> Option<&Width> {
        let mine = self.list.iter().filter(|w| w.stage == stage && w.level == level && w.horizon <= horizon);
        mine.max_by_key(|w| w.horizon)
    }

    /// Lower and upper end, whole persons, outward; `None` when the past is too short to say.
    pub fn interval(&self, stage: Stage, level: Level, horizon: u16, pupils: f64) -> Option<(i64, i64)> {
        let fallback = || matches!(level, Level::Group(_)).then(|| self.longest(stage, Level::School, horizon));
        let own = self.longest(stage, level, horizon);
        let width = match fallback().flatten() {
            Some(all) if own.is_none_or(|w| w.horizon < all.horizon) => all,
            _ => own?,
        };
        let beyond = f64::from(horizon) / f64::from(width.horizon.max(1));
        let mut log = f64::from(width.log) / 1e6;
        if width.basis == WidthBasis::Student && pupils > 0.0 {
            log = log.max(self.chance / pupils.sqrt());
        }
        log *= beyond.powf(self.growth);
        let whole = |x: f64| super::fit::whole(x).map(i64::from);
        Some((whole((pupils * (-log).exp()).floor())?, whole((pupils * log.exp()).ceil())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_quantiles_are_those_of_the_tables() {
        for (freedom, level, table) in
            [(1, 0.9, 6.314), (2, 0.9, 2.920), (3, 0.9, 2.353), (10, 0.9, 1.812), (5, 0.8, 1.476)]
        {
            let found = student(freedom, level);
            assert!((found - table).abs() < 0.001, "{freedom} {level}: {found}");
        }
        assert!((student(5000, 0.9) - 1.645).abs() < 0.001);
    }

    #[test]
    fn nine_scores_are_the_fewest_for_ninety_percent() {
        let mut scores: Vec<f64> = (1..=9).rev().map(f64::from).collect();
        assert_eq!(conformal(&mut scores, 0.9), Some(9.0));
        assert_eq!(conformal(&mut scores.clone()[..8], 0.9), None);
        let mut scores: Vec<f64> = (1..=19).map(f64::from).collect();
        assert_eq!(conformal(&mut scores, 0.9), Some(18.0));
    }

    #[test]
    fn an_interval_widens_beyond_what_was_tested() {
        let width = |horizon, log| Width {
            stage: Stage::Primary,
            level: Level::School,
            horizon,
            log,
            errors: 40,
            basis: WidthBasis::Conformal,
        };
        let widths = Widths { list: vec![width(1, 100_000), width(2, 150_000)], growth: 0.5, chance: 1.645 };
        let at = |h| widths.interval(Stage::Primary, Level::Group(3), h, 1000.0);
        assert_eq!(at(1), Some((904, 1106))); // 1000·e^∓0.1 = 904.84, 1105.17
        assert_eq!(at(2), Some((860, 1162))); // e^∓0.15
        assert_eq!(at(8), Some((740, 1350))); // e^∓0.3: 740.82, 1349.86
        assert_eq!(widths.interval(Stage::Junior, Level::Zone, 1, 10.0), None);
        assert_eq!(widths.interval(Stage::Primary, Level::School, 1, 0.0), Some((0, 0)));
    }
}
