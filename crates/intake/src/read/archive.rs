//! A zip package that is counted before and while it is unpacked.

use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek};

use zip::ZipArchive;

use super::guard::TokenGuard;
use crate::limit::{Limits, Measure};
use crate::problem::{IntakeProblem, ProblemKind};

/// Below this much unpacked the ratio is not judged: small honest files compress well.
const RATIO_FROM: u64 = 4 * 1024 * 1024;
/// Read buffer of an entry.
const BUFFER: usize = 64 * 1024;

/// An opened package within its limits.
pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
    limits: Limits,
    unpacked: Cell<u64>,
}

/// A buffered, counted, token-guarded entry.
pub(crate) type EntryReader<'a> = BufReader<TokenGuard<Box<dyn Read + 'a>>>;

impl<R: Read + Seek> Archive<R> {
    /// Opens a package and judges its directory: number of entries, names, claimed sizes, ratio.
    pub(crate) fn open(reader: R, limits: &Limits) -> Result<Self, IntakeProblem> {
        let mut zip = ZipArchive::new(reader).map_err(IntakeProblem::damaged)?;
        if zip.len() as u64 > limits.entries {
            return Err(IntakeProblem::too_large(Measure::Entries, limits.entries));
        }
        let (mut packed, mut unpacked) = (0u64, 0u64);
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(IntakeProblem::damaged)?;
            let name = entry.name().map_err(IntakeProblem::damaged)?;
            if !clean_name(&name) {
                return Err(ProblemKind::UnsafeName { name: name.chars().take(80).collect() }.into());
            }
            if entry.encrypted() {
                return Err(ProblemKind::Encrypted.into());
            }
            packed = packed.saturating_add(entry.compressed_size());
            unpacked = unpacked.saturating_add(entry.size());
        }
        if unpacked > limits.unpacked_bytes {
            return Err(IntakeProblem::too_large(Measure::UnpackedBytes, limits.unpacked_bytes));
        }
        if unpacked > RATIO_FROM && unpacked > packed.saturating_mul(limits.ratio) {
            return Err(IntakeProblem::too_large(Measure::Ratio, limits.ratio));
        }
        Ok(Self { zip, limits: limits.clone(), unpacked: Cell::new(0) })
    }

    /// Whether the package has an entry of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The name as the package spells it, upper and lower case ignored.
    pub(crate) fn spelt(&self, name: &str) -> Option<String> {
        if self.has(name) {
            return Some(name.to_owned());
        }
        self.zip
            .file_names()
            .filter_map(Result::ok)
            .find(|other| other.eq_ignore_ascii_case(name))
            .map(|other| other.into_owned())
    }

    /// The names of its entries; one that is no text is left out.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect()
    }

    /// Opens an entry for reading as XML.
    pub(crate) fn entry(&mut self, name: &str) -> Result<EntryReader<'_>, IntakeProblem> {
        let entry = self.zip.by_name(name).map_err(IntakeProblem::damaged)?;
        let counted = Counted {
            packed: entry.compressed_size(),
            own: 0,
            inner: entry,
            total: &self.unpacked,
            limits: &self.limits,
        };
        let longest = usize::try_from(self.limits.string_bytes).unwrap_or(usize::MAX);
        let guarded = TokenGuard::new(Box::new(counted) as Box<dyn Read>, longest);
        Ok(BufReader::with_capacity(BUFFER, guarded))
    }

    /// The package itself, for copying entries as they are.
    pub(crate) fn into_zip(self) -> ZipArchive<R> {
        self.zip
    }
}

fn clean_name(name: &str) -> bool {
    let absolute = name.starts_with(['/', '\\']) || name.get(1..2) == Some(":");
    let climbs = name.split(['/', '\\']).any(|part| part == "..");
    !absolute && !climbs && !name.contains('\0')
}

/// Counts unpacked bytes of all entries: the directory's sizes may be lies.
struct Counted<'a, R> {
    inner: R,
    packed: u64,
    own: u64,
    total: &'a Cell<u64>,
    limits: &'a Limits,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.own = self.own.saturating_add(read as u64);
        self.total.set(self.total.get().saturating_add(read as u64));
        if self.total.get() > self.limits.unpacked_bytes {
            let limit = self.limits.unpacked_bytes;
            return Err(io::Error::other(IntakeProblem::too_large(Measure::UnpackedBytes, limit)));
        }
        if self.own > RATIO_FROM && self.own > self.packed.saturating_mul(self.limits.ratio) {
            let limit = self.limits.ratio;
            return Err(io::Error::other(IntakeProblem::too_large(Measure::Ratio, limit)));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn names_stay_inside() {
        assert!(clean_name("xl/worksheets/sheet1.xml"));
        assert!(clean_name("xl/表..xml"));
        for bad in ["../a", "/etc/passwd", "xl/../../a", "C:\\a", "\\\\host\\a", "a\0b", "a\\..\\b"] {
            assert!(!clean_name(bad), "{bad}");
        }
    }
}
