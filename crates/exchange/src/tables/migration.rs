//! Migration of children (人口迁移).

use crate::code_list::{CodeList, GRADES};
use crate::column::{Column, Kind, col};
use crate::field::Field;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Grade, Migration};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "migration",
        sheet: "人口迁移",
        synonyms: &["迁移", "净迁入", "人口流动"],
        purpose: "已知的、出生人口反映不了的变化：新建住宅、易地搬迁、随迁子女等。没有把握的不要填。",
        theme: Theme::People,
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
        col("zone", "学区编号", Kind::Id).also(&["学区"]).note("与“学区”表的学区编号一致。").example("Z01").required(),
        col("year", "年份", Kind::Year).also(&["迁入年份"]).note("秋季开学的年份。").example("2022").required(),
        col("grade", "年级", Kind::Choice(CodeList::GradeOrStage))
            .note("迁入（迁出）的年级；分散在各年级的空着。")
            .example(""),
        col("net", "净迁入", Kind::Integer)
            .unit("人")
            .also(&["净迁入人数"])
            .note("迁入减迁出，净迁出填负数。")
            .example("120")
            .required(),
        col("reason", "原因", Kind::Text).note("例如：新建小区交付、易地搬迁。").example("新建小区交付"),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for m in &d.migration {
        let mut row = rows.row();
        row.put("zone", &m.zone.0).put("year", m.year).put("net", i64::from(m.net));
        row.maybe("grade", m.grade.map(|g| Field::Choice(usize::from(g.0).saturating_sub(1))))
            .maybe("reason", m.reason.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let net = load.narrow(r, "net");
    let (Some(zone), Some(year), Some(net)) = (load.zone_ref(r, "zone"), r.year("year"), net) else { return };
    let grades: Vec<u8> = (1..).take(GRADES.len()).collect();
    let grade = r.choice("grade", &grades).and_then(Grade::new);
    load.keep(r, &format!("migration/{zone}/{year}/{}", load.dossier.migration.len()));
    load.dossier.migration.push(Migration { zone, year, grade, net, reason: r.string("reason") });
}
