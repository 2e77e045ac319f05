//! How a command ends (退出码) and what it says when it cannot go on.

use model::Message;
use std::process::ExitCode;

/// The stable exit codes (退出码).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Fine.
    Fine,
    /// Findings that block.
    Blocked,
    /// Bad input.
    BadInput,
    /// Bad usage.
    BadUsage,
}

impl Exit {
    /// As the process returns it.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Fine => 0,
            Exit::Blocked => 1,
            Exit::BadInput => 2,
            Exit::BadUsage => 3,
        })
    }
}

/// Why a command could not go on: one line per problem, each saying what, where and what to do.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The lines.
    pub problems: Vec<Message>,
}

impl Failure {
    /// A single problem.
    pub fn one(message: Message) -> Failure {
        Failure { problems: vec![message] }
    }

    /// A file that could not be read or written.
    pub fn file(key: &'static str, path: &std::path::Path, error: &std::io::Error) -> Failure {
        let cause = intake::cause(error);
        Failure::one(Message::new(key).with("path", path.display()).with("cause", cause).with("error", error))
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Failure {
        Failure::one(message)
    }
}
