//! One value of a printed table.

use model::money::commas;
use model::{Fen, Quantity, Unit};

/// A value（单元格）. Numbers are integers with a stated number of decimals, so that a printed figure is exactly the stored one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing belongs here.
    Blank,
    /// Something belongs here and is not known.
    NoData,
    Text(String),
    /// A calendar year, printed without a thousands comma.
    Year(u16),
    /// An amount, printed in 万元.
    Money(Fen),
    /// `value / 10^places`.
    Number {
        value: i64,
        places: u8,
    },
}

impl Cell {
    pub(crate) fn count(value: impl TryInto<i64>) -> Self {
        value.try_into().map_or(Self::NoData, |value| Self::Number { value, places: 0 })
    }

    /// A quantity in the smallest step of its unit.
    pub(crate) fn quantity(quantity: Option<Quantity>, unit: Unit) -> Self {
        quantity.map_or(Self::NoData, |value| Self::Number { value, places: if unit.scale() == 1 { 0 } else { 2 } })
    }

    pub(crate) fn or_no_data(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::NoData, |t| Self::Text(t.into()))
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Money(_) | Self::Number { .. } | Self::Year(_))
    }

    /// As printed in Word and PDF. An amount of zero is printed as a dash, as in budget tables.
    pub(crate) fn show(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::NoData => "无数据".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Year(year) => year.to_string(),
            Self::Money(Fen(0)) => "—".to_owned(),
            Self::Money(amount) => amount.wan(),
            Self::Number { value, places } => grouped(&decimal(*value, *places)),
        }
    }

    /// The number with its decimals for a spreadsheet: the nearest binary fraction of an exact decimal, for display only.
    pub(crate) fn as_f64(&self) -> Option<f64> {
        let text = match self {
            Self::Money(Fen(fen)) => decimal(*fen, 6),
            Self::Number { value, places } => decimal(*value, *places),
            Self::Year(year) => year.to_string(),
            _ => return None,
        };
        text.parse().ok()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<Fen> for Cell {
    fn from(amount: Fen) -> Self {
        Self::Money(amount)
    }
}

/// `value / 10^places` in decimal digits, without commas.
pub(crate) fn decimal(value: i64, places: u8) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = usize::from(places) + 1);
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(usize::from(places)));
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Thousands commas in the whole part.
fn grouped(decimal: &str) -> String {
    let (whole, fraction) = decimal.split_once('.').map_or((decimal, None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let whole = digits.parse().map_or_else(|_| digits.to_owned(), commas);
    fraction.map_or_else(|| format!("{sign}{whole}"), |f| format!("{sign}{whole}.{f}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        assert_eq!(decimal(-5, 2), "-0.05");
        assert_eq!(decimal(123_456, 2), "1234.56");
        assert_eq!(decimal(7, 0), "7");
        assert_eq!(decimal(i64::MIN, 6), "-9223372036854.775808");
        assert_eq!(Cell::Number { value: -123_456_789, places: 2 }.show(), "-1,234,567.89");
        assert_eq!(Cell::count(999_i64).show(), "999");
        assert_eq!(Cell::Year(2021).show(), "2021");
    }

    #[test]
    fn a_spreadsheet_gets_the_amount_that_is_printed() {
        assert_eq!(Cell::Money(Fen(123_450_000)).as_f64(), Some(123.45));
        assert_eq!(Cell::Money(Fen(-10_000)).as_f64(), Some(-0.01));
        assert_eq!(Cell::NoData.as_f64(), None);
    }
}
