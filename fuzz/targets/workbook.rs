//! Fuzz target `workbook`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("workbook");
