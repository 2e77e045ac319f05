//! Faults that change the county or its whole plan (整体问题): they would hide or cause others, so each stands in a county of its own.

use crate::fault::garden::{Garden, school_of};
use crate::fault::more::Way;
use model::{
    BudgetLine, Category, Fen, FundSource, Funding, Item, LayoutStatus, OtherPlanKind, PlanTarget, Project, SchoolId,
    Stage, TargetMeasure,
};

/// Each of them.
pub(super) const WAYS: [Way; 18] = [
    no_projects,
    data_missing,
    no_record,
    last_year,
    all_from_above,
    no_own_money,
    dear,
    idle,
    round,
    large_classes,
    online,
    danger,
    uncovered,
    spare_seats,
    negative,
    overflow,
    id_twice,
    funding_twice,
];

fn no_projects(g: &mut Garden<'_>) {
    g.dossier.plan.projects.clear();
    g.note("completeness.no_projects", "plan/projects".to_owned(), "规划没有项目");
}

/// A school with a project.
fn planned(g: &Garden<'_>) -> Option<SchoolId> {
    g.dossier.plan.projects.iter().find_map(school_of)
}

fn school<'g>(g: &'g mut Garden<'_>, id: &SchoolId) -> Option<&'g mut model::School> {
    g.dossier.schools.iter_mut().find(|s| s.id == *id)
}

fn data_missing(g: &mut Garden<'_>) {
    let Some(id) = planned(g) else { return };
    let Some(school) = school(g, &id) else { return };
    school.owner = None;
    g.note("eligibility.data_missing", format!("school/{id}"), "项目学校没有填举办者");
}

fn no_record(g: &mut Garden<'_>) {
    let base = g.dossier.base_year;
    let Some(id) = planned(g) else { return };
    let Some(school) = school(g, &id) else { return };
    school.records.remove(&base);
    g.note("completeness.no_record", format!("school/{id}"), "项目学校没有基准学年数据");
}

fn last_year(g: &mut Garden<'_>) {
    let last = g.dossier.cycle.last;
    let fits = |p: &Project| p.category() == Some(Category::Building) && p.finish < last;
    let Some(project) = g.spare(fits) else { return };
    project.finish = last;
    g.note("schedule.last_year", "plan/finish".to_owned(), "安排到规划期最后一年完成");
}

/// All money of a plan from one source.
fn from(g: &mut Garden<'_>, source: FundSource) {
    for p in &mut g.dossier.plan.projects {
        let mut years: Vec<Funding> = Vec::new();
        for part in p.funding.drain(..) {
            match years.iter_mut().find(|y| y.year == part.year) {
                Some(same) => same.amount.0 += part.amount.0,
                None => years.push(Funding { source, ..part }),
            }
        }
        p.funding = years;
    }
}

fn all_from_above(g: &mut Garden<'_>) {
    from(g, FundSource::Region);
    g.note("money.upper_share", "plan/funding".to_owned(), "全部资金都申请自治区安排");
}

fn no_own_money(g: &mut Garden<'_>) {
    from(g, FundSource::Central);
    g.note("money.own_money", "plan/funding".to_owned(), "没有市县资金");
}

fn dear(g: &mut Garden<'_>) {
    let Some(project) = g.spare(|_| true) else { return };
    project.other_fees = Fen(Fen::WAN.0 * 10_000_000);
    g.note("money.per_pupil", "plan/total".to_owned(), "生均投资高得离谱");
}

fn idle(g: &mut Garden<'_>) {
    let budget = g.dossier.budgets.iter().find_map(|b| b.document.clone());
    let (source, year, amount) = (FundSource::County, g.dossier.cycle.last, Fen(Fen::WAN.0 * 8_000));
    g.dossier.budgets.push(BudgetLine { source, year, amount, document: budget, name: None });
    g.note("money.idle", format!("budget/{}/county", year.0), "有资金没有安排，而缺口还在");
}

fn round(g: &mut Garden<'_>) {
    let step = Fen::WAN.0 * 5;
    for p in &mut g.dossier.plan.projects {
        if let Ok(total) = p.total() {
            p.contingency.0 += (step - total.0.rem_euclid(step)) % step;
        }
    }
    if g.dossier.plan.projects.len() >= 10 {
        g.note("fraud.all_round", "plan/total".to_owned(), "几乎所有项目的金额都是五万元的整数倍");
    }
}

/// Adds a target and takes away the others of its measure.
fn target(g: &mut Garden<'_>, kind: OtherPlanKind, measure: TargetMeasure, value: i64) -> bool {
    let year = g.dossier.cycle.last;
    for plan in &mut g.dossier.other_plans {
        plan.targets.retain(|t| t.measure != measure);
    }
    let Some(plan) = g.dossier.other_plans.iter_mut().find(|p| p.kind == kind) else { return false };
    plan.targets.push(PlanTarget { measure, year, value, zone: None, stage: None });
    true
}

