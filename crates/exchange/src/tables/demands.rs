//! What the county says must be reached (必办事项).

use crate::code_list::{CodeList, STAGES};
use crate::column::{Column, Kind, col};
use crate::field::{Field, position};
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Demand, Dossier, Goal, GoalKind, ProjectId};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "demands",
        sheet: "必办事项",
        synonyms: &["必办", "必办项目", "必须完成事项"],
        purpose: "县里已经定下、规划必须做到的事项，一件一行，排在安全、学位和其他需求之前；没有的空着。",
        theme: Theme::Context,
        identity: &["kind", "project", "school", "zone", "stage"],
        frozen: 1,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    vec![
        col("kind", "事项", Kind::Choice(CodeList::Demand))
            .also(&["事项类别"])
            .note("从下拉列表选择。")
            .example("项目必须列入")
            .required(),
        col("project", "项目编号", Kind::Id)
            .note("事项写明“项目”的填项目编号：规划项目表中的编号，或者软件排出的备选项目编号；其他事项空着。")
            .example("P001"),
        col("school", "学校编号", Kind::Id)
            .also(&["学校代码"])
            .note("“D级危房全部拆除”只管一所学校的填学校编号，全县的空着。")
            .example(""),
        col("zone", "学区编号", Kind::Id).note("“学位全部补足”只管一个学区的填学区编号，全县的空着。").example(""),
        col("stage", "学段", Kind::Choice(CodeList::Stage))
            .note("“学位全部补足”只管一个学段的填学段，两个学段都管的空着。")
            .example(""),
        col("by", "完成年份", Kind::Year)
            .also(&["年份", "最迟年份"])
            .note("哪一年年底以前必须完成；空着的按规划期最后一年。“项目不得早于”“项目锁定年份”填开工年份。")
            .example("2023"),
        col("basis", "依据", Kind::Text)
            .also(&["依据文件", "来源"])
            .note("哪个文件、哪次会议定的。")
            .example("县政府2021年第3次常务会议纪要"),
    ]
}

fn kind(kind: GoalKind) -> Field {
    position(&GoalKind::ALL, &kind)
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for demand in &d.demands {
        let mut row = rows.row();
        match &demand.goal {
            Goal::Project(id) => row.put("kind", kind(GoalKind::Project)).put("project", &id.0),
            Goal::Exclude(id) => row.put("kind", kind(GoalKind::Exclude)).put("project", &id.0),
            Goal::NotBefore(id) => row.put("kind", kind(GoalKind::NotBefore)).put("project", &id.0),
            Goal::Fixed(id) => row.put("kind", kind(GoalKind::Fixed)).put("project", &id.0),
            Goal::DangerGone(school) => {
                row.put("kind", kind(GoalKind::DangerGone)).maybe("school", school.as_ref().map(|s| s.0.as_str()))
            }
            Goal::Seats { zone, stage } => row
                .put("kind", kind(GoalKind::Seats))
                .maybe("zone", zone.as_ref().map(|z| z.0.as_str()))
                .maybe("stage", stage.map(|s| position(&STAGES, &s))),
        };
        row.maybe("by", demand.by).maybe("basis", demand.basis.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(kind) = r.choice("kind", &GoalKind::ALL) else { return };
    let goal = match kind {
        GoalKind::Project | GoalKind::Exclude | GoalKind::NotBefore | GoalKind::Fixed => {
            let missing = |column: &str, name: &str, load: &mut Load| {
                load.problems.add(Code::Required, r.spot(column), &[("column", name.to_owned())]);
            };
            let Some(id) = r.string("project").map(ProjectId) else { return missing("project", "项目编号", load) };
            if matches!(kind, GoalKind::NotBefore | GoalKind::Fixed) && r.year("by").is_none() {
                return missing("by", "完成年份", load);
            }
            match kind {
                GoalKind::Exclude => Goal::Exclude(id),
                GoalKind::NotBefore => Goal::NotBefore(id),
                GoalKind::Fixed => Goal::Fixed(id),
                _ => Goal::Project(id),
            }
        }
        GoalKind::DangerGone => Goal::DangerGone(load.school_ref(r, "school")),
        GoalKind::Seats => Goal::Seats { zone: load.zone_ref(r, "zone"), stage: r.choice("stage", &STAGES) },
    };
    load.keep(r, &format!("demand/{}", load.dossier.demands.len()));
    load.dossier.demands.push(Demand { goal, by: r.year("by"), basis: r.string("basis") });
}
