//! R0107 学校或校址不在册: the project's school or site is not in the dossier.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 学校或校址不在册.
pub(super) const RULE: Rule = Rule {
    number: "R0107",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四、六（三）",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        if p.school.is_none() && p.site.is_none() {
            out.project(view, p).saw(p.path("school"), view.place_name(p)).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{Place, SchoolId};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0107", &["R1007", "R0515", "R0808"], |f| f.project("P2").place = Place::School(SchoolId("S9".into())));
    }
}
