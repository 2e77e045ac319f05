//! Packages made of a fuzzer's bytes, stored and not compressed.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::problem::IntakeProblem;

const TYPES: &[u8] = b"<Types/>";
const ROOT: &[u8] = b"<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const RELATED: &[u8] = b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const WORKBOOK: &str = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"表1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const STRINGS: &str = "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>";
const STYLES: &str =
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>";

/// An `.xlsx` of parts ended by zero bytes: worksheet, shared texts, styles, workbook.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, IntakeProblem> {
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut part = |otherwise: &'static str| match parts.next() {
        Some([]) | None => otherwise.as_bytes(),
        Some(given) => given,
    };
    let sheet = part("<worksheet><sheetData/></worksheet>");
    let strings = part(STRINGS);
    let styles = part(STYLES);
    stored(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/_rels/workbook.xml.rels", RELATED),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/workbook.xml", part(WORKBOOK)),
    ])
}

/// An `.ods` of a content.
pub(super) fn open_document(content: &[u8]) -> Result<Vec<u8>, IntakeProblem> {
    stored(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)])
}

fn stored(entries: &[(&str, &[u8])]) -> Result<Vec<u8>, IntakeProblem> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        out.start_file(*name, options).map_err(IntakeProblem::damaged)?;
        out.write_all(content).map_err(IntakeProblem::unreadable)?;
    }
    Ok(out.finish().map_err(IntakeProblem::damaged)?.into_inner())
}
