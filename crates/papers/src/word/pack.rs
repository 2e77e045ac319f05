//! Packs the Word file: repeated table heads, page head and foot in every section, the same bytes for the same text.

use docx_rs::Docx;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The file's bytes, or why not.
pub(super) fn pack(docx: Docx) -> Result<Vec<u8>, String> {
    let mut parts = docx.build();
    let document = String::from_utf8(std::mem::take(&mut parts.document)).map_err(|e| e.to_string())?;
    parts.document = finish(&document).into_bytes();
    let mut packed = Cursor::new(Vec::new());
    parts.pack(&mut packed).map_err(|e| e.to_string())?;
    undated(packed.into_inner()).map_err(|e| e.to_string())
}

/// The library writes neither repeated heads nor, in a section inside the text, page head and foot.
fn finish(document: &str) -> String {
    let heads = document
        .replace("<w:cantSplit />", "<w:cantSplit/><w:tblHeader/>")
        .replace("<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>")
        .replace("<w:tblHeader/><w:tblHeader/>", "<w:tblHeader/>");
    let Some((before, last)) = heads.rsplit_once("<w:sectPr") else { return heads };
    let references: String = last
        .split('<')
        .filter(|tag| tag.starts_with("w:headerReference") || tag.starts_with("w:footerReference"))
        .map(|tag| format!("<{tag}"))
        .collect();
    let inner = match before.split_once("<w:sectPr") {
        Some((text, section)) => match section.split_once('>') {
            Some((attributes, rest)) => format!("{text}<w:sectPr{attributes}>{references}{rest}"),
            None => before.to_owned(),
        },
        None => before.to_owned(),
    };
    format!("{inner}<w:sectPr{last}")
}

/// Compresses the parts and takes the time of day out of the archive.
fn undated(packed: Vec<u8>) -> zip::result::ZipResult<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(packed))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name()?.into_owned();
        to.start_file(name, options)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        to.write_all(&bytes)?;
    }
    to.finish().map(Cursor::into_inner)
}
