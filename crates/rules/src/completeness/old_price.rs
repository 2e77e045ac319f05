//! R0909 价格基期过早: the price year lies well before the plan.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use rust_decimal::Decimal;

/// 价格基期过早.
pub(super) const RULE: Rule = Rule {
    number: "R0909",
    family: Family::Completeness,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知六（一）",
    mission: "M25",
    check,
};

const AGE: &str = "review.price_age_max";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(limit) = view.limit(AGE) else {
        out.unset("价格基期年数上限");
        return;
    };
    let now = view.dossier.as_of.year();
    for p in &view.projects {
        let ages = p.project.lines.iter().filter_map(|l| l.price_year);
        let Some(oldest) = ages.min().filter(|y| Decimal::from(now.0.saturating_sub(y.0)) > limit.value) else {
            continue;
        };
        let draft = out.project(view, p).with("year", oldest).with("limit", limit.value.normalize());
        draft.by(&limit).saw(p.path("lines/price_year"), oldest).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Year;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0909", &[], |f| f.line("P1").price_year = Some(Year(2012)));
    }
}
