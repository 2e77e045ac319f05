//! The verification (核验): everything that must agree, compared.

use crate::log::{Entry, Log};
use crate::note::Note;
use crate::tree::{Algorithm, Frontier, Root, hex};
use model::Message;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// At most so many problems are told one by one.
const TOLD: usize = 100;

/// What was found (核验结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Entries.
    pub entries: u64,
    /// The root computed from them, in hex.
    pub root: String,
    /// The largest checkpoint that holds: entries up to here cannot have been changed without the signing key.
    pub covered: u64,
    /// Checkpoints looked at, those from outside included.
    pub checkpoints: usize,
    /// What does not agree, the first hundred.
    pub problems: Vec<Message>,
    /// How many things do not agree.
    pub count: usize,
}

impl Report {
    /// True when everything agrees.
    pub fn holds(&self) -> bool {
        self.count == 0
    }

    fn tell(&mut self, message: Message) {
        self.count += 1;
        if self.problems.len() < TOLD {
            self.problems.push(message);
        }
    }
}

/// Verifies a log. `key` is the public key of its checkpoints; `outside` are checkpoints kept elsewhere, which the log must continue.
pub fn verify(log: &Log, key: &[u8; 32], outside: &[String]) -> Report {
    let mut report = Report {
        entries: log.entries.len() as u64,
        root: String::new(),
        covered: 0,
        checkpoints: 0,
        problems: Vec::new(),
        count: 0,
    };
    let Some(algorithm) = Algorithm::named(&log.head.algorithm) else {
        report.tell(Message::new("audit-algorithm").with("name", &log.head.algorithm));
        return report;
    };
    let (roots, nodes, parsed) = walk(log, algorithm, outside, &mut report);
    if usize::try_from(log.head.size) != Ok(log.entries.len()) {
        report.tell(Message::new("audit-head-size").with("said", log.head.size).with("found", log.entries.len()));
    }
    if log.head.root != report.root {
        report.tell(Message::new("audit-head-root"));
    }
    kept_nodes(log, &nodes, &mut report);
    for (size, note) in &log.checkpoints {
        checkpoint(note, Some(*size), log, key, &roots, &mut report);
    }
    for note in outside {
        checkpoint(note, None, log, key, &roots, &mut report);
    }
    replies(log, &parsed, &mut report);
    versions(log, &parsed, &mut report);
    report
}

type Nodes = BTreeMap<(i64, i64), Root>;

/// Goes through the entries once: the roots at the sizes of checkpoints, the nodes, the entries' content.
fn walk(
    log: &Log,
    algorithm: Algorithm,
    outside: &[String],
    report: &mut Report,
) -> (BTreeMap<u64, Root>, Nodes, Vec<Value>) {
    let notes = log.checkpoints.iter().map(|(_, note)| note).chain(outside);
    let mut roots: BTreeMap<u64, Root> =
        notes.filter_map(|note| Some((Note::parse(note)?.size, algorithm.hash(&[])))).collect();
    let (mut nodes, mut parsed, mut tree) = (Nodes::new(), Vec::new(), Frontier::new(algorithm));
    let keep = log.nodes.is_some();
    for (place, entry) in (0i64..).zip(&log.entries) {
        tree.push(entry.leaf.as_bytes(), |level, at, hash| {
            if keep {
                nodes.insert((i64::from(level), at as i64), *hash);
            }
        });
        if let Some(root) = roots.get_mut(&(place as u64 + 1)) {
            *root = tree.root();
        }
        let value = serde_json::from_str(&entry.leaf).unwrap_or(Value::Null);
        if !agrees(place, entry, &value) {
            report.tell(Message::new("audit-entry").with("seq", place));
        }
        parsed.push(value);
    }
    report.root = hex(&tree.root());
    (roots, nodes, parsed)
}

fn agrees(place: i64, entry: &Entry, value: &Value) -> bool {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let number = |name: &str| value.get(name).and_then(Value::as_i64);
    let columns = entry.columns.as_ref().is_none_or(|c| {
        number("at") == Some(c.at)
            && text("account") == Some(&c.account)
            && text("action") == Some(&c.action)
            && text("county") == Some(&c.county)
            && text("object") == Some(&c.object)
    });
    entry.seq == place && number("seq") == Some(place) && columns
}

