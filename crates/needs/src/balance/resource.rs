//! The resources the indicators are made of (资源配置指标).

use model::{Conditions, Item, Quantity, StaffCount, Stage};
use serde::Serialize;

/// An indicator of either method (资源配置指标).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// 高于规定学历教师.
    DegreeTeachers,
    /// 县级以上骨干教师.
    BackboneTeachers,
    /// 体育、艺术专任教师.
    SportArtTeachers,
    /// 教学及辅助用房面积, without indoor sports rooms.
    TeachingArea,
    /// 体育运动场馆面积: field and indoor sports rooms.
    SportsArea,
    /// 教学仪器设备值.
    EquipmentValue,
    /// 网络多媒体教室.
    MultimediaRooms,
    /// 教学及辅助用房面积 as the statistics give it (2012).
    AllTeachingArea,
    /// 计算机台数 (2012).
    Computers,
    /// 图书册数 (2012).
    Books,
    /// 师生比 (2012).
    TeacherRatio,
    /// 中级及以上专业技术职务教师 (2012).
    TitleTeachers,
}

/// How many there are.
pub const INDICATORS: usize = 12;

impl Indicator {
    /// All of them.
    pub const ALL: [Indicator; INDICATORS] = [
        Indicator::DegreeTeachers,
        Indicator::BackboneTeachers,
        Indicator::SportArtTeachers,
        Indicator::TeachingArea,
        Indicator::SportsArea,
        Indicator::EquipmentValue,
        Indicator::MultimediaRooms,
        Indicator::AllTeachingArea,
        Indicator::Computers,
        Indicator::Books,
        Indicator::TeacherRatio,
        Indicator::TitleTeachers,
    ];

    /// The whole school's quantity in the item's smallest step; `None` for teachers, who are counted by stage.
    pub fn shared(self, has: &Conditions) -> Shared {
        let sum = |a: Item, b: Item| has.get(a)?.checked_add(has.get(b)?);
        match self {
            Indicator::TeachingArea => Shared::Total(
                has.get(Item::TeachingArea)
                    .and_then(|t| t.checked_sub(has.get(Item::IndoorSportArea)?))
                    .filter(|area| *area >= 0),
            ),
            Indicator::SportsArea => Shared::Total(sum(Item::SportsField, Item::IndoorSportArea)),
            Indicator::EquipmentValue => Shared::Total(has.get(Item::TeachingEquipment)),
            Indicator::MultimediaRooms => Shared::Total(has.get(Item::MultimediaRoom)),
            Indicator::AllTeachingArea => Shared::Total(has.get(Item::TeachingArea)),
            Indicator::Computers => Shared::Total(has.get(Item::Computer)),
            Indicator::Books => Shared::Total(has.get(Item::Books)),
            _ => Shared::ByStage,
        }
    }

    /// The teachers of a stage it counts.
    pub fn teachers(self, staff: &StaffCount) -> Option<u32> {
        match self {
            Indicator::DegreeTeachers => staff.above_required_degree,
            Indicator::BackboneTeachers => staff.backbone,
            Indicator::SportArtTeachers => staff.sport_art,
            Indicator::TeacherRatio => staff.full_time,
            Indicator::TitleTeachers => staff.middle_title,
            _ => None,
        }
    }

    /// Smallest steps in one unit of the indicator: 100 for m² and yuan.
    pub fn steps(self) -> u32 {
        match self {
            Indicator::TeachingArea
            | Indicator::SportsArea
            | Indicator::EquipmentValue
            | Indicator::AllTeachingArea => 100,
            _ => 1,
        }
    }

    /// Per how many pupils it is stated.
    pub fn per(self) -> u32 {
        match self {
            Indicator::DegreeTeachers
            | Indicator::BackboneTeachers
            | Indicator::SportArtTeachers
            | Indicator::MultimediaRooms
            | Indicator::Computers => 100,
            _ => 1,
        }
    }

    /// Its place among all of them.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// How an indicator's quantity is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// One total for the school, `None` for no data.
    Total(Option<Quantity>),
    /// Teachers, by stage.
    ByStage,
}

/// The place of a compulsory stage in pairs.
pub fn place(stage: Stage) -> Option<usize> {
    match stage {
        Stage::Primary => Some(0),
        Stage::Junior => Some(1),
        _ => None,
    }
}
