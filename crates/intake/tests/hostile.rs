//! Files made to hurt: each ends in a clear message or is read for what little it holds, and the
//! reading program neither dies nor swells.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use std::path::Path;

use common::package::{Package, SHEET_HEAD, SHEET_TAIL};
use intake::{Book, ChildCommand, IntakeProblem, Limits, LooksLike, Measure, ProblemKind, Value};

struct Bench {
    folder: tempfile::TempDir,
    limits: Limits,
}

impl Bench {
    fn read(&self, name: &str, bytes: &[u8]) -> Result<Book, IntakeProblem> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        intake::read(&path, &self.limits, &common::child())
    }

    fn kind(&self, name: &str, bytes: &[u8]) -> ProblemKind {
        let problem = self.read(name, bytes).expect_err(name);
        let message = problem.message();
        assert!(message.key.starts_with("intake-"), "{name}: {message:?}");
        println!("{name}: {problem}");
        problem.kind
    }

    fn measure(&self, name: &str, bytes: &[u8]) -> Measure {
        match self.kind(name, bytes) {
            ProblemKind::TooLarge { measure, .. } => measure,
            other => panic!("{name}: {other:?}"),
        }
    }

    fn looks_like(&self, name: &str, bytes: &[u8]) -> LooksLike {
        match self.kind(name, bytes) {
            ProblemKind::NotASpreadsheet { looks_like } => looks_like,
            other => panic!("{name}: {other:?}"),
        }
    }
}

fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Everything in one test, so that the memory measured is this test's alone.
#[test]
fn the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench { folder, limits: Limits::clerk() };
    let cells = |cells: &str| Package::sheet(&format!("{SHEET_HEAD}{cells}{SHEET_TAIL}"));
    let mut files = Files::default();
    files.make();
    // Writing 5 resets the peak; where that is not allowed the bound is only harder to keep.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = memory("VmRSS");

    // Lying counts and far corners: read for what is there.
    let lying = Package::sheet(&format!("{SHEET_HEAD}<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>{SHEET_TAIL}"))
        .with_strings("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>校</t></si></sst>");
    let book = bench.read("unique-count.xlsx", &lying.bytes()).unwrap();
    assert_eq!(book.sheets[0].rows[0].value(0), &Value::Text("校".into()));
    let sparse =
        cells("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>");
    let book = bench.read("sparse.xlsx", &sparse.bytes()).unwrap();
    assert_eq!(book.sheets[0].rows[1].at(16_383).to_string(), "XFD1048576");

    // Too much of something.
    assert_eq!(bench.measure("long-string.xlsx", &files.long_string), Measure::StringBytes);
    assert_eq!(bench.measure("long-shared.xlsx", &files.long_shared), Measure::StringBytes);
    assert_eq!(bench.measure("half-gigabyte.xlsx", &files.huge_string), Measure::UnpackedBytes);
    assert_eq!(bench.measure("ratio.xlsx", &files.ratio), Measure::Ratio);
    assert!(matches!(bench.kind("lying-sizes.xlsx", &files.lying_sizes), ProblemKind::Damaged { .. }));
    let small = Limits { unpacked_bytes: 8 * 1024 * 1024, ..Limits::clerk() };
    let bomb = Bench { folder: tempfile::tempdir().unwrap(), limits: small };
    assert_eq!(bomb.measure("bomb.xlsx", &files.bomb), Measure::UnpackedBytes);
    assert_eq!(bench.measure("entries.xlsx", &files.entries), Measure::Entries);
    assert_eq!(bench.measure("sheets.xlsx", &files.sheets), Measure::Sheets);
    assert_eq!(bench.measure("named-sheets.xlsx", &files.named_sheets), Measure::Sheets);
    assert_eq!(bench.measure("cells.xlsx", &files.cells), Measure::Cells);
    assert_eq!(bench.measure("rows.ods", &files.repeated_rows), Measure::Rows);
    assert_eq!(bench.measure("columns.ods", &files.repeated_cells), Measure::Cells);
    assert_eq!(bench.measure("merges.xlsx", &files.merges), Measure::Merges);

    // Markup that does not belong.
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let sheet = format!(
        "{entities}{}<row><c t=\"inlineStr\"><is><t>&b;&c;</t></is></c></row>{SHEET_TAIL}",
        SHEET_HEAD.trim_start_matches("<?xml version=\"1.0\"?>")
    );
    assert_eq!(bench.kind("dtd.xlsx", &Package::sheet(&sheet).bytes()), ProblemKind::ForbiddenMarkup);
    let undeclared = cells("<row><c t=\"inlineStr\"><is><t>&passwd;</t></is></c></row>");
    assert_eq!(bench.kind("entity.xlsx", &undeclared.bytes()), ProblemKind::ForbiddenMarkup);
    let climbing = cells("").with("../../etc/cron.d/x", b"* * * * * root id");
    assert!(matches!(bench.kind("names.xlsx", &climbing.bytes()), ProblemKind::UnsafeName { .. }));

    // Broken files.
    let whole = cells("<row><c><v>1</v></c></row>").bytes();
    let half = &whole[..whole.len() / 2];
    assert!(matches!(bench.kind("half.xlsx", half), ProblemKind::Damaged { .. }));
    let cut = Package::sheet(&format!("{SHEET_HEAD}<row><c><v>1</v>"));
    assert!(matches!(bench.kind("cut.xlsx", &cut.bytes()), ProblemKind::Damaged { .. }));
    let outside = cells("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>");
    assert!(matches!(bench.kind("outside.xlsx", &outside.bytes()), ProblemKind::Damaged { .. }));
    assert_eq!(bench.kind("empty.xlsx", b""), ProblemKind::Empty);
    let noise: Vec<u8> = (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(bench.looks_like("noise.xlsx", &noise), LooksLike::Unknown);

    // Other things.
    assert_eq!(bench.looks_like("a.xls", b"\xEF\xBB\xBF<html><table><tr><td>1"), LooksLike::Html);
    assert_eq!(bench.looks_like("a.xls", b"<?xml version=\"1.0\"?><Workbook/>"), LooksLike::Xml);
    assert_eq!(bench.looks_like("a.xlsx", b"%PDF-1.7"), LooksLike::Pdf);
    assert_eq!(bench.looks_like("a.csv", b"\x89PNG\r\n"), LooksLike::Picture);
    assert_eq!(bench.looks_like("a.xlsx", &Package::default().with("a.txt", b"a").bytes()), LooksLike::Archive);
    let word = Package::default().with("[Content_Types].xml", b"<Types/>").with("word/document.xml", b"<a/>");
    assert_eq!(bench.looks_like("a.xlsx", &word.bytes()), LooksLike::Word);
    let binary = Package::default().with("[Content_Types].xml", b"<Types/>").with("xl/workbook.bin", b"");
    assert_eq!(bench.kind("a.xlsb", &binary.bytes()), ProblemKind::Xlsb);
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.resize(4096, 0);
    assert_eq!(bench.looks_like("a.xls", &compound), LooksLike::Unknown);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(bench.kind("a.xlsx", &compound), ProblemKind::Encrypted);
    let mut broken_xls = compound[..4096].to_vec();
    broken_xls.extend("Workbook\0".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(bench.kind("b.xls", &broken_xls), ProblemKind::Damaged { .. }));

    let peak = memory("VmHWM").saturating_sub(before);
    println!("parent grew by {peak} MiB at most");
    assert!(peak <= 64, "parent grew by {peak} MiB");
}

