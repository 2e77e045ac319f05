//! The trace of a figure (测算过程): inputs with their cells, figures with their clauses, each step of arithmetic.
//!
//! Of a gap ([`trace()`]), of what a school's boarders lack in a year to come ([`boarding`]), and of whether a small school can
//! offer the full curriculum ([`curriculum`]). Made only when asked for. [`Trace::replay`] and [`CurriculumTrace::replay`] compute
//! every step again by another road and give the figure back.

mod boarding;
mod build;
mod curriculum;
mod replay;
mod told;

use crate::curriculum::Subject;
use crate::forecast::Method;
use crate::gap::Missing;
use model::{Item, Origin, Path, Quantity, SchoolId, SchoolYear, Stage};
use policy::{Basis, Certainty, Formula, Reference, Standard};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use boarding::boarding;
pub use build::trace;
pub use curriculum::{CurriculumTrace, curriculum};
pub use replay::{Offered, Replayed, Unsound};

/// The version of the trace's encoding: 2 added years to come and the curriculum; a trace of a gap is as in 1.
pub const FORMAT: u32 = 2;

/// How one gap came about (缺口测算过程).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Version of the encoding, [`FORMAT`].
    pub format: u32,
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    /// The item.
    pub item: Item,
    /// Which standard.
    pub standard: Standard,
    /// The school year it is about; `None` is the base year's gap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<SchoolYear>,
    /// Why there is no shortage figure; empty when there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
    /// The steps, each after those it rests on; the last one is the shortage.
    pub steps: Vec<Step>,
}

/// One step (测算步骤).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its number in the trace, from 1.
    pub id: u32,
    /// What is done.
    #[serde(flatten)]
    pub act: Act,
    /// What comes out, in the smallest step of its unit (persons, hundredths of m², thousandths of a weight); `None` is "no data".
    pub value: Option<Quantity>,
}

/// A count that is read (读取的人数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountOf {
    /// What is counted.
    pub basis: Basis,
    /// The stage.
    pub stage: Stage,
}

/// What a step does (步骤类型).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Reads a count of the school (读取人数、班数).
    Count {
        /// What.
        of: CountOf,
        /// Where it stands in the dossier.
        path: Path,
        /// The cells it came from, where the data carry them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        origins: Vec<Origin>,
    },
    /// Reads what the school has of an item (读取现有数量).
    Has {
        /// The item.
        item: Item,
        /// Where it stands in the dossier.
        path: Path,
        /// The cell it came from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<Origin>,
    },
    /// Reads what a project of another programme adds (在建项目).
    Adds {
        /// The project.
        project: String,
        /// Its programme.
        programme: String,
        /// The item.
        item: Item,
        /// Where it stands in the dossier.
        path: Path,
        /// The cell it came from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<Origin>,
    },
    /// Reads the pupils forecast for a stage (读取预测人数).
    Forecast {
        /// The stage.
        stage: Stage,
        /// The school year.
        year: SchoolYear,
        /// How it was forecast; `None` where the stage has no forecast.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        method: Option<Method>,
        /// A first grade in it is carried on from the past.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        assumed: bool,
    },
    /// Keeps the share of the base year: count × then ÷ now, rounded up (按基准学年比例推算).
    Scale {
        /// The count of the base year.
        count: u32,
        /// The pupils forecast.
        then: u32,
        /// The pupils of the base year.
        now: u32,
    },
    /// Whether the count is below the packs' figure: 1 or 0 (是否小规模).
    Small {
        /// The count.
        count: u32,
        /// The figure.
        below: Decimal,
        /// Its key.
        key: String,
        /// Where it stands.
        reference: Reference,
        /// How sure it is.
        certainty: Certainty,
    },
    /// Whether a subject has something that serves it: 1, or 0 when certainly nothing is there (能否开设).
    Serves {
        /// The subject.
        subject: Subject,
        /// What serves it, any one of which is enough.
        of: Vec<u32>,
    },
    /// Whether lessons come from elsewhere, the same way (有无网络课堂).
    Online {
        /// The steps that read them.
        of: Vec<u32>,
    },
    /// Not known, and why (缺数据).
    Unknown {
        /// What is missing.
        missing: Missing,
    },
    /// The item stands in for these, none of which has data (以整体代判).
    Instead {
        /// The steps that read them.
        of: Vec<u32>,
    },
    /// One, for what is counted per school (每校).
    One,
    /// The weight of a stage, in thousandths (学段权重).
    Weight {
        /// The figure's key.
        key: String,
        /// The stage.
        stage: Stage,
        /// Where it stands.
        reference: Reference,
        /// How sure it is.
        certainty: Certainty,
    },
    /// Adds up (相加).
    Sum {
        /// The steps.
        of: Vec<u32>,
    },
    /// Subtracts the second from the first (相减).
    Less {
        /// From this.
        from: u32,
        /// This.
        less: u32,
    },
    /// Multiplies (相乘).
    Product {
        /// The steps.
        of: Vec<u32>,
    },
    /// Takes the compulsory part's share: total × part ÷ whole, rounded down (义务教育阶段份额).
    Share {
        /// The total.
        total: u32,
        /// The weighted count of the compulsory stages.
        part: u32,
        /// The weighted count of all stages.
        whole: u32,
    },
    /// Puts the requirement to a count, rounded up to the item's smallest step (应有数量).
    Require {
        /// The requirement's key.
        key: String,
        /// Its Chinese name.
        name: String,
        /// Its formula, in whole units of the item.
        formula: Formula,
        /// Never less than this, whole units.
        minimum: Option<Decimal>,
        /// Where it stands.
        reference: Reference,
        /// How sure it is.
        certainty: Certainty,
        /// Who issued the pack it stands in.
        issuer: String,
        /// The count.
        count: u32,
    },
    /// Nothing may be there: dangerous buildings must go (应消除).
    Nothing {
        /// The packs' requirement, where they name one.
        key: Option<String>,
        /// Where it stands.
        reference: Option<Reference>,
        /// How sure it is.
        certainty: Option<Certainty>,
    },
    /// `max(0, required − present − under way)`; for dangerous buildings `max(0, present − being removed)` (缺口).
    Short {
        /// Required.
        required: u32,
        /// Present.
        present: u32,
        /// Under way.
        under_way: u32,
    },
}
