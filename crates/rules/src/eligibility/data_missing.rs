//! R0108 资格资料不全: owner, kind or layout status is not known, so eligibility cannot be judged.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 资格资料不全.
pub(super) const RULE: Rule = Rule {
    number: "R0108",
    family: Family::Eligibility,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知四",
    mission: "M10",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        let Some(school) = place.school else { continue };
        let mut missing = Vec::new();
        if school.kind.is_none() {
            missing.push(("kind", "办学类型"));
        }
        if school.owner.is_none() {
            missing.push(("owner", "举办者"));
        }
        if school.layout_on(view.dossier.as_of).is_none() {
            missing.push(("layout", "布局规划状态"));
        }
        if missing.is_empty() {
            continue;
        }
        let names: Vec<_> = missing.iter().map(|(_, zh)| *zh).collect();
        let mut draft = out.place(place).with("missing", names.join("、"));
        for (field, zh) in missing {
            draft = draft.saw(format!("school/{}/{field}", school.id), format!("{zh}：无数据"));
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0108", &[], |f| f.school("S1").owner = None);
        trip("R0108", &[], |f| f.school("S1").layout.clear());
    }
}