#[derive(Default)]
struct Files {
    long_string: Vec<u8>,
    long_shared: Vec<u8>,
    huge_string: Vec<u8>,
    ratio: Vec<u8>,
    lying_sizes: Vec<u8>,
    bomb: Vec<u8>,
    entries: Vec<u8>,
    sheets: Vec<u8>,
    named_sheets: Vec<u8>,
    cells: Vec<u8>,
    repeated_rows: Vec<u8>,
    repeated_cells: Vec<u8>,
    merges: Vec<u8>,
}

impl Files {
    fn make(&mut self) {
        let inline =
            |text: &str| format!("{SHEET_HEAD}<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>{SHEET_TAIL}");
        let mib = "A".repeat(1024 * 1024);
        self.long_string = Package::sheet(&inline(&mib.repeat(2))).bytes();
        let one = format!("{SHEET_HEAD}<row><c t=\"s\"><v>0</v></c></row>{SHEET_TAIL}");
        self.long_shared =
            Package::sheet(&one).with_strings(&format!("<sst><si><t>{}</t></si></sst>", &mib[..5000])).bytes();
        let long = inline(&mib.repeat(6));
        self.ratio = Package::sheet(&long).deflated().bytes();
        self.lying_sizes = lie_about(&self.ratio, long.len() as u32, 1000);
        self.huge_string = lie_about(&self.ratio, long.len() as u32, 512 * 1024 * 1024);
        let mut bomb = Package::sheet(&one);
        for number in 0..5 {
            bomb = bomb.with(&format!("xl/media/{number}.bin"), mib.repeat(2).as_bytes());
        }
        self.bomb = bomb.deflated().bytes();
        let mut entries = Package::sheet(&one);
        for number in 0..65_000 {
            entries = entries.with(&format!("xl/worksheets/s{number}.xml"), b"");
        }
        self.entries = entries.bytes();
        let plain = format!("{SHEET_HEAD}<row><c><v>1</v></c></row>{SHEET_TAIL}");
        self.sheets = Package::sheets(&vec![plain.as_str(); 45]).bytes();
        self.named_sheets = Package::sheet(&one)
            .with_workbook(&format!(
                "<workbook><sheets>{}</sheets></workbook>",
                "<sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/>".repeat(0xFFFF)
            ))
            .deflated()
            .bytes();
        let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1000));
        self.cells = Package::sheet(&format!("{SHEET_HEAD}{}{SHEET_TAIL}", row.repeat(201))).bytes();
        self.repeated_rows = ods(
            "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
        );
        self.repeated_cells = ods(
            "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
        );
        self.merges = Package::sheet(&SHEET_TAIL.replace(
            "</sheetData>",
            &format!(
                "{SHEET_HEAD}</sheetData><mergeCells>{}</mergeCells>",
                "<mergeCell ref=\"A1:B2\"/>".repeat(20_001)
            ),
        ))
        .bytes();
    }
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet>\
         </office:body></office:document-content>"
    );
    Package::default()
        .with("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        .with("content.xml", content.as_bytes())
        .bytes()
}

