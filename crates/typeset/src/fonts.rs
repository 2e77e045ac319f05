//! The fonts of a run: an office's own first, then the system's Noto CJK.

mod face;
mod role;
mod scan;

pub use role::Role;

use face::Face;
use model::Message;
use std::path::{Path, PathBuf};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Where Debian and its relatives keep fonts.
const SYSTEM_DIRS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];

/// Debian package with the fonts used when an office brings none.
pub const PACKAGE: &str = "fonts-noto-cjk";

/// Fonts for Chinese official papers（公文字体）, read once and used for any number of documents, also from several threads.
pub struct Fonts {
    faces: Vec<Font>,
    book: LazyHash<FontBook>,
    families: [String; 4],
}

/// Why no document can be typeset here.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FontsError {
    /// Neither the office's directories nor the system's hold a Chinese font.
    #[error("no Chinese font in {}; install the Debian package {PACKAGE}", places(.looked_in))]
    NoneFound {
        /// The directories searched.
        looked_in: Vec<PathBuf>,
    },
    /// A directory or font file the office named cannot be read.
    #[error("cannot read {}: {why}", .path.display())]
    Unreadable {
        /// The directory or file.
        path: PathBuf,
        /// The system's reason.
        why: std::io::Error,
    },
}

impl FontsError {
    /// The error in the words of the catalogue.
    pub fn message(&self) -> Message {
        match self {
            Self::NoneFound { looked_in } => {
                Message::new("typeset-no-chinese-font").with("folders", places(looked_in)).with("package", PACKAGE)
            }
            Self::Unreadable { path, why } => {
                Message::new("typeset-font-unreadable").with("path", path.display()).with("why", why)
            }
        }
    }
}

fn places(dirs: &[PathBuf]) -> String {
    dirs.iter().map(|d| d.display().to_string()).collect::<Vec<_>>().join(", ")
}

impl Fonts {
    /// Looks in an office's own font directories first, then in the system's for Noto Serif/Sans CJK SC or Source Han.
    ///
    /// An office's directory may hold 方正小标宋, 仿宋_GB2312, 黑体, 楷体_GB2312 (the faces official papers ask for); each is recognised
    /// by its name and used for its [`Role`], any other font there serves as a fall-back for rare characters.
    ///
    /// # Errors
    /// [`FontsError`]: nothing Chinese found, or a directory of the office is unreadable.
    pub fn find(office_dirs: &[&Path]) -> Result<Self, FontsError> {
        let mut faces = Vec::new();
        for dir in office_dirs {
            let files = scan::office(dir).map_err(|why| FontsError::Unreadable { path: dir.to_path_buf(), why })?;
            for file in files {
                let data = read(&file)?;
                faces.extend(face::of_office(&data, &file));
            }
        }
        let system: Vec<PathBuf> = SYSTEM_DIRS.iter().map(PathBuf::from).collect();
        for file in scan::system(&system) {
            let data = read(&file)?;
            faces.extend(face::of_system(&data));
        }
        if !faces.iter().any(Face::is_chinese) {
            return Err(FontsError::NoneFound {
                looked_in: office_dirs.iter().map(|d| d.to_path_buf()).chain(system).collect(),
            });
        }
        Ok(Self::from_faces(faces))
    }

    fn from_faces(faces: Vec<Face>) -> Self {
        let families = Role::ALL.map(|role| role::families(role, &faces));
        let faces: Vec<Font> = faces.into_iter().map(|f| f.font).collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Self { faces, book, families }
    }

    /// Families for a role, best first, comma-separated.
    #[must_use]
    pub fn families(&self, role: Role) -> &str {
        let [title, body, heading, subheading] = &self.families;
        match role {
            Role::Title => title,
            Role::Body => body,
            Role::Heading => heading,
            Role::Subheading => subheading,
        }
    }

    /// Whether any font at hand draws `c`.
    #[must_use]
    pub fn draws(&self, c: char) -> bool {
        self.faces.iter().any(|f| f.info().coverage.contains(u32::from(c)))
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.faces).finish()
    }
}

fn read(file: &Path) -> Result<Bytes, FontsError> {
    std::fs::read(file).map(Bytes::new).map_err(|why| FontsError::Unreadable { path: file.to_owned(), why })
}
