//! How much a file may ask of us, as data, and the meter that counts it.

mod limits;
mod meter;

pub use limits::{Limits, Measure};
pub(crate) use meter::Meter;
