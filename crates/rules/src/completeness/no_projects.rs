//! R0901 规划没有项目: an empty plan cannot be handed in.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 规划没有项目.
pub(super) const RULE: Rule = Rule {
    number: "R0901",
    family: Family::Completeness,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（六）",
    mission: "M35",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    if view.projects.is_empty() {
        out.county().saw("plan/projects", 0).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0901", &["R0803", "R0805"], |f| f.dossier.plan.projects.clear());
    }
}
