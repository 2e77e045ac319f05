//! The vocabulary of the work: regions, schools, conditions, projects, money, and the county dossier.
//!
//! **Invariants.** Nothing here reads a file, a clock or the network. Money is integer fen, areas are integer
//! 0.01 m², coordinates are integer 10⁻⁷ degrees. Absent data is `None` or an absent key: never a zero.

pub mod birth;
pub mod budget;
pub mod calendar;
pub mod canonical;
pub mod condition;
pub mod county;
pub mod coverage;
pub mod demand;
pub mod dossier;
pub mod item;
pub mod location;
pub mod manifest;
pub mod message;
pub mod money;
pub mod origin;
pub mod plan;
pub mod project;
pub mod pupil;
pub mod quantity;
pub mod region;
pub mod scenario;
pub mod school;
pub mod school_code;
pub mod site;
pub mod staff;
pub mod stage;
pub mod waiver;
pub mod zone;

pub use birth::{Births, Migration};
pub use budget::{BudgetLine, CountyFinance, DocumentRef, FundSource};
pub use calendar::{Date, SchoolYear, Year, YearMonth};
pub use condition::{Baseline, Conditions};
pub use county::{OtherPlan, OtherPlanKind, OtherProject, PlanTarget, Settlement, TargetMeasure};
pub use coverage::{Coverage, Total};
pub use demand::{Demand, Goal, GoalKind};
pub use dossier::{Cycle, Dossier, FORMAT};
pub use item::{Category, Item};
pub use location::{Datum, Location};
pub use manifest::{Hash, Manifest, PaperHash};
pub use message::Message;
pub use money::{Fen, Overflow};
pub use origin::{Origin, Origins, Path, nearest};
pub use plan::Plan;
pub use project::{
    Approval, BuildNature, Funding, GapRef, LandStatus, PerformanceKind, PerformanceTarget, Place, Preparation,
    Project, ProjectId, ProjectLine, SchoolPart, TargetRelation,
};
pub use pupil::{Enrolment, GradeCount};
pub use quantity::{Quantity, Unit};
pub use region::{Region, RegionCode, RegionLevel};
pub use scenario::{BudgetChange, Change, Permille, Scenario, ScenarioError};
pub use school::{CodeSpan, LayoutFact, LayoutStatus, Owner, School, SchoolId, SchoolKind, SchoolRecord, Setting};
pub use school_code::SchoolCode;
pub use site::{CandidateSite, SiteId};
pub use staff::StaffCount;
pub use stage::{Grade, Stage};
pub use waiver::{Waived, WaiverLevel};
pub use zone::{Zone, ZoneId};
