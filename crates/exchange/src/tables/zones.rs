//! Zones (学区).

use crate::code_list::{CodeList, STAGES};
use crate::column::{Column, Kind, col};
use crate::field::Field;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Zone, ZoneId};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "zones",
        sheet: "学区",
        synonyms: &["学区片区", "片区", "学区划分"],
        purpose: "计算出生人口和学位供求的片区，一般一个乡镇或几个街道为一个。",
        theme: Theme::People,
        identity: &["id"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    vec![
        col("id", "学区编号", Kind::Id)
            .also(&["片区编号", "编号"])
            .note("每个学区一个，不得重复。")
            .example("Z01")
            .required(),
        col("name", "学区名称", Kind::Text)
            .also(&["片区名称", "名称"])
            .note("学区或片区的名称。")
            .example("示范镇学区")
            .required(),
        col("stages", "学段", Kind::Choices(CodeList::Stage))
            .note("学区负责的学段，可以多个，用顿号隔开。")
            .example("小学、初中"),
        col("townships", "所含乡镇（街道）", Kind::List)
            .also(&["所含乡镇", "乡镇", "街道"])
            .note("用顿号隔开。")
            .example("示范镇、新民乡"),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for z in &d.zones {
        let mut row = rows.row();
        row.put("id", &z.id.0).put("name", &z.name);
        let stages: Vec<usize> = z.stages.iter().filter_map(|s| STAGES.iter().position(|x| x == s)).collect();
        if !stages.is_empty() {
            row.put("stages", Field::Choices(stages));
        }
        if !z.townships.is_empty() {
            row.put("townships", Field::List(z.townships.clone()));
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(id), Some(name)) = (r.string("id"), r.string("name")) else { return };
    load.keep(r, &format!("zone/{id}"));
    let stages = r.choices("stages", &STAGES).into_iter().collect();
    load.dossier.zones.push(Zone { id: ZoneId(id), name, stages, townships: r.list("townships") });
}
