//! Drives a running server from outside (演练): under load with every latency counted, and killed at any moment.
//!
//! **Invariants.** Nothing of the server's code is used: only HTTP, processes and the separate reader of the audit log. A latency counts from
//! when a request was due, not from when there was a connection free for it.

pub mod client;
pub mod idle;
pub mod kill;
pub mod load;
pub mod mix;
pub mod process;
pub mod random;
pub mod site;

/// What went wrong, in words.
pub type Fault = String;
