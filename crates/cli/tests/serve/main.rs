//! The server as it is run: several processes on one database, stopping, TLS, configuration, hostile connections, kills.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that fails may panic")]

mod cluster;
mod config;
mod hostile;
mod kills;
mod stop;
mod tls;

use drill::process::{Server, Start};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A demo site's server, not started yet, with these flags.
fn demo(folder: &Path, flags: &[&str]) -> Start {
    let mut start = Start::new(Path::new(env!("CARGO_BIN_EXE_junheng")), &folder.join("data")).unwrap();
    start.flags = ["--demo", "--log", "info"].iter().chain(flags).map(|f| (*f).to_owned()).collect();
    start
}

fn run(start: &Start) -> Server {
    start.run(Duration::from_secs(300)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
