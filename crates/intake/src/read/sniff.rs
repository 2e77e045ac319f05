//! What a file really is, whatever its name says.

use std::io::{Read, Seek, SeekFrom};

use crate::grid::FileFormat;
use crate::problem::{IntakeProblem, LooksLike, ProblemKind};

/// How much of a file's beginning is looked at.
const HEAD: u64 = 4096;

/// The beginning of a file, of one that is not empty; the reader stands at the start again.
pub(crate) fn head<R: Read + Seek>(reader: &mut R) -> Result<Vec<u8>, IntakeProblem> {
    let mut head = Vec::new();
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    reader.by_ref().take(HEAD).read_to_end(&mut head).map_err(IntakeProblem::unreadable)?;
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    if head.is_empty() { Err(ProblemKind::Empty.into()) } else { Ok(head) }
}

/// Whether a file begins as a ZIP package does.
pub(crate) fn is_package(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether a file begins as a compound file (OLE2) does.
pub(crate) fn is_compound(head: &[u8]) -> bool {
    head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Tells the format from the content; refuses what is no spreadsheet with the reason.
pub(crate) fn sniff<R: Read + Seek>(reader: &mut R) -> Result<FileFormat, IntakeProblem> {
    let head = head(reader)?;
    for (magic, looks_like) in OTHERS {
        if head.starts_with(magic) {
            return Err(IntakeProblem::looks_like(*looks_like));
        }
    }
    if is_package(&head) {
        return sniff_zip(reader);
    }
    if is_compound(&head) {
        return sniff_compound(reader);
    }
    sniff_text(&head)
}

const OTHERS: &[(&[u8], LooksLike)] = &[
    (b"%PDF", LooksLike::Pdf),
    (b"\x89PNG", LooksLike::Picture),
    (b"\xFF\xD8\xFF", LooksLike::Picture),
    (b"GIF8", LooksLike::Picture),
    (b"BM6", LooksLike::Picture),
    (b"Rar!", LooksLike::Archive),
    (b"7z\xBC\xAF\x27\x1C", LooksLike::Archive),
    (b"\x1F\x8B", LooksLike::Archive),
    (b"{\\rtf", LooksLike::Word),
    (b"\x09\x00\x04\x00", LooksLike::OldExcel),
    (b"\x09\x02\x06\x00", LooksLike::OldExcel),
    (b"\x09\x04\x06\x00", LooksLike::OldExcel),
    (b"\x09\x08\x08\x00", LooksLike::OldExcel),
];

fn sniff_zip<R: Read + Seek>(reader: &mut R) -> Result<FileFormat, IntakeProblem> {
    let archive = zip::ZipArchive::new(&mut *reader).map_err(IntakeProblem::damaged)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let starts = |prefix: &str| archive.file_names_raw().any(|name| name.starts_with(prefix.as_bytes()));
    let format = if has("xl/workbook.bin") {
        Err(ProblemKind::Xlsb.into())
    } else if has("[Content_Types].xml") && starts("word/") {
        Err(IntakeProblem::looks_like(LooksLike::Word))
    } else if has("[Content_Types].xml") && starts("ppt/") {
        Err(IntakeProblem::looks_like(LooksLike::Slides))
    } else if has("[Content_Types].xml") {
        Ok(FileFormat::Xlsx)
    } else if has("content.xml") && has("mimetype") {
        Ok(FileFormat::Ods)
    } else {
        Err(IntakeProblem::looks_like(LooksLike::Archive))
    };
    drop(archive);
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    format
}

/// A compound file names its streams in UTF-16; the directory can lie anywhere, so the names are
/// looked for in the whole file, in pieces.
fn sniff_compound<R: Read + Seek>(reader: &mut R) -> Result<FileFormat, IntakeProblem> {
    let names = [
        ("EncryptedPackage", ProblemKind::Encrypted),
        ("WordDocument", ProblemKind::NotASpreadsheet { looks_like: LooksLike::Word }),
        ("PowerPoint Document", ProblemKind::NotASpreadsheet { looks_like: LooksLike::Slides }),
    ];
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let workbook = utf16("Workbook\0");
    let book = utf16("Book\0");
    let (mut is_xls, mut old) = (false, false);
    let mut other = None;
    let mut piece = vec![0u8; 256 * 1024];
    let mut kept = Vec::new();
    loop {
        let read = reader.read(&mut piece).map_err(IntakeProblem::unreadable)?;
        if read == 0 {
            break;
        }
        kept.extend_from_slice(piece.get(..read).unwrap_or_default());
        is_xls |= memchr::memmem::find(&kept, &workbook).is_some();
        old |= memchr::memmem::find(&kept, &book).is_some();
        if other.is_none() {
            other = names
                .iter()
                .find(|(name, _)| memchr::memmem::find(&kept, &utf16(name)).is_some())
                .map(|(_, kind)| kind.clone());
        }
        let start = kept.len().saturating_sub(64);
        kept.drain(..start);
    }
    reader.seek(SeekFrom::Start(0)).map_err(IntakeProblem::unreadable)?;
    match other {
        Some(ProblemKind::Encrypted) => Err(ProblemKind::Encrypted.into()),
        _ if is_xls => Ok(FileFormat::Xls),
        Some(kind) => Err(kind.into()),
        None if old => Err(IntakeProblem::looks_like(LooksLike::OldExcel)),
        None => Err(IntakeProblem::looks_like(LooksLike::Unknown)),
    }
}

fn sniff_text(head: &[u8]) -> Result<FileFormat, IntakeProblem> {
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let narrow: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| !utf16 || byte.is_ascii() && *byte != 0)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    let start = narrow.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&narrow).trim_ascii_start();
    if start.starts_with(b"<?xml") || start.starts_with(b"<workbook") {
        let html = memchr::memmem::find(start, b"<html").is_some();
        return Err(IntakeProblem::looks_like(if html { LooksLike::Html } else { LooksLike::Xml }));
    }
    if [&b"<html"[..], b"<!doctype", b"<table", b"<meta", b"<head", b"<style", b"<script"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        return Err(IntakeProblem::looks_like(LooksLike::Html));
    }
    let controls =
        head.iter().filter(|byte| byte.is_ascii_control() && !matches!(**byte, b'\t' | b'\n' | b'\r')).count();
    if !utf16 && controls > 0 && !super::csv::looks_utf16(head) {
        return Err(IntakeProblem::looks_like(LooksLike::Unknown));
    }
    Ok(FileFormat::Csv)
}
