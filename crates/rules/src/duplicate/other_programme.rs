//! R0601 与其他工程重复: another programme does the same at the same school in the same years.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 与其他工程重复.
pub(super) const RULE: Rule = Rule {
    number: "R0601",
    family: Family::Duplicate,
    severity: Severity::Blocks,
    waiver: Waiver::City,
    clause: "通知二（二）、六（四）",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for other in &view.dossier.other_projects {
        let Some(place) = view.place_of_school(&other.school.0) else { continue };
        let planned = place.added(other.item).and_then(|a| a.quantity);
        let rest = place.short(other.item);
        // the measured gap already counts what is under way: a plan within it may complete the other project
        let within = planned.zip(rest).is_some_and(|(planned, rest)| planned <= rest);
        for p in place.projects.iter().filter_map(|i| view.at(*i)) {
            let same = p.project.lines.iter().any(|l| l.item == other.item);
            // what was finished after the base year's count is not in the data yet: it overlaps too
            let unseen = other.finish.0 > view.dossier.base_year.0;
            let over = other.finish < p.project.start && !unseen;
            if !same || p.project.finish < other.start || over {
                continue;
            }
            let mut draft = out.project(view, p);
            if within {
                draft = draft.at_most(Severity::NeedsReason);
            }
            let draft = draft.with("item", other.item.zh()).with("programme", &other.programme);
            let draft = draft.with("other", &other.id).with("start", other.start).with("finish", other.finish);
            draft
                .saw(format!("other_project/{}", other.id), &other.programme)
                .saw(p.path("lines"), other.item.zh())
                .file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0601", &["R0605", "R0701"], |f| f.other("S1", Item::Dormitory, 2021, 2022));
    }
}
