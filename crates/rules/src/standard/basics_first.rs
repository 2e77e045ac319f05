//! R0304 基本缺口未补齐而超标准建设: a county with basic gaps open may not plan above the standard.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::percent_of;
use crate::report::Report;
use crate::view::View;
use policy::Standard;
use rust_decimal::Decimal;

/// 基本缺口未补齐而超标准建设.
pub(super) const RULE: Rule = Rule {
    number: "R0304",
    family: Family::Standard,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（一）",
    mission: "M22",
    check,
};

const TOLERANCE: &str = "review.above_standard_tolerance";

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let Some(open) = open_basic_gaps(view) else { return };
    let Some(tolerance) = view.limit(TOLERANCE) else {
        out.unset("基本缺口未补齐时超出标准的容许幅度");
        return;
    };
    beyond(view, open, out);
    for place in &view.places {
        for added in &place.added {
            let Some(standard) = view.standard(place, added) else { continue };
            let (Some(present), Some(quantity)) = (view.present(place, added.item), added.quantity) else { continue };
            let Some(after) = present.checked_add(quantity) else { continue };
            let Some(room) = percent_of(standard.quantity, &tolerance) else { continue };
            let room = room.max(Decimal::from(added.item.unit().scale()));
            if Decimal::from(after.saturating_sub(standard.quantity)) <= room {
                continue;
            }
            let unit = added.item.unit();
            let mut draft = out.place(place).with("item", added.item.zh()).with("unit", unit.zh());
            draft =
                draft.with("after", unit.show(after)).with("standard", unit.show(standard.quantity)).with("open", open);
            for p in added.projects.iter().filter_map(|i| view.at(*i)) {
                draft = draft.about(&p.project.id).saw(p.path("lines"), added.item.zh());
            }
            draft.certainty(standard.certainty).by(&tolerance).file();
        }
    }
}

/// What no catalogue lists goes beyond basic conditions.
fn beyond(view: &View<'_>, open: usize, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate().filter(|(_, l)| !view.listed(p, l.item)) {
            let draft = out.project(view, p).variant("beyond").with("item", line.item.zh());
            let draft = draft.with("amount", line.amount).with("open", open);
            draft.saw(p.path(&format!("lines/{n}")), line.item.zh()).file();
        }
    }
}

/// How many basic gaps the plan leaves open; `None` when it closes them all.
fn open_basic_gaps(view: &View<'_>) -> Option<usize> {
    let open = view.open_gaps(Standard::Basic).filter(|(g, place)| {
        let planned = place.and_then(|l| l.added(g.item)).and_then(|a| a.quantity).unwrap_or(0);
        g.short.is_some_and(|s| planned < s)
    });
    Some(open.count()).filter(|n| *n > 0)
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;
    use policy::Standard;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0304", &["R0701", "R0515", "R0808"], |f| {
            f.quantity("P2", 430);
            f.gap("S3", Item::Books, Standard::Basic, 9_000, 6_000);
        });
    }
}
