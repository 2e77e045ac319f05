//! Use of rooms and equipment (设施设备使用): lessons per week.

use super::common::school_year;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Item};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "use",
        sheet: "设备使用",
        synonyms: &["设施设备使用", "使用情况", "设备使用情况"],
        purpose: "每所学校每学年一行，填写专用教室和设备平均每周使用的课时数。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year"],
        frozen: 3,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

const USUAL: [Item; 14] = [
    Item::Laboratory,
    Item::MusicRoom,
    Item::ArtRoom,
    Item::ComputerRoom,
    Item::Library,
    Item::CounsellingRoom,
    Item::FunctionRoom,
    Item::SportsField,
    Item::LabourGround,
    Item::MultimediaRoom,
    Item::DeliveryClassroom,
    Item::MasterClassroom,
    Item::OnlineSchoolClassroom,
    Item::TeachingPlatform,
];

fn columns() -> Vec<Column> {
    let mut out = school_year();
    for &item in Item::ALL {
        let column = col(format!("use/{}", item.code()), item.zh(), Kind::Count)
            .unit("课时/周")
            .note(format!("{}平均每周使用的课时数，全部间（套）合计。没有使用填0。", item.zh()))
            .example(if item == Item::Laboratory { "10" } else { "" });
        out.push(if USUAL.contains(&item) { column } else { column.rare() });
    }
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        for (year, record) in s.records.iter().filter(|(_, r)| !r.use_per_week.is_empty()) {
            let mut row = rows.row();
            row.put("school", &s.id.0).put("school_name", &s.name).put("school_year", *year);
            for (item, lessons) in &record.use_per_week {
                row.put(&format!("use/{}", item.code()), *lessons);
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    load.with_year(r, |record| {
        for (column, _, _) in r.present() {
            let item = column.key.strip_prefix("use/").and_then(Item::from_code);
            if let (Some(item), Some(n)) = (item, r.count(&column.key)) {
                record.use_per_week.insert(item, n);
            }
        }
    });
}
