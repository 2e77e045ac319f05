//! Dates as precise as they were given.

use std::fmt;

use model::Message;
use serde::{Deserialize, Serialize};

use super::civil::{civil_from_days, days_from_civil, days_in_month};
use crate::grid::DateSystem;

/// 日期: a date no more precise than what was written: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartDate {
    /// Year, 1900 to 2200.
    pub year: u16,
    /// Month, if known.
    pub month: Option<u8>,
    /// Day, if known.
    pub day: Option<u8>,
}

/// Why a value is not a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DateProblem {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// A mark that says "no date".
    #[error("placeholder")]
    Placeholder,
    /// It can be read two ways, and we do not choose.
    #[error("{first} or {second}")]
    Ambiguous {
        /// One reading.
        first: PartDate,
        /// The other.
        second: PartDate,
    },
    /// The year has two digits only.
    #[error("two-digit year")]
    ShortYear,
    /// No such day, or a year outside 1900 to 2200.
    #[error("no such date")]
    Impossible,
    /// Not a date at all.
    #[error("not a date")]
    NotADate,
}

impl DateProblem {
    /// The message for the person who filled in the cell.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("intake-date-empty"),
            Self::Placeholder => Message::new("intake-date-placeholder"),
            Self::Ambiguous { first, second } => {
                Message::new("intake-date-ambiguous").with("first", first).with("second", second)
            }
            Self::ShortYear => Message::new("intake-date-short-year"),
            Self::Impossible => Message::new("intake-date-impossible"),
            Self::NotADate => Message::new("intake-date-not-a-date"),
        }
    }
}

impl PartDate {
    /// A date, checked against the calendar.
    ///
    /// # Errors
    /// [`DateProblem::Impossible`].
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, DateProblem> {
        let valid = (1900..=2200).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && match (month, day) {
                (Some(month), Some(day)) => (1..=days_in_month(year, month)).contains(&day),
                (None, Some(_)) => false,
                (_, None) => true,
            };
        if valid { Ok(Self { year, month, day }) } else { Err(DateProblem::Impossible) }
    }

    /// The day of a spreadsheet's date serial; the time of day is dropped.
    ///
    /// # Errors
    /// [`DateProblem::NotADate`] for a mere time of day, [`DateProblem::Impossible`] for the
    /// 29 February 1900 of the 1900 system and anything after 2200.
    pub fn from_serial(serial: f64, system: DateSystem) -> Result<Self, DateProblem> {
        if !(0.0..400_000.0).contains(&serial) {
            return Err(DateProblem::Impossible);
        }
        let whole = serial.floor() as i64;
        let since_1970 = match system {
            DateSystem::Base1904 => whole - 24_107,
            DateSystem::Base1900 => match whole {
                0 => return Err(DateProblem::NotADate),
                60 => return Err(DateProblem::Impossible),
                1..60 => whole - 25_568,
                _ => whole - 25_569,
            },
        };
        let (year, month, day) = civil_from_days(since_1970).ok_or(DateProblem::Impossible)?;
        Self::new(year, Some(month), Some(day))
    }

    /// The serial in the 1900 system, for whole dates after February 1900.
    #[must_use]
    pub fn serial(self) -> Option<f64> {
        let days = days_from_civil(self.year, self.month?, self.day?) + 25_569;
        (days > 60).then_some(days as f64)
    }

    /// Reads `2021-10-05`, perhaps with a time behind it.
    pub(crate) fn parse_iso(text: &str) -> Option<Self> {
        let date = text.split('T').next()?;
        let mut parts = date.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::new(year, Some(month), Some(day)).ok()
    }
}

impl fmt::Display for PartDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn serials_of_both_systems() {
        let at = |serial, system| PartDate::from_serial(serial, system).map(|d| d.to_string());
        assert_eq!(at(1.0, DateSystem::Base1900), Ok("1900-01-01".into()));
        assert_eq!(at(59.0, DateSystem::Base1900), Ok("1900-02-28".into()));
        assert_eq!(at(60.0, DateSystem::Base1900), Err(DateProblem::Impossible));
        assert_eq!(at(61.0, DateSystem::Base1900), Ok("1900-03-01".into()));
        assert_eq!(at(44_474.75, DateSystem::Base1900), Ok("2021-10-05".into()));
        assert_eq!(at(43_012.0, DateSystem::Base1904), Ok("2021-10-05".into()));
        assert_eq!(at(0.0, DateSystem::Base1904), Ok("1904-01-01".into()));
        assert_eq!(at(0.5, DateSystem::Base1900), Err(DateProblem::NotADate));
        assert_eq!(at(-1.0, DateSystem::Base1900), Err(DateProblem::Impossible));
        assert_eq!(at(f64::NAN, DateSystem::Base1900), Err(DateProblem::Impossible));
    }

    proptest! {
        #[test]
        fn serial_round_trip(serial in 61u32..109_000) {
            let serial = f64::from(serial);
            let date = PartDate::from_serial(serial, DateSystem::Base1900).unwrap();
            prop_assert_eq!(date.serial(), Some(serial));
        }
    }
}
