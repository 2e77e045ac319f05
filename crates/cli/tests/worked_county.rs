//! The worked county (算例旗): 30 invented schools whose every figure a second program, in another language and written from
//! the regulations alone, computes again from the workbook's cells. The two must agree to the last digit, from the cells to
//! the printed tables. How some of the figures come about by hand: `docs/worked-county.md`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that fails may panic")]

#[path = "worked_county/needs.rs"]
mod needs;
#[path = "worked_county/office.rs"]
mod office;
#[path = "worked_county/tables.rs"]
mod tables;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked_county")
}

fn workbook() -> PathBuf {
    folder().join("county.xlsx")
}

fn expected() -> Value {
    serde_json::from_slice(&std::fs::read(folder().join("expected.json")).unwrap()).unwrap()
}

fn junheng(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    let out = command.args(args).env_remove("JUNHENG_LANG").env("NO_COLOR", "1").output().unwrap();
    assert!(out.status.code().is_some_and(|c| c <= 1), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    out
}

fn none(what: &str, differences: &[String]) {
    let shown: Vec<&str> = differences.iter().take(20).map(String::as_str).collect();
    assert!(differences.is_empty(), "{what}: {} differences, for example\n{}", differences.len(), shown.join("\n"));
}

/// Runs a script of the folder where there is a Python; `None` says why not.
fn python(script: &str, args: &[&str]) -> Option<Output> {
    let path = folder().join(script);
    match Command::new("python3").arg(path).args(args).env("PYTHONDONTWRITEBYTECODE", "1").output() {
        Ok(out) => Some(out),
        Err(reason) => {
            println!("skipped: python3 does not run here ({reason})");
            None
        }
    }
}

#[test]
fn the_committed_figures_are_those_the_scripts_compute() {
    let county = workbook();
    let county = county.to_str().unwrap();
    let Some(same) = python("make_county.py", &[county, "--check"]) else { return };
    assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stderr));
    let figures = python("figures.py", &[county]).unwrap();
    assert!(figures.status.success(), "{}", String::from_utf8_lossy(&figures.stderr));
    let figures: Value = serde_json::from_slice(&figures.stdout).unwrap();
    assert!(
        figures == expected(),
        "expected.json is not what figures.py computes; run it again and read the difference"
    );
}

#[test]
fn needs_agree_to_the_last_digit() {
    let out = junheng(&["needs", workbook().to_str().unwrap(), "--json"]);
    let found: Value = serde_json::from_slice(&out.stdout).unwrap();
    let expected = expected();
    none("excluded schools", &needs::excluded(&expected, &found));
    none("gaps", &needs::gaps(&expected, &found));
    none("gap summary", &needs::summary(&expected, &found));
    none("indicators", &needs::balance(&expected, &found));
    none("large classes", &needs::large(&expected, &found));
    none("seats", &needs::seats(&expected, &found));
    none("entrants", &needs::entrants(&expected, &found));
    none("baseline items", &needs::baseline(&expected, &found));
}

#[test]
fn papers_print_the_same_figures() {
    let made = tempfile::tempdir().unwrap();
    junheng(&["check", workbook().to_str().unwrap(), "--out", made.path().to_str().unwrap(), "--json"]);
    let paper = |ending: &str| {
        let mut files = std::fs::read_dir(made.path()).unwrap().map(|f| f.unwrap().path());
        files.find(|p| p.file_name().unwrap().to_string_lossy().ends_with(ending)).unwrap()
    };
    let expected = expected();
    let book = office::workbook(&paper("规划成果表.xlsx"));
    none("results workbook", &tables::in_workbook(&expected, &book));
    let (text, word) = office::word(&paper("规划文本.docx"));
    none("plan text (Word), tables", &tables::in_word(&expected, &word));
    none("plan text (Word), sentences", &tables::sentences(&expected, &text));
    match Command::new("pdftotext").args(["-layout", paper("规划文本.pdf").to_str().unwrap(), "-"]).output() {
        Err(reason) => println!("skipped: pdftotext does not run here ({reason})"),
        Ok(out) => none("plan text (PDF)", &tables::in_pdf(&expected, &String::from_utf8_lossy(&out.stdout))),
    }
}
