//! Schools (学校): identity, kind, owner, layout-plan status, and one record per school year.

use crate::budget::DocumentRef;
use crate::calendar::{Date, SchoolYear, Year};
use crate::condition::{Baseline, Conditions};
use crate::item::Item;
use crate::location::Location;
use crate::pupil::Enrolment;
use crate::region::RegionCode;
use crate::school_code::SchoolCode;
use crate::staff::StaffCount;
use crate::stage::Stage;
use crate::zone::ZoneId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The key of a school inside a dossier (学校编号): its ten-digit code where it has one, else a local key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchoolId(pub String);

impl fmt::Display for SchoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $code:literal $zh:literal, )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $( $(#[$vdoc])* #[serde(rename = $code)] $variant, )* }
        impl $name {
            /// Every value, in the order of the standard.
            pub const ALL: &'static [$name] = &[ $( $name::$variant, )* ];
            /// The code of the standard.
            pub fn code(self) -> &'static str { match self { $( $name::$variant => $code, )* } }
            /// The Chinese name.
            pub fn zh(self) -> &'static str { match self { $( $name::$variant => $zh, )* } }
            /// The value with this code.
            pub fn from_code(code: &str) -> Option<$name> { match code { $( $code => Some($name::$variant), )* _ => None } }
        }
    };
}

coded! {
    /// The kind of a school (办学类型). Codes of GB/T 33782-2017 table 4; those of special schools are to be checked.
    SchoolKind {
        /// 幼儿园.
        Kindergarten = "111" "幼儿园",
        /// 附设幼儿班.
        AttachedKindergarten = "119" "附设幼儿班",
        /// 小学.
        Primary = "211" "小学",
        /// 小学教学点.
        TeachingPoint = "218" "小学教学点",
        /// 附设小学班.
        AttachedPrimary = "219" "附设小学班",
        /// 初级中学.
        Junior = "311" "初级中学",
        /// 九年一贯制学校.
        NineYear = "312" "九年一贯制学校",
        /// 附设普通初中班.
        AttachedJunior = "319" "附设普通初中班",
        /// 职业初中.
        VocationalJunior = "321" "职业初中",
        /// 完全中学.
        CompleteSecondary = "341" "完全中学",
        /// 高级中学.
        SeniorSecondary = "342" "高级中学",
        /// 十二年一贯制学校.
        TwelveYear = "345" "十二年一贯制学校",
        /// 盲人学校.
        SpecialBlind = "511" "盲人学校",
        /// 聋人学校.
        SpecialDeaf = "512" "聋人学校",
        /// 培智学校.
        SpecialIntellectual = "513" "培智学校",
        /// 其他特殊教育学校.
        SpecialOther = "514" "其他特殊教育学校",
    }
}

impl SchoolKind {
    /// The stages such a school teaches. A special school counts as both compulsory stages.
    pub fn stages(self) -> &'static [Stage] {
        use SchoolKind as K;
        match self {
            K::Kindergarten | K::AttachedKindergarten => &[Stage::Kindergarten],
            K::Primary | K::TeachingPoint | K::AttachedPrimary => &[Stage::Primary],
            K::Junior | K::AttachedJunior | K::VocationalJunior => &[Stage::Junior],
            K::NineYear | K::SpecialBlind | K::SpecialDeaf | K::SpecialIntellectual | K::SpecialOther => {
                &[Stage::Primary, Stage::Junior]
            }
            K::CompleteSecondary => &[Stage::Junior, Stage::Senior],
            K::SeniorSecondary => &[Stage::Senior],
            K::TwelveYear => &[Stage::Primary, Stage::Junior, Stage::Senior],
        }
    }

    /// 特殊教育学校.
    pub fn is_special(self) -> bool {
        use SchoolKind as K;
        matches!(self, K::SpecialBlind | K::SpecialDeaf | K::SpecialIntellectual | K::SpecialOther)
    }
}

coded! {
    /// Urban–rural class (城乡分类代码). GB/T 33782-2017 table 5. 11x city, 12x town, 2xx village.
    Setting {
        /// 主城区.
        MainCity = "111" "主城区",
        /// 城乡结合区.
        CityFringe = "112" "城乡结合区",
        /// 镇中心区.
        TownCentre = "121" "镇中心区",
        /// 镇乡结合区.
        TownFringe = "122" "镇乡结合区",
        /// 特殊区域.
        SpecialArea = "123" "特殊区域",
        /// 乡中心区.
        TownshipCentre = "210" "乡中心区",
        /// 村庄.
        Village = "220" "村庄",
    }
}

