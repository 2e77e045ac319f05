//! The value of an indicator at one school (指标值), an exact fraction.

use rust_decimal::Decimal;

/// A non-negative fraction in the indicator's unit (m² per pupil, persons per hundred pupils).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    numerator: u128,
    denominator: u128,
}

/// Millionths in one.
pub const MILLION: u128 = 1_000_000;

impl Value {
    /// The fraction; `None` when the denominator is zero or either part reaches 2⁹⁶.
    pub fn new(numerator: u128, denominator: u128) -> Option<Value> {
        let fits = denominator > 0 && numerator < 1 << 96 && denominator < 1 << 96;
        fits.then_some(Value { numerator, denominator })
    }

    /// The value in 10⁻⁶, half up: the form that is reported. `None` when it reaches 2⁶³.
    pub fn millionths(self) -> Option<u64> {
        self.rounded(MILLION)
    }

    /// The value in 10⁻⁹, half up: the form that sums are made of. `None` when it reaches 2⁶³.
    pub fn billionths(self) -> Option<u64> {
        self.rounded(1_000 * MILLION)
    }

    fn rounded(self, scale: u128) -> Option<u64> {
        let scaled = self.numerator.checked_mul(scale)?;
        let rounded = match (u64::try_from(scaled), u64::try_from(self.denominator)) {
            (Ok(n), Ok(d)) => u128::from(n / d + u64::from(n % d >= d.div_ceil(2))),
            _ => scaled / self.denominator + u128::from(scaled % self.denominator >= self.denominator.div_ceil(2)),
        };
        u64::try_from(rounded).ok().filter(|v| *v < 1 << 63)
    }

    /// True when the value is at least `share` hundredths of a threshold given in 10⁻⁶. Exact. `None` out of range.
    pub fn reaches(self, threshold: u64, share: u64) -> Option<bool> {
        let needed = u128::from(threshold).checked_mul(u128::from(share))?;
        let left = self.numerator.checked_mul(MILLION)?.checked_mul(100);
        let right = self.denominator.checked_mul(needed);
        match (left, right) {
            (Some(left), Some(right)) => Some(left >= right),
            // beyond 128 bits: the rounded value decides
            _ => Some(u128::from(self.millionths()?).checked_mul(100)? >= needed),
        }
    }
}

/// A figure of a pack in 10⁻⁶; `None` when negative or out of range.
pub fn millionths(figure: Decimal) -> Option<u64> {
    u64::try_from(figure.checked_mul(Decimal::from(1_000_000))?.normalize()).ok().filter(|v| *v < 1 << 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up_and_compares_exactly() {
        assert_eq!(Value::new(1, 3).unwrap().millionths(), Some(333_333));
        assert_eq!(Value::new(2, 3).unwrap().millionths(), Some(666_667));
        assert_eq!(Value::new(1, 2_000_000).unwrap().millionths(), Some(1));
        assert_eq!(Value::new(1, 2_000_001).unwrap().millionths(), Some(0));
        // a third is not a third of a million millionths
        assert_eq!(Value::new(1, 3).unwrap().reaches(333_334, 100), Some(false));
        assert_eq!(Value::new(85, 100).unwrap().reaches(1_000_000, 85), Some(true));
        assert_eq!(Value::new(849_999, 1_000_000).unwrap().reaches(1_000_000, 85), Some(false));
        assert_eq!(Value::new(1, 0), None);
    }
}
