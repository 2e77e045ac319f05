//! Packs the Word file: repeated table heads, page head and foot in every section, the same bytes for the same text.

use super::chart::Drawing;
use super::layout::{HEAD, MARK};
use docx_rs::Docx;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The file's bytes, or why not.
pub(super) fn pack(docx: Docx, drawings: &[Drawing]) -> Result<Vec<u8>, String> {
    let mut parts = docx.build();
    let document = String::from_utf8(std::mem::take(&mut parts.document)).map_err(|e| e.to_string())?;
    parts.document = placed(finish(&document), drawings).into_bytes();
    let mut packed = Cursor::new(Vec::new());
    parts.pack(&mut packed).map_err(|e| e.to_string())?;
    undated(packed.into_inner(), drawings).map_err(|e| e.to_string())
}

/// Puts the drawings where their marks stand.
fn placed(document: String, drawings: &[Drawing]) -> String {
    drawings.iter().zip(1_usize..).fold(document, |text, (drawing, number)| {
        let mark = format!("{MARK}{number}{MARK}");
        let Some((before, after)) = text.split_once(&mark) else { return text };
        // the mark is the only text of its run: <w:t …>mark</w:t> becomes the drawing
        let (Some(open), Some(close)) = (before.rfind("<w:t"), after.find("</w:t>")) else { return text };
        let (Some(before), Some(after)) = (before.get(..open), after.get(close + "</w:t>".len()..)) else {
            return text;
        };
        format!("{before}{}{after}", inline(drawing, number))
    })
}

fn inline(drawing: &Drawing, number: usize) -> String {
    let (width, height) = (drawing.width, drawing.height);
    format!(
        "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{id}\" name=\"图{number}\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rIdChart{number}\"/></a:graphicData></a:graphic></wp:inline></w:drawing>",
        id = number.saturating_add(9_000)
    )
}

/// What a part of the archive says about the drawings.
fn told(name: &str, bytes: Vec<u8>, drawings: &[Drawing]) -> Vec<u8> {
    let each = |one: &dyn Fn(usize) -> String| (1..=drawings.len()).map(one).collect::<String>();
    let (end, more) = match name {
        "[Content_Types].xml" => (
            "</Types>",
            each(&|n| {
                format!(
                    "<Override PartName=\"/word/charts/chart{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
                )
            }),
        ),
        "word/_rels/document.xml.rels" => (
            "</Relationships>",
            each(&|n| {
                format!(
                    "<Relationship Id=\"rIdChart{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart\" Target=\"charts/chart{n}.xml\"/>"
                )
            }),
        ),
        _ => return bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => text.replace(end, &format!("{more}{end}")).into_bytes(),
        Err(same) => same.into_bytes(),
    }
}

/// The library writes neither repeated heads nor, in a section inside the text, page head and foot. Where there are two sections
/// before the last, the first is cover and contents, and has no page numbers.
fn finish(document: &str) -> String {
    let mark = format!("<w:trHeight w:val=\"{HEAD}\"");
    let mut rows = document.split(&mark);
    let mut heads = rows.next().unwrap_or_default().to_owned();
    for row in rows {
        heads.push_str("<w:cantSplit/><w:tblHeader/>");
        heads.push_str(row.split_once("/>").map_or(row, |(_, rest)| rest));
    }
    let mut sections: Vec<&str> = heads.split(SECTION).collect();
    let Some(last) = sections.pop() else { return heads };
    let tags = || last.split('<').filter(|t| t.starts_with("w:headerReference") || t.starts_with("w:footerReference"));
    let all: String = tags().map(|tag| format!("<{tag}")).collect();
    let top: String = tags().filter(|t| t.starts_with("w:header")).map(|tag| format!("<{tag}")).collect();
    let inner = sections.len().saturating_sub(1);
    let mut out = String::with_capacity(heads.len().saturating_add(1_024));
    for (at, text) in sections.into_iter().enumerate() {
        let references = if at == 1 && inner > 1 { &top } else { &all };
        match text.split_once('>').filter(|_| at > 0) {
            Some((attributes, rest)) => out.push_str(&format!("{SECTION}{attributes}>{references}{rest}")),
            None => out.push_str(text),
        }
    }
    out + SECTION + last
}

const SECTION: &str = "<w:sectPr";

/// Compresses the parts and takes the time of day out of the archive.
fn undated(packed: Vec<u8>, drawings: &[Drawing]) -> zip::result::ZipResult<Vec<u8>> {
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
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let bytes = told(&name, bytes, drawings);
        to.start_file(name, options)?;
        to.write_all(&bytes)?;
    }
    for (drawing, number) in drawings.iter().zip(1_usize..) {
        to.start_file(format!("word/charts/chart{number}.xml"), options)?;
        to.write_all(drawing.xml.as_bytes())?;
    }
    to.finish().map(Cursor::into_inner)
}
