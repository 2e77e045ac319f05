//! A log as it was found (所见日志), before anything is believed of it.

/// An entry (条目) with the columns beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number as stored.
    pub seq: i64,
    /// What is hashed: JSON.
    pub leaf: String,
    /// The columns people search by; `None` in an export, which has none.
    pub columns: Option<Columns>,
}

/// The columns beside an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// When.
    pub at: i64,
    /// Who.
    pub account: String,
    /// What.
    pub action: String,
    /// Where.
    pub county: String,
    /// On what.
    pub object: String,
}

/// The head as stored (日志头).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// `sha256` or `sm3`.
    pub algorithm: String,
    /// Entries.
    pub size: i64,
    /// The root, in hex.
    pub root: String,
}

/// A kept node of the tree (树节点).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// 1 covers two entries, 2 four.
    pub level: i64,
    /// From the left, from 0.
    pub place: i64,
    /// The hash, in hex.
    pub hash: String,
}

/// An answer kept for replays (留存答复).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The entry it belongs to.
    pub seq: i64,
    /// Who asked.
    pub account: String,
    /// Under which key.
    pub key: String,
    /// The hash of the command.
    pub body: String,
    /// The answer.
    pub answer: String,
}

/// A kept version of a dossier or a plan (留存版本).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// `dossier.put` or `plan.put`.
    pub action: &'static str,
    /// The county.
    pub county: String,
    /// Cycle and number.
    pub object: String,
    /// The hash beside it.
    pub hash: String,
    /// Its content, packed.
    pub body: Vec<u8>,
}

/// A log as it was found (所见日志).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The head.
    pub head: Head,
    /// The entries in the order of their numbers.
    pub entries: Vec<Entry>,
    /// Checkpoints with the size they are stored under.
    pub checkpoints: Vec<(i64, String)>,
    /// Kept nodes; `None` in an export.
    pub nodes: Option<Vec<Node>>,
    /// Kept answers; `None` in an export.
    pub replies: Option<Vec<Reply>>,
    /// Kept versions; `None` in an export.
    pub versions: Option<Vec<Version>>,
}
