//! What an invented school has (办学条件样板): ratios per pupil with a spread, so that some schools are short and some have too much.

use crate::archetype::Sort;
use crate::dice::{Dice, ceil_div};
use crate::enrolment::Totals;
use model::{Conditions, Item, Quantity};

/// The facts of a school that its conditions follow from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Its sort.
    pub sort: &'a Sort,
    /// Its pupils.
    pub totals: Totals,
    /// Its teachers.
    pub teachers: i64,
    /// One in so many thousand values is left out.
    pub missing: u32,
}

/// The conditions of a school in its base year.
pub fn conditions(facts: &Facts<'_>, dice: &mut Dice) -> Conditions {
    let mut has = Has { list: Vec::with_capacity(64), missing: facts.missing };
    let pupils = facts.totals.pupils;
    let (least, most) = if facts.sort.setting.is_city() { (3_200, 7_800) } else { (5_500, 16_000) };
    let field = dice.scale(pupils, least, most).max(350);
    let danger = buildings(facts, field, dice, &mut has);
    grounds(facts, field, dice, &mut has);
    equipment(facts, dice, &mut has);
    digital(facts, dice, &mut has);
    let missing = has.missing;
    // the grade of dangerous buildings is always reported
    has.list.into_iter().filter(|(item, _)| danger.contains(item) || !dice.chance(missing)).collect()
}

struct Has {
    list: Vec<(Item, Quantity)>,
    missing: u32,
}

impl Has {
    /// Whole units of the item.
    fn put(&mut self, item: Item, whole: i64) {
        self.list.push((item, whole.max(0) * item.unit().scale()));
    }
}

fn buildings(f: &Facts<'_>, field: i64, dice: &mut Dice, has: &mut Has) -> [Item; 2] {
    let Totals { pupils, girls, boarders, classes, upper_classes } = f.totals;
    let boys = pupils - girls;
    let city = f.sort.setting.is_city();
    let village = f.sort.setting.is_village();
    let space = dice.between(f.sort.space.0, f.sort.space.1);
    // the better a school is housed, the better it is equipped with rooms, with exceptions
    let care = (space + dice.between(550, 1150)) / 2;
    let hall = if city && dice.chance(300) { dice.between(300, 900) } else { 0 };
    let rooms = (classes + dice.between(-2, 3)).max(classes * 9 / 10).max(1);
    let teaching = (pupils * 5 * space / 1000 + upper_classes * 20).max(rooms * 62) + hall;
    let dormitory = dice.scale(boarders * 3, 700, 1300);
    let canteen = if boarders > 0 {
        dice.scale(pupils, 600, 1300)
    } else if dice.chance(450) {
        dice.scale(pupils, 300, 700)
    } else {
        0
    };
    let girls_stalls = ceil_div(girls, dice.between(11, 24)).max(1);
    let boys_stalls = ceil_div(boys, dice.between(32, 60)).max(1);
    let urinals = ceil_div(boys, dice.between(18, 34)).max(1);
    let toilet = (girls_stalls + boys_stalls) * dice.between(28, 40) / 10 + urinals;
    let bath = if boarders > 0 && dice.chance(600) { boarders * dice.between(10, 30) / 100 } else { 0 };
    let boiler = if city { 0 } else { dice.between(20, 90) };
    let watch = if boarders > 0 { dice.between(30, 160) } else { 0 };
    let turnover = if village && pupils > 60 && dice.chance(500) { dice.between(2, 14) } else { 0 };
    let office = dice.scale(f.teachers, 3_200, 6_200);
    let parts = teaching + dormitory + canteen + toilet + bath + boiler + watch + turnover * 35 + office;
    let floor = dice.scale(parts, 1_030, 1_090) + 10;

    has.put(Item::CampusLand, field + floor * if city { dice.between(11, 18) } else { dice.between(16, 45) } / 10);
    has.put(Item::FloorArea, floor);
    has.put(Item::TeachingArea, teaching);
    has.put(Item::Classroom, rooms);
    has.put(
        Item::Laboratory,
        ceil_div((ceil_div(classes - upper_classes, 12) + ceil_div(upper_classes, 6)) * care, 1100),
    );
    for (room, area, size) in
        [(Item::MusicRoom, Item::MusicRoomArea, (64, 98)), (Item::ArtRoom, Item::ArtRoomArea, (60, 94))]
    {
        let n = (ceil_div(classes, 12) * care + dice.between(0, 700)) / 1000;
        has.put(room, n);
        has.put(area, (n * dice.between(size.0, size.1)).min(teaching / 3));
    }
    has.put(Item::ComputerRoom, (ceil_div(classes, 14) * care + 600) / 1000);
    has.put(Item::Library, (pupils * dice.between(18, 45) / 100).max(20).min(teaching / 4));
    has.put(Item::CounsellingRoom, i64::from(dice.chance(if village { 350 } else { 780 })));
    has.put(Item::FunctionRoom, classes * care / 9_000);
    has.put(Item::IndoorSportArea, hall);
    has.put(Item::Dormitory, dormitory);
    has.put(Item::Canteen, canteen);
    has.put(Item::GirlsStall, girls_stalls);
    has.put(Item::BoysStall, boys_stalls);
    has.put(Item::Urinal, urinals);
    has.put(Item::ToiletArea, toilet);
    let sanitary = if city || dice.chance(550) { 1_000 } else { dice.between(0, 700) };
    has.put(Item::SanitaryStall, (girls_stalls + boys_stalls) * sanitary / 1000);
    has.put(Item::Bathhouse, bath);
    has.put(Item::BoilerRoom, boiler);
    has.put(Item::StaffDormitory, watch);
    has.put(Item::TurnoverDormitory, turnover);
    has.put(Item::TeacherOffice, office);
    has.put(Item::HeatedArea, dice.scale(floor, if village { 780 } else { 930 }, 1000));
    let weak = |dice: &mut Dice, odds: u32, most: i64| if dice.chance(odds) { dice.scale(floor, 40, most) } else { 0 };
    has.put(Item::DangerC, weak(dice, if village { 90 } else { 20 }, 220));
    has.put(Item::DangerD, weak(dice, if village { 35 } else { 4 }, 120));
    [Item::DangerC, Item::DangerD]
}

