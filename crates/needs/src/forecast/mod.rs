//! The cohort forecast (学生数预测): grade by grade and school by school, from the base year to the end of the cycle and beyond.
//!
//! Rule of rounding: the forecast runs in fractions; what leaves it is rounded half up per school and grade, and every
//! total is the sum of the rounded figures, so that printed tables add up.

pub mod cohort;
pub mod history;
mod method;
pub mod ratio;
mod run;
pub mod spread;

use model::{Grade, SchoolId, SchoolYear, Stage, Total, ZoneId};
use serde::Serialize;

pub use run::forecast;

/// Why some figures of the forecast are missing (预测数据不足).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Fewer than two school years in a row by grade: grades cannot be moved on.
    History,
    /// Pupils of the base year are not known by grade at some schools.
    Grades,
    /// Births six and seven years back are not known for some zones or years.
    Births,
    /// Some schools are in no zone, so that births cannot reach them.
    Zones,
}

/// The pupils of one autumn (某学年预测人数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// The school year.
    pub year: SchoolYear,
    /// Pupils, summed over the schools that have a figure.
    pub pupils: Total,
    /// Lower end of the 80 % interval, persons; `None` when the history is too short for one.
    pub low: Option<i64>,
    /// Upper end.
    pub high: Option<i64>,
}

/// One school (某校预测).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolForecast {
    /// The school.
    pub school: SchoolId,
    /// Pupils by year and grade, years as in [`Forecast::years`]; `None` is "no data".
    pub grades: Vec<Vec<(Grade, Option<u32>)>>,
}

impl SchoolForecast {
    /// Pupils of a stage in the `n`th year; `None` when a grade has no figure.
    pub fn stage(&self, n: usize, stage: Stage) -> Option<u32> {
        let grades = self.grades.get(n)?.iter().filter(|(g, _)| g.stage() == stage);
        grades.map(|(_, p)| *p).try_fold(0_u32, |sum, p| sum.checked_add(p?))
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
    /// What is lacking, each once.
    pub lacking: Vec<Lacking>,
}
