//! Dated, cited figures of the regulations, read from policy packs (政策包).
//!
//! A pack is a set of TOML files of one issuer. A [`Policy`] is the national pack with overlays laid over it in order.
//!
//! - [`builtin()`] gives the policy of a region from the packs that come with the program, [`load()`] from any packs whose
//!   files the caller has read; both read every time, so keep the result.
//! - [`Policy::figure`], [`Policy::school_requirements`], [`Policy::eligibility`], [`Policy::unit_cost`] and
//!   [`Policy::weight`] answer for a case ([`Context`]) on a date.
//! - [`explain()`], [`show()`] and [`check()`] tell people what the packs say, and what is wrong with them.
//!
//! **Invariants.** This crate knows no school and does no I/O. Every figure carries its reference and how sure it is;
//! nothing here decides what a figure means for a county. An overlay may only tighten unless it cites its authority. A
//! faulty pack is refused whole, with every problem at once.

pub mod builtin;
pub mod catalogue;
pub mod check;
pub mod conflict;
pub mod context;
pub mod cycle;
pub mod describe;
pub mod explain;
pub mod figure;
pub mod key;
pub mod load;
mod overlay;
pub mod pack;
mod paper_form;
pub mod provision;
pub mod query;
pub mod requirement;
pub mod show;
pub mod statement;
pub mod switch;
pub mod unit_cost;
pub mod weight;

pub use builtin::{builtin, builtin_sources, on_builtin};
pub use catalogue::{Eligibility, EligibilityEntry, Verdict};
pub use check::{Report, check};
pub use conflict::Conflict;
pub use context::{Applies, Context, SettingGroup};
pub use cycle::{CycleDates, Deadline};
pub use explain::{Explanation, Link, UnknownKey, explain};
pub use figure::{Certainty, Dated, Figure, FigureKey, Reference, Tighter};
pub use load::{PackError, PackSource, Problem, load};
pub use pack::{Content, Layer, PackInfo, PackLevel};
pub use paper_form::{FormColumn, PaperForm};
pub use provision::{Provision, Scope};
pub use requirement::{Basis, Formula, Point, Requirement, Standard, Step};
pub use show::{Row, Section, show};
pub use statement::{EntryKind, Spoken, Statement};
pub use switch::RuleSwitch;
pub use unit_cost::UnitCost;
pub use weight::PriorityWeight;

use std::collections::BTreeMap;

/// Everything the packs say, resolved (政策依据).
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The packs, lowest first, as `name@version`.
    pub packs: Vec<String>,
    /// Hash of the resolved content; part of the manifest.
    pub hash: model::Hash,
    /// Single figures by key; several of one key differ in what they apply to.
    pub figures: BTreeMap<FigureKey, Vec<Figure>>,
    /// What a school must have.
    pub requirements: Vec<Requirement>,
    /// What may be paid for, by whom, where.
    pub eligibility: Vec<EligibilityEntry>,
    /// Unit costs.
    pub unit_costs: Vec<UnitCost>,
    /// Priority weights.
    pub weights: Vec<PriorityWeight>,
    /// The planning cycle with its deadlines.
    pub cycle: CycleDates,
    /// Rules switched or tuned.
    pub switches: Vec<RuleSwitch>,
    /// Contradictions between clauses, reported and not resolved silently.
    pub conflicts: Vec<Conflict>,
    /// Layouts of printed tables that differ from the built-in ones.
    pub forms: Vec<PaperForm>,
    /// Provisions in words, by list and number.
    pub provisions: Vec<Provision>,
    /// The packs one by one, lowest first. Not part of the hash.
    pub layers: Vec<Layer>,
}
