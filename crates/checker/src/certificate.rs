//! The certificate of a bound (上界证书): prices from which anyone can recompute it in one pass.

use model::{FundSource, Year};
use serde::{Deserialize, Serialize};

/// Prices are integers in millionths.
pub const PRICE_SCALE: i64 = 1_000_000;

/// Prices on money and seats. Any non-negative prices give a true upper bound; good ones give a tight one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certificate {
    /// What one grain (100 元) of a source in a year is worth, in millionths of a point; absent means zero.
    pub money: Vec<(FundSource, Year, i64)>,
    /// What one seat at the end of a year is worth: index into `Instance::seats`, index of the year, millionths of a
    /// point; between zero and the penalty. Absent means zero.
    pub seats: Vec<(u32, u32, i64)>,
}
