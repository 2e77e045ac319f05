//! The ten-digit school code (学校（机构）标识码).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A school code (学校标识码): two digits of kind, two of province, six of sequence.
///
/// Source: 《学校（机构）代码管理办法》(教育部, 2011-07-20).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SchoolCode(String);

/// Why a text is not a school code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotASchoolCode {
    /// Not exactly ten ASCII digits.
    #[error("not ten digits")]
    Shape,
    /// One digit repeated ten times, or 1234567890: a placeholder.
    #[error("a placeholder, not a code")]
    Placeholder,
    /// Eighteen characters of GB 32100: a unified credit code (统一社会信用代码).
    #[error("a unified social credit code")]
    CreditCode,
}

impl SchoolCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The kind digits (类别码), for example `21` 小学, `31` 普通初中, `34` 普通高中, `51` 特殊教育.
    pub fn kind(&self) -> &str {
        self.0.get(..2).unwrap_or("")
    }
    /// The province digits (省级码).
    pub fn province(&self) -> &str {
        self.0.get(2..4).unwrap_or("")
    }
}

impl std::str::FromStr for SchoolCode {
    type Err = NotASchoolCode;
    fn from_str(s: &str) -> Result<Self, NotASchoolCode> {
        if s.len() == 18 && s.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(NotASchoolCode::CreditCode);
        }
        if s.len() != 10 || !s.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotASchoolCode::Shape);
        }
        let first = s.bytes().next();
        if s.bytes().all(|b| Some(b) == first) || s == "1234567890" || s == "0123456789" {
            return Err(NotASchoolCode::Placeholder);
        }
        Ok(SchoolCode(s.to_owned()))
    }
}
impl TryFrom<String> for SchoolCode {
    type Error = NotASchoolCode;
    fn try_from(s: String) -> Result<Self, NotASchoolCode> {
        s.parse()
    }
}
impl From<SchoolCode> for String {
    fn from(c: SchoolCode) -> String {
        c.0
    }
}
impl fmt::Display for SchoolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_codes_from_what_stands_in_for_them() {
        assert!("2115000123".parse::<SchoolCode>().is_ok());
        assert_eq!("1111111111".parse::<SchoolCode>(), Err(NotASchoolCode::Placeholder));
        assert_eq!("12330102MB1G56027R".parse::<SchoolCode>(), Err(NotASchoolCode::CreditCode));
        assert_eq!("211500012".parse::<SchoolCode>(), Err(NotASchoolCode::Shape));
        assert_eq!("２１１５０００１２３".parse::<SchoolCode>(), Err(NotASchoolCode::Shape));
    }
}
