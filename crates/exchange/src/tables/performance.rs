//! Performance targets of projects (绩效目标).

use super::lines::project;
use crate::code_list::{CodeList, RELATIONS};
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, PerformanceKind, PerformanceTarget};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "performance",
        sheet: "绩效目标",
        synonyms: &["项目绩效目标", "绩效指标"],
        purpose: "每个项目的产出、效益和满意度指标，一个指标一行。",
        theme: Theme::Plan,
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
        project(),
        col("kind", "指标类别", Kind::Choice(CodeList::PerformanceKind))
            .also(&["一级指标"])
            .note("从下拉列表选择。")
            .example("产出指标")
            .required(),
        col("indicator", "指标名称", Kind::Text)
            .also(&["三级指标", "指标"])
            .note("例如：新建食堂面积。")
            .example("新建食堂面积")
            .required(),
        col("relation", "比较方式", Kind::Choice(CodeList::TargetRelation))
            .also(&["指标性质"])
            .note("≥、≤或=。")
            .example("≥")
            .required(),
        col("value", "指标值", Kind::Signed(2)).also(&["目标值"]).note("最多两位小数。").example("600").required(),
        col("unit", "计量单位", Kind::Text).also(&["单位"]).note("例如：平方米、%、人。").example("平方米"),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for p in &d.plan.projects {
        for t in &p.performance {
            let mut row = rows.row();
            row.put("project", &p.id.0)
                .put("kind", position(&PerformanceKind::ALL, &t.kind))
                .put("indicator", &t.indicator);
            row.put("relation", position(&RELATIONS, &t.relation)).put("value", t.value);
            if !t.unit.is_empty() {
                row.put("unit", &t.unit);
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (kind, relation) = (r.choice("kind", &PerformanceKind::ALL), r.choice("relation", &RELATIONS));
    let (Some(kind), Some(relation), Some(indicator), Some(value)) =
        (kind, relation, r.string("indicator"), r.number("value"))
    else {
        return;
    };
    let unit = r.string("unit").unwrap_or_default();
    let mut number = 0;
    let path = load.with_project(r, |p| {
        number = p.performance.len();
        p.performance.push(PerformanceTarget { kind, indicator, relation, value, unit });
    });
    if let Some(path) = path {
        load.keep(r, &format!("{path}/performance/{number}"));
    }
}
