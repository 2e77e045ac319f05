//! Money that is missing, unlawful or more than there is (资金).

use crate::fault::garden::Garden;
use model::{Fen, FundSource, Project, Year};

/// Plants the faults of this family. It comes last: the overrun is measured against everything else in the plan.
pub(crate) fn plant(g: &mut Garden<'_>) {
    g.spoil("money.funding_gap", "资金合计少于总投资，留有缺口", funded, |p| {
        if let Some(part) = p.funding.last_mut() {
            part.amount = Fen(part.amount.0 / 2 - (part.amount.0 / 2).rem_euclid(Fen::GRAIN.0));
        }
    });
    g.spoil("money.no_funding", "没有资金安排", funded, |p| p.funding.clear());
    for (hint, description, source) in [
        ("money.school_borrowing", "以学校名义举债", FundSource::SchoolBorrowing),
        ("money.contractor_advance", "由施工单位垫资", FundSource::ContractorAdvance),
        ("money.levy", "向学生家长集资", FundSource::Levy),
        ("money.unnamed", "资金来源不明确", FundSource::Unnamed),
    ] {
        g.spoil(hint, description, funded, |p| p.funding.iter_mut().for_each(|f| f.source = source));
    }
    g.spoil(
        "money.outside_years",
        "资金年度在项目年度之外",
        |p| funded(p) && p.start.0 > 2021,
        |p| {
            p.funding.iter_mut().for_each(|f| f.year = f.year.plus(-1));
        },
    );
    overrun(g);
}

fn funded(p: &Project) -> bool {
    !p.funding.is_empty()
}

/// One source is asked for more than its budgets up to a year: until then everything but central money is put on the city.
fn overrun(g: &mut Garden<'_>) {
    let moved = |y: Year| {
        let parts = g.dossier.plan.projects.iter().flat_map(|p| &p.funding);
        let parts = parts.filter(|f| f.year <= y && f.source != FundSource::Central && f.source.is_lawful());
        parts.map(|f| f.amount.0).sum::<i64>()
    };
    // what earlier years left may have been carried into the year
    let city = |y: Year| {
        let lines = g.dossier.budgets.iter().filter(|b| b.source == FundSource::City && b.year <= y);
        lines.map(|b| b.amount.0).sum::<i64>()
    };
    let year = g.dossier.cycle.years().find(|y| moved(*y) > city(*y));
    let Some(year) = year else { return };
    for project in &mut g.dossier.plan.projects {
        for part in project
            .funding
            .iter_mut()
            .filter(|f| f.year <= year && f.source != FundSource::Central && f.source.is_lawful())
        {
            part.source = FundSource::City;
        }
        let mut merged: Vec<model::Funding> = Vec::new();
        for part in project.funding.drain(..) {
            match merged.iter_mut().find(|m| m.year == part.year && m.source == part.source) {
                Some(same) => same.amount.0 += part.amount.0,
                None => merged.push(part),
            }
        }
        project.funding = merged;
    }
    let spent = g.dossier.plan.projects.iter().flat_map(|p| &p.funding);
    let spent: i64 = spent.filter(|f| f.year == year && f.source == FundSource::City).map(|f| f.amount.0).sum();
    // where the city would have had the money, it has half of it
    let half = Fen(spent / 2 - (spent / 2).rem_euclid(Fen::WAN.0));
    let mut lines = g.dossier.budgets.iter_mut().filter(|b| b.year == year && b.source == FundSource::City);
    if let Some(line) = lines.next() {
        line.amount = half.min(line.amount);
    }
    lines.for_each(|line| line.amount = Fen::ZERO);
    g.note("money.over_budget", format!("budget/{}/city", year.0), format!("{}年市级资金安排超过预算", year.0));
}
