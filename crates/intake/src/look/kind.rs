//! Kinds of documents (文件类型), told by the content, never by the name.

use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};

use crate::limit::Limits;
use crate::problem::{IntakeProblem, LooksLike, ProblemKind};
use crate::read::Archive;

macro_rules! kinds {
    ($( $(#[$doc:meta])* $kind:ident = $name:literal, $media:literal, [$($ending:literal),*]; )*) => {
        /// 文件类型: what a document is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum FileKind { $( $(#[$doc])* $kind, )* }
        impl FileKind {
            /// Every kind.
            pub const ALL: &'static [FileKind] = &[ $( FileKind::$kind, )* ];

            /// Its name in addresses and keys.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( FileKind::$kind => $name, )* }
            }

            /// Its media type.
            #[must_use]
            pub const fn media(self) -> &'static str {
                match self { $( FileKind::$kind => $media, )* }
            }

            /// Endings of names that say this kind.
            #[must_use]
            pub const fn endings(self) -> &'static [&'static str] {
                match self { $( FileKind::$kind => &[$($ending),*], )* }
            }
        }
    };
}

kinds! {
    /// PDF.
    Pdf = "pdf", "application/pdf", ["pdf"];
    /// 版式文件 OFD (GB/T 33190).
    Ofd = "ofd", "application/ofd", ["ofd"];
    /// Word.
    Word = "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx", "docm", "dotx", "wps", "doc"];
    /// Word 97–2003, WPS 文字.
    OldWord = "doc", "application/msword", ["doc", "dot", "wps", "docx"];
    /// Excel.
    Sheet = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx", "xlsm", "xltx", "et", "xls"];
    /// Excel 97–2003, WPS 表格.
    OldSheet = "xls", "application/vnd.ms-excel", ["xls", "xlt", "et", "xlsx"];
    /// PowerPoint.
    Slides = "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx", "pptm", "ppsx", "dps", "ppt"];
    /// PowerPoint 97–2003, WPS 演示.
    OldSlides = "ppt", "application/vnd.ms-powerpoint", ["ppt", "pps", "dps", "pptx"];
    /// OpenDocument text.
    OpenText = "odt", "application/vnd.oasis.opendocument.text", ["odt", "ott"];
    /// OpenDocument spreadsheet.
    OpenSheet = "ods", "application/vnd.oasis.opendocument.spreadsheet", ["ods", "ots"];
    /// OpenDocument slides.
    OpenSlides = "odp", "application/vnd.oasis.opendocument.presentation", ["odp", "otp"];
    /// Rich text.
    Rich = "rtf", "application/rtf", ["rtf", "doc", "wps"];
    /// Plain text.
    Text = "txt", "text/plain; charset=utf-8", ["txt", "csv", "tsv", "md", "log", "json", "toml"];
    /// A web page.
    Html = "html", "text/html", ["html", "htm", "mht", "xls", "doc"];
    /// A picture.
    Png = "png", "image/png", ["png"];
    /// A photo.
    Jpeg = "jpg", "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"];
    /// A picture.
    Gif = "gif", "image/gif", ["gif"];
    /// A picture.
    Webp = "webp", "image/webp", ["webp"];
    /// A picture.
    Bmp = "bmp", "image/bmp", ["bmp", "dib"];
    /// A scanned picture.
    Tiff = "tif", "image/tiff", ["tif", "tiff"];
    /// A drawing (AutoCAD).
    Dwg = "dwg", "image/vnd.dwg", ["dwg", "dwt"];
}

impl FileKind {
    /// Whether the browser shows it as a picture.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, FileKind::Png | FileKind::Jpeg | FileKind::Gif | FileKind::Webp | FileKind::Bmp)
    }

    /// Whether an office program can turn it into pages.
    #[must_use]
    pub const fn is_office(self) -> bool {
        use FileKind::*;
        matches!(
            self,
            Word | OldWord | Sheet | OldSheet | Slides | OldSlides | OpenText | OpenSheet | OpenSlides | Rich
        )
    }

    /// Whether the ending of a name says this kind. Offices save one kind under the ending of another now and then; those are
    /// listed with the kind.
    #[must_use]
    pub fn fits(self, file_name: &str) -> bool {
        let ending = file_name.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
        self.endings().contains(&ending.as_str())
    }
}

fn archive() -> IntakeProblem {
    IntakeProblem::looks_like(LooksLike::Archive)
}

/// Tells the kind from the content.
pub(super) fn tell<R: Read + Seek>(reader: &mut R, limits: &Limits) -> Result<FileKind, IntakeProblem> {
    let head = crate::read::head(reader)?;
    for (magic, kind) in MAGIC {
        if head.starts_with(magic) {
            return Ok(*kind);
        }
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Ok(FileKind::Webp);
    }
    if crate::read::is_package(&head) {
        return in_package(reader, limits);
    }
    if crate::read::is_compound(&head) {
        return match crate::read::sniff(reader) {
            Ok(_) => Ok(FileKind::OldSheet),
            Err(problem) => match problem.kind {
                ProblemKind::NotASpreadsheet { looks_like: LooksLike::Word } => Ok(FileKind::OldWord),
                ProblemKind::NotASpreadsheet { looks_like: LooksLike::Slides } => Ok(FileKind::OldSlides),
                ProblemKind::NotASpreadsheet { looks_like: LooksLike::OldExcel } => Ok(FileKind::OldSheet),
                _ => Err(problem),
            },
        };
    }
    for magic in ARCHIVES {
        if head.starts_with(magic) {
            return Err(archive());
        }
    }
    words(&head)
}

