//! Years, months and dates (年、月、日) as types. Nothing here knows today's date.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar and budget year (年度), 1900–2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(pub u16);

/// A school year (学年), named by the autumn it starts in: `SchoolYear(2020)` is 2020–2021, counted on 1 September 2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchoolYear(pub u16);

/// A month (年月).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearMonth {
    year: u16,
    month: u8,
}

/// A civil date (日期), proleptic Gregorian, 1900–2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Not a date of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0}")]
pub struct NotADate(pub String);

impl Year {
    /// The year, when it lies in 1900–2200.
    pub fn new(year: i64) -> Option<Year> {
        u16::try_from(year).ok().filter(|y| (1900..=2200).contains(y)).map(Year)
    }

    /// `n` years on (or back). Saturates at the ends of the type.
    pub fn plus(self, n: i16) -> Year {
        Year(self.0.saturating_add_signed(n))
    }

    /// All years from `self` to `last`, both included.
    pub fn to(self, last: Year) -> impl Iterator<Item = Year> + Clone {
        (self.0..=last.0).map(Year)
    }

    /// 31 December of this year.
    pub fn end(self) -> Date {
        Date { year: self.0, month: 12, day: 31 }
    }
}

impl SchoolYear {
    /// `n` school years on (or back).
    pub fn plus(self, n: i16) -> SchoolYear {
        SchoolYear(self.0.saturating_add_signed(n))
    }

    /// The count date, 1 September (统计时点).
    pub fn count_date(self) -> Date {
        Date { year: self.0, month: 9, day: 1 }
    }
}

impl YearMonth {
    /// The month, when month is 1–12 and year 1900–2200.
    pub fn new(year: u16, month: u8) -> Option<YearMonth> {
        ((1..=12).contains(&month) && (1900..=2200).contains(&year)).then_some(YearMonth { year, month })
    }
    /// Its year.
    pub fn year(self) -> Year {
        Year(self.year)
    }
    /// Its month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl Date {
    /// The date, when it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let ok = (1900..=2200).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        ok.then_some(Date { year, month, day })
    }
    /// Its year.
    pub fn year(self) -> Year {
        Year(self.year)
    }
    /// Its month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }
    /// Its day, 1–31.
    pub fn day(self) -> u8 {
        self.day
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<YearMonth> for String {
    fn from(m: YearMonth) -> String {
        m.to_string()
    }
}
impl From<Date> for String {
    fn from(d: Date) -> String {
        d.to_string()
    }
}
impl std::str::FromStr for YearMonth {
    type Err = NotADate;
    fn from_str(s: &str) -> Result<Self, NotADate> {
        let parsed =
            s.split_once('-').and_then(|(y, m)| YearMonth::new(digits(y, 4)?, u8::try_from(digits(m, 2)?).ok()?));
        parsed.ok_or_else(|| NotADate(s.to_owned()))
    }
}
impl std::str::FromStr for Date {
    type Err = NotADate;
    fn from_str(s: &str) -> Result<Self, NotADate> {
        let mut parts = s.split('-');
        let parsed = (|| {
            let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() {
                return None;
            }
            Date::new(digits(y, 4)?, u8::try_from(digits(m, 2)?).ok()?, u8::try_from(digits(d, 2)?).ok()?)
        })();
        parsed.ok_or_else(|| NotADate(s.to_owned()))
    }
}
fn digits(s: &str, len: usize) -> Option<u16> {
    (s.len() == len && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok()).flatten()
}
impl TryFrom<String> for YearMonth {
    type Error = NotADate;
    fn try_from(s: String) -> Result<Self, NotADate> {
        s.parse()
    }
}
impl TryFrom<String> for Date {
    type Error = NotADate;
    fn try_from(s: String) -> Result<Self, NotADate> {
        s.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_calendar() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2021, 2, 29).is_none());
        assert!(Date::new(2100, 2, 29).is_none());
        assert!("2021-10-15".parse::<Date>().is_ok());
        assert!("2021-1-15".parse::<Date>().is_err());
        assert!("2021-10-15-1".parse::<Date>().is_err());
        assert!("2021-13".parse::<YearMonth>().is_err());
    }

    #[test]
    fn dates_order_as_they_read() {
        let early: Date = "2021-10-15".parse().unwrap();
        let late: Date = "2021-10-20".parse().unwrap();
        assert!(early < late && late < Year(2021).end());
    }
}
