//! Other programmes' projects (其他工程).

use super::common::document;
use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Item, OtherProject, SchoolId};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "other_projects",
        sheet: "其他工程",
        synonyms: &["其他工程项目", "其他项目", "已有工程"],
        purpose: "其他工程在各学校已建、在建和已批准的项目，用于防止重复安排。",
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
        col("id", "项目编号", Kind::Id)
            .also(&["编号"])
            .note("在该工程中的编号，没有的自编，不得重复。")
            .example("Q-2019-03")
            .required(),
        col("programme", "工程名称", Kind::Text).note("所属工程的名称。").example("全面改薄").required(),
        col("school", "学校编号", Kind::Id)
            .also(&["学校代码"])
            .note("与“学校基本情况”表一致。")
            .example("2115000123")
            .required(),
        col("item", "建设内容", Kind::Choice(CodeList::Item))
            .also(&["内容", "项目内容"])
            .note("从下拉列表选择，一行一项。")
            .example("学生食堂")
            .required(),
        col("quantity", "数量", Kind::ItemQuantity)
            .note("按该内容的计量单位填写：面积为平方米，教室为间，设备为套（台）。")
            .example("600"),
        col("start", "开工年份", Kind::Year).also(&["起始年份"]).note("四位数年份。").example("2019").required(),
        col("finish", "完工年份", Kind::Year)
            .also(&["完成年份"])
            .note("四位数年份，未完工的填计划年份。")
            .example("2021")
            .required(),
        col("amount", "金额", Kind::Signed(2))
            .unit("万元")
            .also(&["总投资", "投资"])
            .note("项目总投资。")
            .example("180"),
    ];
    out.extend(document("立项"));
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for p in &d.other_projects {
        let mut row = rows.row();
        row.put("id", &p.id)
            .put("programme", &p.programme)
            .put("school", &p.school.0)
            .put("item", position(Item::ALL, &p.item));
        row.maybe("quantity", p.quantity).put("start", p.start).put("finish", p.finish).maybe("amount", p.amount);
        row.document(p.document.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let school: Option<SchoolId> = load.school_ref(r, "school");
    let (Some(id), Some(programme), Some(school), Some(item), Some(start), Some(finish)) =
        (r.string("id"), r.string("programme"), school, r.choice("item", Item::ALL), r.year("start"), r.year("finish"))
    else {
        return;
    };
    if finish < start {
        let args = [("start", start.to_string()), ("finish", finish.to_string())];
        load.problems.add(Code::YearsReversed, r.spot("finish"), &args);
    }
    load.keep(r, &format!("other_project/{id}"));
    let (quantity, amount, document) = (r.number("quantity"), r.fen("amount"), r.document());
    load.dossier.other_projects.push(OtherProject {
        id,
        programme,
        school,
        item,
        quantity,
        start,
        finish,
        amount,
        document,
    });
}
