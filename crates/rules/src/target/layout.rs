//! R0811 布局目标与学校名册不一致: the schools kept or closed by the register are not those the layout plan aims at.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{LayoutStatus, TargetMeasure};

/// 布局目标与学校名册不一致.
pub(super) const RULE: Rule = Rule {
    number: "R0811",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知三（一）、六（一）",
    mission: "M26",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let targets = view.dossier.other_plans.iter().flat_map(|p| &p.targets);
    let kept = targets.filter(|t| {
        t.measure == TargetMeasure::SchoolsKept
            && t.zone.is_none()
            && t.stage.is_none()
            && t.year <= view.dossier.cycle.last
    });
    let Some(target) = kept.max_by_key(|t| t.year) else { return };
    let (mut keep, mut unknown) = (0_i64, 0_i64);
    for school in &view.dossier.schools {
        match school.layout_on(view.dossier.as_of).map(|f| f.status) {
            Some(LayoutStatus::Keep | LayoutStatus::Planned | LayoutStatus::Interim) => keep += 1,
            Some(_) => {}
            None => unknown += 1,
        }
    }
    // schools without a status may stand on either side
    if (keep..=keep.saturating_add(unknown)).contains(&target.value) {
        return;
    }
    let draft = out.county().with("target", target.value).with("year", target.year);
    draft.with("keep", keep).with("unknown", unknown).saw("other_plan/schools_kept", target.value).file();
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{OtherPlanKind, TargetMeasure};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0811", &[], |f| f.target(OtherPlanKind::Layout, TargetMeasure::SchoolsKept, 9));
        let mut right = Fixture::clean();
        right.target(OtherPlanKind::Layout, TargetMeasure::SchoolsKept, 3);
        assert!(right.numbers().is_empty());
    }
}
