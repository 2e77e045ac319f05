//! R0102 高中部: the senior part of a school and senior secondary schools are outside the programme.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{SchoolKind, SchoolPart};

/// 高中部.
pub(super) const RULE: Rule = Rule {
    number: "R0102",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let senior_school = p.kind == Some(SchoolKind::SeniorSecondary);
        if senior_school || p.project.part == SchoolPart::Senior {
            let what = if senior_school { SchoolKind::SeniorSecondary.zh() } else { SchoolPart::Senior.zh() };
            out.project(view, p).with("what", what).saw(p.path("part"), p.project.part.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{SchoolKind, SchoolPart};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0102", &["R0110"], |f| f.project("P2").part = SchoolPart::Senior);
        trip("R0102", &["R0110"], |f| f.school("S2").kind = Some(SchoolKind::SeniorSecondary));
    }
}
