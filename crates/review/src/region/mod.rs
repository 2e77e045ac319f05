//! Regions as a tree (行政区划树): places in it, and how two of them stand to each other.

mod place;
mod tree;

pub use place::{Place, Relation};
pub(crate) use tree::rank;
pub use tree::{Tree, TreeError};
