//! R0903 绩效目标不全: targets of output, benefit and satisfaction are filed with the budget.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::PerformanceKind;

/// 绩效目标不全.
pub(super) const RULE: Rule = Rule {
    number: "R0903",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知二（三）；财教〔2021〕249号",
    mission: "M60",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let has = |kind| p.project.performance.iter().any(|t| t.kind == kind);
        let missing: Vec<&str> =
            PerformanceKind::ALL.into_iter().filter(|k| !has(*k)).map(PerformanceKind::zh).collect();
        if !missing.is_empty() {
            let missing = missing.join("、");
            out.project(view, p).with("missing", &missing).saw(p.path("performance"), missing).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0903", &[], |f| f.project("P1").performance.truncate(2));
    }
}
