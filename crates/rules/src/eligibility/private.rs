//! R0101 民办学校: private schools are outside the programme.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 民办学校.
pub(super) const RULE: Rule = Rule {
    number: "R0101",
    family: Family::Eligibility,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(school) = p.school else { continue };
        if let Some(owner) = school.owner.filter(|o| !o.is_public()) {
            let path = format!("school/{}/owner", school.id);
            out.project(view, p).with("owner", owner.zh()).saw(path, owner.zh()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Owner;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0101", &[], |f| f.school("S1").owner = Some(Owner::Private));
    }
}
