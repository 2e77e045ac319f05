//! How a write or a read can end other than well (结果).

use crate::engine::Fault;
use model::Message;

/// Why a command was not done (退回原因), in the kinds a caller treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What it speaks of does not exist.
    Missing,
    /// What it would make exists already.
    Exists,
    /// What it would change has been changed by somebody else meanwhile.
    Stale,
    /// Its content cannot be.
    Invalid,
    /// The account is locked for a while.
    Locked,
    /// Its idempotency key was used for another command.
    KeyReused,
}

/// A command that was refused (退回): nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The kind.
    pub kind: Kind,
    /// What to tell the person.
    pub message: Message,
}

/// How a write can fail (写入未成).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// Refused; nothing was changed.
    Refused(Refused),
    /// The disk or the database failed while it was written: it may have been done or not. The same command with the same key, sent again when
    /// the store writes again, gives the answer.
    Unknown,
    /// The store takes no writes at the moment; nothing was changed. The message says why.
    ReadOnly(Message),
    /// A fault of the program; nothing was changed.
    Broken(String),
}

impl Failed {
    /// What to tell the person.
    pub fn message(&self) -> Message {
        match self {
            Failed::Refused(refused) => refused.message.clone(),
            Failed::Unknown => Message::new("store-unknown"),
            Failed::ReadOnly(why) => why.clone(),
            Failed::Broken(detail) => Message::new("store-broken").with("detail", detail),
        }
    }
}

/// A read, or the opening of a store, that failed (读取失败).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// What to tell the person.
    pub message: Message,
    /// The words of the database or of the system, for the log.
    pub detail: String,
}

impl Broken {
    pub(crate) fn new(message: Message, detail: impl ToString) -> Broken {
        Broken { message, detail: detail.to_string() }
    }

    /// A file or folder that could not be used.
    pub(crate) fn file(path: &std::path::Path, error: &dyn std::fmt::Display) -> Broken {
        let message = Message::new("store-file").with("path", path.display()).with("error", error);
        Broken::new(message, error)
    }
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Broken {
        Broken::new(Message::new("store-broken").with("detail", &fault), fault)
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.detail)
    }
}
impl std::error::Error for Broken {}

/// What stops a command inside its transaction.
#[derive(Debug)]
pub(crate) enum Stop {
    Refused(Refused),
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}
impl From<Refused> for Stop {
    fn from(refused: Refused) -> Stop {
        Stop::Refused(refused)
    }
}

/// Short ways to refuse.
pub(crate) fn missing(what: impl ToString) -> Stop {
    refuse(Kind::Missing, Message::new("store-missing").with("what", what))
}
pub(crate) fn exists(what: impl ToString) -> Stop {
    refuse(Kind::Exists, Message::new("store-exists").with("what", what))
}
pub(crate) fn stale(what: impl ToString) -> Stop {
    refuse(Kind::Stale, Message::new("store-stale").with("what", what))
}
pub(crate) fn refuse(kind: Kind, message: Message) -> Stop {
    Stop::Refused(Refused { kind, message })
}
