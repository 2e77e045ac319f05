//! Fuzz target `frames`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("frames");
