//! Fuzz target `csv`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("csv");
