//! An invented school (虚构学校): identity, records, conditions.

use crate::archetype::{Archetype, code_class};
use crate::condition::{Facts, conditions};
use crate::dice::Dice;
use crate::enrolment::{BASE, Cohorts, Totals};
use crate::staff::staff;
use model::{
    Baseline, CodeSpan, Date, Datum, DocumentRef, Item, LayoutFact, LayoutStatus, Location, RegionCode, School,
    SchoolCode, SchoolId, SchoolRecord, SchoolYear, Year,
};
use std::collections::BTreeMap;

/// How much of a school is made (详略).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Five school years, class sizes, baseline answers, use of equipment, history, gaps in the data.
    Full,
    /// The base year only, without class sizes: what a nation in memory has room for.
    BaseYear,
    /// The same with pupils by grade of five school years, zones, feeders, births and migration: what a forecast needs.
    History,
}

impl Detail {
    /// True where there is a past to forecast from.
    pub(crate) fn past(self) -> bool {
        self != Detail::BaseYear
    }
}

/// What a school is made from.
#[derive(Debug, Clone)]
pub struct Seedling<'a> {
    /// The sort.
    pub archetype: Archetype,
    /// The county.
    pub county: &'a RegionCode,
    /// Province digits of the school code.
    pub province: &'a str,
    /// Six digits of sequence, unique within the province.
    pub sequence: u32,
    /// Its name.
    pub name: String,
    /// The township.
    pub township: Option<String>,
    /// Longitude and latitude, ten-thousandths of a degree.
    pub place: (i64, i64),
    /// Growth of the county, thousandths a year.
    pub drift: i64,
    /// How much is made.
    pub detail: Detail,
}

/// Makes a school.
pub fn school(seedling: Seedling<'_>, dice: &mut Dice) -> School {
    let Seedling { archetype, county, province, sequence, name, township, place, drift, detail } = seedling;
    let sort = archetype.sort();
    let full = detail == Detail::Full;
    let cohorts = Cohorts::new(&sort, drift, dice);
    let mut records = BTreeMap::new();
    let first = if detail.past() { BASE - 4 } else { BASE };
    for year in first..=BASE {
        let base = year == BASE;
        let sizes = full && base && !dice.chance(80);
        let mut record = SchoolRecord {
            enrolment: cohorts.enrolment(&sort, SchoolYear(year), sizes, dice),
            ..SchoolRecord::default()
        };
        if base {
            fill_base(&mut record, &sort, full, dice);
        } else if dice.chance(50) {
            record.enrolment.grades.values_mut().for_each(|g| g.girls = None);
        }
        records.insert(SchoolYear(year), record);
    }
    let boarding = sort.board_primary > 0 || sort.board_junior > 0;
    let code = format!("{}{province}{sequence:06}", code_class(sort.kind));
    let code: Option<SchoolCode> = code.parse().ok();
    let founded = Year(u16::try_from(dice.between(1951, 2017)).unwrap_or(1980));
    School {
        id: SchoolId(code.as_ref().map_or_else(|| format!("L{sequence:06}"), |c| c.as_str().to_owned())),
        codes: code
            .map(|code| CodeSpan { code, from: Date::new(2011, 9, 1).filter(|_| full), to: None })
            .into_iter()
            .collect(),
        name,
        region: county.clone(),
        township,
        kind: Some(sort.kind),
        owner: Some(archetype.owner()),
        setting: Some(sort.setting),
        layout: layout(archetype, full, dice),
        boarding: Some(boarding),
        meals: Some(boarding || dice.chance(300)),
        key_school: Some(archetype.giant()),
        founded: Some(founded),
        location: (!full || !dice.chance(30)).then(|| location(place, dice)),
        zones: BTreeMap::new(),
        parent: None,
        feeds: None,
        records,
        remark: None,
    }
}

fn fill_base(record: &mut SchoolRecord, sort: &crate::archetype::Sort, full: bool, dice: &mut Dice) {
    record.staff = staff(sort, &record.enrolment, dice);
    let teachers = record.staff.values().filter_map(|s| s.full_time).map(i64::from).sum();
    let facts = Facts { sort, totals: Totals::of(&record.enrolment), teachers, missing: if full { 50 } else { 10 } };
    record.conditions = conditions(&facts, dice);
    if !full {
        return;
    }
    if dice.chance(550) {
        record.baseline = baseline(sort.board_primary + sort.board_junior > 0, dice);
    }
    for item in [Item::MultimediaRoom, Item::ComputerRoom, Item::Library, Item::Laboratory, Item::DeliveryClassroom] {
        if let Some(rooms) = record.conditions.get(item).filter(|&n| n > 0)
            && !dice.chance(150)
        {
            let rooms = if item == Item::Library { 1 } else { rooms };
            record.use_per_week.insert(item, crate::dice::count(dice.scale(rooms * 20, 150, 900)));
        }
    }
}

/// Answers to the baseline items that do not follow from what is measured.
fn baseline(boarding: bool, dice: &mut Dice) -> Baseline {
    let asked = [2, 3, 4, 6, 7, 9, 10, 12, 15, 19];
    let answered = asked.into_iter().filter(|&n| boarding || n != 12);
    Baseline(answered.map(|n| (n, !dice.chance(70))).collect())
}

fn layout(archetype: Archetype, full: bool, dice: &mut Dice) -> Vec<LayoutFact> {
    let document = |number: &str| {
        full.then(|| DocumentRef {
            title: "义务教育学校布局规划（演示）".to_owned(),
            number: Some(number.to_owned()),
            date: None,
        })
    };
    let keep = LayoutFact {
        status: LayoutStatus::Keep,
        since: Date::new(2018, 6, 1),
        takes_effect: None,
        document: document("演教布〔2018〕1号"),
    };
    match archetype {
        Archetype::ClosingPrimary => vec![
            keep,
            LayoutFact {
                status: LayoutStatus::Close,
                since: Date::new(2020, 5, 20),
                takes_effect: Some(Year(u16::try_from(dice.between(2022, 2024)).unwrap_or(2022))),
                document: document("演教布〔2020〕1号"),
            },
        ],
        _ => vec![keep],
    }
}

fn location((lon, lat): (i64, i64), dice: &mut Dice) -> Location {
    let fine = |coarse: i64, dice: &mut Dice| i32::try_from(coarse * 1000 + dice.between(0, 999)).unwrap_or(0);
    Location { lon_e7: fine(lon, dice), lat_e7: fine(lat, dice), datum: Datum::Cgcs2000 }
}
