//! A plan's money against the county's budgets (资金安排校验), whoever made the plan.

use crate::ledger::{Account, Carry, ledger};
use model::{Category, Dossier, Fen, FundSource, Overflow, ProjectId, Year};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a plan's arrangement breaks (安排问题). Recomputed from the dossier alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Breach {
    /// Money arranged is not the investment.
    FundingGap {
        /// The project.
        project: ProjectId,
        /// Total investment.
        total: Fen,
        /// Money arranged.
        funded: Fen,
    },
    /// Money in a year outside the project's years.
    OutsideYears {
        /// The project.
        project: ProjectId,
        /// The year.
        year: Year,
    },
    /// Work outside the cycle, or finishing before it starts.
    OutsideCycle {
        /// The project.
        project: ProjectId,
    },
    /// Equipment or IT that does not finish in the year it starts.
    NotInYear {
        /// The project.
        project: ProjectId,
    },
    /// More than a source has in a year: its budget and what earlier years left that may still be used.
    OverBudget {
        /// The source.
        source: FundSource,
        /// The year.
        year: Year,
        /// The budget and the money carried in.
        budget: Fen,
        /// The plan's use.
        used: Fen,
    },
    /// A source that is no lawful source.
    Unlawful {
        /// The project.
        project: ProjectId,
        /// The source.
        source: FundSource,
    },
    /// The sum of budgets or of money arranged leaves 64 bits.
    OutOfRange,
    /// Sums leave 64 bits.
    Overflow {
        /// The project.
        project: ProjectId,
    },
}

/// The account of every source and year of the dossier's budgets and plan (分年资金结转).
///
/// All budget lines count, whatever their document says. [`Overflow`] when a sum does not fit 64 bits.
pub fn accounts(dossier: &Dossier, carry: &[Carry]) -> Result<Vec<Account>, Overflow> {
    let (mut budget, mut used) = (BTreeMap::new(), BTreeMap::new());
    let add = |to: &mut BTreeMap<(FundSource, Year), Fen>, key, amount: Fen| {
        let sum = to.entry(key).or_default();
        *sum = sum.plus(amount)?;
        Ok(())
    };
    for b in &dossier.budgets {
        add(&mut budget, (b.source, b.year), b.amount)?;
    }
    for f in dossier.plan.projects.iter().flat_map(|p| &p.funding) {
        add(&mut used, (f.source, f.year), f.amount)?;
    }
    ledger(&budget, &used, carry)
}

/// Every breach of the plan in the dossier, in the order of its projects; `carry` says which sources may carry money over.
pub fn arrangement(dossier: &Dossier, carry: &[Carry]) -> Vec<Breach> {
    let mut found = Vec::new();
    for project in &dossier.plan.projects {
        let id = || project.id.clone();
        match (project.total(), project.funded()) {
            (Ok(total), Ok(funded)) if total != funded => {
                found.push(Breach::FundingGap { project: id(), total, funded });
            }
            (Ok(_), Ok(_)) => {}
            _ => found.push(Breach::Overflow { project: id() }),
        }
        let whole = dossier.cycle.contains(project.start) && dossier.cycle.contains(project.finish);
        if !whole || project.finish < project.start {
            found.push(Breach::OutsideCycle { project: id() });
        }
        let yearly = project.lines.iter().all(|l| l.item.category() != Category::Building);
        if yearly && !project.lines.is_empty() && project.finish != project.start {
            found.push(Breach::NotInYear { project: id() });
        }
        for f in &project.funding {
            if f.year < project.start || f.year > project.finish {
                found.push(Breach::OutsideYears { project: id(), year: f.year });
            }
            if !f.source.is_lawful() {
                found.push(Breach::Unlawful { project: id(), source: f.source });
            }
        }
    }
    match accounts(dossier, carry) {
        Ok(list) => found.extend(list.iter().filter(|a| a.over.0 > 0).map(|a| Breach::OverBudget {
            source: a.source,
            year: a.year,
            budget: Fen(a.used.0.saturating_sub(a.over.0)),
            used: a.used,
        })),
        Err(Overflow) => found.push(Breach::OutOfRange),
    }
    found
}
