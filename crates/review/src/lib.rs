//! Who may do what: roles, permissions, and the rules of accounts (权限与账户).
//!
//! [`permission::decide`] is the only place where a yes or no is made. It asks the policies under `policies/`, which are text an
//! auditor can read, and returns a reason a clerk can read. [`region`] says how two regions of the tree stand to each other, and
//! [`account`] holds the rules of passwords, codes, lock-out and sessions as functions of given times. Nothing here reads a clock,
//! a file or a random source.

mod named;

pub mod account;
pub mod permission;
pub mod region;

/// A moment, in milliseconds since 1970-01-01 UTC (毫秒时间戳), given by the caller.
pub type Millis = i64;
