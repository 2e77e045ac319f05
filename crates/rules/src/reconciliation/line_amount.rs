//! R1001 金额与数量、单价不符: the amount of a line is not quantity times unit price.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Fen;

/// 金额与数量、单价不符.
pub(super) const RULE: Rule = Rule {
    number: "R1001",
    family: Family::Reconciliation,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        for (n, line) in p.project.lines.iter().enumerate() {
            let Some(Ok(priced)) = line.priced() else { continue };
            // amounts are set in whole grains: less than one grain of difference is rounding
            if line.amount.0.abs_diff(priced.0) < Fen::GRAIN.0.unsigned_abs() {
                continue;
            }
            let unit = line.item.unit();
            let draft = out.project(view, p).with("item", line.item.zh()).with("quantity", unit.show(line.quantity));
            let draft = draft.with("unit", unit.zh()).with("price", line.unit_price.unwrap_or_default().yuan());
            let draft = draft.with("priced", priced).with("amount", line.amount);
            draft.saw(p.path(&format!("lines/{n}/amount")), line.amount).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1001", &[], |f| {
            f.line("P1").amount.0 += 1_000_000;
            f.project("P1").funding[0].amount.0 += 1_000_000;
        });
    }
}
