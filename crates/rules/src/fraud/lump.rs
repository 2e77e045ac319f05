//! R0709 整数估列: a round total with a line that has no price or basis: a sum put down, not worked out.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use model::Fen;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// 整数估列.
pub(super) const RULE: Rule = Rule {
    number: "R0709",
    family: Family::Fraud,
    severity: Severity::NeedsReason,
    waiver: Waiver::City,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let step = view.limit("review.round_step");
    let fen = step.as_ref().and_then(|s| s.value.checked_mul(Decimal::from(Fen::WAN.0))?.to_i64()).filter(|s| *s > 0);
    let (Some(step), Some(fen)) = (step, fen) else {
        out.unset("整数化判断的金额单位");
        return;
    };
    for p in &view.projects {
        let Some(total) = p.total.filter(|t| t.0 > 0 && t.0.checked_rem(fen) == Some(0)) else { continue };
        if p.project.lines.iter().any(|l| l.unit_price.is_none() || l.price_basis.is_none()) {
            let draft = out.project(view, p).with("total", total).with("step", step.value.normalize());
            draft.by(&step).saw(p.path("total"), total).file();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0709", &["R0908"], |f| {
            f.rich();
            f.line("P2").unit_price = None;
            f.line("P2").amount = Fen(20_000_000);
            f.project("P2").funding[0].amount = Fen(20_000_000);
        });
    }
}
