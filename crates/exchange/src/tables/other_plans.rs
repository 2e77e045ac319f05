//! The plans the programme rests on, with their targets (衔接规划).

use super::common::document;
use crate::code_list::{CodeList, STAGES};
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, OtherPlan, OtherPlanKind, PlanTarget, TargetMeasure};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "other_plans",
        sheet: "衔接规划",
        synonyms: &["其他规划", "相关规划"],
        purpose: "本规划所依据的五类规划及其分年目标，一个目标一行；没有目标的规划也填一行。",
        theme: Theme::Context,
        identity: &[],
        frozen: 1,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("kind", "规划类别", Kind::Choice(CodeList::OtherPlanKind))
            .note("从下拉列表选择。")
            .example("消除大班额大校额专项规划")
            .required(),
    ];
    out.extend(document("该规划"));
    out.extend([
        col("measure", "目标口径", Kind::Choice(CodeList::TargetMeasure))
            .also(&["目标"])
            .note("从下拉列表选择。")
            .example("大班额班数"),
        col("year", "目标年份", Kind::Year).also(&["年份"]).note("目标到哪一年实现。").example("2023"),
        col("value", "目标值", Kind::Integer).note("整数。").example("0"),
        col("zone", "学区编号", Kind::Id).note("只管某个学区的目标填学区编号，全县的空着。").example(""),
        col("stage", "学段", Kind::Choice(CodeList::Stage))
            .note("只管某个学段的目标填学段，两个学段都管的空着。")
            .example("小学"),
    ]);
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for plan in &d.other_plans {
        let mut targets = plan.targets.iter().map(Some).collect::<Vec<_>>();
        if targets.is_empty() {
            targets.push(None);
        }
        for target in targets {
            let mut row = rows.row();
            row.put("kind", position(&OtherPlanKind::ALL, &plan.kind)).document(Some(&plan.document));
            if let Some(t) = target {
                row.put("measure", position(&TargetMeasure::ALL, &t.measure)).put("year", t.year).put("value", t.value);
                row.maybe("zone", t.zone.as_ref().map(|z| z.0.as_str()))
                    .maybe("stage", t.stage.map(|s| position(&STAGES, &s)));
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(kind) = r.choice("kind", &OtherPlanKind::ALL) else { return };
    let document = r.document().unwrap_or_default();
    let zone = load.zone_ref(r, "zone");
    let target = match (r.choice("measure", &TargetMeasure::ALL), r.year("year"), r.number("value")) {
        (Some(measure), Some(year), Some(value)) => {
            Some(PlanTarget { measure, year, value, zone, stage: r.choice("stage", &STAGES) })
        }
        (None, None, None) => None,
        (measure, year, _) => {
            let missing = if measure.is_none() {
                "目标口径"
            } else if year.is_none() {
                "目标年份"
            } else {
                "目标值"
            };
            load.problems.add(crate::problem::Code::Required, r.spot("measure"), &[("column", missing.to_owned())]);
            None
        }
    };
    let at = load.dossier.other_plans.iter().position(|p| p.kind == kind && p.document == document);
    let at = at.unwrap_or_else(|| {
        load.dossier.other_plans.push(OtherPlan { kind, document, targets: Vec::new() });
        load.dossier.other_plans.len() - 1
    });
    let mut number = 0;
    if let (Some(plan), Some(target)) = (load.dossier.other_plans.get_mut(at), target) {
        number = plan.targets.len();
        plan.targets.push(target);
    }
    load.keep(r, &format!("other_plan/{}/{number}", r.row + 1));
}
