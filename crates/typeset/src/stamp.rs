//! What identifies a document: the date printed into its metadata and its identity.

use crate::TypesetError;
use typst::foundations::Datetime;
use typst_pdf::Timestamp;

/// Date and identity of a document（文档日期与标识）, both taken from the data and never from the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    year: i32,
    month: u8,
    day: u8,
    ident: String,
}

impl Stamp {
    /// A stamp for a document dated `year`-`month`-`day`. `ident` should stay the same over versions of the same document, for
    /// example the region code and the kind of paper. An impossible date is reported by [`crate::pdf`].
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8, ident: impl Into<String>) -> Self {
        Self { year, month, day, ident: ident.into() }
    }

    pub(crate) fn ident(&self) -> &str {
        &self.ident
    }

    pub(crate) fn timestamp(&self) -> Result<Timestamp, TypesetError> {
        let bad = || TypesetError::Date { year: self.year, month: self.month, day: self.day };
        // The metadata format of PDF has four digits for the year.
        if !(1..=9999).contains(&self.year) {
            return Err(bad());
        }
        Datetime::from_ymd_hms(self.year, self.month, self.day, 0, 0, 0).map(Timestamp::new_utc).ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impossible_date_is_an_error_and_not_a_panic() {
        assert!(Stamp::new(2021, 2, 29, "x").timestamp().is_err());
        assert!(Stamp::new(2021, 13, 1, "x").timestamp().is_err());
        assert!(Stamp::new(-5, 1, 1, "x").timestamp().is_err());
        assert!(Stamp::new(2024, 2, 29, "x").timestamp().is_ok());
    }
}
