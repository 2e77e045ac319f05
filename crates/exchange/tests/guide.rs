//! The guide lists every column and every problem. `JUNHENG_BLESS=1` writes the generated parts anew.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::path::PathBuf;

fn generated(file: &str, mark: &str, wanted: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {mark} 开始 -->\n"), format!("<!-- {mark} 结束 -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("{file} has no {open}"));
    let (between, after) = rest.split_once(&close).unwrap_or_else(|| panic!("{file} has no {close}"));
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{open}\n{wanted}\n{close}{after}")).unwrap();
        return;
    }
    assert!(
        between.trim() == wanted.trim(),
        "{file}: the part {mark} is out of date; run the test with JUNHENG_BLESS=1"
    );
}

#[test]
fn the_guide_lists_every_column() {
    let tables = exchange::guide::tables();
    for table in exchange::table::all() {
        for column in &table.columns {
            assert!(tables.contains(&column.full_title()), "{} {}", table.key, column.key);
        }
    }
    generated("工作簿.md", "各表各列", &tables);
}

#[test]
fn the_guide_lists_every_problem() {
    generated("工作簿.md", "问题一览", &exchange::guide::problems());
}

#[test]
fn the_guide_lists_every_target_of_a_mapping() {
    let text = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/映射文件.md"))
        .unwrap();
    for table in exchange::table::all() {
        assert!(text.contains(&format!("`{}`", table.key)), "{}", table.key);
    }
    for word in [
        "version",
        "county",
        "cycle",
        "base_year",
        "as_of",
        "split",
        "administered",
        "file",
        "sheet",
        "heading",
        "to",
        "values",
        "first",
        "zero_missing",
        "if_known",
        "must",
        "when",
        "fixed",
        "year_to",
        "names",
        "name_column",
        "totals",
        "skip",
        "parts",
        "omit",
        "bilingual",
        "close_spaces",
        "group",
        "local_key",
        "across",
    ] {
        assert!(text.contains(&format!("`{word}`")), "{word}");
    }
}
