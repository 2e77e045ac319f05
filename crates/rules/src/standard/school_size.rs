//! R0305 学校规模超上限: the seats added make the school larger than allowed.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use policy::key::SCHOOL_MAX;
use rust_decimal::Decimal;

/// 学校规模超上限.
pub(super) const RULE: Rule = Rule {
    number: "R0305",
    family: Family::Standard,
    severity: Severity::Blocks,
    waiver: Waiver::City,
    clause: "通知三（二）",
    mission: "M13",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in view.places.iter().filter(|l| l.school.is_some()) {
        let seats = place.seats.iter().fold(0_u64, |sum, s| sum.saturating_add(*s));
        if seats == 0 {
            continue;
        }
        let Some(limit) = view.limit_for(SCHOOL_MAX, place.situation, None) else {
            out.unset("学校规模上限");
            continue;
        };
        let Some(pupils) = place.pupils() else { continue };
        let after = pupils.saturating_add(seats);
        if Decimal::from(after) <= limit.value {
            continue;
        }
        let mut draft = out.place(place).with("pupils", pupils).with("seats", seats).with("after", after);
        draft = draft.with("limit", limit.value.normalize()).by(&limit);
        for p in place.projects.iter().filter_map(|i| view.at(*i)).filter(|p| !p.project.seats.is_empty()) {
            draft = draft.about(&p.project.id).saw(p.path("seats"), seats);
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Stage;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0305", &["R1006"], |f| f.project("P1").seats = vec![(Stage::Primary, 2_100)]);
    }
}
