//! The certificate of a bound (上界证书): prices from which anyone can recompute it in one pass.

use crate::tier::Tier;
use model::{FundSource, Year};
use serde::{Deserialize, Serialize};

/// Prices are integers in millionths.
pub const PRICE_SCALE: i64 = 1_000_000;

/// Prices that bound one tier (层级证明). Any non-negative prices give a true upper bound; good ones give a tight one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The tier that is bounded, over all schedules that agree in what belongs to the tiers above.
    pub tier: Tier,
    /// What one grain (100 元) of a source's budget of a year is worth, in millionths of a point; absent means zero.
    pub money: Vec<(FundSource, Year, i64)>,
    /// What one seat at the end of a year is worth: index into `Instance::seats`, index of the year, millionths of a point.
    /// Absent means zero.
    pub seats: Vec<(u32, u32, i64)>,
}

/// A proof for every tier (上界证书). A tier without one is bounded by what all its options are worth together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certificate {
    /// The proofs, at most one a tier.
    pub proofs: Vec<Proof>,
}
