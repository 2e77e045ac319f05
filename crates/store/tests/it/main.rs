//! The store on both engines from one test source: SQLite always, PostgreSQL where it is installed.

mod common;
mod dossier;
mod jobs;
mod library;
mod scope;
mod writing;
