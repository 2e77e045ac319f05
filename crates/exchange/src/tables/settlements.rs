//! Relocation settlements (搬迁安置点).

use super::common::{location, stage_key, usual};
use crate::code_list::STAGES;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Settlement};
use std::collections::BTreeMap;

/// The table.
pub fn table() -> Table {
    Spec {
        key: "settlements",
        sheet: "搬迁安置点",
        synonyms: &["易地搬迁安置点", "安置点"],
        purpose: "易地扶贫搬迁安置点的人口、学龄儿童和就读学校。没有安置点的不填。",
        theme: Theme::Context,
        identity: &["id"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("id", "安置点编号", Kind::Id).also(&["编号"]).note("每个安置点一个，不得重复。").example("A01").required(),
        col("name", "安置点名称", Kind::Text).also(&["名称"]).note("全称。").example("幸福家园安置点").required(),
        col("zone", "学区编号", Kind::Id).note("所在学区，与“学区”表一致。").example("Z01"),
        col("people", "安置人口", Kind::Count).unit("人").note("安置的总人口。").example("1200"),
    ];
    for stage in STAGES {
        let column = col(format!("children/{}", stage_key(stage)), format!("{}学龄", stage.zh()), Kind::Count)
            .unit("人")
            .group("学龄儿童")
            .note(format!("{}阶段学龄儿童数。", stage.zh()))
            .example(if stage == model::Stage::Primary { "130" } else { "" });
        out.push(if usual(stage) { column } else { column.rare() });
    }
    out.push(col("year", "入住年份", Kind::Year).note("四位数年份。").example("2020"));
    out.extend(location());
    for stage in STAGES {
        let column = col(format!("served_by/{}", stage_key(stage)), format!("{}就读学校编号", stage.zh()), Kind::Id)
            .group("就读学校")
            .note(format!("安置点{}阶段学生就读学校的编号。", stage.zh()))
            .example(if stage == model::Stage::Primary { "2115000123" } else { "" });
        out.push(if usual(stage) { column } else { column.rare() });
    }
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.settlements {
        let mut row = rows.row();
        row.put("id", &s.id)
            .put("name", &s.name)
            .maybe("zone", s.zone.as_ref().map(|z| z.0.as_str()))
            .maybe("people", s.people);
        for (stage, n) in &s.children {
            row.put(&format!("children/{}", stage_key(*stage)), *n);
        }
        row.maybe("year", s.year).location(s.location.as_ref());
        for (stage, school) in &s.served_by {
            row.put(&format!("served_by/{}", stage_key(*stage)), &school.0);
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(id), Some(name)) = (r.string("id"), r.string("name")) else { return };
    let (mut children, mut served_by) = (BTreeMap::new(), BTreeMap::new());
    for stage in STAGES {
        if let Some(n) = r.count(&format!("children/{}", stage_key(stage))) {
            children.insert(stage, n);
        }
        if let Some(school) = load.school_ref(r, &format!("served_by/{}", stage_key(stage))) {
            served_by.insert(stage, school);
        }
    }
    load.keep(r, &format!("settlement/{id}"));
    let zone = load.zone_ref(r, "zone");
    let location = load.location(r);
    let (people, year) = (r.count("people"), r.year("year"));
    load.dossier.settlements.push(Settlement { id, name, zone, people, children, year, location, served_by });
}
