//! R0706 金额普遍取整: most projects have round totals, a sign that they were not worked out.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::percent_of;
use crate::report::Report;
use crate::view::View;
use model::Fen;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// 金额普遍取整.
pub(super) const RULE: Rule = Rule {
    number: "R0706",
    family: Family::Fraud,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let figures = [view.limit("review.round_step"), view.limit("review.round_share"), view.limit("review.round_min")];
    let [Some(step), Some(most), Some(least)] = figures else {
        out.unset("整数化判断参数");
        return;
    };
    let fen = step.value.checked_mul(Decimal::from(Fen::WAN.0)).and_then(|s| s.to_i64()).filter(|s| *s > 0);
    let count = view.projects.len();
    let Some(fen) = fen.filter(|_| Decimal::from(count) >= least.value) else { return };
    let round: Vec<_> =
        view.projects.iter().filter(|p| p.total.is_some_and(|t| t.0 > 0 && t.0.checked_rem(fen) == Some(0))).collect();
    if percent_of(count, &most).is_none_or(|allowed| Decimal::from(round.len()) <= allowed) {
        return;
    }
    let draft = out.county().with("round", round.len()).with("count", count).with("step", step.value.normalize());
    let mut draft = draft.with("limit", most.value.normalize()).by(&most);
    for p in round {
        draft = draft.saw(p.path("total"), p.total.unwrap_or_default());
    }
    draft.file();
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Item;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0706", &["R0704", "R0302", "R0707"], |f| f.clones(Item::SportEquipment, 12));
    }
}
