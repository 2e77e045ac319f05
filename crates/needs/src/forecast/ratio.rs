//! Ratios of one autumn to the next, small groups drawn towards larger ones (升级比例与收缩估计).

/// How many pupils' worth of history the larger group counts for (收缩强度), persons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// When a school is drawn towards its zone.
    pub school: f64,
    /// When a zone is drawn towards the county.
    pub zone: f64,
    /// When the county is drawn towards a figure of the packs.
    pub county: f64,
}

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
        let all = self.before + weight;
        if all > 0.0 { (self.after + prior * weight) / all } else { prior }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_history_stays_near_the_prior() {
        let small = Pair { before: 6.0, after: 3.0 };
        let large = Pair { before: 6000.0, after: 3000.0 };
        assert!(small.drawn(1.0, 60.0) > 0.95);
        assert!(large.drawn(1.0, 60.0) < 0.51);
        assert_eq!(Pair::default().drawn(0.97, 60.0), 0.97);
        assert_eq!(Pair::default().drawn(0.97, 0.0), 0.97);
        assert_eq!(Pair::default().ratio(), None);
        // (30 + 1 × 60) ÷ (60 + 60)
        assert_eq!(Pair { before: 60.0, after: 30.0 }.drawn(1.0, 60.0), 0.75);
    }
}
