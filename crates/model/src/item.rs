//! Items: what a school has, lacks, builds or buys (办学条件与建设内容项目).

use crate::quantity::Unit;
use serde::{Deserialize, Serialize};

/// The three kinds of content the programme knows (建设内容三类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 校园校舍建设.
    Building,
    /// 设施设备购置.
    Equipment,
    /// 信息化建设.
    Digital,
}

impl Category {
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Category::Building => "校园校舍建设",
            Category::Equipment => "设施设备购置",
            Category::Digital => "信息化建设",
        }
    }
}

macro_rules! items {
    ($( $(#[$doc:meta])* $variant:ident = $code:literal, $zh:literal, $category:ident, $unit:ident; )*) => {
        /// An item (项目内容): one measured condition of a school, one content line of a project, or both.
        ///
        /// Areas are floor area (建筑面积) unless the name says use area or field. Which items may be paid for by which
        /// source is data of the policy pack, not of this list; the forbidden ones stand here so that a plan can name them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Item { $( $(#[$doc])* #[serde(rename = $code)] $variant, )* }

        impl Item {
            /// Every item, in the order of the forms.
            pub const ALL: &'static [Item] = &[ $( Item::$variant, )* ];
            /// The stable code used in packs and files.
            pub fn code(self) -> &'static str { match self { $( Item::$variant => $code, )* } }
            /// The Chinese name printed on forms.
            pub fn zh(self) -> &'static str { match self { $( Item::$variant => $zh, )* } }
            /// Which of the three kinds of content it belongs to.
            pub fn category(self) -> Category { match self { $( Item::$variant => Category::$category, )* } }
            /// The unit it is counted in.
            pub fn unit(self) -> Unit { match self { $( Item::$variant => Unit::$unit, )* } }
            /// The item with this code.
            pub fn from_code(code: &str) -> Option<Item> { match code { $( $code => Some(Item::$variant), )* _ => None } }
        }
    };
}

items! {
    /// 校园占地面积.
    CampusLand = "campus_land", "校园占地面积", Building, SquareMetre;
    /// 校舍建筑面积 (whole school).
    FloorArea = "floor_area", "校舍建筑面积", Building, SquareMetre;
    /// 教学及辅助用房面积 (including indoor sports rooms, as the statistics count it since 2021).
    TeachingArea = "teaching_area", "教学及辅助用房面积", Building, SquareMetre;
    /// 普通教室.
    Classroom = "classroom", "普通教室", Building, Room;
    /// 科学教室、实验室.
    Laboratory = "laboratory", "科学教室（实验室）", Building, Room;
    /// 音乐专用教室.
    MusicRoom = "music_room", "音乐专用教室", Building, Room;
    /// 音乐专用教室面积 (use area of all music rooms).
    MusicRoomArea = "music_room_area", "音乐专用教室面积", Building, SquareMetre;
    /// 美术专用教室.
    ArtRoom = "art_room", "美术专用教室", Building, Room;
    /// 美术专用教室面积 (use area of all art rooms).
    ArtRoomArea = "art_room_area", "美术专用教室面积", Building, SquareMetre;
    /// 计算机教室.
    ComputerRoom = "computer_room", "计算机教室", Building, Room;
    /// 图书阅览室.
    Library = "library", "图书阅览室", Building, SquareMetre;
    /// 心理咨询（辅导）室.
    CounsellingRoom = "counselling_room", "心理咨询室", Building, Room;
    /// 其他功能教室 (综合实践、劳动技术、书法、舞蹈等).
    FunctionRoom = "function_room", "其他功能教室", Building, Room;
    /// 室内体育用房.
    IndoorSportArea = "indoor_sport_area", "室内体育用房面积", Building, SquareMetre;
    /// 运动场地面积.
    SportsField = "sports_field", "运动场地面积", Building, SquareMetre;
    /// 环形跑道 (length of the ring).
    RunningTrack = "running_track", "环形跑道", Building, Metre;
    /// 篮球场.
    BasketballCourt = "basketball_court", "篮球场", Building, Court;
    /// 排球场.
    VolleyballCourt = "volleyball_court", "排球场", Building, Court;
    /// 器械体操（游戏）区.
    ApparatusArea = "apparatus_area", "器械体操（游戏）区", Building, SquareMetre;
    /// 劳动教育场所.
    LabourGround = "labour_ground", "劳动教育场所", Building, SquareMetre;
    /// 学生宿舍.
    Dormitory = "dormitory", "学生宿舍", Building, SquareMetre;
    /// 学生食堂.
    Canteen = "canteen", "学生食堂", Building, SquareMetre;
    /// 女生厕位.
    GirlsStall = "girls_stall", "女生厕位", Building, Stall;
    /// 男生厕位.
    BoysStall = "boys_stall", "男生厕位", Building, Stall;
    /// 男生小便器位.
    Urinal = "urinal", "男生小便器位", Building, Stall;
    /// 厕所建筑面积.
    ToiletArea = "toilet_area", "厕所面积", Building, SquareMetre;
    /// 其中：水冲式或无害化卫生厕位.
    SanitaryStall = "sanitary_stall", "卫生厕位", Building, Stall;
    /// 浴室.
    Bathhouse = "bathhouse", "浴室", Building, SquareMetre;
    /// 开水（锅炉）房.
    BoilerRoom = "boiler_room", "开水（锅炉）房", Building, SquareMetre;
    /// 教师宿舍 (值班宿舍).
    StaffDormitory = "staff_dormitory", "教师值班宿舍", Building, SquareMetre;
    /// 教师周转宿舍.
    TurnoverDormitory = "turnover_dormitory", "教师周转宿舍", Building, Set;
    /// 教师办公室.
    TeacherOffice = "teacher_office", "教师办公室", Building, SquareMetre;
    /// 围墙.
    Wall = "wall", "围墙", Building, Metre;
    /// 大门.
    Gate = "gate", "大门", Building, Place;
    /// 护坡（坎）.
    SlopeProtection = "slope_protection", "护坡（坎）", Building, SquareMetre;
    /// 校园硬化.
    Paving = "paving", "校园硬化", Building, SquareMetre;
    /// 校园绿化.
    Greening = "greening", "校园绿化", Building, SquareMetre;
    /// 校园文化建设.
    CampusCulture = "campus_culture", "校园文化建设", Building, Entry;
    /// C 级危房 (局部危房) 面积.
    DangerC = "danger_c", "C级危房", Building, SquareMetre;
    /// D 级危房 (整幢危房) 面积.
    DangerD = "danger_d", "D级危房", Building, SquareMetre;
    /// 供暖建筑面积.
    HeatedArea = "heated_area", "供暖建筑面积", Building, SquareMetre;

    /// 课桌椅.
    Desk = "desk", "课桌椅", Equipment, Set;
    /// 图书.
    Books = "books", "图书", Equipment, Book;
    /// 学生用床.
    Bed = "bed", "学生用床", Equipment, Bed;
    /// 教学仪器设备值.
    TeachingEquipment = "teaching_equipment", "教学仪器设备值", Equipment, Yuan;
    /// 教学实验仪器设备.
    LabEquipment = "lab_equipment", "教学实验仪器", Equipment, Set;
    /// 体育器材.
    SportEquipment = "sport_equipment", "体育器材", Equipment, Set;
    /// 音乐器材.
    MusicEquipment = "music_equipment", "音乐器材", Equipment, Set;
    /// 美术器材.
    ArtEquipment = "art_equipment", "美术器材", Equipment, Set;
    /// 食堂设备.
    CanteenEquipment = "canteen_equipment", "食堂设备", Equipment, Set;
    /// 饮水设施.
    DrinkingWater = "drinking_water", "饮水设施", Equipment, Piece;
    /// 淋浴位 (洗浴设施).
    Shower = "shower", "淋浴位", Equipment, Stall;
    /// 采暖设备.
    HeatingEquipment = "heating_equipment", "采暖设备", Equipment, Set;
    /// 安防监控 (监控与报警点位).
    SecurityPoint = "security_point", "安防监控点位", Equipment, Place;
    /// 德育、劳动教育及校园文化活动设备.
    ActivityEquipment = "activity_equipment", "德育劳育及文化活动设备", Equipment, Set;

    /// 学生用计算机.
    Computer = "computer", "学生用计算机", Digital, Piece;
    /// 网络多媒体教室.
    MultimediaRoom = "multimedia_room", "网络多媒体教室", Digital, Room;
    /// 校园网络设施.
    SchoolNetwork = "school_network", "校园网络设施", Digital, Set;
    /// 专递课堂.
    DeliveryClassroom = "delivery_classroom", "专递课堂", Digital, Room;
    /// 名师课堂.
    MasterClassroom = "master_classroom", "名师课堂", Digital, Room;
    /// 名校网络课堂.
    OnlineSchoolClassroom = "online_school_classroom", "名校网络课堂", Digital, Room;
    /// 学校教学资源平台.
    TeachingPlatform = "teaching_platform", "学校教学资源平台", Digital, Set;
    /// 数字教育资源.
    DigitalResource = "digital_resource", "数字教育资源", Digital, Gigabyte;

    /// 办公楼 (独立建筑).
    OfficeBuilding = "office_building", "办公楼", Building, SquareMetre;
    /// 礼堂.
    Auditorium = "auditorium", "礼堂", Building, SquareMetre;
    /// 体育馆.
    Gymnasium = "gymnasium", "体育馆", Building, SquareMetre;
    /// 游泳馆（池）.
    SwimmingPool = "swimming_pool", "游泳馆（池）", Building, SquareMetre;
    /// 图书馆 (独立建筑).
    LibraryBuilding = "library_building", "图书馆（独立建筑）", Building, SquareMetre;
    /// 塑胶跑道.
    PlasticTrack = "plastic_track", "塑胶跑道", Building, SquareMetre;
    /// 校舍日常维修.
    DailyRepair = "daily_repair", "校舍日常维修", Building, Entry;
    /// 校门外或校外设施.
    OffCampusWork = "off_campus_work", "校外工程", Building, Entry;
    /// 车辆.
    Vehicle = "vehicle", "车辆", Equipment, Piece;
    /// 办公设备.
    OfficeEquipment = "office_equipment", "办公设备", Equipment, Piece;
    /// 资源平台日常维护.
    PlatformMaintenance = "platform_maintenance", "资源平台日常维护", Digital, Entry;
    /// 学校行政管理平台及软件.
    AdminPlatform = "admin_platform", "行政管理平台及软件", Digital, Set;
    /// 教育行政部门统一组织建设的信息化平台.
    DepartmentPlatform = "department_platform", "教育部门统建信息化平台", Digital, Set;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_read_back() {
        for &item in Item::ALL {
            assert_eq!(Item::from_code(item.code()), Some(item));
            let json = serde_json::to_string(&item).unwrap();
            assert_eq!(json, format!("\"{}\"", item.code()));
        }
        let mut names: Vec<_> = Item::ALL.iter().map(|i| i.zh()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Item::ALL.len());
    }
}
