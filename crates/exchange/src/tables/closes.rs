//! The gaps that projects close (所补缺口).

use super::lines::project;
use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, GapRef, Item};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "closes",
        sheet: "所补缺口",
        synonyms: &["补齐缺口", "缺口对应"],
        purpose: "每个项目补哪所学校的什么缺口、补多少，一项一行。",
        theme: Theme::Plan,
        identity: &[],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    vec![
        project(),
        col("school", "学校编号", Kind::Id)
            .also(&["学校代码"])
            .note("缺口所在学校，与“学校基本情况”表一致。")
            .example("2115000123")
            .required(),
        col("item", "缺口内容", Kind::Choice(CodeList::Item))
            .also(&["内容"])
            .note("从下拉列表选择。")
            .example("学生食堂")
            .required(),
        col("quantity", "补齐数量", Kind::ItemQuantity)
            .also(&["数量"])
            .note("按该内容的计量单位填写。")
            .example("600")
            .required(),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for p in &d.plan.projects {
        for gap in &p.closes {
            let mut row = rows.row();
            row.put("project", &p.id.0).put("school", &gap.school.0).put("item", position(Item::ALL, &gap.item));
            row.put("quantity", gap.quantity);
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let school = load.school_ref(r, "school");
    let (Some(school), Some(item), Some(quantity)) = (school, r.choice("item", Item::ALL), r.number("quantity")) else {
        return;
    };
    let mut number = 0;
    let path = load.with_project(r, |p| {
        number = p.closes.len();
        p.closes.push(GapRef { school, item, quantity });
    });
    if let Some(path) = path {
        load.keep(r, &format!("{path}/closes/{number}"));
    }
}
