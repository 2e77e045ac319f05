//! The coefficient of variation between schools, weighted by pupils (校际差异系数).

use serde::Serialize;

/// A coefficient in 10⁻⁶ (差异系数).
///
/// Rule: each school's value is rounded half up to 10⁻⁶ of its unit; the sums over schools are exact integers, so their
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
    /// Adds a school's value (10⁻⁶) with its pupils.
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
        u64::try_from((self.first + self.weight / 2) / self.weight).ok()
    }

    /// The variance times the square of the weight, exactly.
    fn spread(&self) -> Option<u128> {
        if self.overflow || self.weight == 0 {
            return None;
        }
        let left = self.weight.checked_mul(self.second)?;
        left.checked_sub(self.first.checked_mul(self.first)?)
    }

    /// The weighted standard deviation in 10⁻⁶, half up.
    pub fn deviation(&self) -> Option<u64> {
        round(root(self.spread()?) / real(self.weight))
    }

    /// The coefficient; `None` without pupils, when the mean is zero, or out of range.
    pub fn coefficient(&self) -> Option<Coefficient> {
        let spread = self.spread()?;
        if self.first == 0 {
            return None;
        }
        round(root(spread) / real(self.first) * 1e6).map(Coefficient)
    }
}

fn root(n: u128) -> f64 {
    real(n).sqrt()
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
