//! R0803 新增学位与学位规划不符: the seats the plan adds do not meet the seat plan's targets, zone by zone and stage by stage where
//! the seat plan gives them so.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::percent_of;
use crate::report::Report;
use crate::target::spare_seats;
use crate::view::{Planned, View};
use model::{Stage, TargetMeasure, ZoneId};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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

/// What a target is about: a zone or the whole county, a stage or both.
type About<'a> = (Option<&'a ZoneId>, Option<Stage>);

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let targets = view.dossier.other_plans.iter().flat_map(|p| &p.targets);
    let targets = targets.filter(|t| t.measure == TargetMeasure::NewSeats && view.dossier.cycle.contains(t.year));
    let mut wanted: BTreeMap<About<'_>, i64> = BTreeMap::new();
    for target in targets {
        let sum = wanted.entry((target.zone.as_ref(), target.stage)).or_default();
        *sum = sum.saturating_add(target.value);
    }
    for (about, wanted) in wanted {
        one(view, out, about, wanted);
    }
}

fn one(view: &View<'_>, out: &mut Report<'_>, about: About<'_>, wanted: i64) {
    let adding: Vec<(&Planned<'_>, i64)> =
        view.projects.iter().map(|p| (p, seats(p, about))).filter(|(_, n)| *n > 0).collect();
    let seats = adding.iter().map(|(_, n)| *n).fold(0_i64, i64::saturating_add);
    let limit = view.limit(MOST);
    let draft = if seats < wanted {
        out.county().with("missing", wanted.saturating_sub(seats))
    } else {
        let Some(limit) = &limit else {
            out.unset("新增学位与目标的比例上限");
            return;
        };
        if percent_of(wanted, limit).is_none_or(|most| Decimal::from(seats) <= most) {
            return;
        }
        out.county().variant("over").with("limit", limit.value.normalize()).by(limit)
    };
    let (zone, stage) = about;
    let zone = zone.map(|id| {
        let known = view.dossier.zones.iter().find(|z| z.id == *id);
        known.map_or(id.0.as_str(), |z| z.name.as_str())
    });
    let place = match (zone, stage) {
        (None, None) => "全县".to_owned(),
        (zone, stage) => [zone.unwrap_or_default(), stage.map_or("", Stage::zh)].concat(),
    };
    let mut draft = draft.with("place", place).with("seats", seats).with("wanted", wanted);
    draft = draft.saw("other_plan/new_seats", wanted);
    for (p, n) in adding {
        draft = draft.saw(p.path("seats"), n);
    }
    draft.file();
}

/// The seats of a project that are meant. Those at a place without a zone serve no zone's target.
fn seats(p: &Planned<'_>, (zone, stage): About<'_>) -> i64 {
    let compulsory = p.project.seats.iter().filter(|(s, _)| Stage::COMPULSORY.contains(s));
    let meant = compulsory.filter(|(s, _)| stage.is_none_or(|only| only == *s));
    let inside = meant.filter(|(s, _)| zone.is_none() || spare_seats::zone(p, *s) == zone);
    inside.map(|(_, n)| i64::from(*n)).fold(0_i64, i64::saturating_add)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{OtherPlanKind, PlanTarget, Stage, TargetMeasure, Year, ZoneId};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0803", &[], |f| f.target(OtherPlanKind::SeatShortage, TargetMeasure::NewSeats, 500));
    }

    /// Targets by zone and stage; P1 adds sixty primary seats in Z1.
    fn found(targets: &[(Option<&str>, Option<Stage>, i64)]) -> Vec<String> {
        let mut f = Fixture::clean();
        f.school("S1").zones.insert(Stage::Primary, ZoneId("Z1".into()));
        f.project("P1").seats = vec![(Stage::Primary, 60), (Stage::Senior, 500)];
        f.target(OtherPlanKind::SeatShortage, TargetMeasure::NewSeats, 0);
        let plan = f.dossier.other_plans.iter_mut().find(|p| p.kind == OtherPlanKind::SeatShortage).unwrap();
        let target = |(zone, stage, value): &(Option<&str>, Option<Stage>, i64)| PlanTarget {
            measure: TargetMeasure::NewSeats,
            year: Year(2025),
            value: *value,
            zone: zone.map(|z| ZoneId(z.into())),
            stage: *stage,
        };
        plan.targets = targets.iter().map(target).collect();
        let found = f.findings();
        let texts = found.iter().filter(|f| f.rule == "R0803");
        texts.map(|f| catalogue::text(catalogue::Lang::Zh, &f.message)).collect()
    }

    #[test]
    fn each_zone_and_stage_is_reconciled_by_itself() {
        // the county's total is right, the zones and stages are not
        assert!(found(&[(None, None, 60)]).is_empty());
        assert!(found(&[(Some("Z1"), Some(Stage::Primary), 60)]).is_empty());
        let split = found(&[(Some("Z2"), None, 30), (Some("Z1"), None, 30)]);
        assert_eq!(split.len(), 2, "{split:?}");
        assert!(split.iter().any(|t| t.contains("Z2") && t.contains("少30个")), "{split:?}");
        assert!(split.iter().any(|t| t.contains("Z1") && t.contains("超过")), "{split:?}");
        let stages = found(&[(None, Some(Stage::Primary), 60), (None, Some(Stage::Junior), 45)]);
        assert_eq!(stages.len(), 1);
        assert!(stages[0].contains("初中") && stages[0].contains("少45个"), "{stages:?}");
        // years of one zone and stage add up; a total beside them is not added to them
        let years =
            found(&[(Some("Z1"), Some(Stage::Primary), 20), (Some("Z1"), Some(Stage::Primary), 40), (None, None, 60)]);
        assert!(years.is_empty(), "{years:?}");
    }
}
