//! R0908 没有单价或价格依据: a line has no unit price, or no word on where it comes from.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 没有单价或价格依据.
pub(super) const RULE: Rule = Rule {
    number: "R0908",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（一）、六（三）",
    mission: "M25",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let bare =
            p.project.lines.iter().enumerate().filter(|(_, l)| l.unit_price.is_none() || l.price_basis.is_none());
        let bare: Vec<_> = bare.collect();
        if bare.is_empty() {
            continue;
        }
        let items: Vec<&str> = bare.iter().map(|(_, l)| l.item.zh()).collect();
        let mut draft = out.project(view, p).with("items", items.join("、"));
        for (n, line) in bare {
            let field = if line.unit_price.is_none() { "unit_price" } else { "price_basis" };
            draft = draft.saw(p.path(&format!("lines/{n}/{field}")), "");
        }
        draft.file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0908", &[], |f| f.line("P1").price_basis = None);
        trip("R0908", &[], |f| f.line("P2").unit_price = None);
    }
}
