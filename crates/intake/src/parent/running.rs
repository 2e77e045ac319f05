//! A running child with a watch on its time.

use std::io::{BufReader, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::outcome::outcome;
use crate::limit::Limits;
use crate::problem::{IntakeProblem, ProblemKind};

/// How much of the child's last words is kept.
const LAST_WORDS: u64 = 4096;
/// How often, and in what steps, a child whose output ended is asked whether it is gone.
const GRACE: u32 = 100;
const STEP: Duration = Duration::from_millis(10);

/// A child that is killed when its time is up or when nobody waits for it any more.
pub(super) struct Running {
    child: Arc<Mutex<Child>>,
    output: Option<ChildStdout>,
    input: Option<ChildStdin>,
    errors: Option<ChildStderr>,
    over: Option<Sender<()>>,
    watch: Option<JoinHandle<bool>>,
    limits: Limits,
}

impl Running {
    pub(super) fn start(command: &mut Command, limits: &Limits) -> Result<Self, IntakeProblem> {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(IntakeProblem::reader_failed)?;
        let (output, input, errors) = (child.stdout.take(), child.stdin.take(), child.stderr.take());
        let child = Arc::new(Mutex::new(child));
        let (over, ended) = channel();
        let watched = Arc::clone(&child);
        let time = Duration::from_secs(limits.wall_seconds);
        let watch = std::thread::spawn(move || {
            let late = ended.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if late {
                let _ = lock(&watched).kill();
            }
            late
        });
        Ok(Self { child, output, input, errors, over: Some(over), watch: Some(watch), limits: limits.clone() })
    }

    pub(super) fn output(&mut self) -> Result<BufReader<ChildStdout>, IntakeProblem> {
        let output = self.output.take();
        let output = output.ok_or_else(|| IntakeProblem::reader_failed("no output"))?;
        Ok(BufReader::with_capacity(256 * 1024, output))
    }

    pub(super) fn input(&mut self) -> Result<ChildStdin, IntakeProblem> {
        self.input.take().ok_or_else(|| IntakeProblem::reader_failed("no input"))
    }

    /// Waits until the child ends by itself or is ended, and says how.
    pub(super) fn ended(&mut self) -> IntakeProblem {
        if let Some(mut output) = self.output.take() {
            let mut told = Vec::new();
            let _ = output.by_ref().take(LAST_WORDS).read_to_end(&mut told);
            let _ = std::io::copy(&mut output, &mut std::io::sink());
        }
        self.outcome()
    }

    /// Why the child ended without saying that it was done. One that is still alive a moment
    /// after its output ended, or that sent what is no frame, is killed.
    pub(super) fn outcome(&mut self) -> IntakeProblem {
        let mut status = None;
        for _ in 0..GRACE {
            status = lock(&self.child).try_wait().ok().flatten();
            if status.is_some() {
                break;
            }
            std::thread::sleep(STEP);
        }
        if status.is_none() {
            let _ = lock(&self.child).kill();
        }
        let mut words = Vec::new();
        if let Some(errors) = self.errors.take() {
            let _ = errors.take(LAST_WORDS).read_to_end(&mut words);
        }
        let words = String::from_utf8_lossy(&words).into_owned();
        if self.stop_watch() {
            return ProblemKind::TooSlow { seconds: self.limits.wall_seconds }.into();
        }
        match status {
            Some(status) => outcome(status, &words, &self.limits),
            None => IntakeProblem::reader_failed(format!("no sense from the child: {words}")),
        }
    }

    fn stop_watch(&mut self) -> bool {
        drop(self.over.take());
        self.watch.take().is_some_and(|watch| watch.join().unwrap_or(false))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop_watch();
        let mut child = lock(&self.child);
        if !matches!(child.try_wait(), Ok(Some(_))) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}
