//! R0602 规划内重复: two projects of the plan do the same at one school in the same years.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 规划内重复.
pub(super) const RULE: Rule = Rule {
    number: "R0602",
    family: Family::Duplicate,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知二（二）、六（四）",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        for added in place.added.iter().filter(|a| a.projects.len() > 1) {
            let mut here: Vec<_> = added.projects.iter().filter_map(|i| view.at(*i)).collect();
            here.sort_by_key(|p| p.project.start);
            for pair in here.windows(2) {
                let [first, second] = pair else { continue };
                if second.project.start > first.project.finish || first.project.part != second.project.part {
                    continue;
                }
                let draft = out.project(view, second).with("item", added.item.zh()).with("other", &first.project.name);
                draft.saw(first.path("lines"), added.item.zh()).saw(second.path("lines"), added.item.zh()).file();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0602", &["R0301", "R0304", "R0701", "R0506", "R0603", "R0605"], |f| f.copy("P2", "P9", "S2"));
    }
}
