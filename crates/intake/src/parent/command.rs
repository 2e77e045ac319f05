//! How the child is started.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Command;

/// 子进程命令: the program that answers `__read`, usually this one.
#[derive(Debug, Clone)]
pub struct ChildCommand {
    program: PathBuf,
    args: Vec<OsString>,
}

impl ChildCommand {
    /// The hidden subcommand that has to call [`crate::child_main`].
    pub const SUBCOMMAND: &'static str = "__read";

    /// A program that answers the hidden subcommand.
    #[must_use]
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), args: vec![Self::SUBCOMMAND.into()] }
    }

    /// This very program.
    ///
    /// # Errors
    /// When the system does not say where it lies.
    pub fn this_program() -> io::Result<Self> {
        std::env::current_exe().map(Self::new)
    }

    /// The command with an empty environment, in the root folder.
    pub(super) fn command(&self, job: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).arg(job).env_clear().current_dir("/");
        command
    }
}
