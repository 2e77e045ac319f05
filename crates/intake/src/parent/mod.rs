//! The parent's side: starts the child, listens, and says what became of it.

mod command;
mod office;
mod outcome;
mod receive;
mod running;

use std::fs::File;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Stdio;

use crate::child::{Job, MarkOrder, Task};
use crate::grid::{Book, Row, SheetHead};
use crate::limit::{Limits, Measure};
use crate::look::Look;
use crate::mark::{Mark, SummarySheet};
use crate::problem::{IntakeProblem, ProblemKind};
use crate::read::{Collector, Metered};
use crate::wire::{FrameReader, Kind};
pub use command::ChildCommand;
pub use office::{office_program, to_pdf};
use receive::{Forwarder, receive};
pub use receive::{SheetSummary, Summary};
use running::Running;

/// Reads a whole file in a child process.
///
/// # Errors
/// Whatever is wrong with the file, in terms that [`IntakeProblem::message`] turns into a
/// sentence for its sender; the calling process is unaffected by anything in the file.
pub fn read(path: &Path, limits: &Limits, child: &ChildCommand) -> Result<Book, IntakeProblem> {
    let name = file_name(path);
    let file = open(path, limits)?;
    let mut running = start(child, Task::Read, &name, limits, Stdio::from(file))?;
    let mut frames = FrameReader::new(running.output()?);
    let mut sink = Metered::new(limits, Collector::new(&name));
    match receive(&mut frames, &mut sink)? {
        true => Ok(sink.into_inner().into_book()),
        false => Err(running.outcome()),
    }
}

/// Streams a file's rows from a child process, never holding more than one of them. The callback
/// may break off.
///
/// # Errors
/// As [`read`].
pub fn stream(
    path: &Path,
    limits: &Limits,
    child: &ChildCommand,
    each: impl FnMut(&SheetHead, &Row) -> ControlFlow<()>,
) -> Result<Summary, IntakeProblem> {
    let name = file_name(path);
    let file = open(path, limits)?;
    let mut running = start(child, Task::Read, &name, limits, Stdio::from(file))?;
    let mut frames = FrameReader::new(running.output()?);
    let mut sink = Metered::new(limits, Forwarder::new(each));
    let received = receive(&mut frames, &mut sink);
    let forwarder = sink.into_inner();
    if forwarder.stopped() {
        return Ok(forwarder.into_summary());
    }
    match received? {
        true => Ok(forwarder.into_summary()),
        false => Err(running.outcome()),
    }
}

/// A marked copy of a file, always `.xlsx`: bad cells coloured and commented, and a list of all
/// marks on a sheet of its own. An `.xlsx` original keeps everything else; other formats are
/// written anew with their values and merged cells.
///
/// # Errors
/// As [`read`].
pub fn mark(
    path: &Path,
    marks: &[Mark],
    summary: &SummarySheet,
    limits: &Limits,
    child: &ChildCommand,
) -> Result<Vec<u8>, IntakeProblem> {
    let name = file_name(path);
    let mut file = open(path, limits)?;
    let order = MarkOrder { marks: marks.to_vec(), summary: summary.clone() };
    let order = serde_json::to_vec(&order).map_err(IntakeProblem::reader_failed)?;
    let length = u32::try_from(order.len()).map_err(IntakeProblem::reader_failed)?;
    let mut content = Vec::new();
    file.read_to_end(&mut content).map_err(IntakeProblem::unreadable)?;
    let mut running = start(child, Task::Mark, &name, limits, Stdio::piped())?;
    let mut input = running.input()?;
    // A child that dies early closes the pipe; its end tells more than the failed write.
    let sent = input
        .write_all(&length.to_le_bytes())
        .and_then(|()| input.write_all(&order))
        .and_then(|()| input.write_all(&content));
    drop(input);
    if sent.is_err() {
        return Err(running.outcome());
    }
    let mut frames = FrameReader::new(running.output()?);
    let mut marked = Vec::new();
    let most = limits.unpacked_bytes;
    loop {
        match frames.next() {
            Some((Kind::Bytes, piece)) => marked.extend_from_slice(piece),
            Some((Kind::Done, _)) => return Ok(marked),
            Some((Kind::Problem, json)) => return Err(receive::problem(json)),
            Some(_) => return Err(IntakeProblem::reader_failed("unexpected frame")),
            None => return Err(running.outcome()),
        }
        if marked.len() as u64 > most {
            return Err(IntakeProblem::too_large(Measure::UnpackedBytes, most));
        }
    }
}

/// Looks into a document in a child process: its kind, pages, text, and whether people's identity numbers stand in it. The name is the
/// one the document came with.
///
/// # Errors
/// As [`read`].
pub fn look(path: &Path, name: &str, limits: &Limits, child: &ChildCommand) -> Result<Look, IntakeProblem> {
    let file = open(path, limits)?;
    let mut running = start(child, Task::Look, name, limits, Stdio::from(file))?;
    let mut frames = FrameReader::new(running.output()?);
    let mut found: Option<Look> = None;
    loop {
        match (frames.next(), &mut found) {
            (Some((Kind::Look, json)), None) => {
                found = Some(serde_json::from_slice(json).map_err(IntakeProblem::reader_failed)?);
            }
            (Some((Kind::Part, json)), Some(look)) => {
                look.parts.push(serde_json::from_slice(json).map_err(IntakeProblem::reader_failed)?);
            }
            (Some((Kind::Done, _)), _) => {
                return found.ok_or_else(|| IntakeProblem::reader_failed("nothing told"));
            }
            (Some((Kind::Problem, json)), _) => return Err(receive::problem(json)),
            (Some(_), _) => return Err(IntakeProblem::reader_failed("unexpected frame")),
            (None, _) => return Err(running.outcome()),
        }
        if found.as_ref().is_some_and(|look| look.parts.len() > MOST_PARTS) {
            return Err(IntakeProblem::reader_failed("too many parts"));
        }
    }
}

/// Pages a child may tell of.
const MOST_PARTS: usize = 10_000;

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Opens an ordinary file that is neither empty nor over the limit.
fn open(path: &Path, limits: &Limits) -> Result<File, IntakeProblem> {
    let data = std::fs::metadata(path).map_err(IntakeProblem::unreadable)?;
    if !data.is_file() {
        return Err(ProblemKind::NotAFile.into());
    }
    if data.len() == 0 {
        return Err(ProblemKind::Empty.into());
    }
    if data.len() > limits.file_bytes {
        return Err(IntakeProblem::too_large(Measure::FileBytes, limits.file_bytes));
    }
    File::open(path).map_err(IntakeProblem::unreadable)
}

fn start(
    child: &ChildCommand,
    task: Task,
    file_name: &str,
    limits: &Limits,
    input: Stdio,
) -> Result<Running, IntakeProblem> {
    let job = Job { task, file_name: file_name.to_owned(), limits: limits.clone() };
    let job = serde_json::to_string(&job).map_err(IntakeProblem::reader_failed)?;
    Running::start(child.command(&job).stdin(input), limits)
}
