//! What a site keeps: accounts, dossiers with their history, plans, documents, jobs, and the audit log, in SQLite or PostgreSQL (存储).
//!
//! **Invariants.** A write is answered when it is on the disk together with its entry in the audit log. The same key and
//! command get the first answer again. After a failure of the disk nothing is answered until writing has been seen to work. Every read of
//! county data takes a [`Scope`]. The store reads no clock: times are given.

mod answer;
mod audit;
mod backup;
mod ballast;
mod command;
mod engine;
mod fence;
mod files;
mod index;
mod migration;
mod outcome;
mod place;
mod read;
mod scope;
mod stamp;
mod store;
mod tx;
mod writer;

pub use answer::Answer;
pub use audit::{Algorithm, Checkpoint, Consistency, Digest32, Inclusion, Key};
pub use backup::{BackupFile, BackupManifest, TableDigest, restore, verify_backup};
pub use command::{
    About, AccountCommand, Command, CycleCommand, DocumentCommand, DossierCommand, JobCommand, Lock, NewAccount,
    NewFile, NewPlan, PlanCommand, Quiet, RegionCommand, SessionCommand, SettingCommand, TokenCommand, WaiverCommand,
    differences,
};
pub use files::{Files, Spool};
pub use index::{Hit, find};
pub use migration::NEWEST as SCHEMA;
pub use outcome::{Broken, Failed, Kind, Refused};
pub use place::Place;
pub use read::{
    Account, AccountFilter, AuditFilter, AuditHead, AuditRow, CycleRegion, CycleRow, Deadline, Document,
    DocumentVersion, DossierChange, DossierVersion, Event, Filter, Found, FoundPages, Job, Link, News, PlanRow, Reader,
    RegionRow, Report, SCENARIO, SCENARIO_GONE, Session, Setting, SummaryRow, Token, Viewer, WaiverRow,
};
pub use scope::Scope;
pub use stamp::{Millis, Secret, Stamp, new_id};
pub use store::{Health, Options, Store};
