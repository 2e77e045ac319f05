//! Conditions of schools (办学条件): one column per item, in two sheets.

use super::common::school_year;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Category, Dossier, Item};

/// Rooms, buildings and grounds (校舍与场地).
pub fn rooms() -> Table {
    Spec {
        key: "rooms",
        sheet: "办学条件一（校舍场地）",
        synonyms: &["办学条件", "校舍场地", "校舍情况", "办学条件一", "办学条件（校舍场地）", "校舍建筑面积情况"],
        purpose: "每所学校每学年一行，填写校园、校舍、场地和附属设施的现有数量。没有的填0，不掌握的空着。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year"],
        frozen: 3,
        rare: false,
        dump: |d, rows| dump(d, rows, true),
        load,
    }
    .with(columns(true))
}

/// Living, equipment and information technology (设备与信息化).
pub fn equipment() -> Table {
    Spec {
        key: "equipment",
        sheet: "办学条件二（设备信息化）",
        synonyms: &["设备信息化", "设备情况", "仪器设备", "办学条件二", "教学设备", "信息化情况"],
        purpose: "每所学校每学年一行，填写生活设施、教学设备、图书和信息化的现有数量。没有的填0，不掌握的空着。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year"],
        frozen: 3,
        rare: false,
        dump: |d, rows| dump(d, rows, false),
        load,
    }
    .with(columns(false))
}

/// The unit text for a heading and the decimal places kept.
pub fn unit(item: Item) -> (&'static str, u8) {
    let places = if item.unit().scale() == 100 { 2 } else { 0 };
    (item.unit().zh(), places)
}

fn belongs(item: Item, rooms: bool) -> bool {
    (item.category() == Category::Building) == rooms
}

/// Items that a school's conditions do not usually count: contents of projects only, or forbidden ones.
fn rare(item: Item) -> bool {
    let ordinal = |i: Item| Item::ALL.iter().position(|x| *x == i).unwrap_or(0);
    ordinal(item) >= ordinal(Item::OfficeBuilding) || item == Item::CampusCulture
}

fn columns(rooms: bool) -> Vec<Column> {
    let mut out = school_year();
    for &item in Item::ALL.iter().filter(|i| belongs(**i, rooms)) {
        let (unit, places) = unit(item);
        let mut column = col(format!("conditions/{}", item.code()), item.zh(), Kind::Amount(places))
            .unit(unit)
            .group(group(item))
            .note(note(item))
            .example(example(item));
        column.synonyms.extend(synonyms(item).iter().map(|w| (*w).to_owned()));
        out.push(if rare(item) { column.rare() } else { column });
    }
    out
}

fn group(item: Item) -> &'static str {
    use Item as I;
    match item {
        I::CampusLand | I::FloorArea | I::TeachingArea | I::HeatedArea => "校园校舍",
        I::DangerC | I::DangerD => "危房",
        I::Classroom
        | I::Laboratory
        | I::MusicRoom
        | I::MusicRoomArea
        | I::ArtRoom
        | I::ArtRoomArea
        | I::ComputerRoom => "教学用房",
        I::Library | I::CounsellingRoom | I::FunctionRoom => "教学用房",
        I::IndoorSportArea
        | I::SportsField
        | I::RunningTrack
        | I::BasketballCourt
        | I::VolleyballCourt
        | I::ApparatusArea => "体育场地",
        I::PlasticTrack | I::Gymnasium | I::SwimmingPool => "体育场地",
        I::LabourGround => "劳动教育",
        I::Dormitory | I::Canteen | I::Bathhouse | I::BoilerRoom | I::StaffDormitory | I::TurnoverDormitory => {
            "生活用房"
        }
        I::GirlsStall | I::BoysStall | I::Urinal | I::ToiletArea | I::SanitaryStall => "厕所",
        I::TeacherOffice | I::OfficeBuilding | I::Auditorium | I::LibraryBuilding => "办公及其他",
        I::Wall | I::Gate | I::SlopeProtection | I::Paving | I::Greening | I::CampusCulture => "附属设施",
        I::DailyRepair | I::OffCampusWork => "附属设施",
        _ if item.category() == Category::Digital => "信息化",
        I::Bed | I::CanteenEquipment | I::DrinkingWater | I::Shower | I::HeatingEquipment | I::SecurityPoint => {
            "生活与安全"
        }
        _ => "教学设备",
    }
}

