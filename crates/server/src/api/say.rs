//! Values as they go over the wire (接口取值): codes, moments, sentences.

use crate::words::Words;
use jiff::Timestamp;
use model::{Message, Stage};
use policy::Standard;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A moment as RFC 3339 in UTC, to the millisecond.
pub fn moment(millis: i64) -> String {
    Timestamp::from_millisecond(millis).map(|t| format!("{t:.3}")).unwrap_or_default()
}

/// 一句话：目录键，以及所请求语言的文字。
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Said {
    /// 文字目录的键，不随语言变化。
    pub key: String,
    /// 文字。
    pub text: String,
}

impl Said {
    /// A message in the caller's language.
    pub fn of(w: &Words, message: &Message) -> Said {
        Said { key: message.key.to_string(), text: w.say(message) }
    }
}

/// 合计，以及它所依据的数据。
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Sum {
    /// 已知各项之和；一项数据也没有时为 null。
    pub sum: Option<i64>,
    /// 有数据的项数。
    pub known: u32,
    /// 应有的项数。known 小于 of 时，sum 只是部分之和。
    pub of: u32,
}

impl From<model::Total> for Sum {
    fn from(total: model::Total) -> Sum {
        Sum { sum: total.sum, known: total.coverage.known, of: total.coverage.of }
    }
}

/// 数据覆盖。
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Known {
    /// 有数据的项数。
    pub known: u32,
    /// 应有的项数。
    pub of: u32,
}

impl From<model::Coverage> for Known {
    fn from(coverage: model::Coverage) -> Known {
        Known { known: coverage.known, of: coverage.of }
    }
}

/// A value of our own enumerations as its code.
pub fn code(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// 办学标准：basic 基本办学条件，balanced 优质均衡。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandardCode {
    /// 基本办学条件。
    Basic,
    /// 优质均衡。
    Balanced,
}

impl StandardCode {
    /// The standard it stands for.
    pub fn standard(self) -> Standard {
        match self {
            StandardCode::Basic => Standard::Basic,
            StandardCode::Balanced => Standard::Balanced,
        }
    }
}

/// 学段：primary 小学，junior 初中。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageCode {
    /// 小学。
    Primary,
    /// 初中。
    Junior,
}

impl StageCode {
    /// The stage it stands for.
    pub fn stage(self) -> Stage {
        match self {
            StageCode::Primary => Stage::Primary,
            StageCode::Junior => Stage::Junior,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_exact() {
        assert_eq!(moment(1_634_256_000_123), "2021-10-15T00:00:00.123Z");
        assert_eq!(code(&StandardCode::Basic), "basic");
    }
}