fn grounds(f: &Facts<'_>, field: i64, dice: &mut Dice, has: &mut Has) {
    let pupils = f.totals.pupils;
    let city = f.sort.setting.is_city();
    let ring = match field {
        ..2_500 => 0,
        2_500..6_500 => 200,
        6_500..14_000 => 300,
        _ => 400,
    };
    has.put(Item::SportsField, field);
    has.put(Item::RunningTrack, if dice.chance(150) { 0 } else { ring });
    has.put(Item::BasketballCourt, (field / 2_800 + i64::from(dice.chance(600))).min(6));
    has.put(Item::VolleyballCourt, (field / 5_500 + i64::from(dice.chance(300))).min(4));
    has.put(Item::ApparatusArea, if dice.chance(200) { 0 } else { dice.between(50, 320) });
    has.put(Item::LabourGround, if city { dice.between(0, 120) } else { dice.between(0, 900) });
    let edge = dice.between(180, 320) + field / 40;
    has.put(Item::Wall, if dice.chance(120) { edge * 7 / 10 } else { edge });
    has.put(Item::Gate, 1 + i64::from(pupils > 900));
    has.put(Item::SlopeProtection, if !city && dice.chance(180) { dice.between(60, 400) } else { 0 });
    has.put(Item::Paving, dice.between(300, 900) + pupils * 2);
    has.put(Item::Greening, dice.between(200, 600) + pupils);
    has.put(Item::CampusCulture, i64::from(dice.chance(700)));
}

fn equipment(f: &Facts<'_>, dice: &mut Dice, has: &mut Has) {
    let Totals { pupils, boarders, classes, upper_classes, .. } = f.totals;
    let village = f.sort.setting.is_village();
    has.put(Item::Desk, dice.scale(pupils, 880, 1_060));
    has.put(Item::Books, dice.scale(pupils, if upper_classes > 0 { 18_000 } else { 14_000 }, 36_000));
    has.put(Item::Bed, dice.scale(boarders, 800, 1_070).max(0));
    has.put(
        Item::TeachingEquipment,
        pupils * if village { dice.between(1_300, 3_200) } else { dice.between(1_400, 2_900) },
    );
    let sets = |dice: &mut Dice| if dice.chance(350) { 0 } else { 1 + classes / 24 };
    let lab = sets(dice) + upper_classes / 9;
    has.put(Item::LabEquipment, lab);
    for item in [Item::SportEquipment, Item::MusicEquipment, Item::ArtEquipment] {
        let n = sets(dice);
        has.put(item, n);
    }
    has.put(Item::CanteenEquipment, i64::from(boarders > 0 && !dice.chance(180)));
    has.put(Item::DrinkingWater, ceil_div(pupils, dice.between(45, 130)));
    has.put(Item::Shower, if boarders > 0 && dice.chance(650) { ceil_div(boarders, dice.between(18, 60)) } else { 0 });
    has.put(Item::HeatingEquipment, i64::from(!dice.chance(if village { 140 } else { 20 })));
    has.put(Item::SecurityPoint, dice.scale(6 + pupils / 25, 450, 1_250));
    has.put(Item::ActivityEquipment, sets(dice));
}

fn digital(f: &Facts<'_>, dice: &mut Dice, has: &mut Has) {
    let Totals { pupils, classes, .. } = f.totals;
    let village = f.sort.setting.is_village();
    has.put(Item::Computer, pupils / dice.between(7, 22));
    has.put(Item::MultimediaRoom, dice.scale(classes, if village { 450 } else { 720 }, 1_120));
    has.put(Item::SchoolNetwork, i64::from(!dice.chance(if village { 220 } else { 30 })));
    has.put(Item::DeliveryClassroom, i64::from(dice.chance(if village { 300 } else { 500 })));
    has.put(Item::MasterClassroom, i64::from(dice.chance(250)));
    has.put(Item::OnlineSchoolClassroom, i64::from(dice.chance(200)));
    has.put(Item::TeachingPlatform, i64::from(dice.chance(400)));
    has.put(Item::DigitalResource, dice.between(0, 60) * 10);
}
