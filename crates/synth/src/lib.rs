//! The generator of invented demo cities and of larger worlds for measuring.
//!
//! **Invariants.** Pure: a seed gives the same bytes on every machine. No clock, no file. Everything made here is marked
//! `invented`; the names and codes of counties are real, nothing else is. Ratios in this crate shape invented data; no
//! figure of a regulation stands here, prices and requirements come from the policy that is handed in.

pub mod archetype;
pub mod city;
mod condition;
mod county;
pub mod dice;
pub mod enrolment;
pub mod fault;
mod money;
pub mod name;
pub mod plan;
pub mod profile;
pub mod project_world;
pub mod school;
mod staff;
mod surrounding;
mod tie;
pub mod world;
mod zone;

pub use city::{demo_city, demo_county};
pub use fault::{PlantedFault, faulty, faulty_singly};
pub use plan::hand_made_plan;
pub use project_world::{ProjectWorld, projects};
pub use school::Detail;
pub use world::{World, world};
