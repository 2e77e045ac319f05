//! Ratios of one autumn to the next, small groups drawn towards larger ones (升级比例与收缩估计).

/// How many pupils' worth of history the larger group counts for when a school is drawn towards its zone.
pub const SCHOOL_PRIOR: f64 = 60.0;
/// The same when a zone is drawn towards the county.
pub const ZONE_PRIOR: f64 = 300.0;
/// The same when the county is drawn towards a figure of the packs.
pub const COUNTY_PRIOR: f64 = 600.0;

/// Pupils before and after (前后人数).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pair {
    /// In the earlier autumn.
    pub before: f64,
    /// In the later one.
    pub after: f64,
}

impl Pair {
    /// Adds another pair.
    pub fn add(&mut self, before: f64, after: f64) {
        self.before += before;
        self.after += after;
    }

    /// The plain ratio; `None` without anybody before.
    pub fn ratio(self) -> Option<f64> {
        (self.before > 0.0).then(|| self.after / self.before)
    }

    /// The ratio drawn towards a prior that weighs as much as `weight` pupils.
    pub fn drawn(self, prior: f64, weight: f64) -> f64 {
        (self.after + prior * weight) / (self.before + weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_history_stays_near_the_prior() {
        let small = Pair { before: 6.0, after: 3.0 };
        let large = Pair { before: 6000.0, after: 3000.0 };
        assert!(small.drawn(1.0, SCHOOL_PRIOR) > 0.95);
        assert!(large.drawn(1.0, SCHOOL_PRIOR) < 0.51);
        assert_eq!(Pair::default().drawn(0.97, SCHOOL_PRIOR), 0.97);
        assert_eq!(Pair::default().ratio(), None);
    }
}
