//! Honest files with bytes changed: every parser ends in a result, in this very process.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use common::package::Package;
use proptest::prelude::*;

const SHEET: &str = "<?xml version=\"1.0\"?><worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44474</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>甲&amp;乙</t></is></c></row><row r=\"3\"><c t=\"b\"><v>1</v></c><c><f>A1</f><v>1.5</v></c><c t=\"e\"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>";
const STRINGS: &str = "<sst count=\"1\" uniqueCount=\"1\"><si><r><t>校</t></r><rPh><t>x</t></rPh></si></sst>";
const TABLE: &str = "<office:document-content><office:automatic-styles><style:style style:name=\"a\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"表\" table:style-name=\"a\"><table:table-column table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/><table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" office:value=\"1.5\" table:number-columns-spanned=\"2\"><text:p>1.5</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>甲<text:s text:c=\"2\"/>乙</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";

/// Changes to a text: place, byte and whether it is put in or written over.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, bool)>> {
    proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 0..6)
}

fn changed(text: &str, changes: &[(prop::sample::Index, u8, bool)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte, insert) in changes {
        let at = at.index(bytes.len());
        if *insert {
            bytes.insert(at, *byte);
        } else {
            bytes[at] = *byte;
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn workbooks(sheet in changes(), strings in changes(), whole in changes(), touch in any::<bool>()) {
        let package = Package::sheet("")
            .with("xl/worksheets/sheet1.xml", &changed(SHEET, &sheet))
            .with("xl/sharedStrings.xml", &changed(STRINGS, &strings));
        let mut bytes = package.bytes();
        if touch {
            for (at, byte, _) in whole {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let _ = intake::fuzz::file(&bytes, "a.xlsx");
    }

    #[test]
    fn open_documents(content in changes()) {
        let package = Package::default()
            .with("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
            .with("content.xml", &changed(TABLE, &content));
        let _ = intake::fuzz::file(&package.bytes(), "a.ods");
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let _ = intake::fuzz::file(&bytes, "a.csv");
        intake::fuzz::frames(&bytes);
    }

    #[test]
    fn any_text(text in "[\\PC\n]{0,200}") {
        let _ = intake::fuzz::file(text.as_bytes(), "a.csv");
        intake::fuzz::text(&text);
    }
}

/// The old format's library may run out of memory or panic on broken files, so these go through
/// the child as they would in use.
#[test]
fn old_workbooks_in_the_child() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample.xls");
    let honest = std::fs::read(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut seed = 1u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let (mut read, mut refused) = (0, 0);
    for round in 0..60 {
        let mut bytes = honest.clone();
        for _ in 0..=round % 9 {
            let at = next(bytes.len());
            bytes[at] = next(256) as u8;
        }
        if round % 5 == 0 {
            bytes.truncate(next(honest.len()));
        }
        let path = folder.path().join("a.xls");
        std::fs::write(&path, &bytes).unwrap();
        match intake::read(&path, &intake::Limits::clerk(), &common::child()) {
            Ok(_) => read += 1,
            Err(problem) => {
                refused += 1;
                let failed = matches!(problem.kind, intake::ProblemKind::ReaderFailed { .. });
                assert!(!failed, "{problem}");
            }
        }
    }
    println!("{read} read, {refused} refused");
}
