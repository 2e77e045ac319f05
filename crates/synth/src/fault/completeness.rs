//! What a reviewer asks for and does not find (完整性).

use crate::fault::garden::Garden;
use model::{Category, PerformanceKind, Preparation, Project, Year};

/// Plants the faults of this family.
pub(crate) fn plant(g: &mut Garden<'_>) {
    g.spoil("completeness.no_performance", "没有绩效目标", any, |p| p.performance.clear());
    g.spoil("completeness.performance_kind", "绩效目标缺少满意度指标", any, |p| {
        p.performance.retain(|t| t.kind != PerformanceKind::Satisfaction);
    });
    g.spoil("completeness.no_lines", "没有建设内容明细", any, |p| p.lines.clear());
    g.spoil("completeness.no_preparation", "校舍项目没有用地和审批情况", early_building, |p| {
        p.preparation = Preparation::default()
    });
    g.spoil("completeness.no_price", "没有单价", any, |p| {
        for line in &mut p.lines {
            (line.unit_price, line.price_year, line.price_basis) = (None, None, None);
        }
    });
}

fn any(p: &Project) -> bool {
    p.start > Year(2021) && p.after.is_empty()
}

fn early_building(p: &Project) -> bool {
    p.category() == Some(Category::Building) && p.start <= Year(2022)
}
