//! R0807 搬迁安置学位不足: the seats added where settlements go to school do not reach what the relocation plan asks for.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::place::PlaceView;
use crate::report::Report;
use crate::view::View;
use model::TargetMeasure;

/// 搬迁安置学位不足.
pub(super) const RULE: Rule = Rule {
    number: "R0807",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（一）、六（一）",
    mission: "M26",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let targets = view.dossier.other_plans.iter().flat_map(|p| &p.targets);
    let targets =
        targets.filter(|t| t.measure == TargetMeasure::RelocationSeats && view.dossier.cycle.contains(t.year));
    let wanted = targets.map(|t| t.value).fold(0_i64, i64::saturating_add);
    let seats = view.places.iter().filter(|l| serves(view, l)).flat_map(|l| l.seats);
    let seats = seats.map(|n| i64::try_from(n).unwrap_or(i64::MAX)).fold(0_i64, i64::saturating_add);
    if seats < wanted {
        let draft = out.county().with("wanted", wanted).with("seats", seats);
        draft.saw("other_plan/relocation_seats", wanted).saw("plan/seats", seats).file();
    }
}

/// True when a place serves a settlement: named as its school, or in its zone. Where nothing is known of zones every place may.
fn serves(view: &View<'_>, place: &PlaceView<'_>) -> bool {
    let settlements = &view.dossier.settlements;
    if settlements.iter().all(|s| s.zone.is_none() && s.served_by.is_empty()) {
        return true;
    }
    let site_zone = place.site.and_then(|s| s.zone.as_ref());
    settlements.iter().any(|s| {
        let named = place.school.is_some_and(|school| s.served_by.values().any(|id| *id == school.id));
        let zone = s.zone.as_ref();
        let inside = place.school.is_some_and(|school| school.zones.values().any(|z| Some(z) == zone));
        named || inside || (zone.is_some() && site_zone == zone)
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{OtherPlanKind, TargetMeasure};

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0807", &[], |f| f.target(OtherPlanKind::Relocation, TargetMeasure::RelocationSeats, 90));
    }
}
