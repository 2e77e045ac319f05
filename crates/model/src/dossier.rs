//! The county dossier (县级档案): everything known of one county in one planning cycle.

use crate::birth::{Births, Migration};
use crate::budget::{BudgetLine, CountyFinance, DocumentRef};
use crate::calendar::{Date, SchoolYear, Year};
use crate::county::{OtherPlan, OtherProject, Settlement};
use crate::demand::Demand;
use crate::origin::Origins;
use crate::plan::Plan;
use crate::region::{Region, RegionCode};
use crate::school::{School, SchoolId};
use crate::site::CandidateSite;
use crate::waiver::Waived;
use crate::zone::Zone;
use serde::{Deserialize, Serialize};

/// The version of the dossier's encoding. Old versions stay readable and verifiable for ever.
pub const FORMAT: u32 = 1;

/// A planning cycle (规划周期), both years included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cycle {
    /// First year.
    pub first: Year,
    /// Last year.
    pub last: Year,
}

impl Cycle {
    /// The years of the cycle.
    pub fn years(self) -> impl Iterator<Item = Year> + Clone {
        self.first.to(self.last)
    }
    /// True when the year lies in the cycle.
    pub fn contains(self, year: Year) -> bool {
        self.first <= year && year <= self.last
    }
}

/// Everything known of one county in one planning cycle (县级规划档案).
///
/// Lists are kept in the order of their keys where they have one; [`Dossier::sort`] restores it after building by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Version of the encoding, [`FORMAT`].
    pub format: u32,
    /// The county or development zone.
    pub county: RegionCode,
    /// The cycle.
    pub cycle: Cycle,
    /// The school year that gaps are measured in (基准学年).
    pub base_year: SchoolYear,
    /// The date the plan is judged on (规划日期): eligibility and figures in force on it count.
    pub as_of: Date,
    /// The regions named here: the county, those above it, townships where given.
    pub regions: Vec<Region>,
    /// The data are invented (演示数据); every sheet and page says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invented: bool,
    /// Schools.
    #[serde(default)]
    pub schools: Vec<School>,
    /// Zones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<Zone>,
    /// Births.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub births: Vec<Births>,
    /// Migration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub migration: Vec<Migration>,
    /// Budgets by source and year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<BudgetLine>,
    /// The county's finances by year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finances: Vec<CountyFinance>,
    /// Other programmes' projects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_projects: Vec<OtherProject>,
    /// The other plans the notice names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_plans: Vec<OtherPlan>,
    /// Relocation settlements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settlements: Vec<Settlement>,
    /// Candidate sites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<CandidateSite>,
    /// What must be reached, whatever else is planned (必办事项).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demands: Vec<Demand>,
    /// The plan put forward; empty before planning.
    #[serde(default)]
    pub plan: Plan,
    /// Findings of the reviewer that a named person lets stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waived>,
    /// Where the data come from, in words (数据说明).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<DocumentRef>,
    /// The cell each value came from. Left out of the canonical encoding.
    #[serde(skip)]
    pub origins: Origins,
}

impl Dossier {
    /// An empty dossier of a county.
    pub fn new(county: RegionCode, cycle: Cycle, base_year: SchoolYear, as_of: Date) -> Dossier {
        Dossier {
            format: FORMAT,
            county,
            cycle,
            base_year,
            as_of,
            regions: Vec::new(),
            invented: false,
            schools: Vec::new(),
            zones: Vec::new(),
            births: Vec::new(),
            migration: Vec::new(),
            budgets: Vec::new(),
            finances: Vec::new(),
            other_projects: Vec::new(),
            other_plans: Vec::new(),
            settlements: Vec::new(),
            sites: Vec::new(),
            demands: Vec::new(),
            plan: Plan::default(),
            waivers: Vec::new(),
            sources: Vec::new(),
            origins: Origins::new(),
        }
    }

    /// The county's own region entry.
    pub fn region(&self) -> Option<&Region> {
        self.regions.iter().find(|r| r.code == self.county)
    }

    /// The county's name, or its code where no name is known.
    pub fn county_name(&self) -> &str {
        self.region().map_or(self.county.as_str(), |r| r.name.as_str())
    }

    /// A school by its key: binary search, so the schools must be sorted (see [`Dossier::sort`]).
    pub fn school(&self, id: &SchoolId) -> Option<&School> {
        let at = self.schools.binary_search_by(|s| s.id.cmp(id)).ok()?;
        self.schools.get(at)
    }

    /// Puts every list into the order of its keys.
    pub fn sort(&mut self) {
        self.regions.sort_by(|a, b| a.code.cmp(&b.code));
        self.schools.sort_by(|a, b| a.id.cmp(&b.id));
        self.zones.sort_by(|a, b| a.id.cmp(&b.id));
        self.births.sort_by(|a, b| (&a.zone, a.year).cmp(&(&b.zone, b.year)));
        self.migration.sort_by(|a, b| (&a.zone, a.year, a.grade).cmp(&(&b.zone, b.year, b.grade)));
        self.budgets.sort_by(|a, b| (a.year, a.source, &a.name).cmp(&(b.year, b.source, &b.name)));
        self.finances.sort_by_key(|f| f.year);
        self.other_projects.sort_by(|a, b| a.id.cmp(&b.id));
        self.other_plans.sort_by(|a, b| (a.kind, &a.document).cmp(&(b.kind, &b.document)));
        self.settlements.sort_by(|a, b| a.id.cmp(&b.id));
        self.sites.sort_by(|a, b| a.id.cmp(&b.id));
        self.plan.projects.sort_by(|a, b| a.id.cmp(&b.id));
        for project in &mut self.plan.projects {
            project.funding.sort();
        }
    }
}
