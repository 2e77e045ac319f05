//! Money of projects by year and source (资金安排).

use super::lines::project;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, FundSource, Funding, Year};
use std::collections::BTreeMap;

/// The table.
pub fn table() -> Table {
    Spec {
        key: "funding",
        sheet: "资金安排",
        synonyms: &["分年度资金安排", "项目资金", "资金安排表"],
        purpose: "每个项目每年一行，按来源填写安排的资金。各年各来源之和应等于项目总投资。",
        theme: Theme::Plan,
        identity: &["project", "year"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        project(),
        col("year", "年度", Kind::Year).also(&["年份", "预算年度"]).note("公历年份。").example("2022").required(),
    ];
    for source in FundSource::ALL {
        let short = source.zh().trim_end_matches("资金");
        let column = col(format!("funding/{}", source.code()), source.zh(), Kind::Signed(2))
            .unit("万元")
            .group("资金来源")
            .also(&[short])
            .note(if source.is_lawful() {
                format!("当年安排的{}，没有就空着。", source.zh())
            } else {
                format!("{}不是合法来源，填写后审核不能通过。", source.zh())
            })
            .example(if source == FundSource::Central { "120" } else { "" });
        out.push(if source.is_lawful() { column } else { column.rare() });
    }
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for p in &d.plan.projects {
        let mut years: BTreeMap<Year, Vec<&Funding>> = BTreeMap::new();
        for f in &p.funding {
            years.entry(f.year).or_default().push(f);
        }
        for (year, list) in years {
            let mut row = rows.row();
            row.put("project", &p.id.0).put("year", year);
            for source in FundSource::ALL {
                let mut amounts = list.iter().filter(|f| f.source == source).map(|f| f.amount.0).peekable();
                if amounts.peek().is_some() {
                    row.put(&format!("funding/{}", source.code()), amounts.fold(0i64, i64::saturating_add));
                }
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(year) = r.year("year") else { return };
    let money: Vec<Funding> = FundSource::ALL
        .into_iter()
        .filter_map(|source| Some(Funding { year, source, amount: r.fen(&format!("funding/{}", source.code()))? }))
        .collect();
    let path = load.with_project(r, |p| p.funding.extend(money));
    if let Some(path) = path {
        for source in FundSource::ALL {
            let key = format!("funding/{}", source.code());
            if r.field(&key).is_some() {
                load.keep_one(r, &key, format!("{path}/funding/{year}/{}", source.code()));
            }
        }
    }
}
