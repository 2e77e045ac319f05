//! R0503 实施年度没有资金: a year of the project has no money.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 实施年度没有资金.
pub(super) const RULE: Rule = Rule {
    number: "R0503",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（四）",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let years = p.project.start.to(p.project.finish).take(20);
        let empty: Vec<String> = years
            .filter(|y| !p.project.funding.iter().any(|f| f.year == *y && f.amount.0 > 0))
            .map(|y| y.to_string())
            .collect();
        if !empty.is_empty() && !p.project.funding.is_empty() {
            let draft = out.project(view, p).with("years", empty.join("、"));
            draft.saw(p.path("funding"), empty.join("、")).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0503", &[], |f| f.pay_all_in("P1", 2021));
    }
}
