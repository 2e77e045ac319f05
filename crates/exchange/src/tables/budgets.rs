//! Money by source and year (资金来源).

use super::common::document;
use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{BudgetLine, Dossier, FundSource};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "budgets",
        sheet: "资金来源",
        synonyms: &["资金预算", "年度资金", "资金来源预算", "资金筹措"],
        purpose: "每个来源每年一行，填写可用于本规划的资金和依据文件。没有文件的也可以填，但会标明“无依据”。",
        theme: Theme::Money,
        identity: &["year", "source", "name"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("year", "预算年度", Kind::Year)
            .also(&["年度", "年份", "资金年度"])
            .note("公历年份。")
            .example("2021")
            .required(),
        col("source", "资金来源", Kind::Choice(CodeList::FundSource))
            .also(&["来源", "资金渠道"])
            .note("从下拉列表选择。学校举债、施工单位垫资、收费集资都不是来源。")
            .example("中央资金")
            .required(),
        col("amount", "金额", Kind::Signed(2))
            .unit("万元")
            .also(&["资金", "预算金额", "资金额"])
            .note("当年可用于本规划的金额。")
            .example("850")
            .required(),
        col("name", "资金名称", Kind::Text)
            .note("政府债券资金和其他财政资金须写明名称。")
            .example("义务教育薄弱环节改善与能力提升补助资金"),
    ];
    out.extend(document("资金"));
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for b in &d.budgets {
        let mut row = rows.row();
        row.put("year", b.year).put("source", position(&FundSource::ALL, &b.source)).put("amount", b.amount);
        row.maybe("name", b.name.as_ref()).document(b.document.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(year), Some(source), Some(amount)) =
        (r.year("year"), r.choice("source", &FundSource::ALL), r.fen("amount"))
    else {
        return;
    };
    let path = format!("budget/{year}/{}", source.code());
    load.keep_one(r, "amount", path.clone());
    load.keep(r, &path);
    load.dossier.budgets.push(BudgetLine { source, year, amount, document: r.document(), name: r.string("name") });
}
