//! The balance between schools (校际均衡): the seven indicators of 2017 and the composite of 2012.
//!
//! The two methods share how a school's figures are read and how a coefficient is computed, and nothing of how they judge.

pub mod participant;
pub mod resource;
pub mod value;
pub mod variation;
pub mod year2012;
pub mod year2017;

pub use participant::{Participant, participants};
pub use resource::Indicator;
pub use value::Value;
pub use variation::{Coefficient, Variation};
pub use year2012::Balance2012;
pub use year2017::Balance2017;