impl Setting {
    /// 城区 (codes 11x).
    pub fn is_city(self) -> bool {
        matches!(self, Setting::MainCity | Setting::CityFringe)
    }
    /// 镇区 (codes 12x).
    pub fn is_town(self) -> bool {
        matches!(self, Setting::TownCentre | Setting::TownFringe | Setting::SpecialArea)
    }
    /// 乡村 (codes 2xx). Note that 农村学校 in policy usually means town and village together; say which is meant.
    pub fn is_village(self) -> bool {
        matches!(self, Setting::TownshipCentre | Setting::Village)
    }
}

coded! {
    /// Who runs a school (举办者).
    Owner {
        /// 教育部门.
        EducationDepartment = "education" "教育部门",
        /// 其他部门.
        OtherDepartment = "other_department" "其他部门",
        /// 地方企业.
        Enterprise = "enterprise" "地方企业",
        /// 民办.
        Private = "private" "民办",
        /// 中外合作.
        JointForeign = "joint_foreign" "中外合作办学",
    }
}

impl Owner {
    /// 公办 (run by a department or a public enterprise).
    pub fn is_public(self) -> bool {
        matches!(self, Owner::EducationDepartment | Owner::OtherDepartment | Owner::Enterprise)
    }
}

coded! {
    /// What the county's school layout plan (学校布局规划) says of a school.
    LayoutStatus {
        /// 长期保留.
        Keep = "keep" "长期保留",
        /// 拟撤并.
        Close = "close" "拟撤并",
        /// 拟合并.
        Merge = "merge" "拟合并",
        /// 规划新建.
        Planned = "planned" "规划新建",
        /// 过渡保留.
        Interim = "interim" "过渡保留",
        /// 未列入布局规划.
        NotListed = "not_listed" "未列入布局规划",
    }
}

/// The layout-plan status as a dated fact (布局规划状态).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutFact {
    /// The status.
    pub status: LayoutStatus,
    /// Since when; `None` when the source gives no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The year the school is to close, merge or open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_effect: Option<Year>,
    /// The layout plan that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// A school code and the time it was valid (标识码沿革). A closed school's code is never used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSpan {
    /// The code.
    pub code: SchoolCode,
    /// First day, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, `None` while in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What is known of a school in one school year (某学年学校数据).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolRecord {
    /// Pupils, classes, boarders.
    #[serde(default)]
    pub enrolment: Enrolment,
    /// Staff by stage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub staff: BTreeMap<Stage, StaffCount>,
    /// Conditions of the whole school (shared by its stages).
    #[serde(default, skip_serializing_if = "Conditions::is_empty")]
    pub conditions: Conditions,
    /// The twenty baseline items.
    #[serde(default, skip_serializing_if = "Baseline::is_empty")]
    pub baseline: Baseline,
    /// Use of equipment (设施设备使用), lessons per week by item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub use_per_week: BTreeMap<Item, u32>,
}

/// A school (学校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// Its key in the dossier.
    pub id: SchoolId,
    /// Its codes, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<CodeSpan>,
    /// Its name.
    pub name: String,
    /// The county or development zone it belongs to.
    pub region: RegionCode,
    /// The township or street (乡镇、街道、苏木), as named by the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub township: Option<String>,
    /// Its kind; `None` when the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SchoolKind>,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// Urban–rural class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Layout-plan status, oldest first; the last one that is in force counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layout: Vec<LayoutFact>,
    /// 寄宿制学校.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boarding: Option<bool>,
    /// Serves meals (供餐).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals: Option<bool>,
    /// A very large school born of a "key school" drive (因打造“重点校”而形成的超大规模学校).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_school: Option<bool>,
    /// 建校年份.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded: Option<Year>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The enrolment zone of each stage (学区).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub zones: BTreeMap<Stage, ZoneId>,
    /// The school this teaching point or campus is counted with (不计校数的教学点、校区).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<SchoolId>,
    /// The junior school its pupils go on to (对口初中).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feeds: Option<SchoolId>,
    /// Data by school year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<SchoolYear, SchoolRecord>,
    /// Free remark of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl School {
    /// The layout fact in force on a date: the last one that began on or before it; undated facts count as always in force.
    pub fn layout_on(&self, date: Date) -> Option<&LayoutFact> {
        self.layout.iter().rev().find(|f| f.since.is_none_or(|s| s <= date))
    }

    /// The code in use on a date.
    pub fn code_on(&self, date: Date) -> Option<&SchoolCode> {
        let valid = |s: &&CodeSpan| s.from.is_none_or(|f| f <= date) && s.to.is_none_or(|t| date <= t);
        self.codes.iter().rev().find(valid).map(|s| &s.code)
    }

    /// The record of a school year.
    pub fn record(&self, year: SchoolYear) -> Option<&SchoolRecord> {
        self.records.get(&year)
    }
}
