//! From the bytes to what is found, by kind.

use std::io::{Cursor, Read};

use super::{FileKind, Finder, Look, Remark, html, image, kind, ofd, package, pdf, sheet, text};
use crate::limit::{Limits, Measure};
use crate::problem::IntakeProblem;

/// Looks into a file. Runs in the child, but for tests and fuzzing anywhere.
pub(crate) fn look_into(mut source: impl Read, file_name: &str, limits: &Limits) -> Result<Look, IntakeProblem> {
    let mut bytes = Vec::new();
    let most = limits.file_bytes.saturating_add(1);
    source.by_ref().take(most).read_to_end(&mut bytes).map_err(IntakeProblem::unreadable)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(IntakeProblem::too_large(Measure::FileBytes, limits.file_bytes));
    }
    let kind = kind::tell(&mut Cursor::new(bytes.as_slice()), limits)?;
    let mut found = Finder::new(kind);
    found.look.persons.text(file_name, || super::Place::Name);
    match kind {
        FileKind::Pdf => pdf::look(bytes, &mut found)?,
        FileKind::Ofd => ofd::look(&bytes, limits, &mut found)?,
        FileKind::Word => package::word(&bytes, limits, &mut found)?,
        FileKind::Slides => package::slides(&bytes, limits, &mut found)?,
        FileKind::OpenText | FileKind::OpenSlides => package::open_document(&bytes, limits, &mut found)?,
        FileKind::Sheet | FileKind::OldSheet | FileKind::OpenSheet => {
            if kind == FileKind::Sheet {
                package::remarks(&bytes, limits, &mut found)?;
            }
            sheet::look(&bytes, file_name, limits, &mut found)?;
        }
        FileKind::OldWord | FileKind::OldSlides | FileKind::Rich => {
            text::raw(&bytes, &mut found);
            found.remark(Remark::Later);
        }
        FileKind::Text => text::look(&bytes, &mut found)?,
        FileKind::Html => html::look(&bytes, &mut found)?,
        FileKind::Png | FileKind::Jpeg | FileKind::Gif | FileKind::Webp | FileKind::Bmp | FileKind::Tiff => {
            image::look(&bytes, &mut found)?;
        }
        FileKind::Dwg => {}
    }
    if !kind.fits(file_name) {
        found.remark(Remark::Ending);
    }
    Ok(found.look)
}
