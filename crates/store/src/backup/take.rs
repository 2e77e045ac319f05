//! Taking a backup while the site runs (在线备份).

use super::manifest::{BackupFile, BackupManifest, MANIFEST, SIGNATURE, damaged};
use super::rows;
use crate::engine::{Engine, Fault, args};
use crate::files::{make_folder, sync_folder, write_durably};
use crate::migration::{NEWEST, tables};
use crate::outcome::Broken;
use crate::stamp::Millis;
use crate::store::Store;
use flate2::Compression;
use flate2::write::GzEncoder;
use model::{Hash, Message};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

impl Store {
    /// Takes a backup into a folder that is not there yet. Writes go on meanwhile; the backup shows one state.
    pub fn backup(&self, to: &Path, at: Millis) -> Result<BackupManifest, Broken> {
        if to.exists() {
            return Err(Broken::new(Message::new("store-backup-exists").with("path", to.display()), "exists"));
        }
        let name = to.file_name().ok_or_else(|| Broken::file(to, &"no name"))?.to_string_lossy();
        let beside = to.with_file_name(format!(".{name}.part"));
        if beside.exists() {
            std::fs::remove_dir_all(&beside).map_err(|e| Broken::file(&beside, &e))?;
        }
        let wrong = |e: io::Error| Broken::file(&beside, &e);
        make_folder(&beside).map_err(wrong)?;
        let mut manifest = self.read()?.with(|engine| {
            engine.begin_reading()?;
            let taken = dump(engine, &beside, at);
            let end = engine.plain("COMMIT");
            taken.and_then(|manifest| end.map(|()| manifest))
        })?;
        // files are added only, and a file that a row names was there before the row: those copied now are all and perhaps a few more
        for (hash, path) in self.files().all().map_err(wrong)? {
            let bytes = self.files().get(&hash)?.ok_or_else(|| damaged(path.display(), "gone"))?;
            let path = format!("files/{}/{}", hash.0.get(..2).unwrap_or(""), hash.0);
            write_durably(&beside.join(&path), &bytes, false).map_err(wrong)?;
            manifest.files.push(BackupFile { path, size: bytes.len() as u64, hash });
        }
        let key = std::fs::read(self.place().key()).map_err(|e| Broken::file(&self.place().key(), &e))?;
        write_durably(&beside.join("keys/audit.key"), &key, true).map_err(wrong)?;
        let size = key.len() as u64;
        manifest.files.push(BackupFile { path: "keys/audit.key".to_owned(), size, hash: Hash::of(&key) });
        manifest.files.sort();
        let (bytes, signature) = manifest.signed(self.key())?;
        write_durably(&beside.join(MANIFEST), &bytes, false).map_err(wrong)?;
        write_durably(&beside.join(SIGNATURE), &signature, false).map_err(wrong)?;
        std::fs::rename(&beside, to).map_err(|e| Broken::file(to, &e))?;
        let above = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sync_folder(above).map_err(|e| Broken::file(above, &e))?;
        Ok(manifest)
    }
}

/// Writes all tables; the manifest as far as it is known.
fn dump(engine: &mut Engine, folder: &Path, at: Millis) -> Result<BackupManifest, Fault> {
    let row = engine.row("SELECT size, root, algorithm FROM audit_head WHERE id = 1", &args![])?;
    let mut head = row.ok_or_else(|| Fault::Data("the audit log has no head".to_owned()))?.cells();
    let mut manifest = BackupManifest {
        format: 1,
        at,
        schema: NEWEST,
        audit_size: head.int()?,
        audit_root: head.text()?,
        audit_algorithm: head.text()?,
        tables: Vec::new(),
        files: Vec::new(),
    };
    let io = |e: io::Error| Fault::Io(e.to_string());
    make_folder(&folder.join("tables")).map_err(io)?;
    for (name, key) in tables(NEWEST) {
        let path = format!("tables/{name}.gz");
        let file = Counted {
            file: BufWriter::new(File::create(folder.join(&path)).map_err(io)?),
            hash: Sha256::new(),
            size: 0,
        };
        let mut packed = GzEncoder::new(file, Compression::new(4));
        manifest.tables.push(rows::write(engine, name, &key, &mut packed)?);
        let mut file = packed.finish().map_err(io)?;
        file.file.flush().and_then(|()| file.file.get_ref().sync_all()).map_err(io)?;
        let hash = Hash(crate::audit::hex(&file.hash.finalize()));
        manifest.files.push(BackupFile { path, size: file.size, hash });
    }
    sync_folder(&folder.join("tables")).map_err(io)?;
    Ok(manifest)
}

/// A file whose bytes are hashed as they are written.
struct Counted {
    file: BufWriter<File>,
    hash: Sha256,
    size: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        self.size += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
