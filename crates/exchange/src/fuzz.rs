//! Every entry for fuzzing (模糊测试入口) by name: any bytes in, and whether what must hold has held.
//!
//! The targets of `fuzz/` run these under a fuzzer; a test replays the kept inputs through the same functions.

use crate::{json, mapping, table, workbook};
use intake::Book;
use policy::PackSource;

/// An entry: its name, which is also that of its folder of kept inputs, and what it does. False when a property that
/// every input must have does not hold.
pub type Target = (&'static str, fn(&[u8]) -> bool);

/// All entries.
pub const TARGETS: &[Target] = &[
    ("text", text),
    ("frames", frames),
    ("csv", csv),
    ("xlsx", xlsx),
    ("package", package),
    ("mark", mark),
    ("ods", ods),
    ("xls", xls),
    ("workbook", county_workbook),
    ("mapping", mapped),
    ("pack", pack),
    ("dossier", dossier),
];

/// The entry of a name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).copied()
}

/// A cell's text through every normaliser.
fn text(bytes: &[u8]) -> bool {
    intake::fuzz::text(&String::from_utf8_lossy(bytes));
    true
}

/// What a child process might send.
fn frames(bytes: &[u8]) -> bool {
    intake::fuzz::frames(bytes);
    true
}

/// Delimited text in any encoding.
fn csv(bytes: &[u8]) -> bool {
    let _ = intake::fuzz::file(bytes, "a.csv");
    true
}

/// The parts of an `.xlsx`.
fn xlsx(bytes: &[u8]) -> bool {
    let _ = intake::fuzz::workbook_parts(bytes);
    true
}

/// A whole package, compressed or not.
fn package(bytes: &[u8]) -> bool {
    let _ = intake::fuzz::file(bytes, "a.xlsx");
    true
}

/// A marked copy: a workbook that can be read can be read marked too.
fn mark(bytes: &[u8]) -> bool {
    let read = intake::fuzz::workbook_parts(bytes);
    let marked = intake::fuzz::marked(bytes);
    read.is_err() || marked.is_ok()
}

/// The content of an `.ods`.
fn ods(bytes: &[u8]) -> bool {
    let _ = intake::fuzz::open_document(bytes);
    true
}

/// An old workbook.
fn xls(bytes: &[u8]) -> bool {
    let _ = intake::fuzz::file(bytes, "a.xls");
    true
}

/// A county workbook of one sheet: the first byte chooses the table, the rest is delimited text. What becomes a dossier
/// comes back from its file as it was.
fn county_workbook(bytes: &[u8]) -> bool {
    let Some((first, rest)) = bytes.split_first() else { return true };
    let tables = table::all();
    let name = tables.get(usize::from(*first) % tables.len().max(1)).map_or("表", |t| t.sheet);
    let Some(book) = delimited(rest, name) else { return true };
    let import = workbook::read(&book, &workbook::Expected::default());
    import.dossier.is_none_or(|d| json::write(&d).is_ok())
}

/// A mapping file, then after a zero byte delimited text that it is applied to.
fn mapped(bytes: &[u8]) -> bool {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let Ok(mapping) = mapping::parse("a.toml", &text) else { return true };
    let Some(book) = delimited(parts.next().unwrap_or_default(), "表") else { return true };
    mapping::apply(&mapping, &[book]).dossiers().iter().all(|d| json::write(d).is_ok())
}

/// A policy pack of one file; after a zero byte another one laid over it.
fn pack(bytes: &[u8]) -> bool {
    let source = |(at, part): (usize, &[u8])| PackSource {
        name: format!("pack-{at}"),
        files: vec![("pack.toml".to_owned(), String::from_utf8_lossy(part).into_owned())],
    };
    let sources: Vec<PackSource> = bytes.splitn(3, |byte| *byte == 0).enumerate().map(source).collect();
    let _ = policy::load(&sources);
    true
}

/// A dossier file: what is read is written and read again the same.
fn dossier(bytes: &[u8]) -> bool {
    let Ok(read) = json::read(bytes) else { return true };
    let Ok(written) = json::write(&read) else { return false };
    json::read(&written).is_ok_and(|again| again == read)
}

fn delimited(bytes: &[u8], name: &str) -> Option<Book> {
    intake::fuzz::file(bytes, &format!("{name}.csv")).ok()
}
