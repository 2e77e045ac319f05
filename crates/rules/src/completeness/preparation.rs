//! R0905 没有前期工作情况: a building project says nothing of land or approvals.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Category;

/// 没有前期工作情况.
pub(super) const RULE: Rule = Rule {
    number: "R0905",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（一）",
    mission: "M25",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in view.projects.iter().filter(|p| p.category == Some(Category::Building)) {
        let ready = &p.project.preparation;
        let missing = match (ready.land, ready.approval) {
            (None, None) => "用地状态、审批进度",
            (None, Some(_)) => "用地状态",
            (Some(_), None) => "审批进度",
            (Some(_), Some(_)) => continue,
        };
        out.project(view, p).with("missing", missing).saw(p.path("preparation"), missing).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0905", &[], |f| f.project("P1").preparation.land = None);
    }
}
