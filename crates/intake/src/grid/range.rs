//! Rectangles of cells, as merged areas are.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::CellRef;

/// 区域: a rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// Upper left corner.
    pub from: CellRef,
    /// Lower right corner.
    pub to: CellRef,
}

impl Range {
    /// A rectangle from any two opposite corners.
    #[must_use]
    pub fn new(a: CellRef, b: CellRef) -> Self {
        Self {
            from: CellRef::new(a.row.min(b.row), a.col.min(b.col)),
            to: CellRef::new(a.row.max(b.row), a.col.max(b.col)),
        }
    }

    /// Reads `A1:B2`, or a single address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (a, b) = text.split_once(':').unwrap_or((text, text));
        Some(Self::new(CellRef::parse(a)?, CellRef::parse(b)?))
    }

    /// Whether the cell lies inside.
    #[must_use]
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.from.row..=self.to.row).contains(&cell.row) && (self.from.col..=self.to.col).contains(&cell.col)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_in_any_order() {
        let range = Range::parse("C4:A2").unwrap();
        assert_eq!(range.to_string(), "A2:C4");
        assert!(range.contains(CellRef::new(2, 1)));
        assert!(!range.contains(CellRef::new(0, 0)));
        assert_eq!(Range::parse("A1:"), None);
    }
}
