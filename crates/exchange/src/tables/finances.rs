//! The county's finances by year (县级财政).

use super::common::document;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{CountyFinance, Dossier};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "finances",
        sheet: "县级财政",
        synonyms: &["财政情况", "财政收支"],
        purpose: "每年一行，填写一般公共预算支出和其中的教育支出，用于判断财政可承受能力。",
        theme: Theme::Money,
        identity: &["year"],
        frozen: 1,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("year", "年度", Kind::Year).also(&["年份", "预算年度"]).note("公历年份。").example("2020").required(),
        col("general_budget", "一般公共预算支出", Kind::Signed(2))
            .unit("万元")
            .note("全县一般公共预算支出。")
            .example("286500"),
        col("education", "其中：教育支出", Kind::Signed(2))
            .unit("万元")
            .also(&["教育支出"])
            .note("其中用于教育的支出。")
            .example("48200"),
    ];
    out.extend(document("数据"));
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for f in &d.finances {
        let mut row = rows.row();
        row.put("year", f.year)
            .maybe("general_budget", f.general_budget)
            .maybe("education", f.education)
            .document(f.document.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(year) = r.year("year") else { return };
    let (general_budget, education) = (r.fen("general_budget"), r.fen("education"));
    if let (Some(all), Some(part)) = (general_budget, education)
        && part > all
    {
        let args = [("part", part.wan()), ("whole", all.wan())];
        load.problems.add(Code::EducationOverBudget, r.spot("education"), &args);
    }
    load.keep(r, &format!("finance/{year}"));
    load.dossier.finances.push(CountyFinance { year, general_budget, education, document: r.document() });
}
