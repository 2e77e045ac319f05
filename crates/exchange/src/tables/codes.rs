//! Earlier codes of schools (标识码沿革); the present one stands in the register.

use super::common::school;
use super::schools::school_code;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{CodeSpan, Dossier};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "codes",
        sheet: "标识码沿革",
        synonyms: &["学校代码沿革"],
        purpose: "学校以前用过的标识码，从早到晚。现用的填在“学校基本情况”表。",
        theme: Theme::School,
        identity: &["school", "school_name", "code"],
        frozen: 2,
        rare: true,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = school();
    out.extend([
        col("code", "曾用标识码", Kind::Id).note("十位学校（机构）标识码。").example("2115000045").required(),
        col("from", "启用日期", Kind::Date).note("写到日，不清楚就空着。").example("2011-09-01"),
        col("to", "停用日期", Kind::Date).note("写到日，不清楚就空着。").example("2018-08-31"),
    ]);
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        for span in s.codes.iter().rev().skip(1).rev() {
            let mut row = rows.row();
            row.put("school", &s.id.0).put("school_name", &s.name).put("code", span.code.as_str());
            row.maybe("from", span.from).maybe("to", span.to);
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(id) = load.school_of(r) else { return };
    let Some(code) = school_code(r, "code", load) else { return };
    load.keep(r, &format!("school/{id}/codes/{code}"));
    let span = CodeSpan { code, from: r.date("from"), to: r.date("to") };
    load.with_school(&id, |s| {
        // the register gave the present code, which stays last; rows come oldest first
        let before = s.codes.len().saturating_sub(1);
        s.codes.insert(before, span);
    });
}