const MAGIC: &[(&[u8], FileKind)] = &[
    (b"%PDF-", FileKind::Pdf),
    (b"\xEF\xBB\xBF%PDF-", FileKind::Pdf),
    (b"\x89PNG\r\n\x1A\n", FileKind::Png),
    (b"\xFF\xD8\xFF", FileKind::Jpeg),
    (b"GIF87a", FileKind::Gif),
    (b"GIF89a", FileKind::Gif),
    (b"BM", FileKind::Bmp),
    (b"II*\0", FileKind::Tiff),
    (b"MM\0*", FileKind::Tiff),
    (b"{\\rtf", FileKind::Rich),
    (b"AC10", FileKind::Dwg),
];
const ARCHIVES: &[&[u8]] = &[b"Rar!", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B", b"BZh", b"\xFD7zXZ", b"(\xB5/\xFD", b"MSCF"];

fn in_package<R: Read + Seek>(reader: &mut R, limits: &Limits) -> Result<FileKind, IntakeProblem> {
    let mut package = Archive::open(&mut *reader, limits)?;
    let names = package.names();
    let has = |name: &str| names.iter().any(|n| n == name);
    let starts = |prefix: &str| names.iter().any(|n| n.starts_with(prefix));
    let kind = if has("OFD.xml") {
        FileKind::Ofd
    } else if has("xl/workbook.bin") {
        return Err(ProblemKind::Xlsb.into());
    } else if has("[Content_Types].xml") && starts("word/") {
        FileKind::Word
    } else if has("[Content_Types].xml") && starts("ppt/") {
        FileKind::Slides
    } else if has("[Content_Types].xml") && starts("xl/") {
        FileKind::Sheet
    } else if has("content.xml") && has("mimetype") {
        let mut media = String::new();
        package.entry("mimetype")?.take(200).read_to_string(&mut media).map_err(IntakeProblem::damaged)?;
        match media.trim() {
            "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => {
                FileKind::OpenText
            }
            "application/vnd.oasis.opendocument.presentation" => FileKind::OpenSlides,
            m if m.starts_with("application/vnd.oasis.opendocument.spreadsheet") => FileKind::OpenSheet,
            _ => return Err(archive()),
        }
    } else {
        return Err(archive());
    };
    drop(package);
    reader.rewind().map_err(IntakeProblem::unreadable)?;
    Ok(kind)
}

/// Text or a web page; anything with control characters is neither.
fn words(head: &[u8]) -> Result<FileKind, IntakeProblem> {
    let wide = head.starts_with(&[0xFF, 0xFE])
        || head.starts_with(&[0xFE, 0xFF])
        || crate::read::wide_without_mark(head).is_some();
    let narrow: Vec<u8> = head.iter().copied().filter(|b| !wide || *b != 0).map(|b| b.to_ascii_lowercase()).collect();
    let start = narrow.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&narrow).trim_ascii_start();
    let find = |what: &[u8]| memchr::memmem::find(start, what).is_some();
    if find(b"<svg") && (start.starts_with(b"<svg") || start.starts_with(b"<?xml") || start.starts_with(b"<!doctype")) {
        return Err(IntakeProblem::looks_like(LooksLike::Xml));
    }
    if find(b"<html") || find(b"<script") || find(b"<!doctype html") || find(b"<body") || find(b"<table") {
        return Ok(FileKind::Html);
    }
    if start.starts_with(b"<?xml") {
        return Err(IntakeProblem::looks_like(LooksLike::Xml));
    }
    let controls = head.iter().filter(|b| b.is_ascii_control() && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C)).count();
    if !wide && controls > 0 {
        return Err(IntakeProblem::looks_like(LooksLike::Unknown));
    }
    Ok(FileKind::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn kind(bytes: &[u8]) -> Result<FileKind, ProblemKind> {
        tell(&mut Cursor::new(bytes), &Limits::paper()).map_err(|p| p.kind)
    }

    #[test]
    fn content_decides() {
        assert_eq!(kind(b"%PDF-1.7\n<html><script>"), Ok(FileKind::Pdf));
        assert_eq!(kind(b"<html>\n%PDF-1.7"), Ok(FileKind::Html));
        assert_eq!(kind(b"GIF89a/*\x01\x00*/=1;alert(1)"), Ok(FileKind::Gif));
        assert_eq!(kind("学校,人数\n".as_bytes()), Ok(FileKind::Text));
        let svg = b"<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>";
        assert_eq!(kind(svg), Err(ProblemKind::NotASpreadsheet { looks_like: LooksLike::Xml }));
        assert_eq!(kind(b"\x7FELF\x02\x01"), Err(ProblemKind::NotASpreadsheet { looks_like: LooksLike::Unknown }));
        assert_eq!(kind(b""), Err(ProblemKind::Empty));
        assert!(FileKind::Word.fits("意见.DOCX") && FileKind::OldSheet.fits("表.et") && !FileKind::Html.fits("a.pdf"));
    }
}
