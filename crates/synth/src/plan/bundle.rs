//! Shortages of a school put together into pieces of work (建设内容归并): what one builder or one purchase does.

use model::{BuildNature, GapRef, Item, SchoolId};
use std::collections::BTreeMap;

/// A piece of work (建设主题). The order is the order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// 消除危房.
    Danger,
    /// 增加教室和学位.
    Seats,
    /// 网络教学环境.
    Network,
    /// 学生宿舍.
    Dormitory,
    /// 厕所.
    Toilets,
    /// 食堂.
    Canteen,
    /// 生活与教学设备.
    Equipment,
    /// 功能教室.
    Rooms,
    /// 运动场地.
    Sports,
}

impl Theme {
    /// Every theme, most urgent first.
    pub const ALL: [Theme; 9] = [
        Theme::Danger,
        Theme::Seats,
        Theme::Network,
        Theme::Dormitory,
        Theme::Toilets,
        Theme::Canteen,
        Theme::Equipment,
        Theme::Rooms,
        Theme::Sports,
    ];

    /// The theme under which an item is planned; `None` for items a plain hand-made plan leaves alone.
    pub fn of(item: Item) -> Option<Theme> {
        use Item as I;
        Some(match item {
            I::DangerC | I::DangerD => Theme::Danger,
            I::Classroom => Theme::Seats,
            I::SchoolNetwork | I::Computer => Theme::Network,
            I::Dormitory => Theme::Dormitory,
            I::GirlsStall | I::BoysStall | I::Urinal => Theme::Toilets,
            I::Canteen => Theme::Canteen,
            I::SecurityPoint
            | I::Desk
            | I::Books
            | I::Bed
            | I::DrinkingWater
            | I::Shower
            | I::HeatingEquipment
            | I::CanteenEquipment => Theme::Equipment,
            I::Laboratory | I::CounsellingRoom | I::ComputerRoom | I::FunctionRoom => Theme::Rooms,
            I::RunningTrack | I::BasketballCourt | I::VolleyballCourt | I::ApparatusArea => Theme::Sports,
            _ => return None,
        })
    }

    /// Building work, not a purchase.
    pub fn builds(self) -> bool {
        !matches!(self, Theme::Network | Theme::Equipment)
    }

    /// Years into the cycle before which a careful clerk does not start it: the urgent and the easily bought come first.
    pub fn wait(self) -> i16 {
        match self {
            Theme::Danger | Theme::Seats | Theme::Network => 0,
            Theme::Dormitory | Theme::Toilets | Theme::Equipment => 1,
            Theme::Canteen | Theme::Rooms => 2,
            Theme::Sports => 3,
        }
    }

    /// The nature of the work.
    pub fn nature(self) -> BuildNature {
        match self {
            Theme::Danger => BuildNature::Renovation,
            Theme::Seats | Theme::Dormitory | Theme::Canteen | Theme::Toilets | Theme::Rooms => BuildNature::Extension,
            Theme::Sports => BuildNature::New,
            Theme::Network | Theme::Equipment => BuildNature::Purchase,
        }
    }

    /// How a project of this theme is called.
    pub fn title(self) -> &'static str {
        match self {
            Theme::Danger => "危房改造项目",
            Theme::Seats => "教室扩建项目",
            Theme::Network => "网络教学环境项目",
            Theme::Dormitory => "学生宿舍扩建项目",
            Theme::Toilets => "厕所扩建项目",
            Theme::Canteen => "食堂扩建项目",
            Theme::Equipment => "设施设备购置项目",
            Theme::Rooms => "功能教室扩建项目",
            Theme::Sports => "运动场地建设项目",
        }
    }

    /// How many of the theme a hand-made plan takes at most, so that no theme uses up the money.
    pub fn most(self) -> usize {
        match self {
            Theme::Network | Theme::Equipment => 8,
            Theme::Danger | Theme::Dormitory => 6,
            Theme::Seats => 5,
            Theme::Toilets | Theme::Rooms => 4,
            Theme::Canteen | Theme::Sports => 3,
        }
    }
}

/// A piece of work at a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What sort of work.
    pub theme: Theme,
    /// Where.
    pub school: SchoolId,
    /// What is short there.
    pub closes: Vec<GapRef>,
    /// Classrooms beyond the ones its classes lack, for more seats.
    pub more_rooms: i64,
}

/// Puts shortages together by theme and school; the schools with the largest number of things missing come first.
pub fn bundles(shortages: &[GapRef]) -> Vec<Bundle> {
    let mut by_place: BTreeMap<(Theme, &SchoolId), Vec<GapRef>> = BTreeMap::new();
    for gap in shortages.iter().filter(|g| g.quantity > 0) {
        if let Some(theme) = Theme::of(gap.item) {
            by_place.entry((theme, &gap.school)).or_default().push(gap.clone());
        }
    }
    let mut all: Vec<Bundle> = by_place
        .into_iter()
        .map(|((theme, school), mut closes)| {
            closes.sort();
            Bundle { theme, school: school.clone(), closes, more_rooms: 0 }
        })
        .collect();
    // a school without a network comes before one that only lacks computers
    let offline = |b: &Bundle| !b.closes.iter().any(|g| g.item == Item::SchoolNetwork);
    all.sort_by_key(|b| (b.theme, offline(b), std::cmp::Reverse(b.closes.len())));
    all
}
