//! Where a site keeps its data (数据位置).

use std::path::{Path, PathBuf};

/// A data folder and, for larger sites, a PostgreSQL database (数据位置).
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// The data folder: the SQLite file, uploaded files, the signing key. Shared by all processes of a site.
    pub folder: PathBuf,
    /// `postgres://…`; `None` keeps the data in SQLite in the folder.
    pub postgres: Option<String>,
}

impl Place {
    /// A site on SQLite.
    pub fn folder(folder: impl Into<PathBuf>) -> Place {
        Place { folder: folder.into(), postgres: None }
    }

    /// A site on PostgreSQL; files and key stay in the folder.
    pub fn postgres(folder: impl Into<PathBuf>, url: impl Into<String>) -> Place {
        Place { folder: folder.into(), postgres: Some(url.into()) }
    }

    /// The SQLite file.
    pub fn database(&self) -> PathBuf {
        self.folder.join("junheng.db")
    }

    /// The folder of uploaded files and papers, by content.
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    /// The file that holds disk space back.
    pub fn reserve(&self) -> PathBuf {
        self.folder.join("reserve")
    }

    /// The key that signs checkpoints of the audit log.
    pub fn key(&self) -> PathBuf {
        self.folder.join("keys").join("audit.key")
    }

    /// Where in words, without the password of a database.
    pub fn shown(&self) -> String {
        match &self.postgres {
            None => self.database().display().to_string(),
            Some(url) if url.contains("://") => {
                let bare = url.split('?').next().unwrap_or(url);
                bare.rsplit_once('@').map_or_else(|| bare.to_owned(), |(_, host)| format!("postgres://…@{host}"))
            }
            Some(pairs) => {
                let shown = |pair: &&str| ["host=", "port=", "dbname="].iter().any(|name| pair.starts_with(name));
                pairs.split_whitespace().filter(shown).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

impl AsRef<Path> for Place {
    fn as_ref(&self) -> &Path {
        &self.folder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        let shown = |url: &str| Place::postgres("x", url).shown();
        assert_eq!(shown("postgres://a:secret@db:5432/x?password=secret"), "postgres://…@db:5432/x");
        assert_eq!(shown("host=db password=secret user=a dbname=x"), "host=db dbname=x");
    }
}
