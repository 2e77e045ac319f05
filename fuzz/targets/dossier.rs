//! Fuzz target `dossier`, see `exchange::fuzz`.
#![no_main]

fuzz::entry!("dossier");
