//! Money used by source and year against what is offered (分来源分年度资金).

use crate::view::View;
use checker::Carry;
use model::{Fen, FundSource, Year};
use std::collections::BTreeMap;

/// One source in one year.
pub(super) struct Used {
    pub source: FundSource,
    pub year: Year,
    /// What the projects use.
    pub used: Fen,
    /// What the budget lines offer, with the money of earlier years that may still be used; `None` when there is neither.
    pub offered: Option<Fen>,
    /// The projects, by position in the plan.
    pub projects: Vec<usize>,
}

/// Every source and year the plan uses, in order. Sums that do not fit are held at the largest amount.
pub(super) fn used(view: &View<'_>) -> Vec<Used> {
    let mut out: BTreeMap<(Year, FundSource), Used> = BTreeMap::new();
    for (index, p) in view.projects.iter().enumerate() {
        for f in &p.project.funding {
            let slot = out.entry((f.year, f.source)).or_insert_with(|| Used {
                source: f.source,
                year: f.year,
                used: Fen::ZERO,
                offered: None,
                projects: Vec::new(),
            });
            slot.used = Fen(slot.used.0.saturating_add(f.amount.0));
            slot.projects.push(index);
        }
    }
    let (dossier, date) = (view.dossier, view.dossier.as_of);
    let years = |source| Some(Carry { source, years: view.policy.carry_years(source, &dossier.county, date)? });
    let carry: Vec<Carry> = FundSource::LAWFUL.into_iter().filter_map(years).collect();
    // sums that do not fit are found by the family of reconciliation
    for account in checker::accounts(dossier, &carry).unwrap_or_default() {
        let line = dossier.budgets.iter().any(|b| b.year == account.year && b.source == account.source);
        if let Some(slot) = out.get_mut(&(account.year, account.source))
            && (line || account.carried_in > Fen::ZERO)
        {
            slot.offered = Some(Fen(account.budget.0.saturating_add(account.carried_in.0)));
        }
    }
    out.into_values().collect()
}
