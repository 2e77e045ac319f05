//! What a figure applies to (适用范围).

use model::{BuildNature, FundSource, RegionCode, SchoolKind, Setting, Stage};
use serde::{Deserialize, Serialize};

/// A group of urban–rural classes, as policies name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingGroup {
    /// 城区 (11x).
    City,
    /// 镇区 (12x).
    Town,
    /// 乡村 (2xx).
    Village,
}

impl SettingGroup {
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            SettingGroup::City => "城区",
            SettingGroup::Town => "镇区",
            SettingGroup::Village => "乡村",
        }
    }
}

/// The case a figure is asked for (情形). `None` means not known; an unknown property fits no restriction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Kind of school.
    pub kind: Option<SchoolKind>,
    /// Stage.
    pub stage: Option<Stage>,
    /// Urban–rural class.
    pub setting: Option<Setting>,
    /// Boarding school.
    pub boarding: Option<bool>,
    /// Source of the money.
    pub source: Option<FundSource>,
    /// County.
    pub region: Option<RegionCode>,
    /// Nature of the project.
    pub nature: Option<BuildNature>,
    /// Year the school was built (建校年份). Not given when a new building is judged: what is built now is not old.
    pub built: Option<u16>,
}

/// A restriction (适用条件): every list that is given must contain the case's property. An empty list restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// Kinds of school (GB/T 33782 codes).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<SchoolKind>,
    /// Stages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Urban–rural groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<SettingGroup>,
    /// Only boarding (true) or only day schools (false).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boarding: Option<bool>,
    /// Sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<FundSource>,
    /// Region code prefixes (`15`, `1501`, `150121`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Natures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub natures: Vec<BuildNature>,
    /// Only schools built in this year or before (建校年份上限).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built_until: Option<u16>,
}

impl Applies {
    /// True when the case meets every restriction.
    pub fn fits(&self, c: &Context) -> bool {
        fn among<T: PartialEq>(list: &[T], value: Option<&T>) -> bool {
            list.is_empty() || value.is_some_and(|v| list.contains(v))
        }
        let group = c.setting.map(|s| {
            if s.is_city() {
                SettingGroup::City
            } else if s.is_town() {
                SettingGroup::Town
            } else {
                SettingGroup::Village
            }
        });
        among(&self.kinds, c.kind.as_ref())
            && among(&self.stages, c.stage.as_ref())
            && among(&self.settings, group.as_ref())
            && self.boarding.is_none_or(|b| c.boarding == Some(b))
            && among(&self.sources, c.source.as_ref())
            && (self.regions.is_empty()
                || c.region.as_ref().is_some_and(|r| self.regions.iter().any(|p| r.as_str().starts_with(p.as_str()))))
            && among(&self.natures, c.nature.as_ref())
            && self.built_until.is_none_or(|until| c.built.is_some_and(|built| built <= until))
    }

    /// How many properties it restricts: of two fitting entries the more special one wins.
    pub fn speciality(&self) -> usize {
        usize::from(!self.kinds.is_empty())
            + usize::from(!self.stages.is_empty())
            + usize::from(!self.settings.is_empty())
            + usize::from(self.boarding.is_some())
            + usize::from(!self.sources.is_empty())
            + usize::from(!self.regions.is_empty())
            + usize::from(!self.natures.is_empty())
            + usize::from(self.built_until.is_some())
    }
}
