//! Money used by source and year against what is offered (分来源分年度资金).

use crate::view::View;
use model::{Fen, FundSource, Year};
use std::collections::BTreeMap;

/// One source in one year.
pub(super) struct Used {
    pub source: FundSource,
    pub year: Year,
    /// What the projects use.
    pub used: Fen,
    /// What the budget lines offer; `None` when there is no line.
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
    for b in &view.dossier.budgets {
        if let Some(slot) = out.get_mut(&(b.year, b.source)) {
            let so_far = slot.offered.unwrap_or_default();
            slot.offered = Some(Fen(so_far.0.saturating_add(b.amount.0)));
        }
    }
    out.into_values().collect()
}
