//! A pack and what it alone says (政策包).

use crate::{
    Conflict, CycleDates, Deadline, EligibilityEntry, Figure, Provision, Reference, Requirement, RuleSwitch, UnitCost,
};
use crate::{PaperForm, PriorityWeight};
use model::Date;
use serde::{Deserialize, Serialize};

/// The level of the issuer (发布层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackLevel {
    /// 国家.
    Nation,
    /// 省、自治区、直辖市.
    Province,
    /// 设区市、盟.
    Prefecture,
    /// 旗县区.
    County,
}

/// The head of a pack (政策包信息), read from its `pack.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackInfo {
    /// Its name: lower-case letters, digits and hyphens.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its Chinese title.
    pub title: String,
    /// Who answers for it (发布单位).
    pub issuer: String,
    /// The day it was made up (编制日期).
    pub date: Date,
    /// The level of its issuer.
    pub level: PackLevel,
    /// The pack it lies on; `None` for the base.
    pub overlays: Option<String>,
    /// The document it rests on.
    pub authority: Option<Reference>,
    /// Region code prefixes it is meant for; empty means everywhere.
    pub regions: Vec<String>,
}

impl PackInfo {
    /// `name@version`.
    pub fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// True when it is meant for this region code.
    pub fn covers(&self, region: &str) -> bool {
        self.regions.is_empty() || self.regions.iter().any(|p| region.starts_with(p.as_str()))
    }
}

/// What one pack says, before anything is laid over it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// Figures.
    pub figures: Vec<Figure>,
    /// Requirements.
    pub requirements: Vec<Requirement>,
    /// Catalogue and negative lists.
    pub eligibility: Vec<EligibilityEntry>,
    /// Unit costs.
    pub unit_costs: Vec<UnitCost>,
    /// Weights.
    pub weights: Vec<PriorityWeight>,
    /// The cycle, without deadlines.
    pub cycle: Option<CycleDates>,
    /// Deadlines.
    pub deadlines: Vec<Deadline>,
    /// Rules switched.
    pub switches: Vec<RuleSwitch>,
    /// Conflicts.
    pub conflicts: Vec<Conflict>,
    /// Layouts of printed tables.
    pub forms: Vec<PaperForm>,
    /// Provisions.
    pub provisions: Vec<Provision>,
}

/// A pack in its place in the pile (政策包层), kept so that `explain` can tell who overlays whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// The pack.
    pub pack: PackInfo,
    /// What it says by itself.
    pub content: Content,
}
