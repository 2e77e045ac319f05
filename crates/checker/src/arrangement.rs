//! A plan's money against the county's budgets (资金安排校验), whoever made the plan.

use model::{Category, Dossier, Fen, FundSource, ProjectId, Year};
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
    /// More than a source offers in a year.
    OverBudget {
        /// The source.
        source: FundSource,
        /// The year.
        year: Year,
        /// The budget.
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
    /// Sums leave 64 bits.
    Overflow {
        /// The project.
        project: ProjectId,
    },
}

/// Every breach of the plan in the dossier, in the order of its projects.
pub fn arrangement(dossier: &Dossier) -> Vec<Breach> {
    let mut found = Vec::new();
    let mut used: BTreeMap<(FundSource, Year), i128> = BTreeMap::new();
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
            *used.entry((f.source, f.year)).or_default() += i128::from(f.amount.0);
        }
    }
    let mut budget: BTreeMap<(FundSource, Year), i128> = BTreeMap::new();
    for b in &dossier.budgets {
        *budget.entry((b.source, b.year)).or_default() += i128::from(b.amount.0);
    }
    for ((source, year), amount) in used {
        let offered = budget.get(&(source, year)).copied().unwrap_or(0);
        if amount > offered {
            let fen = |n: i128| Fen(i64::try_from(n).unwrap_or(i64::MAX));
            found.push(Breach::OverBudget { source, year, budget: fen(offered), used: fen(amount) });
        }
    }
    found
}
