//! Conditions: parts within their wholes, amounts a school can have.

use super::{Finding, Limits, finding};
use crate::problem::Code;
use model::{Conditions, Item, School, SchoolYear};

/// Parts and the wholes they belong to.
const PARTS: [(Item, Item); 9] = [
    (Item::TeachingArea, Item::FloorArea),
    (Item::Dormitory, Item::FloorArea),
    (Item::Canteen, Item::FloorArea),
    (Item::HeatedArea, Item::FloorArea),
    (Item::IndoorSportArea, Item::FloorArea),
    (Item::ToiletArea, Item::FloorArea),
    (Item::MusicRoomArea, Item::TeachingArea),
    (Item::ArtRoomArea, Item::TeachingArea),
    (Item::SportsField, Item::CampusLand),
];

/// Checks a school's conditions in every year.
pub fn check(school: &School, limits: &Limits, found: &mut Vec<Finding>) {
    for (year, record) in &school.records {
        let c = &record.conditions;
        danger(school, *year, c, found);
        for (part, whole) in PARTS {
            if let (Some(value), Some(limit)) = (c.get(part), c.get(whole))
                && value > limit
            {
                let args = vec![
                    ("school", school.name.clone()),
                    ("year", year.to_string()),
                    ("part", part.zh().to_owned()),
                    ("value", part.unit().show(value)),
                    ("whole", whole.zh().to_owned()),
                    ("limit", whole.unit().show(limit)),
                ];
                found.push(finding(Code::PartOverWhole, path(school, *year, part), args));
            }
        }
        for (item, value) in c.iter() {
            if let Some(limit) = limits.most(item).filter(|most| value >= *most) {
                let args = vec![
                    ("school", school.name.clone()),
                    ("where", year.to_string()),
                    ("column", item.zh().to_owned()),
                    ("value", item.unit().show(value)),
                    ("limit", item.unit().show(limit)),
                ];
                found.push(finding(Code::Implausible, path(school, *year, item), args));
            }
        }
    }
}

fn path(school: &School, year: SchoolYear, item: Item) -> String {
    format!("school/{}/{year}/conditions/{}", school.id, item.code())
}

fn danger(school: &School, year: SchoolYear, c: &Conditions, found: &mut Vec<Finding>) {
    let Some(floor) = c.get(Item::FloorArea) else { return };
    let sum = c.get(Item::DangerC).unwrap_or(0).saturating_add(c.get(Item::DangerD).unwrap_or(0));
    if sum > floor {
        let item = if c.get(Item::DangerD).unwrap_or(0) > 0 { Item::DangerD } else { Item::DangerC };
        let args = vec![
            ("school", school.name.clone()),
            ("year", year.to_string()),
            ("danger", Item::DangerD.unit().show(sum)),
            ("floor", Item::FloorArea.unit().show(floor)),
        ];
        found.push(finding(Code::DangerOverFloor, path(school, year, item), args));
    }
}
