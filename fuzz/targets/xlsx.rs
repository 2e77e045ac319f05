//! Fuzz target `xlsx`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("xlsx");
