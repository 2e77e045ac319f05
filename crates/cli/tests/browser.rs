//! Every page of the workbench in a real browser: main paths, accessibility (axe), content policy, phone, another county's planner.
//!
//! Needs node, Chromium and the two packages of `browser/package.json` (`tools/browser` fetches them); says so and skips without.
//! `JUNHENG_BLESS=1` keeps the pictures in `docs/guide/pictures`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Ends the server when the test ends, however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn runs(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// Runs one walk of `browser/` against a fresh demo site.
fn walk(name: &str) {
    walk_on(name, true);
}

/// Runs one walk of `browser/` against a fresh site: the demo, or one that nobody has used yet.
fn walk_on(name: &str, demo: bool) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let modules =
        std::env::var_os("JUNHENG_BROWSER_MODULES").map_or_else(|| root.join("target/browser"), PathBuf::from);
    let chromium = std::env::var("JUNHENG_CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    for (there, what) in [
        (runs("node"), "node is not installed"),
        (runs(&chromium), "chromium is not installed"),
        (modules.join("node_modules/playwright-core").is_dir(), "run tools/browser first"),
    ] {
        if !there {
            println!("skipped: {what}");
            return;
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut server = Command::new(env!("CARGO_BIN_EXE_junheng"));
    server.args(["serve", "--json", "--listen", "127.0.0.1:0", "--log", "warn", "--data"]).arg(&data);
    if demo {
        server.arg("--demo");
    }
    let mut server = Server(server.stdout(Stdio::piped()).spawn().unwrap());
    // the answer is printed once the demo city is in and the server listens
    let mut told = String::new();
    let mut lines = BufReader::new(server.0.stdout.take().unwrap());
    while !told.trim_end().ends_with("\n}") {
        assert!(lines.read_line(&mut told).unwrap() > 0, "the server ended: {told}");
    }
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let address = told["address"].as_str().unwrap();
    let mut node = Command::new("node");
    if let Some(token) = told["first_token"].as_str() {
        let county = synth::demo_county("150121", 2021).unwrap();
        let workbook = folder.path().join("150121.xlsx");
        std::fs::write(&workbook, exchange::workbook::write(&county).unwrap()).unwrap();
        node.env("JUNHENG_FIRST", token).env("JUNHENG_WORKBOOK", &workbook);
    }
    node.arg(root.join("crates/cli/tests/browser").join(name)).arg(address).arg(folder.path());
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        let pictures = root.join("docs/guide/pictures");
        std::fs::create_dir_all(&pictures).unwrap();
        node.arg(pictures);
    }
    let done = node.env("JUNHENG_BROWSER_MODULES", &modules).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    println!("{said}{}", String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{said}");
}

#[test]
fn board() {
    walk("board.mjs");
}

#[test]
fn plan_a_county() {
    walk("plan_a_county.mjs");
}

#[test]
fn edit_schools() {
    walk("grid.mjs");
}

#[test]
fn map_of_schools() {
    walk("map.mjs");
}

#[test]
fn library() {
    walk("library.mjs");
}

#[test]
fn administer_a_site() {
    walk_on("administration.mjs", false);
}

#[test]
fn interface_for_programs() {
    walk("interface.mjs");
}
