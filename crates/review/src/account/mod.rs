//! The rules of accounts (账户规则): functions of given values and times; nothing here reads a clock or a random source.

pub mod step_up;
