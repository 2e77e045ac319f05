//! R0510 金额不是百元的整数倍: plans are set in whole 100 yuan so that the printed tables add up.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 金额不是百元的整数倍.
pub(super) const RULE: Rule = Rule {
    number: "R0510",
    family: Family::Money,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "规划表以万元为单位，保留两位小数",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let project = p.project;
        let parts = [("other_fees", project.other_fees), ("contingency", project.contingency)];
        let lines = project.lines.iter().map(|l| ("lines", l.amount));
        let funding = project.funding.iter().map(|f| ("funding", f.amount));
        let odd: Vec<_> = parts.into_iter().chain(lines).chain(funding).filter(|(_, a)| !a.on_grain()).collect();
        if odd.is_empty() {
            continue;
        }
        let shown: Vec<String> = odd.iter().map(|(_, a)| format!("{}元", a.yuan())).collect();
        let mut draft = out.project(view, p).with("amounts", shown.join("、"));
        for (field, amount) in odd {
            draft = draft.saw(p.path(field), amount.yuan());
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0510", &[], |f| {
            f.project("P1").other_fees.0 += 50;
            f.project("P1").funding[0].amount.0 += 50;
        });
    }
}
