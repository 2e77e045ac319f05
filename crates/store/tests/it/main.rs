//! The store on both engines from one test source: SQLite always, PostgreSQL where it is installed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod administration;
mod backup;
mod common;
mod cut;
mod dossier;
mod drive;
mod fence;
mod jobs;
mod library;
mod measure;
mod proxy;
mod scope;
mod search_speed;
mod tamper;
mod tls;
mod upgrade;
mod writing;
