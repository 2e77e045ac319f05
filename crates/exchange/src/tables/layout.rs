//! Earlier layout-plan facts of schools (布局规划沿革); the present one stands in the register.

use super::common::{document, school};
use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, LayoutFact, LayoutStatus};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "layout",
        sheet: "布局规划沿革",
        synonyms: &["布局沿革"],
        purpose: "学校以前的布局规划状态，从早到晚。现在的状态填在“学校基本情况”表。",
        theme: Theme::School,
        identity: &[],
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
        col("status", "布局规划状态", Kind::Choice(CodeList::LayoutStatus))
            .note("从下拉列表选择。")
            .example("过渡保留")
            .required(),
        col("since", "状态起始日期", Kind::Date).note("写到日，不清楚就空着。").example("2016-01-01"),
        col("takes_effect", "撤并或启用年份", Kind::Year).note("哪一年实施。").example("2018"),
    ]);
    out.extend(document("布局规划"));
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        for fact in s.layout.iter().rev().skip(1).rev() {
            let mut row = rows.row();
            row.put("school", &s.id.0)
                .put("school_name", &s.name)
                .put("status", position(LayoutStatus::ALL, &fact.status));
            row.maybe("since", fact.since).maybe("takes_effect", fact.takes_effect).document(fact.document.as_ref());
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(id) = load.school_of(r) else { return };
    let Some(status) = r.choice("status", LayoutStatus::ALL) else { return };
    let fact =
        LayoutFact { status, since: r.date("since"), takes_effect: r.year("takes_effect"), document: r.document() };
    let mut at = 0;
    load.with_school(&id, |s| {
        at = s.layout.len().saturating_sub(1);
        s.layout.insert(at, fact);
    });
    load.keep(r, &format!("school/{id}/layout/{at}"));
}
