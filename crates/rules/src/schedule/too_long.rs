//! R0412 建设工期偏长: a building project takes more years than usual.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Category;
use rust_decimal::Decimal;

/// 建设工期偏长.
pub(super) const RULE: Rule = Rule {
    number: "R0412",
    family: Family::Schedule,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（三）",
    mission: "M23",
    check,
};

const YEARS: &str = "review.building_years_max";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(limit) = view.limit(YEARS) else {
        out.unset("校舍项目建设年数");
        return;
    };
    for p in view.projects.iter().filter(|p| p.category == Some(Category::Building)) {
        let Some(years) = p.project.finish.0.checked_sub(p.project.start.0).map(|n| n.saturating_add(1)) else {
            continue;
        };
        if Decimal::from(years) > limit.value {
            let draft = out.project(view, p).with("years", years).with("limit", limit.value.normalize());
            draft.by(&limit).saw(p.path("finish"), p.project.finish).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Year;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0412", &["R0406", "R0503"], |f| f.project("P1").finish = Year(2024));
    }
}
