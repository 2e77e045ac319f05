//! Fuzz target `ods`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("ods");
