//! R0301 超标准配置: what stands after the plan is above the highest quantity allowed.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::place::{Added, PlaceView};
use crate::ratio::percent_of;
use crate::report::Report;
use crate::view::View;
use crate::view::{Limit, Required};
use policy::{Certainty, Standard};
use rust_decimal::prelude::ToPrimitive;

/// 超标准配置.
pub(super) const RULE: Rule = Rule {
    number: "R0301",
    family: Family::Standard,
    severity: Severity::Blocks,
    waiver: Waiver::City,
    clause: "通知二（三）、六（三）",
    mission: "M22",
    check,
};

const SHARE: &str = "review.ceiling_share";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let share = view.limit(SHARE);
    for place in &view.places {
        for added in &place.added {
            let Some(ceiling) = ceiling(view, place, added, share.as_ref()) else {
                if view.lookup.requirements(Standard::Basic, place.situation).is_empty() {
                    continue; // nothing is known of the school; that is a finding of its own
                }
                // what may not be planned at all needs no ceiling
                let mut projects = added.projects.iter().filter_map(|i| view.at(*i));
                if projects.any(|p| view.may_be_planned(p, added.item)) {
                    out.unset(added.item.zh());
                }
                continue;
            };
            let (Some(present), Some(quantity)) = (view.present(place, added.item), added.quantity) else { continue };
            let Some(after) = present.checked_add(quantity).filter(|a| *a > ceiling.quantity) else { continue };
            let unit = added.item.unit();
            let mut draft = out.place(place).with("item", added.item.zh()).with("unit", unit.zh());
            draft = draft.with("present", unit.show(present)).with("added", unit.show(quantity));
            draft = draft.with("after", unit.show(after)).with("ceiling", unit.show(ceiling.quantity));
            for p in added.projects.iter().filter_map(|i| view.at(*i)) {
                draft = draft.about(&p.project.id).saw(p.path("lines"), added.item.zh());
            }
            draft.certainty(ceiling.certainty).file();
        }
    }
}

/// The ceiling of the packs, else the allowed share of the highest standard. Meeting the balanced standard (优质均衡) is never
/// over-standard: a ceiling below it is raised to it.
fn ceiling(view: &View<'_>, place: &PlaceView<'_>, added: &Added, share: Option<&Limit>) -> Option<Required> {
    if let Some(ceiling) = view.required(place, Standard::Ceiling, added.item, true) {
        let balanced = view.required(place, Standard::Balanced, added.item, true);
        return balanced.filter(|b| b.quantity > ceiling.quantity).or(Some(ceiling));
    }
    let (standard, share) = (view.standard(place, added)?, share?);
    let quantity = percent_of(standard.quantity, share)?;
    // a quantity of a few pieces may always be rounded up to the next whole one
    let whole = standard.quantity.checked_add(added.item.unit().scale())?;
    let certainty: Certainty = standard.certainty.max(share.certainty);
    Some(Required { quantity: quantity.floor().to_i64()?.max(whole), certainty })
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0301", &["R0304", "R0701"], |f| f.quantity("P2", 2_000));
    }
}
