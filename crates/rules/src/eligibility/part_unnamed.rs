//! R0109 未注明义务教育部分: a complete or twelve-year school must say which part the project is for.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{SchoolKind, SchoolPart};

/// 未注明义务教育部分.
pub(super) const RULE: Rule = Rule {
    number: "R0109",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let mixed = matches!(p.kind, Some(SchoolKind::CompleteSecondary | SchoolKind::TwelveYear));
        if mixed && p.project.part == SchoolPart::Whole {
            let kind = p.kind.map_or("", SchoolKind::zh);
            out.project(view, p).with("kind", kind).saw(p.path("part"), SchoolPart::Whole.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{SchoolKind, SchoolPart};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0109", &[], |f| {
            f.school("S2").kind = Some(SchoolKind::CompleteSecondary);
            f.project("P2").part = SchoolPart::Whole;
        });
    }
}