fn note(item: Item) -> String {
    use Item as I;
    let more = match item {
        I::CampusLand => "学校产权或长期使用的校园用地，不含校外农场。",
        I::FloorArea => "全校校舍建筑面积。",
        I::TeachingArea => "教室、专用教室、公共教学用房和室内体育用房等的建筑面积。",
        I::Classroom => "用作教室的普通教室间数。",
        I::MusicRoomArea | I::ArtRoomArea => "全部专用教室的使用面积之和。",
        I::RunningTrack => "环形跑道内侧一圈的长度，如200、250、300、400。没有环形跑道填0。",
        I::SportsField => "田径场、球场、器械场等室外体育用地面积之和。",
        I::GirlsStall | I::BoysStall => "学生厕所的蹲位（坐位）数，教工专用的不计。",
        I::Urinal => "男生小便器数；小便槽按每0.6米折1个。",
        I::SanitaryStall => "男女厕位中水冲式或无害化卫生厕所的厕位数。",
        I::DangerC => "经鉴定的C级危房（局部危房）建筑面积，没有填0。",
        I::DangerD => "经鉴定的D级危房（整幢危房）建筑面积，没有填0。",
        I::TurnoverDormitory => "教师周转宿舍套数。",
        I::Desk => "一桌一椅为一套。",
        I::Books => "纸质图书册数，不含电子图书。",
        I::TeachingEquipment => "教学仪器设备的账面原值。",
        I::Computer => "供学生使用的计算机台数，教师用机不计。",
        I::MultimediaRoom => "接入网络、能开展多媒体教学的教室间数。",
        I::SecurityPoint => "校门、宿舍等处的监控和报警点位数。",
        I::DigitalResource => "数字教育资源的容量。",
        _ => "",
    };
    format!("现有{}，以{}计。{more}没有填0，不掌握就空着。", item.zh(), item.unit().zh())
}

fn synonyms(item: Item) -> &'static [&'static str] {
    use Item as I;
    match item {
        I::CampusLand => &["占地面积", "学校占地面积", "校园面积"],
        I::FloorArea => &["建筑面积", "校舍面积", "校舍总面积"],
        I::TeachingArea => &["教学及辅助用房", "教学辅助用房面积"],
        I::Classroom => &["普通教室间数", "教室"],
        I::Laboratory => &["实验室", "科学教室"],
        I::ComputerRoom => &["微机室", "计算机室"],
        I::Library => &["图书阅览室面积", "图书室", "图书室面积"],
        I::SportsField => &["运动场面积", "体育运动场地面积", "体育场地面积", "体育运动场馆面积"],
        I::Dormitory => &["学生宿舍面积", "宿舍面积"],
        I::Canteen => &["学生食堂面积", "食堂", "食堂面积"],
        I::DangerC => &["C级危房面积", "其中C级危房面积"],
        I::DangerD => &["D级危房面积", "其中D级危房面积"],
        I::Desk => &["课桌凳", "课桌椅套数", "学生课桌椅"],
        I::Books => &["图书册数", "图书藏量", "纸质图书"],
        I::Bed => &["学生床位", "床位", "床位数"],
        I::TeachingEquipment => &["教学设备值", "仪器设备值", "教学仪器设备资产值", "教学仪器设备总值"],
        I::Computer => &["学生机", "学生计算机", "教学用计算机", "计算机台数"],
        I::MultimediaRoom => &["多媒体教室", "网络多媒体教室间数", "班班通教室"],
        _ => &[],
    }
}

fn example(item: Item) -> &'static str {
    use Item as I;
    match item {
        I::CampusLand => "13500",
        I::FloorArea => "4820.5",
        I::TeachingArea => "2460",
        I::Classroom => "12",
        I::DangerC | I::DangerD => "0",
        I::RunningTrack => "200",
        I::Books => "9800",
        I::Desk => "430",
        I::TeachingEquipment => "1250000",
        I::Computer => "60",
        _ => "",
    }
}

fn dump(d: &Dossier, rows: &mut Rows<'_>, rooms: bool) {
    for s in &d.schools {
        for (year, record) in &s.records {
            let mut items = record.conditions.iter().filter(|(i, _)| belongs(*i, rooms)).peekable();
            if items.peek().is_none() {
                continue;
            }
            let mut row = rows.row();
            row.put("school", &s.id.0).put("school_name", &s.name).put("school_year", *year);
            for (item, quantity) in items {
                row.put(&format!("conditions/{}", item.code()), quantity);
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    load.with_year(r, |record| {
        for (column, _, _) in r.present() {
            let item = column.key.strip_prefix("conditions/").and_then(Item::from_code);
            if let (Some(item), Some(quantity)) = (item, r.number(&column.key)) {
                record.conditions.set(item, quantity);
            }
        }
    });
}
