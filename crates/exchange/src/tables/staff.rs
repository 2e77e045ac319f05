//! Staff by stage (教职工).

use super::common::{school_year, stage_key, usual};
use super::enrolment::stage;
use crate::code_list::STAGES;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, StaffCount};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "staff",
        sheet: "教职工",
        synonyms: &["教职工情况", "教师情况", "教师队伍", "专任教师情况"],
        purpose: "每所学校每学年一行，分学段填写教师数。一贯制学校和完全中学的教师按任教学段分别计数，不重复。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year"],
        frozen: 3,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

const COUNTS: [(&str, &str, &str, &str); 6] = [
    ("full_time", "专任教师", "在编及签约的专任教师数。", "24"),
    ("above_required_degree", "高于规定学历教师", "小学为专科及以上，初中为本科及以上。", "23"),
    ("backbone", "县级以上骨干教师", "获县级及以上骨干教师称号的人数。", "3"),
    ("sport_art", "体育艺术专任教师", "体育、音乐、美术专任教师数。", "3"),
    ("middle_title", "中级以上职称教师", "具有中级及以上专业技术职务的教师数。", "12"),
    ("all_staff", "教职工", "教职工总数，含专任教师。", "27"),
];

fn columns() -> Vec<Column> {
    let mut out = school_year();
    for stage in STAGES {
        for (key, name, note, example) in COUNTS {
            let mut column = col(format!("staff/{}/{key}", stage_key(stage)), name, Kind::Count)
                .unit("人")
                .group(stage.zh())
                .note(format!("{}部：{note}", stage.zh()));
            if key == "full_time" {
                column = column.also(&["专任教师数", "教师数"]);
            }
            if stage == model::Stage::Primary {
                column = column.example(example);
            }
            out.push(if usual(stage) { column } else { column.rare() });
        }
    }
    out
}

fn values(c: &mut StaffCount) -> [(&'static str, &mut Option<u32>); 6] {
    [
        ("full_time", &mut c.full_time),
        ("above_required_degree", &mut c.above_required_degree),
        ("backbone", &mut c.backbone),
        ("sport_art", &mut c.sport_art),
        ("middle_title", &mut c.middle_title),
        ("all_staff", &mut c.all_staff),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        for (year, record) in &s.records {
            if record.staff.values().all(|c| *c == StaffCount::default()) {
                continue;
            }
            let mut row = rows.row();
            row.put("school", &s.id.0).put("school_name", &s.name).put("school_year", *year);
            for (stage, count) in &record.staff {
                let mut count = *count;
                for (key, value) in values(&mut count) {
                    row.maybe(&format!("staff/{}/{key}", stage_key(*stage)), *value);
                }
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    load.with_year(r, |record| {
        for (column, _, _) in r.present() {
            let mut parts = column.key.split('/').skip(1);
            let (Some(stage), Some(name)) = (parts.next().and_then(stage), parts.next()) else { continue };
            let count = record.staff.entry(stage).or_default();
            for (key, value) in values(count) {
                if key == name {
                    *value = r.count(&column.key);
                }
            }
        }
    });
}
