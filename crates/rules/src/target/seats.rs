//! R0803 新增学位与学位规划不符: the seats the plan adds do not meet the seat plan's targets.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::percent_of;
use crate::report::{Draft, Report};
use crate::view::View;
use model::{Stage, TargetMeasure};
use rust_decimal::Decimal;

/// 新增学位与学位规划不符.
pub(super) const RULE: Rule = Rule {
    number: "R0803",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（二）、六（一）",
    mission: "M26",
    check,
};

const MOST: &str = "review.seats_surplus";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let targets = view.dossier.other_plans.iter().flat_map(|p| &p.targets);
    let targets = targets.filter(|t| t.measure == TargetMeasure::NewSeats && view.dossier.cycle.contains(t.year));
    let wanted = targets.map(|t| t.value).fold(None, |sum: Option<i64>, v| Some(sum.unwrap_or(0).saturating_add(v)));
    let Some(wanted) = wanted else { return };
    let compulsory = |s: &Stage| Stage::COMPULSORY.contains(s);
    let seats = view.projects.iter().flat_map(|p| &p.project.seats).filter(|(s, _)| compulsory(s));
    let seats = seats.map(|(_, n)| i64::from(*n)).fold(0_i64, i64::saturating_add);
    if seats < wanted {
        let missing = wanted.saturating_sub(seats);
        let draft = out.county().with("seats", seats).with("wanted", wanted).with("missing", missing);
        evidence(view, draft.saw("other_plan/new_seats", wanted)).file();
        return;
    }
    let Some(limit) = view.limit(MOST) else {
        out.unset("新增学位与目标的比例上限");
        return;
    };
    if percent_of(wanted, &limit).is_some_and(|most| Decimal::from(seats) > most) {
        let draft = out.county().variant("over").with("seats", seats).with("wanted", wanted);
        let draft = draft.with("limit", limit.value.normalize()).by(&limit);
        evidence(view, draft.saw("other_plan/new_seats", wanted)).file();
    }
}

/// The seats of each project that adds some.
fn evidence<'d, 'r>(view: &View<'_>, mut draft: Draft<'d, 'r>) -> Draft<'d, 'r> {
    for p in &view.projects {
        let seats = p.project.seats.iter().map(|(_, n)| u64::from(*n)).fold(0_u64, u64::saturating_add);
        if seats > 0 {
            draft = draft.saw(p.path("seats"), seats);
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{OtherPlanKind, TargetMeasure};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0803", &[], |f| f.target(OtherPlanKind::SeatShortage, TargetMeasure::NewSeats, 500));
    }
}
