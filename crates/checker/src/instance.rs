//! The programme problem (项目规划问题): choose and schedule projects under yearly money by source.

use model::{Fen, FundSource, ProjectId, Stage, Year, ZoneId};
use serde::{Deserialize, Serialize};

/// Money one source offers in one year, a whole multiple of the grain (100 元).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// The source.
    pub source: FundSource,
    /// The year.
    pub year: Year,
    /// The amount.
    pub amount: Fen,
}

/// Projects that may be paid for by the same sources (资金类别).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundingClass {
    /// The sources that may pay.
    pub sources: Vec<FundSource>,
}

/// A way of carrying out a project (项目方案). At most one option of a group is chosen, and it starts at most once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The project it would become.
    pub project: ProjectId,
    /// Options of one group exclude each other (build new or extend).
    pub group: u32,
    /// Index into [`Instance::classes`].
    pub class: u32,
    /// Money in the first, second, … year of the work; whole multiples of the grain. Its length is the duration in years.
    pub profile: Vec<Fen>,
    /// The value of starting in the k-th year of the cycle; `None` where it may not start. As long as the cycle has years.
    pub value: Vec<Option<i64>>,
    /// Seats it adds when finished: index into [`Instance::seats`] and number.
    pub seats: Option<(u32, u32)>,
    /// Groups one of whose options must be finished in an earlier year.
    pub after: Vec<u32>,
}

/// Seats that are short in a zone and stage at the end of each year (学位缺口).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatNeed {
    /// The zone.
    pub zone: ZoneId,
    /// The stage.
    pub stage: Stage,
    /// Short at the end of each year of the cycle.
    pub short: Vec<u32>,
    /// What a missing seat costs the objective, per seat and year.
    pub penalty: i64,
}

/// The problem of one county (县级规划问题).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The years of the cycle.
    pub years: Vec<Year>,
    /// Budgets; a source and year not listed offers nothing.
    pub budgets: Vec<Budget>,
    /// Funding classes.
    pub classes: Vec<FundingClass>,
    /// Options.
    pub options: Vec<Choice>,
    /// Seat needs.
    pub seats: Vec<SeatNeed>,
}

/// An option started in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Start {
    /// Index into [`Instance::options`].
    pub option: u32,
    /// Index into [`Instance::years`].
    pub year: u32,
}

/// Money for one started option from one source in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    /// Index into [`Instance::options`].
    pub option: u32,
    /// The year.
    pub year: Year,
    /// The source.
    pub source: FundSource,
    /// The amount, a whole multiple of the grain.
    pub amount: Fen,
}

/// An answer (项目安排): what starts when, and who pays what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// The starts.
    pub starts: Vec<Start>,
    /// The money.
    pub money: Vec<Money>,
}