fn large_classes(g: &mut Garden<'_>) {
    if !target(g, OtherPlanKind::LargeClass, TargetMeasure::LargeClasses, 17) {
        return;
    }
    let base = g.dossier.base_year;
    let records = g.dossier.schools.iter_mut().filter_map(|s| s.records.get_mut(&base));
    let mut grades = records.flat_map(|r| r.enrolment.grades.iter_mut());
    let Some((_, grade)) = grades.find(|(g, c)| Stage::COMPULSORY.contains(&g.stage()) && c.pupils.is_some()) else {
        return;
    };
    (grade.pupils, grade.classes, grade.class_sizes, grade.girls) = (Some(60), Some(1), vec![60], Some(30));
    grade.boarders = grade.boarders.map(|_| 0);
    g.note("target.large_classes", "plan/large_classes".to_owned(), "大班额没有消除到零的目标");
}

fn online(g: &mut Garden<'_>) {
    if target(g, OtherPlanKind::OnlineTeaching, TargetMeasure::SchoolsOnline, 9_999) {
        g.note("target.online", "plan/online_teaching".to_owned(), "网络教学覆盖目标没有项目支持");
    }
}

fn danger(g: &mut Garden<'_>) {
    let base = g.dossier.base_year;
    let busy: Vec<SchoolId> = g.dossier.plan.projects.iter().filter_map(school_of).collect();
    let others: Vec<SchoolId> = g.dossier.other_projects.iter().map(|o| o.school.clone()).collect();
    let fits = |s: &&mut model::School| {
        let kept = s.layout.last().is_some_and(|f| f.status == LayoutStatus::Keep);
        let bare = s.record(base).is_some_and(|r| r.conditions.get(Item::DangerD).is_none_or(|a| a == 0));
        let idle = !busy.contains(&s.id) && !others.contains(&s.id);
        kept && bare && idle && s.owner.is_some_and(|o| o.is_public())
    };
    let Some(school) = g.dossier.schools.iter_mut().find(fits) else { return };
    let id = school.id.clone();
    if let Some(record) = school.records.get_mut(&base) {
        record.conditions.set(Item::DangerD, 30_000);
    }
    g.note("target.danger", format!("school/{id}"), "D级危房没有安排");
}

fn uncovered(g: &mut Garden<'_>) {
    let half = g.dossier.plan.projects.len() / 2;
    if g.dossier.plan.projects.iter().skip(half).any(|p| !p.closes.is_empty()) {
        g.dossier.plan.projects.truncate(half);
        g.note("target.uncovered", "plan/gaps".to_owned(), "删去一半项目，要补的缺口没有项目");
    }
}

/// Classes of five in a whole zone, and a project that adds seats there all the same.
fn spare_seats(g: &mut Garden<'_>) {
    let base = g.dossier.base_year;
    let zoned = |p: &&mut Project| school_of(p).is_some_and(|s| s.0.starts_with("21"));
    let stage = Stage::Primary;
    let Some(project) = g.dossier.plan.projects.iter_mut().find(zoned) else { return };
    let Some(zone) =
        school_of(project).and_then(|id| g.dossier.schools.iter().find(|s| s.id == id)?.zones.get(&stage).cloned())
    else {
        return;
    };
    project.seats = vec![(stage, 45)];
    let id = project.id.clone();
    for school in g.dossier.schools.iter_mut().filter(|s| s.zones.get(&stage) == Some(&zone)) {
        let grades = school.records.get_mut(&base).map(|r| r.enrolment.grades.values_mut());
        for grade in grades.into_iter().flatten() {
            let pupils = grade.pupils.or_else(|| Some(grade.class_sizes.iter().sum()));
            (grade.pupils, grade.classes) = (pupils, pupils.map(|p| p / 5 + 3));
            grade.class_sizes.clear();
        }
    }
    g.note("target.spare_seats", format!("project/{id}"), "学区学位充足仍新增学位");
}

fn negative(g: &mut Garden<'_>) {
    g.spoil("reconciliation.negative", "预备费填成负数", |_| true, |p| p.contingency = Fen(-Fen::WAN.0));
}

fn overflow(g: &mut Garden<'_>) {
    g.spoil("reconciliation.overflow", "其他费大到无法计算", |_| true, |p| p.other_fees = Fen(i64::MAX));
}

fn id_twice(g: &mut Garden<'_>) {
    let Some(first) = g.dossier.plan.projects.first().map(|p| p.id.clone()) else { return };
    let Some(second) = g.dossier.plan.projects.get_mut(1) else { return };
    second.id = first.clone();
    g.note("reconciliation.id_twice", format!("project/{first}"), "两个项目编号相同");
}

fn funding_twice(g: &mut Garden<'_>) {
    g.spoil(
        "reconciliation.funding_twice",
        "同年同源的资金填了两行",
        |p| !p.funding.is_empty(),
        |p| {
            if let Some(first) = p.funding.first_mut() {
                let half = first.amount.0 / 2 - (first.amount.0 / 2).rem_euclid(Fen::GRAIN.0);
                first.amount.0 -= half;
                let rest = Funding { amount: Fen(half), ..*first };
                p.funding.push(rest);
            }
        },
    );
}
