//! The statement of the programme problem and the independent checker of any answer to it (独立校验).
//!
//! **Invariants.** This crate knows nothing of how an answer was found and shares no code with the optimiser: the
//! optimiser depends on this statement, never the other way. All arithmetic is in integers.

pub mod arrangement;
pub mod bound;
pub mod certificate;
mod ground;
pub mod instance;
mod joint;
mod leaf;
pub mod ledger;
pub mod must;
mod payable;
pub mod tier;
pub mod verdict;
pub mod verify;

pub use arrangement::{Breach, accounts, arrangement};
pub use bound::{BoundError, bound};
pub use certificate::{Case, Certificate, PRICE_SCALE, Prices, Proof};
pub use instance::{Budget, Choice, FundingClass, Instance, Money, Schedule, SeatNeed, Start};
pub use ledger::{Account, Carry, carry_of, ledger};
pub use must::{Aim, Must, reached, unreached};
pub use tier::{TIERS, Tier, Value};
pub use verdict::{Verdict, gap_ppm, gaps, judge};
pub use verify::{Violation, verify};
