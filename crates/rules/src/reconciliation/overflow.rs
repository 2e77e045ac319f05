//! R1003 金额大到无法计算: sums that do not fit: an amount is absurd.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 金额大到无法计算.
pub(super) const RULE: Rule = Rule {
    number: "R1003",
    family: Family::Reconciliation,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let line = p.project.lines.iter().any(|l| matches!(l.priced(), Some(Err(_))));
        if p.total.is_none() || p.funded.is_none() || line {
            out.project(view, p).saw(p.path("total"), "").file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R1003", &["R0510"], |f| f.project("P1").other_fees = Fen(i64::MAX));
        trip("R1003", &["R0302"], |f| f.line("P1").unit_price = Some(Fen(i64::MAX)));
    }
}
