//! Restoring a backup (恢复): checked before, compared afterwards.

use super::manifest::{BackupManifest, MANIFEST, SIGNATURE, damaged};
use super::rows;
use crate::audit::{Key, hex, tree::over};
use crate::engine::{Engine, Fault};
use crate::files::write_durably;
use crate::migration::{NEWEST, migrate, tables};
use crate::outcome::Broken;
use crate::place::Place;
use crate::store::{engine, unfit};
use flate2::read::GzDecoder;
use model::{Hash, Message};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// Checks every byte of a backup against its signed manifest; the manifest, and in hex the key that signed it.
pub fn verify_backup(folder: &Path) -> Result<(BackupManifest, String), Broken> {
    let (manifest, key) = BackupManifest::read(folder)?;
    let mut wanted: BTreeSet<String> = [MANIFEST, SIGNATURE].map(str::to_owned).into();
    for file in &manifest.files {
        let plain = file.path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        if !plain || !wanted.insert(file.path.clone()) {
            return Err(damaged(&file.path, "path"));
        }
        let (hash, size) = hash_of(&folder.join(&file.path)).map_err(|e| damaged(&file.path, e))?;
        if size != file.size || hash != file.hash {
            return Err(damaged(&file.path, "content"));
        }
    }
    let mut found = BTreeSet::new();
    list(folder, "", &mut found).map_err(|e| Broken::file(folder, &e))?;
    if let Some(extra) = found.difference(&wanted).next() {
        return Err(damaged(extra, "not in the manifest"));
    }
    Ok((manifest, key))
}

/// Restores a backup to a place that holds nothing yet, on either engine. It is checked first; afterwards the rows and the audit log are
/// compared with the manifest. Stopped half-way it can be started again.
pub fn restore(folder: &Path, place: &Place) -> Result<BackupManifest, Broken> {
    let (manifest, _) = verify_backup(folder)?;
    if manifest.schema > NEWEST {
        let message = Message::new("store-schema-newer").with("found", manifest.schema).with("known", NEWEST);
        return Err(Broken::new(message, "newer schema"));
    }
    crate::files::make_folder(&place.folder).map_err(|e| Broken::file(&place.folder, &e))?;
    let mut engine = engine(place, true)?;
    migrate(&mut engine, manifest.schema, &mut |_| Ok(())).map_err(unfit)?;
    if engine.number("SELECT COUNT(*) FROM audit_head", &[])? > 0 {
        return Err(Broken::new(Message::new("store-restore-not-empty").with("place", place.shown()), "not empty"));
    }
    // files and key before the rows that need them
    for file in manifest.files.iter().filter(|f| f.path.starts_with("files/") || f.path.starts_with("keys/")) {
        let bytes = std::fs::read(folder.join(&file.path)).map_err(|e| damaged(&file.path, e))?;
        if Hash::of(&bytes) != file.hash {
            return Err(damaged(&file.path, "changed meanwhile"));
        }
        let target = place.folder.join(&file.path);
        let private = file.path.starts_with("keys/");
        if private && target.exists() && std::fs::read(&target).is_ok_and(|b| b != bytes) {
            return Err(Broken::new(Message::new("store-restore-other-key").with("path", target.display()), "key"));
        }
        write_durably(&target, &bytes, private).map_err(|e| Broken::file(&target, &e))?;
    }
    engine.begin()?;
    match fill(&mut engine, folder, &manifest) {
        Ok(()) => engine.plain("COMMIT")?,
        Err(fault) => {
            // nothing has been kept; the failure is what is told
            let _ = engine.plain("ROLLBACK");
            return Err(fault.into());
        }
    }
    migrate(&mut engine, NEWEST, &mut |_| Ok(())).map_err(unfit)?;
    // the public half too, so that the log can be verified before anything else is done with the site
    Key::open(&place.key())?;
    Ok(manifest)
}

/// Reads all tables in and compares them with the manifest, before anything is kept.
fn fill(engine: &mut Engine, folder: &Path, manifest: &BackupManifest) -> Result<(), Fault> {
    let wanted = tables(manifest.schema);
    if wanted.len() != manifest.tables.len() {
        return Err(Fault::Data("the backup has other tables".to_owned()));
    }
    for ((name, key), told) in wanted.into_iter().zip(&manifest.tables) {
        let file =
            File::open(folder.join("tables").join(format!("{name}.gz"))).map_err(|e| Fault::Io(e.to_string()))?;
        rows::read(engine, name, BufReader::new(GzDecoder::new(BufReader::new(file))))?;
        if rows::digest(engine, name, &key)? != *told {
            return Err(Fault::Data(format!("the rows of {name} are not those of the backup")));
        }
    }
    let algorithm = manifest.audit_algorithm.parse().map_err(|()| Fault::Data("audit algorithm".to_owned()))?;
    let root = over(engine, algorithm, 0, manifest.audit_size)?;
    if hex(&root) != manifest.audit_root {
        return Err(Fault::Data("the audit log is not that of the backup".to_owned()));
    }
    Ok(())
}

fn hash_of(path: &Path) -> io::Result<(Hash, u64)> {
    let (mut file, mut hash, mut size, mut buffer) = (File::open(path)?, Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|b| !b.is_empty()) else { break };
        hash.update(bytes);
        size += read as u64;
    }
    Ok((Hash(hex(&hash.finalize())), size))
}

/// The paths of all files under a folder.
fn list(folder: &Path, under: &str, out: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{path}/"), out)?;
        } else {
            out.insert(path);
        }
    }
    Ok(())
}
