//! The manifest of a backup (备份清单), signed with the site's key.

use crate::audit::{Key, unhex};
use crate::outcome::Broken;
use crate::stamp::Millis;
use ed25519_dalek::{Signature, VerifyingKey};
use model::{Hash, Message};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The manifest's file name.
pub(super) const MANIFEST: &str = "manifest.json";
/// The signature's file name.
pub(super) const SIGNATURE: &str = "manifest.sig";

/// What a backup holds (备份清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupManifest {
    /// Version of this format.
    pub format: u32,
    /// When it was taken.
    pub at: Millis,
    /// The database's schema.
    pub schema: i64,
    /// Entries in the audit log.
    pub audit_size: i64,
    /// The root of the audit log, in hex.
    pub audit_root: String,
    /// The hash function of the audit log.
    pub audit_algorithm: String,
    /// The tables.
    pub tables: Vec<TableDigest>,
    /// Every file of the backup but the manifest and its signature.
    pub files: Vec<BackupFile>,
}

/// A table of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDigest {
    /// Its name.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// The hash of its rows in the order of its key.
    pub hash: Hash,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupFile {
    /// Its path within the backup, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub hash: Hash,
}

/// What is wrong with a backup.
pub(super) fn damaged(what: impl ToString, detail: impl ToString) -> Broken {
    Broken::new(Message::new("store-backup-damaged").with("what", what), detail)
}

impl BackupManifest {
    /// The bytes of the manifest and of its signature.
    pub(super) fn signed(&self, key: &Key) -> Result<(Vec<u8>, Vec<u8>), Broken> {
        let bytes = model::canonical::encode(self).map_err(|e| damaged(MANIFEST, e))?;
        let signature = format!("{}\n{}\n", key.public_hex(), key.sign_bytes(&bytes));
        Ok((bytes, signature.into_bytes()))
    }

    /// Reads the manifest of a backup and checks its signature; the key in hex that signed it.
    pub(super) fn read(folder: &Path) -> Result<(BackupManifest, String), Broken> {
        let read = |name: &str| std::fs::read(folder.join(name)).map_err(|e| damaged(name, e));
        let (bytes, signature) = (read(MANIFEST)?, read(SIGNATURE)?);
        let wrong = || damaged(SIGNATURE, "signature");
        let text = String::from_utf8(signature).map_err(|_| wrong())?;
        let [public, signed, ""] = text.split('\n').collect::<Vec<_>>()[..] else { return Err(wrong()) };
        let halves = signed.split_at_checked(64).and_then(|(r, s)| Some([unhex(r)?, unhex(s)?].concat()));
        let signature: [u8; 64] = halves.and_then(|h| h.try_into().ok()).ok_or_else(wrong)?;
        // one form only: what is signed is told apart from what merely reads the same
        if crate::audit::hex(&signature) != signed {
            return Err(wrong());
        }
        let key = unhex(public).filter(|k| crate::audit::hex(k) == public).ok_or_else(wrong)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| wrong())?;
        key.verify_strict(&bytes, &Signature::from_bytes(&signature)).map_err(|_| wrong())?;
        let manifest: BackupManifest = serde_json::from_slice(&bytes).map_err(|e| damaged(MANIFEST, e))?;
        if manifest.format != 1 {
            let message = Message::new("store-backup-format").with("format", manifest.format);
            return Err(Broken::new(message, "format"));
        }
        Ok((manifest, public.to_owned()))
    }
}
