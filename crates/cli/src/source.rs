//! From a path on the command line to a dossier (读取输入), and files written whole or not at all.

use crate::failure::Failure;
use crate::output::{Output, Tone};
use exchange::problem::{Problem, Severity};
use exchange::workbook::{Expected, Import};
use intake::{ChildCommand, Limits};
use model::{Dossier, Message, RegionCode};
use policy::{PackSource, Policy};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The child that reads strangers' files: this program again.
pub fn child() -> Result<ChildCommand, Failure> {
    ChildCommand::this_program().map_err(|e| Failure::file("cli-cannot-read", Path::new("junheng"), &e))
}

/// The dossier as a file.
pub fn dossier_bytes(dossier: &Dossier) -> Result<Vec<u8>, Failure> {
    exchange::json::write(dossier).map_err(|e| Failure::one(Message::new("cli-dossier-unwritten").with("error", e)))
}

/// A workbook that could not be written.
pub fn unwritten(error: &exchange::workbook::WriteError) -> Failure {
    Failure::one(Message::new("cli-workbook-unwritten").with("error", error))
}

/// A file that could not be read as a table: which one, and why.
pub fn unread(path: &Path, problem: &intake::IntakeProblem, out: &Output) -> Failure {
    Failure::one(Message::new("cli-in-file").with("path", path.display()).with("what", out.say(&problem.message())))
}

/// Reads a workbook with everything that is wrong with it.
pub fn workbook(path: &Path, out: &Output) -> Result<Import, Failure> {
    let book = intake::read(path, &Limits::clerk(), &child()?).map_err(|p| unread(path, &p, out))?;
    Ok(exchange::workbook::read(&book, &Expected::default()))
}

/// Reads a dossier from a workbook or a dossier file. A workbook with errors is refused with all its problems.
pub fn dossier(path: &Path, out: &Output) -> Result<Dossier, Failure> {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
        let bytes = std::fs::read(path).map_err(|e| Failure::file("cli-cannot-read", path, &e))?;
        let dossier = exchange::json::read(&bytes).map_err(|e| Failure::one(e.message()))?;
        let found = exchange::json::check(&path.display().to_string(), &dossier);
        return if found.iter().any(|p| p.severity == Severity::Error) {
            Err(refused(&found, "cli-dossier-refused", out))
        } else {
            Ok(dossier)
        };
    }
    let import = workbook(path, out)?;
    match import.dossier {
        Some(dossier) => Ok(dossier),
        None => Err(refused(&import.problems, "cli-import-refused", out)),
    }
}

/// Problems that stop the work: all of them, then that nothing was done.
fn refused(found: &[Problem], key: &'static str, out: &Output) -> Failure {
    let mut all: Vec<Message> = Vec::new();
    if out.json {
        all.extend(found.iter().map(|p| Message::new("cli-problem").with("line", line(out, p))));
    } else {
        problems(out, found);
    }
    all.push(Message::new(key));
    Failure { problems: all }
}

/// Problems as lines: sheet, cell, what, why, what to do.
pub fn problems(out: &Output, problems: &[Problem]) {
    for problem in problems {
        let tone = match problem.severity {
            Severity::Error => Tone::Bad,
            Severity::Warning => Tone::Warn,
            Severity::Notice => Tone::Dim,
        };
        out.line(&out.tone(tone, &line(out, problem)));
    }
}

/// A problem in one line: how bad, sheet, cell, what, why, what to do.
pub fn line(out: &Output, problem: &Problem) -> String {
    problem.line(out.lang)
}

/// The policy for a region: the built-in packs, then the folders given, each laid over the ones before.
pub fn policy(region: &RegionCode, folders: &[PathBuf], out: &Output) -> Result<Policy, Failure> {
    if folders.is_empty() {
        return policy::builtin(region).map_err(|e| pack_failure(&e, out));
    }
    let mut sources = policy::builtin_sources(region);
    for folder in folders {
        sources.push(pack(folder)?);
    }
    policy::load(&sources).map_err(|e| pack_failure(&e, out))
}

/// Every problem of a pack as a line.
fn pack_failure(error: &policy::PackError, out: &Output) -> Failure {
    Failure { problems: error.problems.iter().map(|p| pack_line(p, out)).collect() }
}

/// A problem of a pack: file, line, key, what to do.
pub fn pack_line(problem: &policy::Problem, out: &Output) -> Message {
    Message::new("cli-pack-problem")
        .with("file", &problem.file)
        .with("line", problem.line)
        .with("key", &problem.key)
        .with("what", out.say(&problem.message))
}

/// A pack from a folder: every `.toml` in it, by name.
pub fn pack(folder: &Path) -> Result<PackSource, Failure> {
    let list = std::fs::read_dir(folder).map_err(|e| Failure::file("cli-cannot-read", folder, &e))?;
    let mut paths: Vec<PathBuf> = list.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| Failure::file("cli-cannot-read", &path, &e))?;
        files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text));
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(PackSource { name, files })
}

/// Makes sure that files can be written into a folder, before any work is done for them.
pub fn writable(folder: &Path) -> Result<(), Failure> {
    let probe = folder.join(".junheng.part");
    let tried = std::fs::create_dir_all(folder).and_then(|()| std::fs::File::create(&probe));
    let fine = tried.map(|_| ()).map_err(|e| Failure::file("cli-cannot-write", folder, &e));
    let _ = std::fs::remove_file(&probe);
    fine
}

/// Writes a file whole or not at all: beside its name first, then renamed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |e: std::io::Error| Failure::file("cli-cannot-write", path, &e);
    // a device or a pipe is written to, never replaced by a file
    if std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        return std::fs::OpenOptions::new().write(true).open(path).and_then(|mut f| f.write_all(bytes)).map_err(fail);
    }
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let part = path.with_file_name(name);
    if path.is_dir() {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    let written = std::fs::File::create(&part).and_then(|mut f| f.write_all(bytes).and_then(|()| f.sync_all()));
    written.and_then(|()| std::fs::rename(&part, path)).map_err(|e| {
        let _ = std::fs::remove_file(&part);
        fail(e)
    })
}

/// A region code from the command line.
pub fn region(text: &str) -> Result<RegionCode, Failure> {
    text.parse().map_err(|_| Failure::one(Message::new("cli-not-a-region").with("given", text)))
}
