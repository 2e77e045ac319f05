//! R0103 附设幼儿园: attached kindergartens are outside the programme.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{SchoolKind, SchoolPart};

/// 附设幼儿园.
pub(super) const RULE: Rule = Rule {
    number: "R0103",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let kindergarten = matches!(p.kind, Some(SchoolKind::Kindergarten | SchoolKind::AttachedKindergarten));
        if kindergarten || p.project.part == SchoolPart::Kindergarten {
            out.project(view, p).saw(p.path("part"), p.project.part.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::SchoolPart;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0103", &["R0110"], |f| f.project("P2").part = SchoolPart::Kindergarten);
    }
}
