//! R0904 没有立项依据: neither a reason nor a measured gap is given.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 没有立项依据.
pub(super) const RULE: Rule = Rule {
    number: "R0904",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（一）",
    mission: "M25",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let reason = p.project.reason.as_ref().is_some_and(|r| !r.trim().is_empty());
        if !reason && p.project.closes.is_empty() {
            out.project(view, p).saw(p.path("reason"), "").saw(p.path("closes"), "").file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0904", &[], |f| {
            f.project("P1").reason = None;
            f.project("P1").closes.clear();
        });
    }
}
