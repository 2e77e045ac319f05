//! The money a hand-made plan spends (可用资金): what is left of every source in every year.

use model::{Dossier, Fen, FundSource, Funding, Year};
use std::collections::BTreeMap;

/// What is left of the county's budgets (剩余资金).
#[derive(Debug, Clone)]
pub struct Purse {
    left: BTreeMap<(Year, FundSource), i64>,
}

impl Purse {
    /// The documented budgets of a county, less a fiftieth that a careful treasurer keeps back.
    pub fn of(dossier: &Dossier) -> Purse {
        let mut left = BTreeMap::new();
        for line in dossier.budgets.iter().filter(|b| b.document.is_some() && b.source.is_lawful()) {
            *left.entry((line.year, line.source)).or_insert(0) += line.amount.0 - line.amount.0 / 50;
        }
        Purse { left }
    }

    /// What a plan leaves over.
    pub fn after(dossier: &Dossier) -> Purse {
        let mut purse = Purse::of(dossier);
        for part in dossier.plan.projects.iter().flat_map(|p| &p.funding) {
            *purse.left.entry((part.year, part.source)).or_insert(0) -= part.amount.0;
        }
        purse
    }

    /// Takes an amount (whole hundred yuan) out of a year, the fullest source first; nothing is taken when it does not fit.
    pub fn take(&mut self, year: Year, amount: Fen) -> Option<Vec<Funding>> {
        let mut sources: Vec<(FundSource, i64)> =
            self.left.iter().filter(|((y, _), _)| *y == year).map(|((_, s), &n)| (*s, n - n % Fen::GRAIN.0)).collect();
        sources.sort_by_key(|&(s, n)| (std::cmp::Reverse(n), s));
        let mut rest = amount.0;
        let mut parts = Vec::new();
        for (source, has) in sources.into_iter().filter(|(_, n)| *n > 0) {
            let part = rest.min(has);
            if part > 0 {
                parts.push(Funding { year, source, amount: Fen(part) });
                rest -= part;
            }
        }
        if rest > 0 {
            return None;
        }
        for part in &parts {
            if let Some(left) = self.left.get_mut(&(year, part.source)) {
                *left -= part.amount.0;
            }
        }
        Some(parts)
    }

    /// Gives money back.
    pub fn give_back(&mut self, funding: &[Funding]) {
        for part in funding {
            *self.left.entry((part.year, part.source)).or_insert(0) += part.amount.0;
        }
    }
}
