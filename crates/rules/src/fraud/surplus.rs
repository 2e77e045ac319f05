//! R0701 数量明显超出缺口: far more is planned than the school is short of.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::times;
use crate::report::Report;
use crate::view::View;
use rust_decimal::Decimal;

/// 数量明显超出缺口.
pub(super) const RULE: Rule = Rule {
    number: "R0701",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（二）、六（三）",
    mission: "M40",
    check,
};

const FACTOR: &str = "review.surplus_factor";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(factor) = view.limit(FACTOR) else {
        out.unset("规划数量与缺口的倍数上限");
        return;
    };
    for place in &view.places {
        let seats = place.seats.iter().any(|s| *s > 0); // new seats need more than today's gap
        for added in place.added.iter().filter(|_| !seats) {
            let Some(short) = place.short(added.item).filter(|s| *s > 0) else { continue };
            let Some(quantity) = added.quantity else { continue };
            let unit = added.item.unit();
            let over = times(short, &factor).is_some_and(|most| Decimal::from(quantity) > most);
            if !over || quantity.saturating_sub(short) <= unit.scale() {
                continue;
            }
            let draft = out.place(place).with("item", added.item.zh()).with("unit", unit.zh());
            let mut draft = draft.with("quantity", unit.show(quantity)).with("short", unit.show(short));
            draft = draft.with("factor", factor.value.normalize()).by(&factor);
            for p in added.projects.iter().filter_map(|i| view.at(*i)) {
                draft = draft.about(&p.project.id).saw(p.path("lines"), unit.show(quantity));
            }
            draft.file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0701", &["R0301", "R0304"], |f| f.quantity("P2", 400));
    }
}
