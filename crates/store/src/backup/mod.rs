//! Backup and restore (备份与恢复): everything a site keeps, in a folder with a signed manifest, the same for both engines.
//!
//! A backup is taken while the site runs, from one state of the database. It is refused on restore when a byte of it differs, when a file is
//! missing or there is one more. A backup of one engine restores to the other.

mod manifest;
mod restore;
mod rows;
mod take;

pub use manifest::{BackupFile, BackupManifest, TableDigest};
pub use restore::{restore, verify_backup};