/// Replaces the unpacked size in the package's headers.
fn lie_about(package: &[u8], size: u32, claimed: u32) -> Vec<u8> {
    let mut lying = package.to_vec();
    let places: Vec<usize> =
        lying.windows(4).enumerate().filter(|(_, window)| *window == size.to_le_bytes()).map(|(at, _)| at).collect();
    assert!(places.len() >= 2, "size not found");
    for at in places {
        lying[at..at + 4].copy_from_slice(&claimed.to_le_bytes());
    }
    lying
}

#[test]
fn children_that_are_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let endless = ods(
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
    );
    let path = folder.path().join("endless.ods");
    std::fs::write(&path, endless).unwrap();
    let all = Limits { cells: u64::MAX, rows: u64::MAX, ..Limits::clerk() };
    let count = |limits: &Limits| {
        let each = |_: &intake::SheetHead, _: &intake::Row| std::ops::ControlFlow::Continue(());
        intake::stream(&path, limits, &common::child(), each).unwrap_err().kind
    };
    let late = Limits { wall_seconds: 1, ..all.clone() };
    assert_eq!(count(&late), ProblemKind::TooSlow { seconds: 1 });
    let busy = Limits { cpu_seconds: 1, ..all };
    assert_eq!(count(&busy), ProblemKind::TooSlow { seconds: 1 });

    let strings = format!("<sst>{}</sst>", format!("<si><t>{}</t></si>", "校".repeat(300)).repeat(6000));
    let sheet = format!("{SHEET_HEAD}<row><c t=\"s\"><v>0</v></c></row>{SHEET_TAIL}");
    let path = folder.path().join("strings.xlsx");
    std::fs::write(&path, Package::sheet(&sheet).with_strings(&strings).bytes()).unwrap();
    let narrow = Limits { memory_bytes: 2 * 1024 * 1024, ..Limits::clerk() };
    let kind = intake::read(&path, &narrow, &common::child()).unwrap_err().kind;
    assert!(matches!(kind, ProblemKind::TooLarge { measure: Measure::Memory, .. }), "{kind:?}");
    assert!(intake::read(&path, &Limits::clerk(), &common::child()).is_ok());
}

#[test]
fn children_that_are_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    for program in ["/no/such/program", "/bin/true", "/bin/false", "/usr/bin/yes", "/bin/echo"] {
        let child = ChildCommand::new(program);
        let kind = intake::read(&path, &Limits::clerk(), &child).unwrap_err().kind;
        assert!(matches!(kind, ProblemKind::ReaderFailed { .. }), "{program}: {kind:?}");
    }
    let unreadable = |path: &Path| intake::read(path, &Limits::clerk(), &common::child()).unwrap_err();
    assert!(matches!(unreadable(&folder.path().join("none.csv")).kind, ProblemKind::Unreadable { .. }));
    for path in [folder.path(), Path::new("/dev/zero")] {
        assert_eq!(unreadable(path).kind, ProblemKind::NotAFile);
    }
}

#[test]
fn a_call_by_hand_is_turned_away() {
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_intake-child"))
        .args(["__read", "{\"not\":\"a job\"}"])
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(3));
}
