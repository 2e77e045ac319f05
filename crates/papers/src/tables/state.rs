//! What the county has（办学条件现状） and how much of it is known（数据覆盖率）.

use crate::Case;
use crate::cell::Cell;
use crate::row::Row;
use model::{Coverage, Item, School, SchoolRecord, Stage, Total};

/// Schools whose base-year figures make up the present state: public ones that teach a compulsory stage.
fn schools<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a School, Option<&'a SchoolRecord>)> {
    let dossier = case.dossier;
    let excluded = &case.needs.excluded;
    dossier
        .schools
        .iter()
        .filter(|s| !excluded.iter().any(|e| e.school == s.id))
        .map(|s| (s, s.record(dossier.base_year)))
}

/// Items shown in the present state, in the order of the forms.
const SHOWN: [Item; 22] = [
    Item::CampusLand,
    Item::FloorArea,
    Item::TeachingArea,
    Item::SportsField,
    Item::IndoorSportArea,
    Item::Dormitory,
    Item::Canteen,
    Item::ToiletArea,
    Item::GirlsStall,
    Item::BoysStall,
    Item::Bathhouse,
    Item::DangerC,
    Item::DangerD,
    Item::Classroom,
    Item::MusicRoom,
    Item::ArtRoom,
    Item::Desk,
    Item::Books,
    Item::Bed,
    Item::TeachingEquipment,
    Item::Computer,
    Item::MultimediaRoom,
];

/// One row per figure: the sum of what is known and for how many schools it is known.
pub(super) fn rows(case: &Case<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for stage in Stage::COMPULSORY {
        let teaches = |s: &School, r: Option<&SchoolRecord>| {
            s.kind.is_some_and(|k| k.stages().contains(&stage))
                || r.is_some_and(|r| r.enrolment.stages_present().any(|p| p == stage))
        };
        let of = |pick: &dyn Fn(&SchoolRecord) -> Option<u32>| {
            let known = schools(case).filter(|(s, r)| teaches(s, *r));
            Total::of(known.map(|(_, r)| r.and_then(pick).map(i64::from)))
        };
        for (name, unit, total) in [
            ("在校生", "人", of(&|r| r.enrolment.pupils(stage))),
            ("教学班", "个", of(&|r| r.enrolment.classes(stage))),
            ("寄宿生", "人", of(&|r| r.enrolment.boarders(stage))),
            ("专任教师", "人", of(&|r| r.staff.get(&stage).and_then(|s| s.full_time))),
        ] {
            rows.push(row(&format!("{}{name}", stage.zh()), unit, total, 0));
        }
    }
    for item in SHOWN {
        let total = Total::of(schools(case).map(|(_, r)| r.and_then(|r| r.conditions.get(item))));
        let places = if item.unit().scale() == 1 { 0 } else { 2 };
        rows.push(row(item.zh(), item.unit().zh(), total, places));
    }
    rows.retain(|r| r.get("of") != Some(&Cell::count(0)));
    rows
}

fn row(name: &str, unit: &str, total: Total, places: u8) -> Row {
    let sum = total.sum.map_or(Cell::NoData, |value| Cell::Number { value, places });
    Row::new().with("name", name).with("unit", unit).with("sum", sum).covered(total.coverage)
}

impl Row {
    pub(super) fn covered(self, coverage: Coverage) -> Self {
        self.with("known", Cell::count(coverage.known))
            .with("of", Cell::count(coverage.of))
            .with("share", share(coverage))
    }
}

/// Percent of records known, rounded down so that only full coverage reads 100%.
pub(super) fn share(coverage: Coverage) -> String {
    match u64::from(coverage.known).saturating_mul(100).checked_div(u64::from(coverage.of)) {
        Some(percent) => format!("{percent}%"),
        None => "—".to_owned(),
    }
}

/// One row per item: how many schools have data. The gaps rest on these.
pub(super) fn coverage(case: &Case<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut record = Coverage::default();
    schools(case).for_each(|(_, r)| record.count(r.is_some()));
    rows.push(Row::new().with("name", "基准学年记录").covered(record));
    let of = |pick: &dyn Fn(&School) -> bool| {
        let mut coverage = Coverage::default();
        case.dossier.schools.iter().for_each(|s| coverage.count(pick(s)));
        coverage
    };
    rows.push(Row::new().with("name", "办学类型").covered(of(&|s| s.kind.is_some())));
    rows.push(Row::new().with("name", "举办者").covered(of(&|s| s.owner.is_some())));
    rows.push(Row::new().with("name", "城乡分类").covered(of(&|s| s.setting.is_some())));
    rows.push(Row::new().with("name", "布局规划状态").covered(of(&|s| s.layout_on(case.dossier.as_of).is_some())));
    for &item in Item::ALL {
        let mut coverage = Coverage::default();
        schools(case).for_each(|(_, r)| coverage.count(r.is_some_and(|r| r.conditions.get(item).is_some())));
        if coverage.known > 0 || SHOWN.contains(&item) {
            rows.push(Row::new().with("name", item.zh()).covered(coverage));
        }
    }
    rows
}
