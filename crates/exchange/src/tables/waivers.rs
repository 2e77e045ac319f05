//! Waivers granted by name (豁免记录).

use super::common::document;
use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, ProjectId, Waived, WaiverLevel};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "waivers",
        sheet: "豁免记录",
        synonyms: &["豁免", "豁免表", "审核豁免"],
        purpose: "审核发现经有权的一级同意后保留的，逐条登记是谁、哪一级、什么理由；没有豁免的空着。",
        theme: Theme::Plan,
        identity: &["rule", "project", "school"],
        frozen: 1,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("rule", "规则编号", Kind::Id)
            .also(&["规则", "编号"])
            .note("审核发现所列的规则编号，例如R0301。")
            .example("R0301")
            .required(),
        col("project", "项目编号", Kind::Id)
            .note("豁免哪个项目就填哪个项目的编号；全县性的发现，项目和学校都空着。")
            .example(""),
        col("school", "学校编号", Kind::Id)
            .also(&["学校代码"])
            .note("发现只涉及学校、不涉及项目的填学校编号。")
            .example(""),
        col("level", "豁免层级", Kind::Choice(CodeList::WaiverLevel))
            .also(&["层级", "级别"])
            .note("从下拉列表选择。低于规则规定的层级无效，“不得豁免”的规则不能豁免。")
            .example("市级")
            .required(),
        col("name", "豁免人", Kind::Text)
            .also(&["批准人", "同意人"])
            .note("同意豁免的人的姓名和职务。")
            .example("某某（市教育局分管副局长）")
            .required(),
        col("reason", "豁免理由", Kind::Text)
            .also(&["理由"])
            .note("为什么可以保留，写明依据和今后怎样处理。")
            .example("学校2022年并入邻校学生，届时数量与标准相符")
            .required(),
        col("date", "豁免日期", Kind::Date)
            .also(&["日期"])
            .note("同意的日期，写到日。")
            .example("2021-10-12")
            .required(),
    ];
    out.extend(document("豁免"));
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for w in &d.waivers {
        let mut row = rows.row();
        row.put("rule", &w.rule).maybe("project", w.project.as_ref().map(|p| p.0.as_str()));
        row.maybe("school", w.school.as_ref().map(|s| s.0.as_str()));
        row.put("level", position(&WaiverLevel::ALL, &w.level)).put("name", &w.name).put("reason", &w.reason);
        row.put("date", w.date).document(w.document.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let school = load.school_ref(r, "school");
    let (Some(rule), Some(level), Some(date)) =
        (r.string("rule"), r.choice("level", &WaiverLevel::ALL), r.date("date"))
    else {
        return;
    };
    load.keep(r, &format!("waiver/{}", load.dossier.waivers.len()));
    load.dossier.waivers.push(Waived {
        rule,
        project: r.string("project").map(ProjectId),
        school,
        level,
        name: r.string("name").unwrap_or_default(),
        reason: r.string("reason").unwrap_or_default(),
        date,
        document: r.document(),
    });
}
