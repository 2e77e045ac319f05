//! Regions (行政区划与规划单元): a tree of any depth.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The code of a region (行政区划代码): six digits of GB/T 2260 for a county, with trailing zeros for a province or
/// city; development zones carry a local code outside GB/T 2260 and say so in [`Region::local`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode(String);

/// A region code is six to twelve ASCII letters or digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a region code: {0}")]
pub struct NotARegionCode(pub String);

impl RegionCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The first two digits (省级代码).
    pub fn province(&self) -> &str {
        self.0.get(..2).unwrap_or("")
    }
    /// The first four digits (地级代码).
    pub fn prefecture(&self) -> &str {
        self.0.get(..4).unwrap_or("")
    }
}
impl std::str::FromStr for RegionCode {
    type Err = NotARegionCode;
    fn from_str(s: &str) -> Result<Self, NotARegionCode> {
        let fine = (6..=12).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric());
        if fine { Ok(RegionCode(s.to_owned())) } else { Err(NotARegionCode(s.to_owned())) }
    }
}
impl TryFrom<String> for RegionCode {
    type Error = NotARegionCode;
    fn try_from(s: String) -> Result<Self, NotARegionCode> {
        s.parse()
    }
}
impl From<RegionCode> for String {
    fn from(c: RegionCode) -> String {
        c.0
    }
}
impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The level of a region (层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionLevel {
    /// 国家.
    Nation,
    /// 省、自治区、直辖市.
    Province,
    /// 地级市、盟.
    Prefecture,
    /// 旗县区.
    County,
    /// 开发区 (a planning unit of county rank).
    DevelopmentZone,
    /// 乡镇、街道、苏木.
    Township,
}

/// A region of the tree (行政区或规划单元).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: RegionLevel,
    /// The region above, `None` at the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RegionCode>,
    /// The code is not in GB/T 2260 (本地代码): development zones, or a statistics-only code.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub local: bool,
}
