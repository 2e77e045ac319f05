//! R0104 未列入学校布局规划: the school must stand in the county's layout plan.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::LayoutStatus;

/// 未列入学校布局规划.
pub(super) const RULE: Rule = Rule {
    number: "R0104",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(school) = p.school else { continue };
        let status = school.layout_on(view.dossier.as_of).map(|f| f.status);
        if status == Some(LayoutStatus::NotListed) {
            out.project(view, p).saw(format!("school/{}/layout", school.id), LayoutStatus::NotListed.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::LayoutStatus;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0104", &[], |f| f.layout("S1", LayoutStatus::NotListed, None));
    }
}
