//! R0809 学位充足仍新增学位: seats are added where the zone has enough to the end of the cycle; pupils are steered first.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::{Planned, View};
use model::{Stage, ZoneId};

/// 学位充足仍新增学位.
pub(super) const RULE: Rule = Rule {
    number: "R0809",
    family: Family::Target,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知三（二）",
    mission: "M29",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (stage, seats) in p.project.seats.iter().filter(|(s, n)| *n > 0 && Stage::COMPULSORY.contains(s)) {
            let Some(zone) = zone(p, *stage) else { continue };
            let mut balances = view.needs.seats.iter();
            let Some(balance) = balances.find(|b| b.zone.as_ref() == Some(zone) && b.stage == *stage) else { continue };
            let years = balance.years.iter().filter(|y| y.year.0 <= view.dossier.cycle.last.0);
            // a year without complete figures, or one short of seats, is enough to let the project be
            let spare = years.map(|y| y.spare.filter(|s| *s >= 0)).min().flatten();
            let Some(spare) = spare else { continue };
            let name = view.dossier.zones.iter().find(|z| z.id == *zone).map_or(zone.0.as_str(), |z| z.name.as_str());
            let draft = out.project(view, p).with("zone", name).with("stage", stage.zh()).with("seats", seats);
            let draft = draft.with("spare", spare).with("year", view.dossier.cycle.last);
            draft.saw(p.path("seats"), seats).saw(format!("zone/{zone}"), spare).file();
        }
    }
}

/// The zone a project's seats serve.
pub(super) fn zone<'a>(p: &Planned<'a>, stage: Stage) -> Option<&'a ZoneId> {
    match (p.school, p.site) {
        (Some(school), _) => school.zones.get(&stage),
        (None, site) => site?.zone.as_ref(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{SchoolYear, Stage, Total, ZoneId};
    use needs::{SeatBalance, seat::SeatYear};

    fn balance(f: &mut Fixture, spare: i64) {
        f.school("S1").zones.insert(Stage::Primary, ZoneId("Z1".into()));
        f.project("P1").seats = vec![(Stage::Primary, 5)];
        let year = |n: u16| SeatYear {
            year: SchoolYear(n),
            seats: Total::of([Some(300 + spare)]),
            pupils: Total::of([Some(300)]),
            spare: Some(spare),
            shortage: None,
        };
        let years = (2020..=2025).map(year).collect();
        f.needs.seats = vec![SeatBalance { zone: Some(ZoneId("Z1".into())), stage: Stage::Primary, years }];
    }

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0809", &["R1006", "R0303"], |f| balance(f, 40));
        let mut short = Fixture::clean();
        balance(&mut short, -40);
        assert!(!short.numbers().contains(&"R0809".to_owned()));
    }
}
