//! R0906 没有投资项目代码: an approved building project has no investment code.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Approval, Category};

/// 没有投资项目代码.
pub(super) const RULE: Rule = Rule {
    number: "R0906",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "《政府投资条例》第十条",
    mission: "M50",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in view.projects.iter().filter(|p| p.category == Some(Category::Building)) {
        let approval = p.project.preparation.approval;
        let approved = approval.filter(|a| {
            matches!(a, Approval::Proposal | Approval::Feasibility | Approval::Design | Approval::Tendered)
        });
        let Some(approval) = approved.filter(|_| p.project.preparation.investment_code.is_none()) else { continue };
        let draft = out.project(view, p).with("approval", approval.zh());
        draft.saw(p.path("investment_code"), "").saw(p.path("approval"), approval.zh()).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0906", &[], |f| f.project("P1").preparation.investment_code = None);
    }
}
