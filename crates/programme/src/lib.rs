//! Candidate projects from gaps, and the optimiser with its proven bound (项目规划).
//!
//! **Invariants.** Pure. An [`Instance`](checker::Instance) goes in; plan, bound, stop reason and prices come out. Limits count work, not
//! seconds, so that the same input gives the same bytes. Floats live only inside the solver; what leaves it is integer
//! and is re-checked by `checker`.

pub mod candidate;
pub mod outcome;

pub use candidate::Candidate;
pub use outcome::{Limits, Outcome, Programme, StopReason, WhyOut};
