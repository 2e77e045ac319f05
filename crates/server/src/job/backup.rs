//! Taking a backup (备份): written beside, renamed when whole, then every byte checked against the signed manifest.

use super::{Said, Work, result};
use crate::clock;
use crate::failure::Failure;
use model::Message;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Backup {
    /// The folder's name.
    pub name: String,
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    tokio::task::spawn_blocking(move || take(&work)).await?
}

fn take(work: &Work) -> Result<String, Failure> {
    let asked: Backup = work.asked()?;
    let plain = asked.name.chars().all(|c| c.is_ascii_digit() || c == '-');
    if !plain || asked.name.is_empty() {
        return Err(Failure::bad(Message::new("wb-error-unreadable")));
    }
    let folder = work.app.store.place().folder.join("backups");
    let to = folder.join(&asked.name);
    work.progress(100, "wb-job-saving");
    // taken again after an interruption: what is there is whole
    if !to.exists() {
        std::fs::create_dir_all(&folder).map_err(|e| Failure::Internal(e.to_string()))?;
        work.app.store.backup(&to, clock::now())?;
    }
    work.progress(600, "wb-job-checking");
    let (manifest, key) = store::verify_backup(&to)?;
    if key != work.app.store.public_key() {
        return Err(Failure::Internal("the backup was signed with another key".to_owned()));
    }
    let mark = folder.join(format!(".{}.checked", asked.name));
    std::fs::write(mark, clock::now().to_string()).map_err(|e| Failure::Internal(e.to_string()))?;
    let message = Message::new("wb-health-backup-done").with("name", &asked.name).with("files", manifest.files.len());
    result(&Said { message, warnings: Vec::new() })
}
