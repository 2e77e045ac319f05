//! A log exported as lines of JSON (导出日志): the head first, then entries and checkpoints.

use crate::Unreadable;
use crate::log::{Entry, Head, Log};
use serde::Deserialize;
use std::io::BufRead;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Line {
    Head { format: u32, algorithm: String, size: i64, root: String },
    Entry { seq: i64, leaf: String },
    Checkpoint { size: i64, note: String },
}

/// Reads an export.
pub fn read_lines(input: impl BufRead) -> Result<Log, Unreadable> {
    let (mut head, mut entries, mut checkpoints) = (None, Vec::new(), Vec::new());
    for (line, text) in (1..).zip(input.lines()) {
        let wrong = |error: String| Unreadable::Line { line, error };
        match serde_json::from_str(&text?).map_err(|e| wrong(e.to_string()))? {
            Line::Head { format: 1, algorithm, size, root } if head.is_none() => {
                head = Some(Head { algorithm, size, root });
            }
            Line::Head { format, .. } => return Err(wrong(format!("head of format {format}"))),
            Line::Entry { seq, leaf } => entries.push(Entry { seq, leaf, columns: None }),
            Line::Checkpoint { size, note } => checkpoints.push((size, note)),
        }
    }
    let head = head.ok_or(Unreadable::Missing("head"))?;
    Ok(Log { head, entries, checkpoints, nodes: None, replies: None, versions: None })
}
