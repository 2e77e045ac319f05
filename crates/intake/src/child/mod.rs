//! The child's side: it limits itself, gives up the file system, and only then reads.

mod job;
mod office;
mod sandbox;
mod sink;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;

use crate::mark;
use crate::problem::IntakeProblem;
use crate::read;
use crate::wire::{FrameWriter, Kind};
pub(crate) use job::{Job, MarkOrder, Task};
use sink::PipeSink;

/// Runs the hidden subcommand `__read`: takes the arguments behind its name. The file comes on
/// standard input, the result leaves on standard output; nothing else is touched. A problem with
/// the file is told on standard output and is no failure of the child; it fails with 3 when called
/// by hand, 4 when it cannot limit itself, 5 when nobody listens.
pub fn child_main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args = args.into_iter();
    let job = args.next().and_then(|arg| arg.into_string().ok());
    let Some(job) = job.and_then(|text| serde_json::from_str::<Job>(&text).ok()) else {
        let _ = writeln!(io::stderr(), "this command is for the program's own use");
        return ExitCode::from(3);
    };
    if let Task::Office { program, folder } = &job.task {
        let error = office::become_office(program, folder, &job.file_name, &job.limits);
        let _ = writeln!(io::stderr(), "the office program did not start: {error}");
        return ExitCode::from(4);
    }
    if let Err(error) = sandbox::enter(&job.limits) {
        let _ = writeln!(io::stderr(), "limits could not be set: {error}");
        return ExitCode::from(4);
    }
    match run(&job) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(5)
        }
    }
}

fn run(job: &Job) -> io::Result<()> {
    let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let mut frames = FrameWriter::new(BufWriter::with_capacity(256 * 1024, output));
    let result = match job.task {
        Task::Read => read_file(job, &mut frames),
        Task::Mark => mark_file(job, &mut frames),
        Task::Look => look_into(job, &mut frames),
        Task::Office { .. } => Err(IntakeProblem::reader_failed("not here")),
    };
    let told = match result {
        Ok(()) => frames.frame(Kind::Done, &[]),
        Err(problem) => frames.json(Kind::Problem, &problem),
    };
    told.map_err(io::Error::other)?;
    frames.flush()
}

fn read_file<W: Write>(job: &Job, frames: &mut FrameWriter<W>) -> Result<(), IntakeProblem> {
    let input = io::stdin().as_fd().try_clone_to_owned().map_err(IntakeProblem::unreadable)?;
    read::any(File::from(input), &job.file_name, &job.limits, PipeSink::new(frames))?;
    Ok(())
}

/// What it is first, then its text part by part.
fn look_into<W: Write>(job: &Job, frames: &mut FrameWriter<W>) -> Result<(), IntakeProblem> {
    let input = io::stdin().as_fd().try_clone_to_owned().map_err(IntakeProblem::unreadable)?;
    let found = crate::look::look_into(File::from(input), &job.file_name, &job.limits)?;
    frames.json(Kind::Look, &found)?;
    found.parts.iter().try_for_each(|part| frames.json(Kind::Part, part))
}

/// For marking, the order comes first, then the file.
fn mark_file<W: Write>(job: &Job, frames: &mut FrameWriter<W>) -> Result<(), IntakeProblem> {
    let mut input = io::stdin().lock();
    let mut length = [0u8; 4];
    input.read_exact(&mut length).map_err(IntakeProblem::reader_failed)?;
    let mut order = Vec::new();
    let limit = u64::from(u32::from_le_bytes(length));
    input.by_ref().take(limit).read_to_end(&mut order).map_err(IntakeProblem::reader_failed)?;
    let order: MarkOrder = serde_json::from_slice(&order).map_err(IntakeProblem::reader_failed)?;
    let mut file = Vec::new();
    let most = job.limits.file_bytes.saturating_add(1);
    input.take(most).read_to_end(&mut file).map_err(IntakeProblem::unreadable)?;
    let marked = mark::mark_bytes(Cursor::new(&file), &job.file_name, &order, &job.limits)?;
    for piece in marked.chunks(1024 * 1024) {
        frames.frame(Kind::Bytes, piece)?;
    }
    Ok(())
}
