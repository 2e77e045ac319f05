//! The certificate of a bound (上界证书): prices, and cases, from which anyone can recompute it.

use crate::instance::Start;
use crate::tier::Tier;
use model::{FundSource, Year};
use serde::{Deserialize, Serialize};

/// Prices are integers in millionths.
pub const PRICE_SCALE: i64 = 1_000_000;

/// Prices that bound one tier (层级证明). Any non-negative prices give a true upper bound; good ones give a tight one. Where the
/// prices alone stay loose, a tree of cases shows more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The tier that is bounded, over all schedules that agree in what belongs to the tiers above.
    pub tier: Tier,
    /// What one grain (100 元) of a source's budget of a year is worth, in millionths of a point; absent means zero.
    pub money: Vec<(FundSource, Year, i64)>,
    /// What one seat at the end of a year is worth: index into `Instance::seats`, index of the year, millionths of a point.
    /// Absent means zero. Only the tier of seats reads them.
    pub seats: Vec<(u32, u32, i64)>,
    /// The bound that is claimed, in points: a case need only speak of schedules worth more. Absent: none is claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<i64>,
    /// A tree of cases, each parent before its children; empty means one case, with the prices above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
    /// Prices of their own for some of the cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<Prices>,
}

/// The prices of a case (分支价格).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prices {
    /// As [`Proof::money`].
    pub money: Vec<(FundSource, Year, i64)>,
    /// As [`Proof::seats`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<(u32, u32, i64)>,
}

/// A node of the tree of cases (分支). A split is followed by the tree of its first case, then by that of its second; so every
/// schedule lies in exactly one leaf, whatever the splits say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// In the first case the group does one of the things listed, in the second none of them.
    Split {
        /// The group.
        group: u32,
        /// Staying out of this tier is listed.
        out: bool,
        /// Starts that are listed.
        starts: Vec<Start>,
    },
    /// A leaf: nothing is split any further.
    Leaf {
        /// Index into [`Proof::prices`]; absent means the prices of the proof itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        prices: Option<u32>,
    },
}

impl Proof {
    /// Prices of a tier and nothing else.
    pub fn of(tier: Tier, money: Vec<(FundSource, Year, i64)>, seats: Vec<(u32, u32, i64)>) -> Proof {
        Proof { tier, money, seats, claim: None, cases: Vec::new(), prices: Vec::new() }
    }
}

/// A proof for every tier (上界证书). A tier without one is bounded by what all its options are worth together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certificate {
    /// The proofs, at most one a tier.
    pub proofs: Vec<Proof>,
}
