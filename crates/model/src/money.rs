//! Money (资金): an integer number of fen, with checked arithmetic and the 万元 reporting form.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of money (金额) in fen (分). 1 元 = 100 分; 1 万元 = 1,000,000 分.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// The sum or product does not fit 64 bits: the input is absurd, and no figure may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("amount out of range")]
pub struct Overflow;

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);
    /// One yuan (元).
    pub const YUAN: Fen = Fen(100);
    /// The planning grain, 100 元 = 0.01 万元: plans are set in whole multiples so that printed tables add up.
    pub const GRAIN: Fen = Fen(10_000);
    /// Ten thousand yuan (万元), the reporting unit.
    pub const WAN: Fen = Fen(1_000_000);

    /// From whole yuan.
    pub fn from_yuan(yuan: i64) -> Result<Fen, Overflow> {
        yuan.checked_mul(100).map(Fen).ok_or(Overflow)
    }

    /// From hundredths of 万元 (the planning grain).
    pub fn from_grains(grains: i64) -> Result<Fen, Overflow> {
        grains.checked_mul(Self::GRAIN.0).map(Fen).ok_or(Overflow)
    }

    /// `self + other`, or [`Overflow`].
    pub fn plus(self, other: Fen) -> Result<Fen, Overflow> {
        self.0.checked_add(other.0).map(Fen).ok_or(Overflow)
    }

    /// `self − other`, or [`Overflow`].
    pub fn minus(self, other: Fen) -> Result<Fen, Overflow> {
        self.0.checked_sub(other.0).map(Fen).ok_or(Overflow)
    }

    /// `self × n`, or [`Overflow`].
    pub fn times(self, n: i64) -> Result<Fen, Overflow> {
        self.0.checked_mul(n).map(Fen).ok_or(Overflow)
    }

    /// The exact sum of amounts, or [`Overflow`].
    pub fn sum(amounts: impl IntoIterator<Item = Fen>) -> Result<Fen, Overflow> {
        amounts.into_iter().try_fold(Fen::ZERO, Fen::plus)
    }

    /// True when the amount is a whole multiple of 100 元.
    pub fn on_grain(self) -> bool {
        self.0 % Self::GRAIN.0 == 0
    }

    /// Rounded up to the next whole 100 元: the stated rule for amounts computed from quantities and prices.
    pub fn up_to_grain(self) -> Result<Fen, Overflow> {
        let below = self.0.div_euclid(Self::GRAIN.0);
        let whole = if self.0.rem_euclid(Self::GRAIN.0) == 0 { below } else { below.checked_add(1).ok_or(Overflow)? };
        Fen::from_grains(whole)
    }

    /// The 万元 form with two decimals and thousands commas, half away from zero: `1,234.56`.
    pub fn wan(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let hundredths = (magnitude + 5_000) / 10_000;
        let sign = if self.0 < 0 && hundredths > 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", commas(hundredths / 100), hundredths % 100)
    }

    /// The yuan form with two decimals and no commas: `1234.50`.
    pub fn yuan(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.wan())
    }
}

/// A whole number with thousands commas.
pub fn commas(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_wan_with_two_decimals() {
        assert_eq!(Fen(123_456_789_000).wan(), "123,456.79");
        assert_eq!(Fen(-5_000).wan(), "-0.01");
        assert_eq!(Fen(-4_999).wan(), "0.00");
        assert_eq!(Fen(i64::MIN).wan(), "-9,223,372,036,854.78");
    }

    #[test]
    fn rounds_up_to_whole_hundred_yuan() {
        assert_eq!(Fen(10_001).up_to_grain(), Ok(Fen(20_000)));
        assert_eq!(Fen(20_000).up_to_grain(), Ok(Fen(20_000)));
        assert_eq!(Fen(-1).up_to_grain(), Ok(Fen(0)));
        assert_eq!(Fen(i64::MAX).up_to_grain(), Err(Overflow));
    }

    #[test]
    fn sums_are_checked() {
        assert_eq!(Fen::sum([Fen(1), Fen(2)]), Ok(Fen(3)));
        assert_eq!(Fen::sum([Fen(i64::MAX), Fen(1)]), Err(Overflow));
    }
}
