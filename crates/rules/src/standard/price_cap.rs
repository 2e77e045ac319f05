//! R0302 单价超上限: the unit price is above the highest one accepted without a reason.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Fen;
use policy::key::PRICE_SPREAD_MAX;
use policy::{Certainty, UnitCost};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// 单价超上限.
pub(super) const RULE: Rule = Rule {
    number: "R0302",
    family: Family::Standard,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知二（三）、六（三）",
    mission: "M22",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate() {
            let Some(price) = line.unit_price else { continue };
            let cost = view.lookup.unit_cost(line.item, p.situation, p.project.nature);
            let Some((cap, certainty)) = cost.and_then(|c| cap(view, c)) else {
                out.unset(format!("{}单价", line.item.zh()));
                continue;
            };
            if price > cap {
                let draft = out.project(view, p).with("item", line.item.zh()).with("unit", line.item.unit().zh());
                let draft = draft.with("price", price.yuan()).with("cap", cap.yuan()).certainty(certainty);
                draft.saw(p.path(&format!("lines/{n}/unit_price")), price.yuan()).file();
            }
        }
    }
}

/// The cap of the packs, else the usual price with the spread allowed.
fn cap(view: &View<'_>, cost: &UnitCost) -> Option<(Fen, Certainty)> {
    if let Some(cap) = cost.cap {
        return Some((cap, cost.certainty));
    }
    let spread = view.limit(PRICE_SPREAD_MAX)?;
    let factor = Decimal::ONE.checked_add(spread.value.checked_div(Decimal::ONE_HUNDRED)?)?;
    let cap = Decimal::from(cost.price.0).checked_mul(factor)?.floor().to_i64()?;
    Some((Fen(cap), cost.certainty.max(spread.certainty)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0302", &[], |f| f.price("P1", 900_000));
    }
}
