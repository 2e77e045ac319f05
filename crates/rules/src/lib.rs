//! One file per compliance rule (合规规则); findings with evidence, clause, remedy and waiver level.
//!
//! **Invariants.** A rule does not know how a plan was made. It reads dossier, plan, policy and needs, and returns findings;
//! figures it compares with come from the policy, with their certainty.

pub mod case;
pub mod finding;

pub use case::Case;
pub use finding::{Evidence, Family, Finding, Rule, Severity, Waiver};
