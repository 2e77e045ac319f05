//! Candidate projects from gaps, and the optimiser with its proven bound (项目规划).
//!
//! **Invariants.** Pure. An [`Instance`](checker::Instance) goes in; plan, bound, stop reason and prices come out. Limits count work, not
//! seconds, so that the same input gives the same bytes. Floats live only inside the solver; what leaves it is integer
//! and is re-checked by `checker`.

mod again;
pub mod board;
pub mod bundle;
pub mod candidate;
mod case;
pub mod conflict;
pub mod demand;
pub mod difference;
pub mod error;
mod feasible;
mod gather;
mod halt;
mod hand;
mod instance;
pub mod more;
pub mod outcome;
pub mod parameter;
mod plan;
mod prepare;
mod reason;
mod seat;
pub mod solve;
pub mod why;
mod worth;
mod write;

pub use again::Again;
pub use board::{Board, Trial, unplanned_dossier};
pub use bundle::Bundle;
pub use candidate::{Candidate, Unplanned};
pub use conflict::{Clash, Remedy, richer};
pub use demand::{Conflict, Stated};
pub use difference::{Difference, Entry, difference, entries};
pub use error::ProgrammeError;
pub use gather::{Gathered, gather};
pub use halt::Halt;
pub use instance::instance;
pub use more::{More, more};
pub use outcome::{Limits, Options, Outcome, Programme, StopReason, WhyOut};
pub use parameter::{Parameters, carry};
pub use plan::{plan, plan_until, plan_with};
pub use solve::{solve, solve_until};
pub use why::{Answer, Why, why};