fn kept_nodes(log: &Log, computed: &Nodes, report: &mut Report) {
    let Some(kept) = &log.nodes else { return };
    for node in kept {
        let right = computed.get(&(node.level, node.place)).is_some_and(|hash| hex(hash) == node.hash);
        if !right {
            report.tell(Message::new("audit-node").with("level", node.level).with("place", node.place));
        }
    }
    if kept.len() != computed.len() {
        report.tell(Message::new("audit-nodes").with("kept", kept.len()).with("wanted", computed.len()));
    }
}

fn checkpoint(
    note: &str,
    stored: Option<i64>,
    log: &Log,
    key: &[u8; 32],
    roots: &BTreeMap<u64, Root>,
    report: &mut Report,
) {
    report.checkpoints += 1;
    let Some(note) = Note::parse(note) else {
        report.tell(Message::new("audit-checkpoint-form").with("size", stored.unwrap_or(-1)));
        return;
    };
    let about = |key: &'static str| Message::new(key).with("size", note.size);
    if !note.signed_by(key) {
        report.tell(about("audit-checkpoint-signature"));
    } else if note.algorithm != log.head.algorithm || stored.is_some_and(|s| u64::try_from(s) != Ok(note.size)) {
        report.tell(Message::new("audit-checkpoint-form").with("size", note.size));
    } else if note.size > report.entries {
        report.tell(about("audit-checkpoint-ahead").with("found", report.entries));
    } else if roots.get(&note.size) != Some(&note.root) {
        report.tell(about("audit-checkpoint-root"));
    } else {
        report.covered = report.covered.max(note.size);
    }
}

/// Each entry has exactly one kept answer, and they agree.
fn replies(log: &Log, entries: &[Value], report: &mut Report) {
    let Some(kept) = &log.replies else { return };
    let mut seen = vec![0u32; entries.len()];
    for reply in kept {
        let place = usize::try_from(reply.seq).ok();
        let entry = place.and_then(|p| entries.get(p));
        let text = |name: &str| entry.and_then(|e| e.get(name)).and_then(Value::as_str);
        if let Some(count) = place.and_then(|p| seen.get_mut(p)) {
            *count += 1;
        }
        let fine = text("account") == Some(&reply.account)
            && text("key") == Some(&reply.key)
            && text("body") == Some(&reply.body)
            && text("answer") == Some(&hex(&Sha256::digest(reply.answer.as_bytes())));
        if !fine {
            report.tell(Message::new("audit-reply").with("seq", reply.seq));
        }
    }
    for (seq, _) in seen.iter().enumerate().filter(|(_, count)| **count != 1) {
        report.tell(Message::new("audit-reply").with("seq", seq));
    }
}

/// Each kept dossier and plan has the content its hash says, and an entry that says the same hash.
fn versions(log: &Log, entries: &[Value], report: &mut Report) {
    let Some(kept) = &log.versions else { return };
    let mut said: BTreeMap<(String, String, String), String> = BTreeMap::new();
    for entry in entries {
        let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
        let hash = match text("action").as_str() {
            "dossier.put" => entry.pointer("/detail/hash"),
            "plan.put" => entry.pointer("/detail/programme/sha256").or_else(|| entry.pointer("/detail/programme")),
            _ => continue,
        };
        let hash = hash.and_then(Value::as_str).unwrap_or("").to_owned();
        said.insert((text("action"), text("county"), text("object")), hash);
    }
    for version in kept {
        let key = (version.action.to_owned(), version.county.clone(), version.object.clone());
        let mut body = Vec::new();
        let read = flate2::read::GzDecoder::new(version.body.as_slice()).take(1 << 30).read_to_end(&mut body);
        let whole = read.is_ok() && hex(&Sha256::digest(&body)) == version.hash;
        // a short programme stands in the entry itself
        let said = said.remove(&key).is_some_and(|hash| hash == version.hash || hash.as_bytes() == body);
        if !whole || !said {
            report.tell(Message::new("audit-version").with("county", &version.county).with("object", &version.object));
        }
    }
    for (_, county, object) in said.into_keys() {
        report.tell(Message::new("audit-version").with("county", county).with("object", object));
    }
}
