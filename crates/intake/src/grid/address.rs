//! Cell addresses as people write them: `AA12`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// 单元格地址: a cell address; row and column count from 0, shown as `A1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CellRef {
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub col: u32,
}

impl CellRef {
    /// An address from a row and a column counted from 0.
    #[must_use]
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// Reads `A1`, `$AA$12`; `None` for anything else or beyond a sheet's end.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }

    /// [`CellRef::parse`] on bytes, for the hot path of the readers.
    pub(crate) fn parse_bytes(text: &[u8]) -> Option<Self> {
        let (mut row, mut col) = (0u32, 0u32);
        let mut digits = false;
        for byte in text {
            match byte {
                b'$' => {}
                b'A'..=b'Z' if !digits => col = col.checked_mul(26)? + u32::from(byte - b'A') + 1,
                b'a'..=b'z' if !digits => col = col.checked_mul(26)? + u32::from(byte - b'a') + 1,
                b'0'..=b'9' => {
                    digits = true;
                    row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
                }
                _ => return None,
            }
            if col > MAX_COLUMNS || row > MAX_ROWS {
                return None;
            }
        }
        Some(Self::new(row.checked_sub(1)?, col.checked_sub(1)?))
    }
}

/// Rows in the largest sheet any of the formats knows.
pub(crate) const MAX_ROWS: u32 = 1_048_576;
/// Columns in the widest sheet any of the formats knows.
pub(crate) const MAX_COLUMNS: u32 = 16_384;

/// The letters of a column counted from 0: 0 → `A`, 27 → `AB`.
#[must_use]
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), u64::from(self.row) + 1)
    }
}

impl From<CellRef> for String {
    fn from(cell: CellRef) -> Self {
        cell.to_string()
    }
}

impl TryFrom<String> for CellRef {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or(text)
    }
}

impl FromStr for CellRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_addresses() {
        assert_eq!(CellRef::new(11, 26).to_string(), "AA12");
        assert_eq!(CellRef::parse("XFD1048576"), Some(CellRef::new(1_048_575, 16_383)));
        assert_eq!(CellRef::parse("$B$3"), Some(CellRef::new(2, 1)));
        for bad in ["", "A", "1", "A0", "XFE1", "A1048577", "A1B", "甲1", "A99999999999"] {
            assert_eq!(CellRef::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(row in 0u32..MAX_ROWS, col in 0u32..MAX_COLUMNS) {
            let cell = CellRef::new(row, col);
            prop_assert_eq!(CellRef::parse(&cell.to_string()), Some(cell));
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = CellRef::parse(&text);
        }
    }
}
