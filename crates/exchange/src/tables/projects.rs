//! The plan's projects (规划项目).

use super::common::{stage_key, usual};
use crate::code_list::{CodeList, STAGES};
use crate::column::{Column, Kind, col};
use crate::field::{Field, position};
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Approval, BuildNature, Dossier, Fen, LandStatus, Place, Preparation, Project, ProjectId, SchoolPart};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "projects",
        sheet: "规划项目",
        synonyms: &["项目规划", "项目清单", "规划项目表"],
        purpose: "已经编好的规划项目，一个项目一行；建设内容、资金和绩效填在后面几张表。由系统编排规划的可以不填。",
        theme: Theme::Plan,
        identity: &["id"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("id", "项目编号", Kind::Id).also(&["编号"]).note("每个项目一个，不得重复。").example("P001").required(),
        col("name", "项目名称", Kind::Text)
            .also(&["名称"])
            .note("学校加内容，例如“示范镇中心小学食堂建设”。")
            .example("示范镇中心小学食堂建设")
            .required(),
        col("school", "学校编号", Kind::Id)
            .also(&["学校代码"])
            .note("在已有学校实施的，填学校编号；在新校址实施的空着。")
            .example("2115000123"),
        col("site", "校址编号", Kind::Id).note("在备选校址新建的，填校址编号；否则空着。").example(""),
        col("part", "学校组成部分", Kind::Choice(CodeList::SchoolPart))
            .note("项目为学校的哪一部分服务。")
            .example("小学部")
            .required(),
        col("nature", "建设性质", Kind::Choice(CodeList::BuildNature))
            .note("从下拉列表选择。")
            .example("新建")
            .required(),
        col("start", "开始年份", Kind::Year)
            .also(&["起始年份", "开工年份"])
            .note("四位数年份。")
            .example("2022")
            .required(),
        col("finish", "完成年份", Kind::Year)
            .also(&["完工年份", "竣工年份"])
            .note("四位数年份。设备和信息化项目当年完成。")
            .example("2023")
            .required(),
        col("need_by", "最迟需要年份", Kind::Year).note("哪一年以前必须用上；没有要求的空着。").example("2024"),
        col("other_fees", "工程建设其他费", Kind::Signed(2))
            .unit("万元")
            .also(&["其他费用"])
            .note("勘察、设计、监理等费用；没有就空着。")
            .example("12"),
        col("contingency", "预备费", Kind::Signed(2)).unit("万元").note("没有就空着。").example("8"),
    ];
    for stage in STAGES {
        let column = col(format!("seats/{}", stage_key(stage)), format!("{}新增学位", stage.zh()), Kind::Count)
            .unit("个")
            .group("新增学位")
            .note(format!("建成后{}增加的学位数；不增加学位的空着。", stage.zh()));
        out.push(if usual(stage) { column } else { column.rare() });
    }
    let preparation = [
        col("land", "用地状态", Kind::Choice(CodeList::LandStatus)).note("从下拉列表选择。").example("校园内现有用地"),
        col("approval", "审批进度", Kind::Choice(CodeList::Approval))
            .note("从下拉列表选择。")
            .example("可行性研究报告已批复"),
        col("lead_months", "前期所需月数", Kind::Count).unit("月").note("从现在到开工还要几个月。").example("6"),
        col("works_start", "计划开工", Kind::Month)
            .also(&["开工时间", "计划开工时间"])
            .note("写到月，例如2022-04。")
            .example("2022-04"),
        col("works_finish", "计划完工", Kind::Month)
            .also(&["完工时间", "计划完工时间"])
            .note("写到月，例如2023-08。")
            .example("2023-08"),
        col("investment_code", "投资项目代码", Kind::Id)
            .note("投资项目在线审批监管平台的代码；没有就空着。")
            .example(""),
    ];
    out.extend(preparation.into_iter().map(|c| c.group("前期工作")));
    out.extend([
        col("after", "前置项目", Kind::List).note("须先完工的项目编号，用顿号隔开。").example(""),
        col("reason", "立项理由", Kind::Text)
            .also(&["理由", "建设理由"])
            .note("为什么安排这个项目。")
            .example("现有食堂面积不足"),
    ]);
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for p in &d.plan.projects {
        let mut row = rows.row();
        row.put("id", &p.id.0).put("name", &p.name);
        match &p.place {
            Place::School(s) => row.put("school", &s.0),
            Place::Site(s) => row.put("site", &s.0),
        };
        row.put("part", position(&SchoolPart::ALL, &p.part)).put("nature", position(&BuildNature::ALL, &p.nature));
        row.put("start", p.start).put("finish", p.finish).maybe("need_by", p.need_by);
        for (key, fen) in [("other_fees", p.other_fees), ("contingency", p.contingency)] {
            if fen != Fen::ZERO {
                row.put(key, fen);
            }
        }
        for (stage, seats) in &p.seats {
            row.put(&format!("seats/{}", stage_key(*stage)), *seats);
        }
        let r = &p.preparation;
        row.maybe("land", r.land.map(|v| position(&LandStatus::ALL, &v)))
            .maybe("approval", r.approval.map(|v| position(&Approval::ALL, &v)))
            .maybe("lead_months", r.lead_months)
            .maybe("works_start", r.works_start)
            .maybe("works_finish", r.works_finish)
            .maybe("investment_code", r.investment_code.as_ref());
        if !p.after.is_empty() {
            row.put("after", Field::List(p.after.iter().map(|i| i.0.clone()).collect()));
        }
        row.maybe("reason", p.reason.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(id), Some(name)) = (r.string("id").map(ProjectId), r.string("name")) else { return };
    let (school, site) = (load.school_ref(r, "school"), load.site_ref(r, "site"));
    let place = match (school, site) {
        (Some(school), None) => Place::School(school),
        (None, Some(site)) => Place::Site(site),
        _ => {
            load.problems.add(
                Code::Required,
                r.spot("school"),
                &[("column", "学校编号或校址编号（只填一个）".to_owned())],
            );
            return;
        }
    };
    let (part, nature) = (r.choice("part", &SchoolPart::ALL), r.choice("nature", &BuildNature::ALL));
    let (Some(part), Some(nature), Some(start), Some(finish)) = (part, nature, r.year("start"), r.year("finish"))
    else {
        return;
    };
    if finish < start {
        let args = [("start", start.to_string()), ("finish", finish.to_string())];
        load.problems.add(Code::YearsReversed, r.spot("finish"), &args);
    }
    load.keep(r, &format!("project/{id}"));
    let seats = STAGES.iter().filter_map(|s| Some((*s, r.count(&format!("seats/{}", stage_key(*s)))?))).collect();
    let preparation = Preparation {
        land: r.choice("land", &LandStatus::ALL),
        approval: r.choice("approval", &Approval::ALL),
        lead_months: load.narrow(r, "lead_months"),
        works_start: r.month("works_start"),
        works_finish: r.month("works_finish"),
        investment_code: r.string("investment_code"),
    };
    let after = load.project_refs(r, "after");
    load.add_project(Project {
        id,
        name,
        place,
        part,
        nature,
        lines: Vec::new(),
        other_fees: r.fen("other_fees").unwrap_or(Fen::ZERO),
        contingency: r.fen("contingency").unwrap_or(Fen::ZERO),
        start,
        finish,
        need_by: r.year("need_by"),
        funding: Vec::new(),
        seats,
        preparation,
        performance: Vec::new(),
        closes: Vec::new(),
        after,
        reason: r.string("reason"),
    });
}
