//! R0110 学段与学校类型不符: the part named does not exist at such a school.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{SchoolPart, Stage};

/// 学段与学校类型不符.
pub(super) const RULE: Rule = Rule {
    number: "R0110",
    family: Family::Eligibility,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let (Some(kind), Some(stage)) = (p.kind, stage(p.project.part)) else { continue };
        if !kind.stages().contains(&stage) {
            let part = p.project.part.zh();
            out.project(view, p).with("part", part).with("kind", kind.zh()).saw(p.path("part"), part).file();
        }
    }
}

/// The stage a part stands for; the attached kindergarten may belong to any school.
fn stage(part: SchoolPart) -> Option<Stage> {
    match part {
        SchoolPart::Primary => Some(Stage::Primary),
        SchoolPart::Junior => Some(Stage::Junior),
        SchoolPart::Senior => Some(Stage::Senior),
        SchoolPart::Compulsory | SchoolPart::Kindergarten | SchoolPart::Whole => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::SchoolPart;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0110", &[], |f| f.project("P1").part = SchoolPart::Junior);
    }
}
