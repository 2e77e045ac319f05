//! R1004 项目编号重复: two projects carry one key.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use std::collections::HashSet;

/// 项目编号重复.
pub(super) const RULE: Rule = Rule {
    number: "R1004",
    family: Family::Reconciliation,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（五）",
    mission: "M51",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let mut seen = HashSet::with_capacity(view.projects.len());
    for p in &view.projects {
        if !seen.insert(&p.project.id) {
            out.project(view, p).saw(p.path("id"), &p.project.name).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::ProjectId;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1004", &[], |f| f.project("P3").id = ProjectId("P2".into()));
    }
}
