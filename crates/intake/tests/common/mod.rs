//! What the tests share.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

pub mod package;

use std::path::PathBuf;

use intake::ChildCommand;

/// The real child.
pub fn child() -> ChildCommand {
    ChildCommand::new(env!("CARGO_BIN_EXE_intake-child"))
}

/// A folder of the shared data, or nothing with a word about it.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("JUNHENG_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let path = root.join("data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: no shared data at {}", path.display());
    None
}
