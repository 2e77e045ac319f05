//! Fuzz target `text`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("text");
