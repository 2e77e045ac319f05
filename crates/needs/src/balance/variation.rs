//! The coefficient of variation between schools, weighted by pupils (校际差异系数).

use serde::Serialize;

/// A coefficient in 10⁻⁶ (差异系数).
///
/// Rule: each school's value is rounded half up to 10⁻⁹ of its unit; the sums over schools are exact integers, so their
/// order does not matter; one square root is taken of them and the result rounded half up to 10⁻⁶. It is judged as it
/// is and shown with three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Coefficient(pub u64);

impl Coefficient {
    /// In thousandths, half up: the form that is printed.
    pub fn thousandths(self) -> u64 {
        self.0.saturating_add(500) / 1000
    }
}

impl std::fmt::Display for Coefficient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:03}", self.thousandths() / 1000, self.thousandths() % 1000)
    }
}

/// The sums that a mean and a coefficient follow from (加权汇总).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Variation {
    weight: u128,
    first: u128,
    second: u128,
    overflow: bool,
}

impl Variation {
    /// Adds a school's value (10⁻⁹) with its pupils.
    pub fn add(&mut self, value: u64, pupils: u32) {
        let (x, p) = (u128::from(value), u128::from(pupils));
        let sums = (|| {
            let px = x.checked_mul(p)?;
            Some((
                self.weight.checked_add(p)?,
                self.first.checked_add(px)?,
                self.second.checked_add(px.checked_mul(x)?)?,
            ))
        })();
        match sums {
            Some((weight, first, second)) => (self.weight, self.first, self.second) = (weight, first, second),
            None => self.overflow = true,
        }
    }

    /// The weighted mean in 10⁻⁶, half up; `None` without pupils.
    pub fn mean(&self) -> Option<u64> {
        if self.overflow || self.weight == 0 {
            return None;
        }
        let thousand = self.weight.checked_mul(1000)?;
        u64::try_from(self.first.checked_add(thousand / 2)? / thousand).ok()
    }

    /// The square root of the variance times the weight: exact up to the root.
    fn spread(&self) -> Option<f64> {
        if self.overflow || self.weight == 0 {
            return None;
        }
        let (left, right) = (product(self.weight, self.second), product(self.first, self.first));
        let low = left.1.wrapping_sub(right.1);
        let high = left.0.checked_sub(right.0)?.checked_sub(u128::from(left.1 < right.1))?;
        Some((real(high) * 2_f64.powi(128) + real(low)).sqrt())
    }

    /// The weighted standard deviation in 10⁻⁶, half up.
    pub fn deviation(&self) -> Option<u64> {
        round(self.spread()? / real(self.weight) / 1e3)
    }

    /// The coefficient; `None` without pupils, when the mean is zero, or out of range.
    pub fn coefficient(&self) -> Option<Coefficient> {
        let spread = self.spread()?;
        if self.first == 0 {
            return None;
        }
        round(spread / real(self.first) * 1e6).map(Coefficient)
    }
}

/// The full product of two numbers, upper and lower 128 bits.
fn product(a: u128, b: u128) -> (u128, u128) {
    const HALF: u128 = u64::MAX as u128;
    let ((a1, a0), (b1, b0)) = ((a >> 64, a & HALF), (b >> 64, b & HALF));
    let (low, cross, other, high) = (a0 * b0, a1 * b0, a0 * b1, a1 * b1);
    let middle = (low >> 64) + (cross & HALF) + (other & HALF);
    let upper = high + (cross >> 64) + (other >> 64) + (middle >> 64);
    (upper, (middle << 64) | (low & HALF))
}

#[expect(clippy::cast_precision_loss, reason = "statistics: 53 bits carry the six decimals that are kept")]
fn real(n: u128) -> f64 {
    n as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the range just before")]
fn round(x: f64) -> Option<u64> {
    let up = (x + 0.5).floor();
    (up.is_finite() && (0.0..9e18).contains(&up)).then_some(up as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_whole() {
        assert_eq!(product(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(product(1 << 100, 1 << 100), (1 << 72, 0));
        assert_eq!(product(12_345_678_901_234_567_890, 98_765), (0, 12_345_678_901_234_567_890 * 98_765));
    }
}
