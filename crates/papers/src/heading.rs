//! The headings under which project lines are added up in the official tables（建设内容分类）.

use model::Item;

/// A heading of the project tables. The order is that of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Heading {
    Teaching,
    Living,
    Office,
    Sports,
    Ancillary,
    TeachingEquipment,
    LivingEquipment,
    Desks,
    Books,
    Digital,
}

impl Heading {
    pub(crate) const ALL: [Self; 10] = [
        Self::Teaching,
        Self::Living,
        Self::Office,
        Self::Sports,
        Self::Ancillary,
        Self::TeachingEquipment,
        Self::LivingEquipment,
        Self::Desks,
        Self::Books,
        Self::Digital,
    ];

    /// The key of its columns in the forms.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Teaching => "teaching",
            Self::Living => "living",
            Self::Office => "office",
            Self::Sports => "sports",
            Self::Ancillary => "ancillary",
            Self::TeachingEquipment => "teaching_equipment",
            Self::LivingEquipment => "living_equipment",
            Self::Desks => "desks",
            Self::Books => "books",
            Self::Digital => "digital",
        }
    }

    pub(crate) fn zh(self) -> &'static str {
        match self {
            Self::Teaching => "教学及教学辅助用房",
            Self::Living => "生活用房",
            Self::Office => "教师办公用房",
            Self::Sports => "体育运动场",
            Self::Ancillary => "附属设施及校园环境",
            Self::TeachingEquipment => "教学设施设备",
            Self::LivingEquipment => "生活设施设备",
            Self::Desks => "课桌椅",
            Self::Books => "图书",
            Self::Digital => "信息化",
        }
    }

    /// Where an item is counted.
    pub(crate) fn of(item: Item) -> Self {
        use Item as I;
        use model::Category as C;
        match item {
            I::Dormitory
            | I::Canteen
            | I::GirlsStall
            | I::BoysStall
            | I::Urinal
            | I::ToiletArea
            | I::SanitaryStall
            | I::Bathhouse
            | I::BoilerRoom
            | I::StaffDormitory
            | I::TurnoverDormitory => Self::Living,
            I::TeacherOffice | I::OfficeBuilding => Self::Office,
            I::SportsField
            | I::RunningTrack
            | I::BasketballCourt
            | I::VolleyballCourt
            | I::ApparatusArea
            | I::PlasticTrack
            | I::Gymnasium
            | I::SwimmingPool => Self::Sports,
            I::Wall
            | I::Gate
            | I::SlopeProtection
            | I::Paving
            | I::Greening
            | I::CampusCulture
            | I::CampusLand
            | I::LabourGround
            | I::DailyRepair
            | I::OffCampusWork
            | I::HeatedArea => Self::Ancillary,
            I::Bed
            | I::CanteenEquipment
            | I::DrinkingWater
            | I::Shower
            | I::HeatingEquipment
            | I::SecurityPoint
            | I::Vehicle
            | I::OfficeEquipment => Self::LivingEquipment,
            I::Desk => Self::Desks,
            I::Books => Self::Books,
            other => match other.category() {
                C::Building => Self::Teaching,
                C::Equipment => Self::TeachingEquipment,
                C::Digital => Self::Digital,
            },
        }
    }
}
