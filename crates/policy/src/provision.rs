//! Provisions in words (条款): the baseline items, the guarantee items, check lists.

use crate::context::Applies;
use crate::figure::{Certainty, Reference};
use model::Date;
use serde::{Deserialize, Serialize};

/// Which schools a provision concerns (适用学校).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 全部学校.
    #[default]
    All,
    /// 寄宿制学校.
    Boarding,
    /// 寄宿制或供餐学校.
    Meals,
    /// 有多层校舍的学校.
    MultiStorey,
    /// 县级（不针对单个学校）.
    County,
}

/// One numbered provision of a list (条款), in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Its key, unique: `baseline.05`.
    pub key: String,
    /// The list it belongs to: `baseline`, `guarantee`, `balance2017`.
    pub list: String,
    /// Its number in the list, from 1.
    pub number: u8,
    /// What it says, in Chinese.
    pub text: String,
    /// Which schools it concerns.
    #[serde(default)]
    pub scope: Scope,
    /// Further restrictions.
    #[serde(default)]
    pub applies: Applies,
    /// In force from.
    pub from: Date,
    /// Where it stands.
    pub reference: Reference,
    /// How sure the wording is.
    pub certainty: Certainty,
    /// The place in the list is not confirmed (序号待核).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub order_to_be_checked: bool,
    /// What allows an overlay to change the provision below (变更依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Reference>,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Issuer of the pack it came from, filled in on loading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}
