//! Marks sorted by sheet and cell.

use std::collections::BTreeMap;

use super::{Mark, Severity};
use crate::grid::{CellRef, Range};

/// Comments on one sheet; further marks are only coloured and listed.
const COMMENTS: usize = 2000;
/// Characters of one comment.
const LONGEST: usize = 2000;

/// What is done to a cell's fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Paint {
    /// Our fill of an earlier copy is taken away.
    Clear,
    /// Coloured.
    Colour(Severity),
}

/// What is done to a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellMark {
    pub(super) paint: Paint,
    pub(super) comment: Option<String>,
}

/// What is done to the cells of one sheet, several marks on one cell joined.
pub(super) type SheetMarks = BTreeMap<CellRef, CellMark>;

/// The marks of one sheet. A mark inside a merged area goes to its visible cell.
pub(super) fn of_sheet(marks: &[Mark], sheet: &str, merges: &[Range]) -> SheetMarks {
    let mut cells: SheetMarks = BTreeMap::new();
    for mark in marks.iter().filter(|mark| mark.sheet == sheet) {
        let merged = merges.iter().find(|range| range.contains(mark.cell));
        let at = merged.map_or(mark.cell, |range| range.from);
        let text = plain(&mark.text);
        match cells.get_mut(&at) {
            Some(cell) => {
                cell.paint = cell.paint.max(Paint::Colour(mark.severity));
                if let Some(comment) = &mut cell.comment
                    && comment.chars().count() + text.chars().count() < LONGEST
                {
                    comment.push('\n');
                    comment.push_str(&text);
                }
            }
            None => {
                let comment = (cells.len() < COMMENTS).then_some(text);
                cells.insert(at, CellMark { paint: Paint::Colour(mark.severity), comment });
            }
        }
    }
    cells
}

/// Text that XML can carry, cut to a comment's length.
pub(super) fn plain(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let kept = text.chars().filter(allowed).filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    kept.take(LONGEST).collect()
}

/// Text escaped for XML.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(plain(text)).into_owned()
}
