//! R0705 在拟撤并学校上建设: the school closes or merges in or before the year the work is done, or soon after.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::LayoutStatus;

/// 在拟撤并学校上建设.
pub(super) const RULE: Rule = Rule {
    number: "R0705",
    family: Family::Fraud,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知三（一）、四、六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let Some(school) = p.school else { continue };
        let Some(fact) = school.layout_on(view.dossier.as_of) else { continue };
        if !matches!(fact.status, LayoutStatus::Close | LayoutStatus::Merge) {
            continue;
        }
        let Some(year) = fact.takes_effect.filter(|y| *y <= view.dossier.cycle.last) else { continue };
        let draft = out.project(view, p).with("status", fact.status.zh()).with("year", year);
        let draft = draft.with("finish", p.project.finish).with("total", p.total.unwrap_or_default());
        draft.saw(format!("school/{}/layout", school.id), format!("{}（{year}年）", fact.status.zh())).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::LayoutStatus;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0705", &["R0105"], |f| f.layout("S1", LayoutStatus::Close, Some(2024)));
    }
}
