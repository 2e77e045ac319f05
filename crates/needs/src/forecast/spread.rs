//! The interval of a forecast (预测区间), from how far the past strayed from its own ratios.

/// Fewest past transitions an interval may rest on.
const ENOUGH: u32 = 12;
/// Standard deviations either side for 80 % of a normal distribution.
const EIGHTY: f64 = 1.2816;

/// Squared misses per pupil (离散程度).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Dispersion {
    squares: f64,
    expected: f64,
    count: u32,
}

impl Dispersion {
    /// Adds one past transition: what was expected and what came.
    pub fn add(&mut self, expected: f64, came: f64) {
        self.squares += (came - expected) * (came - expected);
        self.expected += expected;
        self.count = self.count.saturating_add(1);
    }

    /// The variance per pupil and year, at least that of chance alone; `None` when the past is too short.
    pub fn per_pupil(&self) -> Option<f64> {
        let enough = self.count >= ENOUGH && self.expected > 0.0;
        enough.then(|| (self.squares / self.expected).max(1.0))
    }

    /// The lower and upper end for a number of pupils so many years ahead, whole persons, outward.
    pub fn interval(&self, pupils: i64, years: u16) -> Option<(i64, i64)> {
        let count = u32::try_from(pupils).ok()?;
        let half = EIGHTY * (self.per_pupil()? * f64::from(count) * f64::from(years)).sqrt();
        let half = super::method::whole(half.ceil())?;
        Some((pupils.saturating_sub(i64::from(half)).max(0), pupils.saturating_add(i64::from(half))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_with_the_years_and_needs_a_past() {
        let mut d = Dispersion::default();
        assert_eq!(d.interval(100, 1), None);
        for _ in 0..12 {
            d.add(50.0, 51.0);
        }
        let (near, far) = (d.interval(400, 1).unwrap(), d.interval(400, 4).unwrap());
        assert!(far.0 < near.0 && near.1 < far.1 && near.0 < 400);
        assert_eq!(d.interval(0, 3), Some((0, 0)));
    }
}
