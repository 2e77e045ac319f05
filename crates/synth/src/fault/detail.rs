//! Smaller faults of one entry (单项问题), planted in clean projects that are left over. They leave every sum of money as it is.

use crate::fault::garden::Garden;
use model::{Approval, BuildNature, Category, Item, Project, SchoolPart, Year};

/// Plants the faults of this sort.
pub(crate) fn plant(g: &mut Garden<'_>) {
    g.spoil("completeness.code_missing", "已批可行性研究报告而没有投资项目代码", building, |p| {
        p.preparation.approval = Some(Approval::Feasibility);
        p.preparation.investment_code = None;
    });
    g.spoil("completeness.no_reason", "没有立项理由，也没有对应的缺口", lined, |p| {
        p.reason = None;
        p.closes.clear();
    });
    g.spoil("completeness.old_price", "单价基期为2012年", lined, |p| {
        p.lines.iter_mut().for_each(|l| l.price_year = Some(Year(2012)));
    });
    g.spoil("reconciliation.closes", "所补缺口多于建设内容", adding, |p| {
        p.closes.iter_mut().for_each(|c| c.quantity = c.quantity * 3 + c.item.unit().scale());
    });
    g.spoil("content.nature", "校舍项目的建设性质填成购置", building, |p| {
        p.nature = BuildNature::Purchase
    });
    g.spoil(
        "eligibility.part_absent",
        "学校没有所填的学段",
        |p| p.part == SchoolPart::Primary,
        |p| p.part = SchoolPart::Junior,
    );
    let bare = g.dossier.budgets.iter_mut().find(|b| b.document.is_some() && b.amount.0 > 0 && b.name.is_none());
    if let Some(line) = bare {
        line.document = None;
        let record = format!("budget/{}/{}", line.year, line.source.code());
        g.note("money.no_document", record, "年度资金没有依据文件");
    }
    if let Some(settlement) = g.dossier.settlements.iter_mut().find(|s| s.children.values().any(|n| *n > 0)) {
        settlement.served_by.clear();
        let record = format!("settlement/{}", settlement.id);
        g.note("target.settlement_unserved", record, "搬迁安置点没有落实接收学校");
    }
}

fn lined(p: &Project) -> bool {
    !p.lines.is_empty() && p.lines.iter().all(|l| l.item != Item::CampusCulture)
}

fn building(p: &Project) -> bool {
    p.category() == Some(Category::Building)
}

fn adding(p: &Project) -> bool {
    let adds = matches!(p.nature, BuildNature::New | BuildNature::Extension | BuildNature::Purchase);
    adds && !p.closes.is_empty() && !p.lines.is_empty()
}
