//! The trace of a gap (测算过程): inputs with their cells, figures with their clauses, each step of arithmetic.
//!
//! Made only when asked for. [`Trace::replay`] computes every step again by another road and gives the gap back.

mod build;
mod replay;

use crate::gap::Missing;
use model::{Item, Origin, Path, Quantity, SchoolId, Stage};
use policy::{Basis, Certainty, Formula, Reference, Standard};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use build::trace;
pub use replay::{Replayed, Unsound};

/// The version of the trace's encoding.
pub const FORMAT: u32 = 1;

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
