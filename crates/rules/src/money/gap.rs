//! R0501 投资与资金不平衡: the money arranged is not the total investment.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;

/// 投资与资金不平衡.
pub(super) const RULE: Rule = Rule {
    number: "R0501",
    family: Family::Money,
    severity: Severity::Blocks,
    waiver: Waiver::Nobody,
    clause: "通知六（四）",
    mission: "M30",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for p in &view.projects {
        let (Some(total), Some(funded)) = (p.total, p.funded) else { continue };
        let Ok(difference) = total.minus(funded) else { continue };
        if difference.0 == 0 {
            continue;
        }
        let mut draft = out.project(view, p).with("total", total).with("funded", funded);
        draft = draft.with("difference", model::Fen(difference.0.saturating_abs()));
        if difference.0 < 0 {
            draft = draft.variant("over");
        }
        draft.saw(p.path("total"), total).saw(p.path("funding"), funded).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0501", &["R0503"], |f| f.project("P1").funding.truncate(1));
        trip("R0501", &["R1001"], |f| f.line("P3").amount.0 -= 10_000);
    }
}
