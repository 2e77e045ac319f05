//! The methods that compete (预测方法), simplest first.

use serde::{Deserialize, Serialize};

/// A way to forecast one stage of one school (预测方法). The order is the order of simplicity: of two methods that do
/// equally well, the earlier one is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 上年持平: every grade as it is now.
    LastValue,
    /// 整级顺升: every class moves up unchanged; first grades from births, else as now.
    RollUp,
    /// 本校升级率: the school's own ratios of the last transitions, undrawn; first grades from births, else as now.
    SurvivalRatio,
    /// 收缩升级率: the same ratios drawn towards zone and county; first grades from births, else the weighted mean of
    /// the latest.
    ShrunkRatio,
    /// 衰减趋势: the school's mean yearly growth, less of it every year.
    DampedTrend,
    /// 组合预测: the drawn ratios, mixed with the last value, whose weight falls every year.
    Combination,
}

impl Method {
    /// All, simplest first.
    pub const ALL: [Method; 6] = [
        Method::LastValue,
        Method::RollUp,
        Method::SurvivalRatio,
        Method::ShrunkRatio,
        Method::DampedTrend,
        Method::Combination,
    ];

    /// True when births and the pupils of the school below cannot change what it says.
    pub fn blind(self) -> bool {
        matches!(self, Method::LastValue | Method::DampedTrend)
    }

    /// Its place in [`Method::ALL`].
    pub(crate) fn index(self) -> usize {
        Method::ALL.iter().position(|m| *m == self).unwrap_or(0)
    }

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Method::LastValue => "上年持平",
            Method::RollUp => "整级顺升",
            Method::SurvivalRatio => "本校升级率",
            Method::ShrunkRatio => "收缩升级率",
            Method::DampedTrend => "衰减趋势",
            Method::Combination => "组合预测",
        }
    }
}
