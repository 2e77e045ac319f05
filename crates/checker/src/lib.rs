//! The statement of the programme problem and the independent checker of any answer to it (独立校验).
//!
//! **Invariants.** This crate knows nothing of how an answer was found and shares no code with the optimiser: the
//! optimiser depends on this statement, never the other way. All arithmetic is in integers.

pub mod certificate;
pub mod instance;

pub use certificate::{Certificate, PRICE_SCALE};
pub use instance::{Budget, FundingClass, Instance, Money, Choice, Schedule, SeatNeed, Start};
