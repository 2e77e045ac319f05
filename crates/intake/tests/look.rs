//! Documents of the library: kinds, pages, text, identity numbers, and files made to harm.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use intake::{FileKind, IntakeProblem, Limits, Look, Measure, Place, ProblemKind, Remark};
use zip::write::SimpleFileOptions;

fn look(name: &str, bytes: &[u8]) -> Result<Look, IntakeProblem> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("upload");
    std::fs::write(&path, bytes).unwrap();
    intake::look(&path, name, &Limits::paper(), &common::child())
}

fn texts(look: &Look) -> String {
    look.parts.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\u{C}")
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

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
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    out
}

/// Two pages in a Chinese font that is not embedded.
fn chinese_pdf(first: &str, second: &str) -> Vec<u8> {
    let page = |text: &str| {
        let hex: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
        let content = format!("BT /F 12 Tf 72 700 Td <{hex}> Tj ET");
        format!("<</Length {}>>stream\n{content}\nendstream", content.len())
    };
    let font = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0\
                /BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>";
    let leaf = |content: u32| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 7 0 R>>>>/Contents {content} 0 R>>"
        )
    };
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        &leaf(5),
        &leaf(6),
        &page(first),
        &page(second),
        font,
    ])
}

#[test]
fn text_page_by_page_of_every_kind() {
    let made = look("意见.pdf", &chinese_pdf("义务教育薄弱环节改善", "寄宿制学校宿舍")).unwrap();
    assert_eq!((made.kind, made.pages, made.parts.len()), (FileKind::Pdf, Some(2), 2));
    assert!(made.parts[0].text.contains("义务教育薄弱环节改善"), "{:?}", made.parts);
    assert!(made.parts[1].text.contains("寄宿制学校宿舍"));
    assert!(made.remarks.contains(&Remark::Script));

    let word = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>关于教学点</w:t></w:r></w:p><w:p><w:r>\
                <w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText><w:t>A&amp;B</w:t></w:r></w:p></w:body></w:document>";
    let made =
        look("通知.docx", &zipped(&[TYPES, ("word/document.xml", word.as_bytes()), ("word/vbaProject.bin", b"x")]));
    let made = made.unwrap();
    assert_eq!(made.kind, FileKind::Word);
    assert!(texts(&made).contains("关于教学点\n") && texts(&made).contains("A&B") && !texts(&made).contains("cmd.exe"));
    assert!(made.remarks.contains(&Remark::External) && made.remarks.contains(&Remark::Macro));

    let slide = |text: &str| format!("<p:sld xmlns:a=\"a\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
    let (one, two) = (slide("第一页"), slide("第二页"));
    let entries: [(&str, &[u8]); 3] =
        [TYPES, ("ppt/slides/slide10.xml", two.as_bytes()), ("ppt/slides/slide2.xml", one.as_bytes())];
    let made = look("汇报.pptx", &zipped(&entries)).unwrap();
    assert_eq!((made.pages, texts(&made).replace('\n', "")), (Some(2), "第一页\u{C}第二页".to_owned()));

    let open = "<office:document-content><office:body><text:p>会议<text:s/>纪要</text:p></office:body></office:document-content>";
    let media = b"application/vnd.oasis.opendocument.text";
    let made = look("纪要.odt", &zipped(&[("mimetype", media), ("content.xml", open.as_bytes())])).unwrap();
    assert_eq!((made.kind, texts(&made).trim()), (FileKind::OpenText, "会议\t纪要"));

    let page = "<ofd:Page><ofd:TextObject><ofd:TextCode X=\"1\">盖章文件</ofd:TextCode></ofd:TextObject></ofd:Page>";
    let made =
        look("批复.ofd", &zipped(&[("OFD.xml", b"<OFD/>"), ("Doc_0/Pages/Page_0/Content.xml", page.as_bytes())]));
    let made = made.unwrap();
    assert_eq!((made.kind, made.pages, texts(&made).trim()), (FileKind::Ofd, Some(1), "盖章文件"));

    let (gb, _, _) = encoding_rs::GB18030.encode("校舍安全排查，共十二所");
    assert!(texts(&look("说明.txt", &gb).unwrap()).contains("校舍安全"));
    let made = look("网页.html", "<html><script>alert('不见')</script><p>公告</p>".as_bytes()).unwrap();
    assert!(texts(&made).contains("公告") && !texts(&made).contains("不见"));
    assert!(made.remarks.contains(&Remark::Script));
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02\0\0\0";
    let made = look("照片.png", png).unwrap();
    assert_eq!((made.pixels, made.parts.len()), (Some((800, 600)), 0));
}

#[test]
fn identity_numbers_are_found_where_they_stand() {
    let one = "11010519491231002X";
    let made = look("名单.pdf", &chinese_pdf("名单", &format!("王某{one}"))).unwrap();
    assert_eq!((made.persons.count, made.persons.places.first()), (1, Some(&Place::Line { page: 2, line: 1 })));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("学生").unwrap();
    sheet.write_string(6, 1, one).unwrap();
    sheet.write_string(7, 1, one).unwrap();
    let made = look("学生.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(made.persons.count, 2);
    assert_eq!(made.persons.places.first(), Some(&Place::Cell("学生!B7".into())));
    assert!(texts(&made).starts_with("学生\n"));
    let made = look("a.txt", format!("甲\n乙 {one}\n").as_bytes()).unwrap();
    assert_eq!(made.persons.places, [Place::Line { page: 1, line: 2 }]);
    assert_eq!(look(&format!("{one}.txt"), b"x").unwrap().persons.places, [Place::Name]);
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    old.extend([0, 0]);
    old.extend(format!(" {one} ").encode_utf16().flat_map(u16::to_le_bytes));
    let made = look("a.doc", &old).unwrap();
    assert_eq!((made.kind, made.persons.count), (FileKind::OldWord, 1));
}

#[test]
fn files_made_to_harm_end_with_a_reason() {
    let kind = |name: &str, bytes: &[u8]| look(name, bytes).map(|l| l.kind).map_err(|p| p.kind);
    // a bomb: fifty megabytes of one letter
    let bomb = zipped(&[TYPES, ("word/document.xml", &vec![b'a'; 50 << 20])]);
    let over = kind("a.docx", &bomb);
    assert!(
        matches!(over, Err(ProblemKind::TooLarge { measure: Measure::Ratio | Measure::StringBytes, .. })),
        "{over:?}"
    );
    let inner = zipped(&[("b.txt", b"x")]);
    assert!(matches!(kind("a.zip", &zipped(&[("a.zip", &inner)])), Err(ProblemKind::NotASpreadsheet { .. })));
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document><w:t>&b;</w:t></w:document>";
    assert_eq!(
        kind("a.docx", &zipped(&[TYPES, ("word/document.xml", laughs.as_bytes())])),
        Err(ProblemKind::ForbiddenMarkup)
    );
    let climbs = zipped(&[TYPES, ("word/document.xml", b"<w:t/>"), ("../../etc/passwd", b"x")]);
    assert!(matches!(kind("a.docx", &climbs), Err(ProblemKind::UnsafeName { .. })));
    // pages without end: a tree that is its own child, a count that lies, arrays within arrays
    let circle = pdf(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>"]);
    assert!(kind("a.pdf", &circle).is_err());
    let deep = format!("<</Type/Catalog/Pages 2 0 R/X {}{}>>", "[".repeat(200_000), "]".repeat(200_000));
    let deep = look("a.pdf", &pdf(&[&deep, "<</Type/Pages/Kids[]/Count 0>>"]));
    assert!(deep.is_err(), "{deep:?}");
    for cut in [9, 60, 300, 700] {
        let whole = chinese_pdf("甲", "乙");
        let _ = look("a.pdf", &whole[..cut.min(whole.len())]);
    }
    assert_eq!(kind("a.docx", b""), Err(ProblemKind::Empty));
    let both = look("a.pdf", b"<html><script>alert(1)</script>\n%PDF-1.4\n").unwrap();
    assert_eq!(both.kind, FileKind::Html);
    assert!(both.remarks.contains(&Remark::Ending));
}

#[test]
fn an_office_document_becomes_pages() {
    let Some(program) = intake::office_program() else {
        println!("skipped: no office program is installed");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let rtf = r"{\rtf1\ansi {\field{\*\fldinst INCLUDETEXT file:///etc/passwd}{\fldrslt x}} Hello pages}";
    std::fs::write(folder.path().join("in.rtf"), rtf).unwrap();
    let made = intake::to_pdf(&program, folder.path(), "in.rtf", &Limits::office(), &common::child()).unwrap();
    let found = look("in.pdf", &std::fs::read(made).unwrap()).unwrap();
    assert_eq!(found.pages, Some(1));
    assert!(texts(&found).contains("Hello pages") && !texts(&found).contains("root:"), "{}", texts(&found));
    // its time is limited
    let hurried = Limits { wall_seconds: 0, ..Limits::office() };
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("in.rtf"), rtf).unwrap();
    assert!(intake::to_pdf(&program, other.path(), "in.rtf", &hurried, &common::child()).is_err());
}
