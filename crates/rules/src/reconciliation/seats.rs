//! R1006 新增学位与新建教室不符: seats need class rooms to sit in.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::{Item, Stage};
use policy::key::CLASS_STANDARD;
use rust_decimal::Decimal;

/// 新增学位与新建教室不符.
pub(super) const RULE: Rule = Rule {
    number: "R1006",
    family: Family::Reconciliation,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知三（二）",
    mission: "M14",
    check,
};

const ROOMS: [Item; 3] = [Item::Classroom, Item::TeachingArea, Item::FloorArea];

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in &view.places {
        let seats = place.seats.iter().fold(0_u64, |sum, s| sum.saturating_add(*s));
        if seats == 0 {
            continue;
        }
        let Some(p) = place.projects.iter().filter_map(|i| view.at(*i)).find(|p| !p.project.seats.is_empty()) else {
            continue;
        };
        if ROOMS.iter().all(|item| place.added(*item).is_none()) {
            let draft = out.project(view, p).variant("none").with("seats", seats);
            draft.saw(p.path("seats"), seats).file();
            continue;
        }
        let Some(rooms) = place.added(Item::Classroom).and_then(|a| a.quantity) else { continue };
        let size = |stage| view.limit_for(CLASS_STANDARD, place.situation, Some(stage));
        let Some(limit) = place.stages().filter_map(size).max_by_key(|l| l.value).or_else(|| size(Stage::Junior))
        else {
            out.unset("标准班额");
            continue;
        };
        let hold = Decimal::from(rooms).checked_mul(limit.value);
        if hold.is_some_and(|hold| Decimal::from(seats) > hold) {
            let draft = out.project(view, p).with("seats", seats).with("rooms", rooms);
            let draft = draft.with("size", limit.value.normalize()).by(&limit);
            draft.saw(p.path("seats"), seats).saw(p.path("lines"), rooms).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Stage;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1006", &[], |f| f.project("P1").seats = vec![(Stage::Primary, 45)]);
    }
}
