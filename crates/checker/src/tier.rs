//! Tiers of priority (优先层级): what comes first, whatever it costs the tiers below it.

use serde::{Deserialize, Serialize};

/// A tier of priority (优先层级). No sum of value in a lower tier outweighs one point of a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 必办: what the county says must be in the plan; one point each.
    Required,
    /// 安全.
    Safety,
    /// 学位.
    Seats,
    /// 其余需求, weighted against each other.
    Need,
}

impl Tier {
    /// Every tier, the first first.
    pub const ALL: [Tier; TIERS] = [Tier::Required, Tier::Safety, Tier::Seats, Tier::Need];

    /// The tiers above this one.
    pub fn above(self) -> impl Iterator<Item = Tier> {
        Tier::ALL.into_iter().filter(move |t| *t < self)
    }
}

/// How many tiers there are.
pub const TIERS: usize = 4;

/// A value in points, tier by tier (分层价值). Values compare as words do: the first tier that differs decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Value(pub [i64; TIERS]);

impl Value {
    /// Nothing in any tier.
    pub const ZERO: Value = Value([0; TIERS]);

    /// Points in one tier.
    pub fn of(tier: Tier, points: i64) -> Value {
        Value(Tier::ALL.map(|t| if t == tier { points } else { 0 }))
    }

    /// The points of a tier.
    pub fn get(self, tier: Tier) -> i64 {
        self.iter().find(|(t, _)| *t == tier).map_or(0, |(_, n)| n)
    }

    /// Tier by tier.
    pub fn iter(self) -> impl Iterator<Item = (Tier, i64)> {
        Tier::ALL.into_iter().zip(self.0)
    }

    /// Sum tier by tier; saturates.
    #[must_use]
    pub fn plus(self, other: Value) -> Value {
        self.with(other, i64::saturating_add)
    }

    /// Difference tier by tier; saturates.
    #[must_use]
    pub fn minus(self, other: Value) -> Value {
        self.with(other, i64::saturating_sub)
    }

    /// True when every tier is zero.
    pub fn is_zero(self) -> bool {
        self == Value::ZERO
    }

    fn with(self, other: Value, f: impl Fn(i64, i64) -> i64) -> Value {
        let mut out = self;
        for (a, b) in out.0.iter_mut().zip(other.0) {
            *a = f(*a, b);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tier_that_differs_decides() {
        let safe = Value::of(Tier::Safety, 1);
        let rest = Value::of(Tier::Seats, i64::MAX).plus(Value::of(Tier::Need, i64::MAX));
        assert!(safe > rest && safe.minus(rest) > Value::ZERO && Value::of(Tier::Required, 1) > safe);
        assert_eq!(rest.get(Tier::Need), i64::MAX);
    }
}
