//! A county computed once and shown on many pages (县级测算).

mod cache;
mod computed;
pub mod effect;
mod summary;
pub mod withhold;

pub use cache::{Cache, Key};
pub use computed::{Computed, Tiers};
pub use summary::Summary;
pub use withhold::withhold;
