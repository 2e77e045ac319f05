//! Content lines of projects (项目明细).

use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Item, ProjectLine};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "lines",
        sheet: "项目明细",
        synonyms: &["建设内容明细", "项目内容明细", "建设内容"],
        purpose: "每个项目的建设内容，一项内容一行。",
        theme: Theme::Plan,
        identity: &[],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

/// The key column that ties rows to projects.
pub fn project() -> Column {
    col("project", "项目编号", Kind::Id).note("与“规划项目”表的项目编号一致。").example("P001").required()
}

fn columns() -> Vec<Column> {
    vec![
        project(),
        col("item", "建设内容", Kind::Choice(CodeList::Item))
            .also(&["内容", "项目内容"])
            .note("从下拉列表选择。")
            .example("学生食堂")
            .required(),
        col("quantity", "数量", Kind::ItemQuantity)
            .also(&["规模", "建设规模"])
            .note("按该内容的计量单位填写：面积为平方米，教室为间，设备为套（台），图书为册。")
            .example("600")
            .required(),
        col("unit_price", "单价", Kind::Signed(2))
            .unit("元")
            .also(&["单位造价"])
            .note("每一计量单位的价格。")
            .example("2600"),
        col("price_year", "价格年份", Kind::Year).also(&["价格基期"]).note("单价是哪一年的价格。").example("2021"),
        col("amount", "金额", Kind::Signed(2))
            .unit("万元")
            .also(&["投资", "金额合计"])
            .note("这项内容的金额，一般为数量乘单价。")
            .example("156")
            .required(),
        col("price_basis", "单价依据", Kind::Text)
            .also(&["价格依据"])
            .note("单价的出处，例如当地造价文件、近期中标价。")
            .example("2021年本县同类工程中标价"),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for p in &d.plan.projects {
        for line in &p.lines {
            let mut row = rows.row();
            row.put("project", &p.id.0).put("item", position(Item::ALL, &line.item)).put("quantity", line.quantity);
            row.maybe("unit_price", line.unit_price).maybe("price_year", line.price_year).put("amount", line.amount);
            row.maybe("price_basis", line.price_basis.as_ref());
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(item), Some(quantity), Some(amount)) =
        (r.choice("item", Item::ALL), r.number("quantity"), r.fen("amount"))
    else {
        return;
    };
    let (unit_price, price_year, price_basis) = (r.fen("unit_price"), r.year("price_year"), r.string("price_basis"));
    let mut number = 0;
    let path = load.with_project(r, |p| {
        number = p.lines.len();
        p.lines.push(ProjectLine { item, quantity, unit_price, price_year, amount, price_basis });
    });
    if let Some(path) = path {
        load.keep(r, &format!("{path}/lines/{number}"));
    }
}
