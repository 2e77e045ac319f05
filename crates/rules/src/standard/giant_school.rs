//! R0306 新建超大规模学校: no new school of excessive size.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use policy::key::SCHOOL_VERY_LARGE;
use rust_decimal::Decimal;

/// 新建超大规模学校.
pub(super) const RULE: Rule = Rule {
    number: "R0306",
    family: Family::Standard,
    severity: Severity::Blocks,
    waiver: Waiver::Region,
    clause: "通知三（二）",
    mission: "M13",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for place in view.places.iter().filter(|l| l.site.is_some()) {
        let seats = place.seats.iter().fold(0_u64, |sum, s| sum.saturating_add(*s));
        let Some(limit) = view.limit_for(SCHOOL_VERY_LARGE, place.situation, None) else {
            out.unset("超大规模学校起点");
            continue;
        };
        if Decimal::from(seats) < limit.value {
            continue;
        }
        let mut draft = out.place(place).with("seats", seats).with("limit", limit.value.normalize());
        draft = draft.by(&limit);
        for p in place.projects.iter().filter_map(|i| view.at(*i)) {
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
        trip("R0306", &["R0303", "R0512", "R1006"], |f| {
            f.new_school("P4", "SITE1");
            f.project("P4").seats = vec![(Stage::Primary, 3_000)];
        });
    }
}
