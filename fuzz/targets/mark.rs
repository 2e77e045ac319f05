//! Fuzz target `mark`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("mark");
