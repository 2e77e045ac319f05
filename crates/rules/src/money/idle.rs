//! R0515 资金未用足而缺口仍在: documented money stays unused while basic gaps are open.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::money::used::used;
use crate::report::Report;
use crate::view::View;
use model::Fen;
use policy::Standard;

/// 资金未用足而缺口仍在.
pub(super) const RULE: Rule = Rule {
    number: "R0515",
    family: Family::Money,
    severity: Severity::Notice,
    waiver: Waiver::County,
    clause: "通知二（二）、六（四）",
    mission: "M31",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    let offered = view.dossier.budgets.iter().filter(|b| b.document.is_some() && view.dossier.cycle.contains(b.year));
    let Ok(offered) = Fen::sum(offered.map(|b| b.amount)) else { return };
    let Ok(taken) = Fen::sum(used(view).iter().filter(|u| u.source.is_lawful()).map(|u| u.used)) else { return };
    let open = view.open_gaps(Standard::Basic);
    let uncovered = open.filter(|(g, place)| place.is_none_or(|l| l.added(g.item).is_none())).count();
    let left = Fen(offered.0.saturating_sub(taken.0));
    if left.0 > 0 && uncovered > 0 && !view.projects.is_empty() {
        let draft =
            out.county().with("offered", offered).with("used", taken).with("left", left).with("open", uncovered);
        draft.saw("budget", offered).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::trip;
    use model::{FundSource, Item};
    use policy::Standard;

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0515", &["R0808"], |f| {
            f.budget(FundSource::County, 2023, 5_000_000);
            f.document(FundSource::County, 2023);
            f.gap("S2", Item::Books, Standard::Basic, 9_000, 6_000);
        });
    }
}
