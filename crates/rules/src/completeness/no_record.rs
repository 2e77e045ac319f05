//! R0910 学校缺基准学年数据: without the base year's data nothing about the project's need can be checked.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::LayoutStatus;

/// 学校缺基准学年数据.
pub(super) const RULE: Rule = Rule {
    number: "R0910",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知二（二）",
    mission: "M12",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        let Some(school) = place.school.filter(|_| place.record.is_none()) else { continue };
        if school.layout_on(view.dossier.as_of).is_some_and(|f| f.status == LayoutStatus::Planned) {
            continue; // not built yet
        }
        let year = view.dossier.base_year;
        let draft = out.place(place).with("year", year).with("count", place.projects.len());
        draft.saw(format!("school/{}/{year}", school.id), "").file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0910", &["R0805"], |f| f.school("S2").records.clear());
    }
}
