//! What surrounds the programme in a county: other programmes, other plans, relocation settlements.

use crate::budget::DocumentRef;
use crate::calendar::Year;
use crate::item::Item;
use crate::location::Location;
use crate::money::Fen;
use crate::quantity::Quantity;
use crate::school::SchoolId;
use crate::stage::Stage;
use crate::zone::ZoneId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A project of another programme at a school of the county (其他工程项目), done or under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherProject {
    /// Its number or name in that programme.
    pub id: String,
    /// The programme (工程名称).
    pub programme: String,
    /// The school.
    pub school: SchoolId,
    /// What it builds or buys.
    pub item: Item,
    /// How much, in the item's smallest step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// First year.
    pub start: Year,
    /// Year of completion.
    pub finish: Year,
    /// Money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// Its approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// The other plans that the programme rests on (notice 六(一)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherPlanKind {
    /// 消除大班额（大校额）专项规划.
    LargeClass,
    /// 补齐学位不足规划.
    SeatShortage,
    /// 农村义务教育学校布局规划.
    Layout,
    /// 扶贫移民搬迁学校规划.
    Relocation,
    /// 网络教学环境全覆盖.
    OnlineTeaching,
}

impl OtherPlanKind {
    /// All five.
    pub const ALL: [OtherPlanKind; 5] = [
        OtherPlanKind::LargeClass,
        OtherPlanKind::SeatShortage,
        OtherPlanKind::Layout,
        OtherPlanKind::Relocation,
        OtherPlanKind::OnlineTeaching,
    ];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            OtherPlanKind::LargeClass => "消除大班额大校额专项规划",
            OtherPlanKind::SeatShortage => "补齐义务教育学位不足规划",
            OtherPlanKind::Layout => "学校布局规划",
            OtherPlanKind::Relocation => "扶贫移民搬迁学校规划",
            OtherPlanKind::OnlineTeaching => "网络教学环境全覆盖",
        }
    }
}

/// What a target of another plan counts (目标口径).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetMeasure {
    /// 大班额班数 (classes of that size left at the end of the year).
    LargeClasses,
    /// 超大班额班数.
    VeryLargeClasses,
    /// 大校额校数.
    LargeSchools,
    /// 新增学位 (seats added in the year).
    NewSeats,
    /// 保留学校数.
    SchoolsKept,
    /// 撤并学校数 (in the year).
    SchoolsClosed,
    /// 搬迁安置点新增学位.
    RelocationSeats,
    /// 网络教学环境覆盖学校数.
    SchoolsOnline,
}

impl TargetMeasure {
    /// All measures.
    pub const ALL: [TargetMeasure; 8] = [
        TargetMeasure::LargeClasses,
        TargetMeasure::VeryLargeClasses,
        TargetMeasure::LargeSchools,
        TargetMeasure::NewSeats,
        TargetMeasure::SchoolsKept,
        TargetMeasure::SchoolsClosed,
        TargetMeasure::RelocationSeats,
        TargetMeasure::SchoolsOnline,
    ];
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            TargetMeasure::LargeClasses => "大班额班数",
            TargetMeasure::VeryLargeClasses => "超大班额班数",
            TargetMeasure::LargeSchools => "大校额校数",
            TargetMeasure::NewSeats => "新增学位",
            TargetMeasure::SchoolsKept => "保留学校数",
            TargetMeasure::SchoolsClosed => "撤并学校数",
            TargetMeasure::RelocationSeats => "搬迁安置点新增学位",
            TargetMeasure::SchoolsOnline => "网络教学环境覆盖学校数",
        }
    }
}

/// One target of another plan (规划目标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTarget {
    /// What is counted.
    pub measure: TargetMeasure,
    /// The year it is due.
    pub year: Year,
    /// The value.
    pub value: i64,
    /// The zone, `None` for the whole county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// The stage, `None` for both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

/// A plan the programme rests on (衔接规划).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherPlan {
    /// Which of the five.
    pub kind: OtherPlanKind,
    /// The document.
    pub document: DocumentRef,
    /// Its targets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<PlanTarget>,
}

/// A relocation settlement (易地扶贫搬迁安置点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The zone it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// People settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// Children by stage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub children: BTreeMap<Stage, u32>,
    /// The year it is occupied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The school that serves each stage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub served_by: BTreeMap<Stage, SchoolId>,
}
