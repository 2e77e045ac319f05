//! R0806 D级危房没有安排: a kept school has grade D buildings and the plan does nothing about them.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Category, Item, LayoutStatus};

/// D级危房没有安排.
pub(super) const RULE: Rule = Rule {
    number: "R0806",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（一）；20条底线第1项",
    mission: "M28",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let base = view.dossier.base_year;
    for school in &view.dossier.schools {
        let record = school.record(base);
        let Some(area) = record.and_then(|r| r.conditions.get(Item::DangerD)).filter(|a| *a > 0) else { continue };
        let status = school.layout_on(view.dossier.as_of).map(|f| f.status);
        let outside = school.owner.is_some_and(|o| !o.is_public())
            || matches!(status, Some(LayoutStatus::Close | LayoutStatus::Merge | LayoutStatus::NotListed));
        let here = view.place_of_school(&school.id.0);
        let built = here.is_some_and(|l| {
            let mut projects = l.projects.iter().filter_map(|i| view.at(*i));
            projects.any(|p| p.category == Some(Category::Building))
        });
        let elsewhere = view
            .dossier
            .other_projects
            .iter()
            .any(|o| o.school == school.id && o.item.category() == Category::Building);
        if outside || built || elsewhere {
            continue;
        }
        let shown = Item::DangerD.unit().show(area);
        let draft = out.school(school).with("area", &shown);
        draft.saw(format!("school/{}/{base}/conditions/danger_d", school.id), shown).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0806", &[], |f| f.have("S3", Item::DangerD, 20_000));
    }
}
