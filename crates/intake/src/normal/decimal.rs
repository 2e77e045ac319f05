//! Exact decimal numbers: an integer and a number of decimal places.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// 十进制数: `mantissa / 10^scale`, always in lowest form (no trailing zero decimals), so that
/// equal values are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

/// The most decimal places kept.
const MAX_SCALE: u8 = 18;

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// `mantissa / 10^scale`; `None` beyond 18 decimal places.
    #[must_use]
    pub fn new(mantissa: i64, scale: u8) -> Option<Self> {
        Self::from_wide(i128::from(mantissa), i32::from(scale))
    }

    /// Puts a wide result into lowest form; `None` when it does not fit.
    pub(crate) fn from_wide(mut mantissa: i128, mut scale: i32) -> Option<Self> {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        if mantissa == 0 {
            scale = 0;
        }
        while scale < 0 {
            mantissa = mantissa.checked_mul(10)?;
            scale += 1;
        }
        let scale = u8::try_from(scale).ok().filter(|scale| *scale <= MAX_SCALE)?;
        Some(Self { mantissa: i64::try_from(mantissa).ok()?, scale })
    }

    /// The integer of `mantissa / 10^scale`.
    #[must_use]
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// The decimal places.
    #[must_use]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// The shortest decimal that names the double, cut to the fifteen significant digits that
    /// spreadsheets show: 0.1 + 0.2 is 0.3. `None` for infinities and what does not fit.
    #[must_use]
    pub fn from_f64(number: f64) -> Option<Self> {
        if !number.is_finite() {
            return None;
        }
        // whole numbers, nearly all that tables hold, need no detour over their digits
        if number.fract() == 0.0 && number.abs() < 1e15 {
            return Some(Self { mantissa: number as i64, scale: 0 });
        }
        let shortest = format!("{number:e}");
        let digits = shortest.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit);
        if digits.count() <= 15 {
            return Self::from_scientific(&shortest);
        }
        Self::from_scientific(&format!("{number:.14e}"))
    }

    /// Reads `-1.25e3` as Rust writes it.
    fn from_scientific(text: &str) -> Option<Self> {
        let (digits, exponent) = text.split_once('e')?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
        let exponent: i32 = exponent.parse().ok()?;
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        if mantissa == 0 {
            return Some(Self::ZERO);
        }
        if !(-30..=40).contains(&scale) {
            return None;
        }
        Self::from_wide(mantissa, scale)
    }

    /// The value as a whole number of units of `10^-scale`, if it is one: 12.5 at scale 2 is
    /// 1250, at scale 0 nothing.
    #[must_use]
    pub fn exact(self, scale: u8) -> Option<i64> {
        let up = scale.checked_sub(self.scale)?;
        let value = i128::from(self.mantissa).checked_mul(power(up)?)?;
        i64::try_from(value).ok()
    }

    /// The value in units of `10^-scale`, halves rounded away from zero, and whether it was exact.
    #[must_use]
    pub fn rounded(self, scale: u8) -> Option<(i64, bool)> {
        if let Some(exact) = self.exact(scale) {
            return Some((exact, true));
        }
        let divisor = power(self.scale.checked_sub(scale)?)?;
        let value = divide_half_away(i128::from(self.mantissa), divisor)?;
        Some((i64::try_from(value).ok()?, false))
    }

    /// The whole number, if it is one.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        self.exact(0)
    }

    /// Times a power of ten.
    #[must_use]
    pub fn shift(self, exponent: i8) -> Option<Self> {
        Self::from_wide(i128::from(self.mantissa), i32::from(self.scale) - i32::from(exponent))
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(Self { mantissa: self.mantissa.checked_neg()?, scale: self.scale })
    }
}

/// Ten to a power within i128.
pub(crate) fn power(exponent: u8) -> Option<i128> {
    10i128.checked_pow(u32::from(exponent))
}

/// Quotient with halves rounded away from zero; the divisor is above zero.
pub(crate) fn divide_half_away(value: i128, divisor: i128) -> Option<i128> {
    let whole = value.checked_div(divisor)?;
    let rest = value.checked_rem(divisor)?;
    let up = rest.unsigned_abs().checked_mul(2)? >= divisor.unsigned_abs();
    Some(if up { whole + value.signum() } else { whole })
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        // Scales reach 18, mantissas 19 digits: both sides fit i128 after aligning.
        let align = |a: &Self, b: &Self| {
            let up = a.scale.max(b.scale) - a.scale;
            i128::from(a.mantissa) * power(up).unwrap_or(1)
        };
        align(self, other).cmp(&align(other, self))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self { mantissa: whole, scale: 0 }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>1$}", self.mantissa.unsigned_abs(), usize::from(self.scale) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.scale));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(mantissa: i64, scale: u8) -> Decimal {
        Decimal::new(mantissa, scale).unwrap()
    }

    #[test]
    fn doubles_as_people_see_them() {
        assert_eq!(Decimal::from_f64(0.1 + 0.2), Some(decimal(3, 1)));
        assert_eq!(Decimal::from_f64(1234.56), Some(decimal(123_456, 2)));
        assert_eq!(Decimal::from_f64(-0.0), Some(Decimal::ZERO));
        assert_eq!(Decimal::from_f64(1e15), Some(decimal(1_000_000_000_000_000, 0)));
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        assert_eq!(Decimal::from_f64(1e300), None);
        assert_eq!(Decimal::from_f64(1e-300), None);
    }

    #[test]
    fn scaling_and_rounding() {
        assert_eq!(decimal(125, 1).exact(2), Some(1250));
        assert_eq!(decimal(125, 1).exact(0), None);
        assert_eq!(decimal(125, 1).rounded(0), Some((13, false)));
        assert_eq!(decimal(-125, 1).rounded(0), Some((-13, false)));
        assert_eq!(decimal(1250, 2).to_string(), "12.5");
        assert_eq!(decimal(-5, 3).to_string(), "-0.005");
        assert!(decimal(-5, 3) < Decimal::ZERO && decimal(15, 1) > decimal(149, 2));
    }

    proptest! {
        #[test]
        fn text_round_trip(mantissa in any::<i64>(), scale in 0u8..=18) {
            let value = decimal(mantissa, scale);
            let text = value.to_string();
            if mantissa.unsigned_abs() < 1_000_000_000_000_000_000 {
                prop_assert_eq!(crate::normal::parse_number(&text).unwrap().value, value);
            }
        }

        #[test]
        fn short_doubles_are_exact(mantissa in -999_999_999_999_999i64..999_999_999_999_999, scale in 0u8..12) {
            let value = decimal(mantissa, scale);
            let double: f64 = value.to_string().parse().unwrap();
            prop_assert_eq!(Decimal::from_f64(double), Some(value));
        }

        #[test]
        fn any_double_ends(bits in any::<u64>()) {
            let _ = Decimal::from_f64(f64::from_bits(bits));
        }
    }
}
