//! Fuzz target `pack`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("pack");
