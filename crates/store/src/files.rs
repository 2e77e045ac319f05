//! Files by content (文件库): uploads and papers lie under the hash of their bytes and are never changed.

use crate::outcome::Broken;
use model::Hash;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The files of a site (文件库).
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    pub(crate) fn new(folder: PathBuf) -> Files {
        Files { folder }
    }

    /// Keeps bytes; they are on the disk when this returns, so a command may name their hash. The same bytes are kept once.
    pub fn keep(&self, bytes: &[u8]) -> Result<Hash, Broken> {
        let hash = Hash::of(bytes);
        let path = self.path(&hash).ok_or_else(|| Broken::file(&self.folder, &"no path"))?;
        // a file found there is complete: it was renamed to its name only when it was on the disk
        if fs::metadata(&path).is_ok_and(|m| m.len() == bytes.len() as u64) {
            return Ok(hash);
        }
        write_durably(&path, bytes, false).map_err(|e| Broken::file(&path, &e))?;
        Ok(hash)
    }

    /// Begins a file whose bytes come piece by piece. Nothing is left of it unless it is kept.
    pub fn spool(&self) -> Result<Spool, Broken> {
        let folder = self.folder.join(SPOOL);
        Spool::begin(&folder).map_err(|e| Broken::file(&folder, &e))
    }

    /// Removes what an earlier process left unfinished longer than `age` ago; how many files. Another process may be at work on younger ones.
    pub fn sweep(&self, age: std::time::Duration) -> usize {
        let Ok(list) = fs::read_dir(self.folder.join(SPOOL)) else { return 0 };
        let old = |path: &Path| {
            let changed = fs::metadata(path).and_then(|m| m.modified());
            changed.is_ok_and(|at| at.elapsed().is_ok_and(|passed| passed >= age))
        };
        let paths = list.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| old(p));
        paths.filter(|p| fs::remove_file(p).is_ok()).count()
    }

    /// Keeps what was spooled, under the hash of its bytes: they are on the disk when this returns. The same bytes are kept once.
    pub fn keep_spooled(&self, spool: Spool) -> Result<(Hash, u64), Broken> {
        let size = spool.size;
        let hash = Hash(spool.hash.clone().finalize().iter().map(|b| format!("{b:02x}")).collect());
        let path = self.path(&hash).ok_or_else(|| Broken::file(&self.folder, &"no path"))?;
        if fs::metadata(&path).is_ok_and(|m| m.len() == size) {
            return Ok((hash, size));
        }
        let folder = path.parent().unwrap_or(&self.folder);
        let moved = (|| {
            spool.file.sync_all()?;
            make_folder(folder)?;
            fs::rename(&spool.path, &path)?;
            sync_folder(folder)
        })();
        moved.map_err(|e| Broken::file(&path, &e))?;
        Ok((hash, size))
    }

    /// The bytes of a hash, checked against it; `None` when there is no such file.
    pub fn get(&self, hash: &Hash) -> Result<Option<Vec<u8>>, Broken> {
        let Some(path) = self.path(hash) else { return Ok(None) };
        match fs::read(&path) {
            Ok(bytes) if Hash::of(&bytes) == *hash => Ok(Some(bytes)),
            Ok(_) => Err(Broken::file(&path, &"content does not agree with its name")),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Broken::file(&path, &e)),
        }
    }

    /// Where the file of a hash lies; `None` when it is not a hash.
    pub fn path(&self, hash: &Hash) -> Option<PathBuf> {
        let fine = hash.0.len() == 64 && hash.0.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fine.then(|| hash.0.get(..2).map(|two| self.folder.join(two).join(&hash.0))).flatten()
    }

    /// All files with their paths, in order.
    pub(crate) fn all(&self) -> io::Result<Vec<(Hash, PathBuf)>> {
        let mut out = Vec::new();
        if !self.folder.exists() {
            return Ok(out);
        }
        for two in fs::read_dir(&self.folder)? {
            let two = two?.path();
            if !two.is_dir() {
                continue;
            }
            for file in fs::read_dir(two)? {
                let path = file?.path();
                let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
                let hash = Hash(name);
                if self.path(&hash).as_deref() == Some(path.as_path()) {
                    out.push((hash, path));
                }
            }
        }
        out.sort();
        Ok(out)
    }
}

