//! R0707 单价低于合理下限: the unit price is below the lowest believable one.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 单价低于合理下限.
pub(super) const RULE: Rule = Rule {
    number: "R0707",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate() {
            let Some(price) = line.unit_price.filter(|x| x.0 > 0) else { continue };
            let Some(cost) = view.lookup.unit_cost(line.item, p.situation, p.project.nature) else { continue };
            let Some(floor) = cost.floor.filter(|f| price < *f) else { continue };
            let draft = out.project(view, p).with("item", line.item.zh()).with("unit", line.item.unit().zh());
            let draft = draft.with("price", price.yuan()).with("floor", floor.yuan()).certainty(cost.certainty);
            draft.saw(p.path(&format!("lines/{n}/unit_price")), price.yuan()).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0707", &[], |f| f.price("P1", 190_000));
    }
}
