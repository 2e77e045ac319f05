//! Fuzz target `package`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("package");
