//! How gaps are bundled into projects (项目打包): what one builder builds or one purchase buys at a school.

use model::{BuildNature, Category, Item};

/// A bundle (项目包), in the order in which a county lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bundle {
    /// D 级危房拆除重建.
    DangerD,
    /// C 级危房加固维修.
    DangerC,
    /// 围墙、大门、护坡.
    Boundary,
    /// 教学及辅助用房.
    Teaching,
    /// 学生宿舍 with beds, baths, boiler.
    Dormitory,
    /// 食堂 with its equipment.
    Canteen,
    /// 厕所.
    Toilet,
    /// 供暖改造.
    Heating,
    /// 运动场地.
    Sports,
    /// 教师宿舍与办公用房.
    Staff,
    /// 校园环境.
    Grounds,
    /// 安防设备.
    Security,
    /// 生活设施设备.
    Living,
    /// 教学设施设备.
    Equipment,
    /// 信息化.
    Digital,
    /// 课桌椅: where no classroom is built; they belong to the seats, not to the rest of the equipment.
    Desks,
}

impl Bundle {
    /// Every bundle.
    pub const ALL: [Bundle; 16] = [
        Bundle::DangerD,
        Bundle::DangerC,
        Bundle::Boundary,
        Bundle::Teaching,
        Bundle::Dormitory,
        Bundle::Canteen,
        Bundle::Toilet,
        Bundle::Heating,
        Bundle::Sports,
        Bundle::Staff,
        Bundle::Grounds,
        Bundle::Security,
        Bundle::Living,
        Bundle::Equipment,
        Bundle::Digital,
        Bundle::Desks,
    ];

    /// Its two digits in project numbers.
    pub fn number(self) -> usize {
        Bundle::ALL.iter().position(|b| *b == self).map_or(0, |i| i + 1)
    }

    /// The bundle of an item; `None` for what no project can bring (land) or no gap may ask for (the negative list).
    pub fn of(item: Item) -> Option<Bundle> {
        use Item as I;
        Some(match item {
            I::DangerD => Bundle::DangerD,
            I::DangerC => Bundle::DangerC,
            I::Wall | I::Gate | I::SlopeProtection => Bundle::Boundary,
            I::FloorArea
            | I::TeachingArea
            | I::Classroom
            | I::Laboratory
            | I::MusicRoom
            | I::MusicRoomArea
            | I::ArtRoom
            | I::ArtRoomArea
            | I::ComputerRoom
            | I::Library
            | I::CounsellingRoom
            | I::FunctionRoom => Bundle::Teaching,
            I::Dormitory | I::Bathhouse | I::BoilerRoom | I::Bed | I::Shower => Bundle::Dormitory,
            I::Canteen | I::CanteenEquipment => Bundle::Canteen,
            I::GirlsStall | I::BoysStall | I::Urinal | I::ToiletArea | I::SanitaryStall => Bundle::Toilet,
            I::HeatedArea | I::HeatingEquipment => Bundle::Heating,
            I::SportsField
            | I::RunningTrack
            | I::BasketballCourt
            | I::VolleyballCourt
            | I::ApparatusArea
            | I::IndoorSportArea
            | I::LabourGround => Bundle::Sports,
            I::StaffDormitory | I::TurnoverDormitory | I::TeacherOffice => Bundle::Staff,
            I::Paving | I::Greening | I::CampusCulture => Bundle::Grounds,
            I::SecurityPoint => Bundle::Security,
            I::DrinkingWater => Bundle::Living,
            I::Desk => Bundle::Desks,
            I::Books
            | I::TeachingEquipment
            | I::LabEquipment
            | I::SportEquipment
            | I::MusicEquipment
            | I::ArtEquipment
            | I::ActivityEquipment => Bundle::Equipment,
            I::Computer
            | I::MultimediaRoom
            | I::SchoolNetwork
            | I::DeliveryClassroom
            | I::MasterClassroom
            | I::OnlineSchoolClassroom
            | I::TeachingPlatform
            | I::DigitalResource => Bundle::Digital,
            _ => return None,
        })
    }

    /// The bundle an item goes to when nothing is built there: beds without a dormitory block are living equipment.
    pub fn without_building(self, item: Item) -> Bundle {
        if self.builds() && item.category() == Category::Equipment { Bundle::Living } else { self }
    }

    /// Repairs of the grounds and what stands on them, of which small ones are done together, or purchases of the same kind; none of
    /// them is urgent enough to stand above other needs.
    pub fn joins(self, other: Bundle) -> bool {
        let repair = |b| matches!(b, Bundle::Toilet | Bundle::Heating | Bundle::Sports | Bundle::Grounds);
        let goods = |b| matches!(b, Bundle::Living | Bundle::Equipment);
        self != other && (repair(self) && repair(other) || goods(self) && goods(other))
    }

    /// The catalogue key of its title when others have joined it.
    pub fn joint_title(self) -> &'static str {
        if self.builds() { "programme-title-campus" } else { "programme-title-goods" }
    }

    /// Building work, not a purchase.
    pub fn builds(self) -> bool {
        self.nature() != BuildNature::Purchase
    }

    /// 建设性质.
    pub fn nature(self) -> BuildNature {
        match self {
            Bundle::DangerD => BuildNature::Rebuild,
            Bundle::Teaching | Bundle::Dormitory | Bundle::Canteen | Bundle::Staff => BuildNature::Extension,
            Bundle::DangerC
            | Bundle::Boundary
            | Bundle::Toilet
            | Bundle::Heating
            | Bundle::Sports
            | Bundle::Grounds => BuildNature::Renovation,
            Bundle::Security | Bundle::Living | Bundle::Equipment | Bundle::Digital | Bundle::Desks => {
                BuildNature::Purchase
            }
        }
    }

    /// The catalogue key of its title.
    pub fn title(self) -> &'static str {
        match self {
            Bundle::DangerD => "programme-title-danger-d",
            Bundle::DangerC => "programme-title-danger-c",
            Bundle::Boundary => "programme-title-boundary",
            Bundle::Teaching => "programme-title-teaching",
            Bundle::Dormitory => "programme-title-dormitory",
            Bundle::Canteen => "programme-title-canteen",
            Bundle::Toilet => "programme-title-toilet",
            Bundle::Heating => "programme-title-heating",
            Bundle::Sports => "programme-title-sports",
            Bundle::Staff => "programme-title-staff",
            Bundle::Grounds => "programme-title-grounds",
            Bundle::Security => "programme-title-security",
            Bundle::Living => "programme-title-living",
            Bundle::Equipment => "programme-title-equipment",
            Bundle::Digital => "programme-title-digital",
            Bundle::Desks => "programme-title-desks",
        }
    }
}
