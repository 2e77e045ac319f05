//! The rules of accounts (账户规则): functions of given values and times; nothing here reads a clock or a random source.
//!
//! Random bytes (salts, secrets, codes, tokens) are drawn by the caller and handed in.

pub mod first_run;
pub mod hash;
pub mod lockout;
pub mod password;
pub mod recovery;
pub mod session;
pub mod step_up;
pub mod totp;
