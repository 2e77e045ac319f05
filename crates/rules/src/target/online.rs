//! R0805 网络教学覆盖目标未衔接: the schools online now and by the plan are fewer than the target.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Item, Quantity, School, TargetMeasure};

/// 网络教学覆盖目标未衔接.
pub(super) const RULE: Rule = Rule {
    number: "R0805",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知三（三）、六（一）",
    mission: "M17",
    check,
};

const NETWORK: [Item; 2] = [Item::SchoolNetwork, Item::MultimediaRoom];

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let targets = view.dossier.other_plans.iter().flat_map(|p| &p.targets);
    let targets = targets.filter(|t| t.measure == TargetMeasure::SchoolsOnline && t.year <= view.dossier.cycle.last);
    let Some(target) = targets.max_by_key(|t| t.year) else { return };
    let (mut online, mut unknown) = (0_i64, 0_i64);
    for school in &view.dossier.schools {
        let planned = view.place_of_school(&school.id.0).is_some_and(|l| NETWORK.iter().any(|i| l.added(*i).is_some()));
        match has(view, school) {
            _ if planned => online += 1,
            Some(true) => online += 1,
            Some(false) => {}
            None => unknown += 1,
        }
    }
    if online >= target.value {
        return;
    }
    let draft = out.county().with("target", target.value).with("year", target.year);
    draft.with("online", online).with("unknown", unknown).saw("other_plan/schools_online", target.value).file();
}

/// True when the school has a network or a networked room; `None` for no data.
fn has(view: &View<'_>, school: &School) -> Option<bool> {
    let conditions = &school.record(view.dossier.base_year)?.conditions;
    let known: Vec<Quantity> = NETWORK.iter().filter_map(|i| conditions.get(*i)).collect();
    if known.is_empty() { None } else { Some(known.iter().any(|q| *q > 0)) }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{OtherPlanKind, TargetMeasure};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0805", &[], |f| f.target(OtherPlanKind::OnlineTeaching, TargetMeasure::SchoolsOnline, 9));
    }
}
