//! Births by zone and year (出生人口).

use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Births, Dossier};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "births",
        sheet: "出生人口",
        synonyms: &["出生人数", "历年出生人口", "出生情况"],
        purpose: "每个学区每年一行。至少填基准学年以前六年，用于预测小学入学人数。",
        theme: Theme::People,
        identity: &["zone", "year"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("zone", "学区编号", Kind::Id)
            .also(&["学区", "片区编号"])
            .note("与“学区”表的学区编号一致。")
            .example("Z01")
            .required(),
        col("year", "出生年份", Kind::Year).also(&["年份", "年度", "年"]).note("公历年份。").example("2015").required(),
        col("total", "全年出生", Kind::Count)
            .unit("人")
            .also(&["出生人数", "出生人口", "全年", "合计"])
            .note("全年出生人数。各月都填了的，可以空着。")
            .example("186"),
    ];
    for m in 1..=12 {
        out.push(
            col(format!("month/{m}"), format!("{m}月"), Kind::Count).unit("人").group("分月（可不填）").note(format!(
                "{m}月出生人数。要么十二个月都填，要么都不填。入学年龄以8月31日为界，分月数能使预测更准。"
            )),
        );
    }
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for b in &d.births {
        let mut row = rows.row();
        row.put("zone", &b.zone.0).put("year", b.year).put("total", b.total);
        for (m, n) in (1..).zip(b.months.iter().flatten()) {
            row.put(&format!("month/{m}"), *n);
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(zone), Some(year)) = (load.zone_ref(r, "zone"), r.year("year")) else { return };
    let known: Vec<u32> = (1..=12).filter_map(|m| r.count(&format!("month/{m}"))).collect();
    let months: Option<[u32; 12]> = known.as_slice().try_into().ok();
    let sum = months.and_then(|m| m.iter().try_fold(0u32, |a, n| a.checked_add(*n)));
    if months.is_none() && !known.is_empty() {
        load.problems.add(Code::MonthsPartial, r.spot("month/1"), &[("known", known.len().to_string())]);
    }
    let total = match (r.count("total"), sum) {
        (Some(total), Some(sum)) if total != sum => {
            load.problems.add(
                Code::MonthsSum,
                r.spot("total"),
                &[("total", total.to_string()), ("sum", sum.to_string())],
            );
            total
        }
        (Some(total), _) => total,
        (None, Some(sum)) => sum,
        (None, None) => {
            load.problems.add(Code::Required, r.spot("total"), &[("column", "全年出生".to_owned())]);
            return;
        }
    };
    load.keep(r, &format!("births/{zone}/{year}"));
    load.dossier.births.push(Births { zone, year, total, months });
}
