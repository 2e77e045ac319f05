//! The audit log (审计日志): one entry for every change, in the same transaction, under a Merkle tree with signed checkpoints.

mod algorithm;
mod checkpoint;
mod entry;
mod key;
mod proof;
pub(crate) mod tree;

pub use algorithm::{Algorithm, Digest32, hex, unhex};
pub use checkpoint::Checkpoint;
pub(crate) use entry::{Entry, withheld};
pub use key::Key;
pub use proof::{Consistency, Inclusion};
pub(crate) use proof::{consistency, inclusion};
pub(crate) use tree::Tree;
