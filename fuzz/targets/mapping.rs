//! Fuzz target `mapping`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("mapping");
