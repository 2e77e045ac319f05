//! One file per compliance rule (合规规则); findings with evidence, clause, remedy and waiver level.
//!
//! **Invariants.** A rule does not know how a plan was made. It reads dossier, plan, policy and needs, and returns findings;
//! figures it compares with come from the policy, with their certainty. A figure that is not confirmed asks for a reason
//! and does not block by itself; a figure that no pack sets gives a notice and never a silent pass.

pub mod case;
pub mod finding;
pub mod lookup;
pub mod peers;
pub mod place;
pub mod registry;
pub mod report;
pub mod view;

mod completeness;
mod content;
mod duplicate;
mod eligibility;
mod fraud;
mod money;
mod quick;
mod ratio;
mod reconciliation;
mod schedule;
mod standard;
mod switch;
mod target;
mod waive;

#[cfg(test)]
mod fixture;

pub use case::Case;
pub use finding::{Evidence, Family, Finding, Rule, Severity, Tally, Waiver};
pub use peers::{Apart, Peers, apart, peers};
pub use registry::{all, check, check_among, compare, compared, rule};
