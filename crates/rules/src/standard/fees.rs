//! R0307 其他费、预备费占比过高: fees or contingency take a larger share than usual.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::ratio::percent_of;
use crate::report::Report;
use crate::view::View;
use model::Fen;
use policy::key::{CONTINGENCY_SHARE, OTHER_FEES_SHARE};
use rust_decimal::Decimal;

/// 其他费、预备费占比过高.
pub(super) const RULE: Rule = Rule {
    number: "R0307",
    family: Family::Standard,
    severity: Severity::NeedsReason,
    waiver: Waiver::County,
    clause: "通知六（三）",
    mission: "M40",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let (Some(fees), Some(reserve)) = (view.limit(OTHER_FEES_SHARE), view.limit(CONTINGENCY_SHARE)) else {
        out.unset("工程建设其他费、预备费比例");
        return;
    };
    for p in view.projects.iter().filter(|p| !p.project.lines.is_empty()) {
        let Ok(works) = Fen::sum(p.project.lines.iter().map(|l| l.amount)) else { continue };
        let Ok(base) = works.plus(p.project.other_fees) else { continue };
        let parts = [
            ("other_fees", "工程建设其他费", p.project.other_fees, works, &fees),
            ("contingency", "预备费", p.project.contingency, base, &reserve),
        ];
        for (field, name, amount, of, limit) in parts {
            let Some(allowed) = percent_of(of.0, limit) else { continue };
            // amounts are set in whole grains; one grain of rounding is no finding
            if Decimal::from(amount.0.saturating_sub(Fen::GRAIN.0)) > allowed {
                let draft = out.project(view, p).with("what", name).with("amount", amount).with("of", of);
                let draft = draft.with("limit", limit.value.normalize()).by(limit);
                draft.saw(p.path(field), amount).file();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::Fen;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0307", &["R0501"], |f| f.project("P1").contingency = Fen(30_000_000));
    }
}
