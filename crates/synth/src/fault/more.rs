//! Further faults of one entry or one table (其他问题): planted after the others, in clean projects that are left over or beside
//! them. Each also stands alone in a county of its own ([`crate::faulty_singly`]).

use crate::fault::garden::{Garden, Seed, pupils, school_of};
use model::{
    BudgetLine, BuildNature, CandidateSite, Category, Date, Fen, FundSource, Funding, Item, OtherPlanKind, Place,
    PlanTarget, Project, ProjectId, SchoolKind, SiteId, Stage, TargetMeasure, Waived, WaiverLevel, Year, YearMonth,
};

/// One way to plant a fault; nothing is planted where the county has no place for it.
pub(super) type Way = fn(&mut Garden<'_>);

/// Each of them.
pub(super) const WAYS: [Way; 23] = [
    conditional,
    below_balanced,
    high_fees,
    too_early,
    months,
    lead_time,
    seats_late,
    too_long,
    empty_year,
    no_budget,
    bond,
    small,
    burden,
    code_twice,
    gap_twice,
    odd_price,
    too_cheap,
    split,
    layout,
    waiver,
    not_in_catalogue,
    giant,
    twin,
];

fn building(p: &Project) -> bool {
    p.category() == Some(Category::Building) && p.after.is_empty()
}

fn priced(p: &Project) -> bool {
    p.lines.len() == 1 && p.lines.iter().all(|l| l.unit_price.is_some_and(|u| u.0 > 0))
}

fn conditional(g: &mut Garden<'_>) {
    let school = g.find(|s| {
        let kept = s.layout.last().is_some_and(|f| f.status == model::LayoutStatus::Keep);
        kept && s.owner.is_some_and(|o| o.is_public())
            && s.kind == Some(SchoolKind::Primary)
            && s.setting.is_some_and(|s| s.is_village())
    });
    let Some(school) = school else { return };
    let items = [(Item::TurnoverDormitory, 2)];
    let seed = Seed {
        school: &school,
        part: None,
        title: "教师周转宿舍新建项目",
        nature: BuildNature::New,
        items: &items,
        years: (2025, 2025),
    };
    g.plant("content.conditional", "有条件列入的内容没有写明理由", &seed, |p| {
        p.reason = None;
        p.funding.iter_mut().for_each(|f| f.source = FundSource::County);
        merge(p);
    });
}

/// The same source twice in a year becomes one entry.
fn merge(p: &mut Project) {
    let mut merged: Vec<Funding> = Vec::new();
    for part in p.funding.drain(..) {
        match merged.iter_mut().find(|m| m.year == part.year && m.source == part.source) {
            Some(same) => same.amount.0 += part.amount.0,
            None => merged.push(part),
        }
    }
    p.funding = merged;
}

fn below_balanced(g: &mut Garden<'_>) {
    let schools: Vec<_> = [SchoolKind::Primary, SchoolKind::Junior].into_iter().flat_map(|k| g.open(k)).collect();
    let builds = |p: &&Project| p.category() == Some(Category::Building);
    let busy: Vec<_> = g.dossier.plan.projects.iter().filter(builds).filter_map(school_of).collect();
    // four square metres a pupil is far below what either stage needs
    let crowded = schools.into_iter().filter(|id| !busy.contains(id)).find(|id| {
        let pupils = g.dossier.school(id).map_or(0, |s| pupils(s, &g.dossier));
        g.has(id, Item::SportsField).is_some_and(|area| area < i64::from(pupils) * 400) && pupils > 100
    });
    let Some(school) = crowded else { return };
    let items = [(Item::SportsField, 20)];
    let seed = Seed {
        school: &school,
        part: None,
        title: "运动场扩建项目",
        nature: BuildNature::Extension,
        items: &items,
        years: (2025, 2025),
    };
    g.plant("standard.below_balanced", "运动场扩建后仍远低于优质均衡条件", &seed, |_| ());
}

fn high_fees(g: &mut Garden<'_>) {
    g.spoil(
        "standard.high_fees",
        "工程建设其他费占比过高",
        |p| building(p) && p.lines.len() == 1,
        |p| {
            // the total stays what the money says
            if let Some(line) = p.lines.first_mut() {
                let part = Fen(line.amount.0 / 3 - (line.amount.0 / 3).rem_euclid(Fen::GRAIN.0));
                line.amount.0 -= part.0;
                p.other_fees.0 += part.0;
            }
        },
    );
}

fn too_early(g: &mut Garden<'_>) {
    let first = g.dossier.cycle.first;
    g.spoil("schedule.too_early", "开始年度早于规划期", building, |p| p.start = first.plus(-1));
}

fn months(g: &mut Garden<'_>) {
    g.spoil("schedule.months", "竣工月份与完成年度不符", building, |p| {
        p.preparation.works_finish = YearMonth::new(p.finish.0 + 2, 6);
    });
}

fn lead_time(g: &mut Garden<'_>) {
    g.spoil("schedule.lead_time", "前期工作所需月数超过剩余时间", building, |p| {
        p.preparation.lead_months = Some(72);
    });
}

fn seats_late(g: &mut Garden<'_>) {
    let late = g.dossier.cycle.first.plus(2);
    g.spoil(
        "schedule.seats_late",
        "新增学位的项目启动偏晚",
        |p| building(p) && p.start >= late,
        |p| {
            p.seats = vec![(Stage::Primary, 45)];
        },
    );
}

fn too_long(g: &mut Garden<'_>) {
    let last = g.dossier.cycle.last;
    g.spoil(
        "schedule.too_long",
        "校舍项目建设期过长",
        |p| building(p) && p.start.0 + 3 <= last.0,
        |p| {
            p.finish = last;
            p.preparation.works_finish = YearMonth::new(last.0, 9);
        },
    );
}

fn empty_year(g: &mut Garden<'_>) {
    let last = g.dossier.cycle.last;
    let fits = |p: &Project| building(p) && !p.funding.is_empty() && p.finish < last;
    g.spoil("money.empty_year", "实施年度没有安排资金", fits, |p| {
        p.finish = p.finish.plus(1);
        p.preparation.works_finish = YearMonth::new(p.finish.0, 9);
    });
}

fn no_budget(g: &mut Garden<'_>) {
    let budgeted = |s: FundSource| g.dossier.budgets.iter().any(|b| b.source == s);
    let Some(source) = [FundSource::OtherPublic, FundSource::GovernmentBond].into_iter().find(|s| !budgeted(*s)) else {
        return;
    };
    let fits = |p: &Project| !p.funding.is_empty() && p.after.is_empty();
    let Some(project) = g.spare(fits) else { return };
    project.funding.iter_mut().for_each(|f| f.source = source);
    merge(project);
    g.note("money.no_budget", format!("funding/{}", source.code()), "安排了没有预算的资金来源");
}

fn bond(g: &mut Garden<'_>) {
    let year = g.dossier.cycle.last;
    let here = |b: &BudgetLine| b.year == year && b.source == FundSource::GovernmentBond;
    if g.dossier.budgets.iter().any(here) {
        return;
    }
    let (source, amount) = (FundSource::GovernmentBond, Fen(Fen::WAN.0 * 5));
    g.dossier.budgets.push(BudgetLine { source, year, amount, document: None, name: None });
    let record = format!("budget/{}/{}", year.0, source.code());
    g.note("money.bond", record, "债券资金没有名称和依据文件");
}

fn small(g: &mut Garden<'_>) {
    let Some(school) = g.open(SchoolKind::Primary).into_iter().next() else { return };
    let items = [(Item::Desk, 2)];
    let seed = Seed {
        school: &school,
        part: None,
        title: "零星课桌椅购置项目",
        nature: BuildNature::Purchase,
        items: &items,
        years: (2025, 2025),
    };
    g.plant("money.small", "只买两套课桌椅的零星项目", &seed, |_| ());
}

fn burden(g: &mut Garden<'_>) {
    let as_of = g.dossier.as_of.year();
    let county = |f: &&Funding| f.source == FundSource::County && f.amount.0 > 0;
    if g.dossier.plan.projects.iter().flat_map(|p| &p.funding).find(county).is_none() {
        return;
    }
    let latest = g.dossier.finances.iter_mut().filter(|f| f.year <= as_of && f.education.is_some());
    let Some(latest) = latest.max_by_key(|f| f.year) else { return };
    latest.education = Some(Fen(Fen::WAN.0));
    let record = format!("finance/{}", latest.year.0);
    g.note("money.burden", record, "县级教育支出只有1万元，县级投入远超财力");
}

fn code_twice(g: &mut Garden<'_>) {
    let coded = |p: &&Project| p.preparation.investment_code.is_some();
    let Some(first) = g.dossier.plan.projects.iter().find(coded) else { return };
    let (id, code) = (first.id.clone(), first.preparation.investment_code.clone());
    let fits = |p: &Project| p.id != id && building(p);
    g.spoil("duplicate.code", format!("投资项目代码与{id}相同"), fits, |p| {
        p.preparation.investment_code = code
    });
}

fn gap_twice(g: &mut Garden<'_>) {
    g.spoil(
        "duplicate.gap",
        "填补的数量远超学校的缺口",
        |p| !p.closes.is_empty(),
        |p| {
            p.closes.iter_mut().for_each(|c| c.quantity += c.item.unit().scale() * 9_000);
        },
    );
}

/// Multiplies the price of the only line by a fraction; the amount follows.
fn reprice(p: &mut Project, by: (i64, i64)) {
    for line in &mut p.lines {
        line.unit_price = line.unit_price.map(|u| Fen((u.0 * by.0 / by.1).max(1)));
        if let Some(Ok(Ok(amount))) = line.priced().map(|a| a.map(Fen::up_to_grain)) {
            line.amount = amount;
        }
    }
}

fn odd_price(g: &mut Garden<'_>) {
    let alike = |p: &Project, q: &Project| {
        let (Some(a), Some(b)) = (p.lines.first(), q.lines.first()) else { return false };
        q.lines.len() == 1 && a.item == b.item && p.nature == q.nature
    };
    let all = g.dossier.plan.projects.clone();
    let fits = |p: &Project| priced(p) && all.iter().filter(|q| alike(p, q)).count() > 5;
    g.spoil("fraud.odd_price", "单价是同类项目的三倍", fits, |p| reprice(p, (3, 1)));
}

fn too_cheap(g: &mut Garden<'_>) {
    g.spoil("fraud.too_cheap", "单价不到正常价格的二十分之一", |p| priced(p) && building(p), |p| reprice(p, (1, 20)));
}

fn split(g: &mut Garden<'_>) {
    let Some(school) = g.open(SchoolKind::Primary).into_iter().nth(1) else { return };
    let mut made = Vec::new();
    for (title, item) in [("围墙工程项目", Item::Wall), ("护坡工程项目", Item::SlopeProtection)] {
        let items = [(item, 100)];
        let nature = BuildNature::Renovation;
        let seed = Seed { school: &school, part: None, title, nature, items: &items, years: (2024, 2024) };
        let Some(mut project) = g.grow(&seed) else { return };
        let amount = Fen(Fen::WAN.0 * 250);
        (project.other_fees, project.contingency) = (Fen::ZERO, Fen::ZERO);
        if let Some(line) = project.lines.first_mut() {
            (line.quantity, line.unit_price, line.amount) = (item.unit().scale(), Some(amount), amount);
        }
        let year = project.start;
        project.funding = vec![Funding { source: FundSource::County, year, amount }];
        made.push(project.id.clone());
        g.dossier.plan.projects.push(project);
    }
    let years: Vec<Year> = g.dossier.plan.projects.iter().filter(|p| made.contains(&p.id)).map(|p| p.start).collect();
    if let [first, second] = years.as_slice()
        && first == second
    {
        g.note("fraud.split", format!("school/{school}"), "同校同年的工程拆成两个不到招标限额的项目");
    }
}

fn layout(g: &mut Garden<'_>) {
    let last = g.dossier.cycle.last;
    let Some(plan) = g.dossier.other_plans.iter_mut().find(|p| p.kind == OtherPlanKind::Layout) else { return };
    plan.targets.retain(|t| t.measure != TargetMeasure::SchoolsKept);
    let measure = TargetMeasure::SchoolsKept;
    plan.targets.push(PlanTarget { measure, year: last, value: 9_999, zone: None, stage: None });
    g.note("target.layout", "plan/layout".to_owned(), "布局规划的保留学校数与学校名册不一致");
}

fn waiver(g: &mut Garden<'_>) {
    let Some(project) = g.dossier.plan.projects.first().map(|p| p.id.clone()) else { return };
    let Some(date) = Date::new(2021, 10, 12) else { return };
    g.dossier.waivers.push(Waived {
        rule: "R0501".to_owned(),
        project: Some(project),
        school: None,
        level: WaiverLevel::Region,
        name: "某某（自治区教育厅）".to_owned(),
        reason: "同意".to_owned(),
        date,
        document: None,
    });
    g.note("completeness.waiver", "waiver/R0501".to_owned(), "豁免了任何一级都不能豁免的规则");
}

fn not_in_catalogue(g: &mut Garden<'_>) {
    let Some(school) = g.open(SchoolKind::Primary).into_iter().nth(2) else { return };
    let items = [(Item::CampusLand, 60)];
    let seed = Seed {
        school: &school,
        part: None,
        title: "校园用地项目",
        nature: BuildNature::New,
        items: &items,
        years: (2025, 2025),
    };
    g.plant("content.not_in_catalogue", "目录没有的内容：校园用地", &seed, |_| ());
}

/// A new school of three thousand seats at a candidate site.
fn giant(g: &mut Garden<'_>) {
    let Some(school) = g.open(SchoolKind::Primary).into_iter().next() else { return };
    let site = SiteId("植入校址".to_owned());
    g.dossier.sites.push(CandidateSite {
        id: site.clone(),
        name: "某某新区备选校址".to_owned(),
        zone: None,
        kind: Some(SchoolKind::Primary),
        land: None,
        seats: Some(3_000),
        land_status: None,
        location: None,
    });
    let items = [(Item::TeachingArea, 60)];
    let seed = Seed {
        school: &school,
        part: None,
        title: "超大规模学校新建项目",
        nature: BuildNature::New,
        items: &items,
        years: (2024, 2025),
    };
    g.plant("standard.giant_school", "在备选校址新建三千个学位的学校", &seed, |p| {
        p.place = Place::Site(site);
        p.seats = vec![(Stage::Primary, 3_000)];
        p.closes.clear();
    });
}

/// The same project under another name and number in the same year.
fn twin(g: &mut Garden<'_>) {
    let number = g.dossier.plan.projects.len() + 1;
    let county = g.dossier.county.clone();
    let Some(first) = g.spare(|p| !p.lines.is_empty() && p.after.is_empty()) else { return };
    let mut again = first.clone();
    again.id = ProjectId(format!("{county}-P{number:03}"));
    again.name = format!("{}（补充）", first.name);
    again.preparation.investment_code = None;
    let (record, of) = (format!("project/{}", again.id), first.id.clone());
    g.dossier.plan.projects.push(again);
    g.note("duplicate.same_year", record, format!("与{of}同年同校同内容"));
}
