//! The forecast of pupils (学生数预测): by grade, school and zone, from the base year to the end of the cycle and beyond.
//!
//! Several methods compete in a rolling-origin back-test of the county's own past, per stage and size of school; the
//! simpler one wins within one standard error ([`choose`]). Intervals come from the errors of that back-test. First
//! grades come from births with the cut-off of 31 August; where births are not known, they are carried on for the few
//! years the packs allow, and marked as assumed.
//!
//! Rule of rounding: the forecast runs in fractions; what leaves it is rounded half up per school and grade, and every
//! total is the sum of the rounded figures, so that printed tables add up.

mod adjust;
mod backtest;
mod choice;
pub mod cohort;
mod fit;
pub mod history;
mod interval;
mod method;
mod path;
mod promotion;
pub mod ratio;
mod run;
mod settings;
mod shape;

use model::{Grade, SchoolId, SchoolYear, Stage, Total, ZoneId};
use serde::Serialize;

pub use adjust::{Adjustment, AdjustmentKind};
pub use backtest::Misses;
pub use choice::{Candidate, Choice, Methods, TestRow, Why, choose};
pub use interval::{Level, Width, WidthBasis, Widths};
pub use method::Method;
pub use run::{forecast, forecast_with};
pub use settings::Settings;

/// Why some figures of the forecast are missing (预测数据不足).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Fewer than two school years in a row by grade: grades cannot be moved on.
    History,
    /// Fewer than three school years in a row: no method could be tested, and there are no intervals.
    Test,
    /// Pupils of the base year are not known by grade at some schools.
    Grades,
    /// Births six and seven years back are not known for some zones or years.
    Births,
    /// Some schools are in no zone, so that births cannot reach them.
    Zones,
    /// The packs lack a parameter of the forecast.
    Figures,
}

/// The pupils of one autumn (某学年预测人数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// The school year.
    pub year: SchoolYear,
    /// Pupils, summed over the schools that have a figure.
    pub pupils: Total,
    /// Lower end of the interval, persons; `None` when the history is too short for one.
    pub low: Option<i64>,
    /// Upper end.
    pub high: Option<i64>,
    /// Some first grade in it is carried on from the past, as no births or grade below are known.
    pub assumed: bool,
}

/// The pupils of one school and stage in one autumn (某校某学段预测人数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// Pupils; `None` is "no data".
    pub pupils: Option<u32>,
    /// Lower end of the interval; `None` when the history is too short for one.
    pub low: Option<i64>,
    /// Upper end.
    pub high: Option<i64>,
    /// A first grade in it is carried on from the past.
    pub assumed: bool,
}

/// One stage of a school (某校某学段预测).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageForecast {
    /// The stage.
    pub stage: Stage,
    /// The method used.
    pub method: Method,
    /// The size group, as in [`Forecast::choices`].
    pub group: usize,
    /// By year, the base year first as it is.
    pub years: Vec<Range>,
}

/// One school (某校预测).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolForecast {
    /// The school.
    pub school: SchoolId,
    /// Pupils by year and grade, years as in [`Forecast::years`]; `None` is "no data".
    pub grades: Vec<Vec<(Grade, Option<u32>)>>,
    /// Totals of its compulsory stages with their intervals.
    pub stages: Vec<StageForecast>,
}

impl SchoolForecast {
    /// Pupils of a stage in the `n`th year; `None` when a grade has no figure.
    pub fn stage(&self, n: usize, stage: Stage) -> Option<u32> {
        let grades = self.grades.get(n)?.iter().filter(|(g, _)| g.stage() == stage);
        grades.map(|(_, p)| *p).try_fold(0_u32, |sum, p| sum.checked_add(p?))
    }

    /// The total of a stage in the `n`th year with its interval.
    pub fn range(&self, n: usize, stage: Stage) -> Option<Range> {
        self.stages.iter().find(|s| s.stage == stage)?.years.get(n).copied()
    }
}

/// One zone and stage (某学区某学段预测).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ZoneForecast {
    /// The zone; `None` gathers the schools that are in no zone.
    pub zone: Option<ZoneId>,
    /// The stage.
    pub stage: Stage,
    /// Year by year, the base year first as it is.
    pub years: Vec<Expected>,
}

/// The forecast of a county (县域学生数预测).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Forecast {
    /// The base year and the years forecast.
    pub years: Vec<SchoolYear>,
    /// By school, in the order of the dossier.
    pub schools: Vec<SchoolForecast>,
    /// By zone and stage.
    pub zones: Vec<ZoneForecast>,
    /// The county by stage.
    pub county: Vec<ZoneForecast>,
    /// What is known of the years to come and was taken into account, by year.
    pub adjustments: Vec<Adjustment>,
    /// The methods used, by stage and size group.
    pub choices: Vec<Choice>,
    /// How far off they would have been in the past.
    pub tests: Vec<TestRow>,
    /// The share of outcomes an interval is to hold, in thousandths.
    pub level: u32,
    /// What is lacking, each once.
    pub lacking: Vec<Lacking>,
}
