//! R0105 非长期保留学校: only schools kept for the long term are eligible.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::LayoutStatus;

/// 非长期保留学校.
pub(super) const RULE: Rule = Rule {
    number: "R0105",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Region,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(school) = p.school else { continue };
        let Some(fact) = school.layout_on(view.dossier.as_of) else { continue };
        if matches!(fact.status, LayoutStatus::Close | LayoutStatus::Merge | LayoutStatus::Interim) {
            let path = format!("school/{}/layout", school.id);
            out.project(view, p).with("status", fact.status.zh()).saw(path, fact.status.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::LayoutStatus;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0105", &[], |f| f.layout("S1", LayoutStatus::Interim, None));
    }
}