/// The folder of unfinished uploads, beside the files.
const SPOOL: &str = "spool";

/// A file on its way in (暂存文件): it disappears when it is dropped.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    file: File,
    size: u64,
    hash: Sha256,
}

impl Spool {
    fn begin(folder: &Path) -> io::Result<Spool> {
        make_folder(folder)?;
        let mut random = [0u8; 16];
        getrandom::fill(&mut random).map_err(|e| io::Error::other(e.to_string()))?;
        let path = folder.join(format!("{}.part", crate::audit::hex(&random)));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Spool { path, file, size: 0, hash: Sha256::new() })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// When the disk does not take them; then nothing of the file is of use.
    pub fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.size = self.size.saturating_add(bytes.len() as u64);
        Ok(())
    }

    /// Where it lies for now.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes so far.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // after it was kept there is nothing under this name any more
        let _ = fs::remove_file(&self.path);
    }
}

/// Writes a file beside its name, syncs it, renames it, and syncs the folder. With `private` its owner alone may read it, and a file that is there
/// already stays.
pub(crate) fn write_durably(path: &Path, bytes: &[u8], private: bool) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("no folder"))?;
    make_folder(folder)?;
    let mut random = [0u8; 8];
    getrandom::fill(&mut random).map_err(|e| io::Error::other(e.to_string()))?;
    let beside = folder.join(format!(".{}.part", crate::audit::hex(&random)));
    let out = (|| {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut file = options.open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if private {
            match fs::hard_link(&beside, path) {
                Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
                _ => fs::remove_file(&beside)?,
            }
        } else {
            fs::rename(&beside, path)?;
        }
        sync_folder(folder)
    })();
    if out.is_err() {
        // best effort: what could not be written is not left lying about
        let _ = fs::remove_file(&beside);
    }
    out
}

/// Makes a folder with those above it, each entry on the disk.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent().filter(|p| !p.as_os_str().is_empty()) {
        make_folder(above)?;
        match fs::create_dir(folder) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(e),
            _ => sync_folder(above),
        }
    } else {
        fs::create_dir_all(folder)
    }
}

/// Puts the entries of a folder on the disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::new(folder.path().join("files"));
        let begun = |text: &str| {
            let mut spool = files.spool().unwrap();
            text.split_inclusive('，').for_each(|piece| spool.add(piece.as_bytes()).unwrap());
            spool
        };
        drop(begun("半份，文件"));
        let (hash, size) = files.keep_spooled(begun("一份，文件")).unwrap();
        assert_eq!((hash.clone(), size), (Hash::of("一份，文件".as_bytes()), 15));
        assert_eq!(files.keep_spooled(begun("一份，文件")).unwrap().0, hash);
        assert_eq!(files.get(&hash).unwrap().unwrap(), "一份，文件".as_bytes());
        assert_eq!(files.all().unwrap().len(), 1);
        std::mem::forget(begun("断电"));
        assert_eq!(files.sweep(std::time::Duration::from_secs(60)), 0);
        assert_eq!(files.sweep(std::time::Duration::ZERO), 1);
        assert_eq!(fs::read_dir(folder.path().join("files").join(SPOOL)).unwrap().count(), 0);
    }

    #[test]
    fn bytes_come_back_by_their_hash_and_changed_ones_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::new(folder.path().join("files"));
        let hash = files.keep("附件".as_bytes()).unwrap();
        assert_eq!(files.keep("附件".as_bytes()).unwrap(), hash);
        assert_eq!(files.get(&hash).unwrap().unwrap(), "附件".as_bytes());
        assert_eq!(files.all().unwrap().len(), 1);
        assert_eq!(files.get(&Hash("../../etc/passwd".to_owned())).unwrap(), None);
        fs::write(files.path(&hash).unwrap(), "附仵").unwrap();
        assert!(files.get(&hash).is_err());
    }
}
