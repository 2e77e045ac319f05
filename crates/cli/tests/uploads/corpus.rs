//! Files made to harm, and what is to be said of each.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A file with what it is, and a part of the answer to it.
pub struct Case {
    pub what: &'static str,
    pub name: String,
    pub bytes: Vec<u8>,
    pub says: &'static str,
}

fn case(what: &'static str, name: impl Into<String>, bytes: impl Into<Vec<u8>>, says: &'static str) -> Case {
    Case { what, name: name.into(), bytes: bytes.into(), says }
}

pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

/// A Word document of one paragraph.
pub fn word(text: &str) -> Vec<u8> {
    let body =
        format!("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
    zipped(&[TYPES, ("word/document.xml", body.as_bytes())])
}

fn book(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let inner = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{REL}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let listed = format!(
        "<workbook xmlns:r=\"{REL}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let mut entries: Vec<(&str, &[u8])> = vec![
        TYPES,
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", listed.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inner.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    entries.extend(more);
    zipped(&entries)
}

/// A PDF of the given objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{n} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).bytes());
    out
}

const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const LAUGHS: &str = "<!DOCTYPE l [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
const PERSON: &str = "11010519491231002X";

/// Documents that are not kept.
pub fn refused() -> Vec<Case> {
    let zeros = vec![0u8; 40 << 20];
    let letters = vec![b'a'; 40 << 20];
    let inner = zipped(&[("c.txt", &zeros)]);
    let mut nested = inner.clone();
    for _ in 0..10 {
        nested = zipped(&[("b.zip", &nested)]);
    }
    let laughs = format!("{LAUGHS}<w:document><w:t>&c;</w:t></w:document>");
    let xxe = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:t>&x;</w:t></w:document>";
    let many: Vec<(String, &[u8])> = (0..6000).map(|n| (format!("word/{n}.xml"), b"x".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = std::iter::once(TYPES).chain(many.iter().map(|(n, b)| (n.as_str(), *b))).collect();
    let deep = format!("<</Type/Catalog/Pages 2 0 R/X {}{}>>", "[".repeat(400_000), "]".repeat(400_000));
    let deep_tags = format!("<w:document>{}", "<w:p>".repeat(300_000));
    vec![
        case("nothing in it", "空.pdf", b"", "空的"),
        case("a bomb of zeros", "a.docx", zipped(&[TYPES, ("word/document.xml", &zeros)]), "压缩炸弹"),
        case("a bomb of letters", "a.docx", zipped(&[TYPES, ("word/document.xml", &letters)]), "压缩炸弹"),
        case(
            "a bomb in a picture",
            "a.pptx",
            zipped(&[TYPES, ("ppt/slides/slide1.xml", b"<a/>"), ("ppt/media/a.bin", &zeros)]),
            "压缩炸弹",
        ),
        case("archives in archives", "a.zip", nested.clone(), "压缩包"),
        case("an archive named as a document", "a.docx", nested, "压缩包"),
        case("six thousand entries", "a.docx", zipped(&many), "压缩炸弹"),
        case("rar", "a.rar", b"Rar!\x1A\x07\x01\x00aaaa", "压缩包"),
        case("gzip", "a.gz", b"\x1F\x8B\x08\x00aaaa", "压缩包"),
        case("entities within entities", "a.docx", zipped(&[TYPES, ("word/document.xml", laughs.as_bytes())]), "伪造"),
        case("an entity of a file", "a.docx", zipped(&[TYPES, ("word/document.xml", xxe.as_bytes())]), "伪造"),
        case(
            "laughs in a sheet",
            "a.xlsx",
            book("", &[("xl/sharedStrings.xml", format!("{LAUGHS}<sst><si><t>&c;</t></si></sst>").as_bytes())]),
            "",
        ),
        case(
            "paths that climb",
            "a.docx",
            zipped(&[TYPES, ("word/document.xml", b"<w:t/>"), ("../../../etc/cron.d/x", b"x")]),
            "伪造",
        ),
        case("tags without end", "a.docx", zipped(&[TYPES, ("word/document.xml", deep_tags.as_bytes())]), ""),
        case("cut in the middle", "a.docx", word("甲").split_at(200).0.to_vec(), "损坏"),
        case(
            "a tree of pages that is its own child",
            "a.pdf",
            pdf(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>"]),
            "",
        ),
        case("arrays within arrays", "a.pdf", pdf(&[&deep, "<</Type/Pages/Kids[]/Count 0>>"]), ""),
        case("a PDF of its head alone", "a.pdf", b"%PDF-1.7\n", "损坏"),
        case(
            "a PDF of noise",
            "a.pdf",
            [b"%PDF-1.7\n".to_vec(), (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()]
                .concat(),
            "",
        ),
        case("a web page named as PDF", "a.pdf", b"<html><script>alert(1)</script>\n%PDF-1.4\n", "扩展名不符"),
        case("a program named as a document", "意见.docx", b"\x7FELF\x02\x01\x01\0\0\0\0", "不接收这种文件"),
        case("a program", "a.exe", b"MZ\x90\0\x03\0\0\0", "不接收这种文件"),
        case("a program hidden by direction marks", "发票\u{202E}fdp.exe", b"MZ\x90\0\x03\0\0\0", "不接收这种文件"),
        case(
            "SVG with a script",
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "不接收这种文件",
        ),
        case("XML that runs", "a.xml", b"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><a/>", "不接收这种文件"),
        case(
            "a picture of no size",
            "a.png",
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x08\x02\0\0\0",
            "损坏",
        ),
        case("an identity number", "名单.txt", format!("甲\n王某 {PERSON}\n"), "1 个公民身份号码（位置：p1:2）"),
        case(
            "identity numbers in a sheet",
            "a.xlsx",
            book(&format!("<row r=\"7\"><c r=\"B7\" t=\"inlineStr\"><is><t>{PERSON}</t></is></c></row>"), &[]),
            "表!B7",
        ),
        case("an identity number in a document", "a.docx", word(&format!("学生 {PERSON} 家庭")), "公民身份号码"),
        case("an identity number as the name", format!("{PERSON}.txt"), b"x", "公民身份号码"),
        case("larger than allowed", "a.txt", vec![b'a'; 9 << 20], "MB"),
    ]
}

/// Documents that are kept and never run.
pub fn taken() -> Vec<Case> {
    let dde = "<w:document xmlns:w=\"w\"><w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\"</w:instrText><w:t>正文</w:t></w:r></w:p></w:document>";
    let link = "<Relationships><Relationship Id=\"x\" Type=\"http://x/externalLinkPath\" Target=\"\\\\evil\\share\\a.xlsx\" TargetMode=\"External\"/></Relationships>";
    let long = format!("{}.txt", "长".repeat(10_000));
    vec![
        case(
            "a PDF that runs a script",
            "a.pdf",
            pdf(&["<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>", PAGES, PAGE]),
            "脚本",
        ),
        case(
            "a PDF that starts a program",
            "b.pdf",
            pdf(&["<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>>>", PAGES, PAGE]),
            "脚本",
        ),
        case(
            "a PDF that is a web page as well",
            "c.pdf",
            [pdf(&["<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE]), b"\n<html><script>alert(1)</script>".to_vec()]
                .concat(),
            "href",
        ),
        case(
            "fields that start programs",
            "dde.docx",
            zipped(&[TYPES, ("word/document.xml", dde.as_bytes()), ("word/vbaProject.bin", b"x")]),
            "宏",
        ),
        case(
            "a sheet that links outside",
            "link.xlsx",
            book(
                "<row r=\"1\"><c r=\"A1\"><f>cmd|'/C calc'!A0</f><v>1</v></c></row>",
                &[
                    ("xl/externalLinks/externalLink1.xml", b"<a/>"),
                    ("xl/externalLinks/_rels/externalLink1.xml.rels", link.as_bytes()),
                ],
            ),
            "外部文件",
        ),
        case(
            "a web page",
            "a.html",
            b"<html><script>alert(1)</script><img src=x onerror=alert(1)>hello</html>",
            "脚本",
        ),
        case("a picture that is a script as well", "a.gif", b"GIF89a\x01\0\x01\0/*\0\0\0\0*/=1;alert(1)//", "href"),
        case("a name that climbs", "../../../etc/passwd.txt", b"climbs", "href"),
        case("a name with a zero and marks", "意\u{202E}见\u{200B}.txt", b"marks", "href"),
        case("a name of ten thousand characters", long, b"long", "href"),
        case("a name that is markup", "<img src=x onerror=alert(1)>.txt", b"markup", "href"),
        case("a quotation of a formula", "=cmd|' /C calc'!A0.txt", b"formula", "href"),
    ]
}

/// Workbooks that are not imported.
pub fn workbooks() -> Vec<Case> {
    let zeros = vec![b' '; 40 << 20];
    vec![
        case("a bomb", "a.xlsx", book("", &[("xl/sharedStrings.xml", &zeros)]), "压缩"),
        case(
            "entities within entities",
            "a.xlsx",
            book("", &[("xl/sharedStrings.xml", format!("{LAUGHS}<sst><si><t>&c;</t></si></sst>").as_bytes())]),
            "",
        ),
        case(
            "identity numbers",
            "a.xlsx",
            book(&format!("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>{PERSON}</t></is></c></row>"), &[]),
            "公民身份号码",
        ),
        case("nothing in it", "a.xlsx", b"", "空的"),
        case("archives in archives", "a.zip", zipped(&[("a.zip", &zipped(&[("b", b"x")]))]), "压缩包"),
    ]
}
