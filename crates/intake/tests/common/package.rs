//! Packages made by hand, as honest or as wrong as a test wants them.

use std::collections::HashMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Up to the rows of a worksheet.
pub const SHEET_HEAD: &str =
    "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
/// From the rows' end.
pub const SHEET_TAIL: &str = "</sheetData></worksheet>";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package's entries.
#[derive(Default, Clone)]
pub struct Package {
    entries: Vec<(String, Vec<u8>)>,
    places: HashMap<String, usize>,
    deflate: bool,
}

impl Package {
    /// A workbook with one sheet of this XML.
    pub fn sheet(xml: &str) -> Self {
        Self::sheets(&[xml])
    }

    /// A workbook with these sheets.
    pub fn sheets(sheets: &[&str]) -> Self {
        let mut package = Self::default();
        let (mut listed, mut related) = (String::new(), String::new());
        for (xml, number) in sheets.iter().zip(1..) {
            listed += &format!("<sheet name=\"表{number}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
            related += &format!(
                "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            );
            package = package.with(&format!("xl/worksheets/sheet{number}.xml"), xml.as_bytes());
        }
        related +=
            &format!("<Relationship Id=\"rIdS\" Type=\"{RELATIONS}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
        package
            .with("[Content_Types].xml", b"<Types/>")
            .with("_rels/.rels", format!("<Relationships><Relationship Id=\"a\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes())
            .with("xl/workbook.xml", format!("<workbook xmlns:r=\"{RELATIONS}\"><sheets>{listed}</sheets></workbook>").as_bytes())
            .with("xl/_rels/workbook.xml.rels", format!("<Relationships>{related}</Relationships>").as_bytes())
    }

    /// With another entry, in place of one of the same name.
    pub fn with(mut self, name: &str, content: &[u8]) -> Self {
        let place = *self.places.entry(name.to_owned()).or_insert(self.entries.len());
        match self.entries.get_mut(place) {
            Some(entry) => entry.1 = content.to_vec(),
            None => self.entries.push((name.to_owned(), content.to_vec())),
        }
        self
    }

    /// With shared texts.
    pub fn with_strings(self, xml: &str) -> Self {
        self.with("xl/sharedStrings.xml", xml.as_bytes())
    }

    /// With another workbook part.
    pub fn with_workbook(self, xml: &str) -> Self {
        self.with("xl/workbook.xml", xml.as_bytes())
    }

    /// Compressed.
    pub fn deflated(mut self) -> Self {
        self.deflate = true;
        self
    }

    /// The package's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let method = if self.deflate { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.entries {
            out.start_file(name, options).unwrap();
            out.write_all(content).unwrap();
        }
        out.finish().unwrap().into_inner()
    }
}
