//! R0106 “重点校”超大规模学校: very large schools born of a key-school drive are outside the programme.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// “重点校”超大规模学校.
pub(super) const RULE: Rule = Rule {
    number: "R0106",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(school) = p.school.filter(|s| s.key_school == Some(true)) else { continue };
        let pupils = view.place(p).and_then(|l| l.pupils()).map_or_else(|| "—".to_owned(), |n| n.to_string());
        out.project(view, p).with("pupils", pupils).saw(format!("school/{}/key_school", school.id), "是").file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0106", &[], |f| f.school("S2").key_school = Some(true));
    }
}
