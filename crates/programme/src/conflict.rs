//! Demands that cannot all be met (必办事项冲突): an irreducible set of them, and what would resolve it.

use crate::feasible::{Decision, STEPS, decide};
use crate::solve::{Dense, Malformed};
use checker::{Budget, Instance, Must};
use model::{Fen, FundSource, Year};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What would make the set possible (化解办法). Each alone does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// So much more money of a source in a year; 100 元 less would not do.
    Money {
        /// The source.
        source: FundSource,
        /// The year.
        year: Year,
        /// The amount.
        amount: Fen,
    },
    /// A later year for one of them; a year earlier would not do.
    Later {
        /// Its position among the demands.
        must: usize,
        /// The year by whose end it is to be reached.
        by: Year,
    },
}

/// Demands that cannot all be met (必办事项冲突).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Positions among the demands; together they cannot be met.
    pub musts: Vec<usize>,
    /// Without any one of them the others can be met: proven, not only tried.
    pub irreducible: bool,
    /// What would resolve it, one or the other.
    pub remedies: Vec<Remedy>,
}

impl Clash {
    /// A demand that nothing can reach, whatever the money.
    pub(crate) fn alone(must: usize) -> Clash {
        Clash { musts: vec![must], irreducible: true, remedies: Vec::new() }
    }
}

/// What was found about demands (必办事项判定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// They can all be met, in this way: option and index of the year.
    Possible(Vec<(usize, usize)>),
    /// They cannot.
    Clash(Clash),
    /// Not decided within the work allowed.
    Open,
}

/// Decides whether an instance can meet all demands, and finds a set that cannot be met where not.
///
/// The set is found by leaving out one demand after another for as long as the rest stays impossible, each time decided
/// exactly; what is left at the end is irreducible.
pub fn examine(instance: &Instance, musts: &[Must]) -> Result<Found, Malformed> {
    let judge = Judge { instance, groups: groups(instance) };
    match judge.decide(&judge.dense(None)?, musts) {
        Decision::Possible(starts) => return Ok(Found::Possible(starts)),
        Decision::Open => return Ok(Found::Open),
        Decision::Impossible => {}
    }
    let dense = judge.dense(None)?;
    let mut kept: Vec<usize> = (0..musts.len()).collect();
    let mut irreducible = true;
    for at in 0..musts.len() {
        let without: Vec<usize> = kept.iter().copied().filter(|k| *k != at).collect();
        match judge.decide(&dense, &some(musts, &without)) {
            Decision::Impossible => kept = without,
            Decision::Possible(_) => {}
            Decision::Open => irreducible = false,
        }
    }
    let mut remedies = judge.later(&dense, musts, &kept);
    remedies.extend(judge.money(musts, &kept)?);
    Ok(Found::Clash(Clash { musts: kept, irreducible, remedies }))
}

/// The groups of an instance as the solver numbers them: in the order in which they appear.
fn groups(instance: &Instance) -> BTreeMap<u32, usize> {
    let mut out = BTreeMap::new();
    for choice in &instance.options {
        let next = out.len();
        out.entry(choice.group).or_insert(next);
    }
    out
}

fn some(musts: &[Must], at: &[usize]) -> Vec<Must> {
    at.iter().filter_map(|i| musts.get(*i)).copied().collect()
}

struct Judge<'a> {
    instance: &'a Instance,
    groups: BTreeMap<u32, usize>,
}

impl Judge<'_> {
    fn decide(&self, dense: &Dense, musts: &[Must]) -> Decision {
        decide(dense, musts, &self.groups, STEPS)
    }

    /// The problem, with more money of a source in a year.
    fn dense(&self, more: Option<(FundSource, Year, Fen)>) -> Result<Dense, Malformed> {
        match more {
            None => Dense::read(self.instance),
            Some((source, year, amount)) => Dense::read(&richer(self.instance, source, year, amount)),
        }
    }

    /// For each demand the first later year that resolves the set.
    fn later(&self, dense: &Dense, musts: &[Must], kept: &[usize]) -> Vec<Remedy> {
        let mut out = Vec::new();
        for at in kept {
            let Some(must) = musts.get(*at) else { continue };
            for by in must.by as usize + 1..self.instance.years.len() {
                let Ok(late) = u32::try_from(by) else { continue };
                let moved = |i: &usize| musts.get(*i).map(|m| if i == at { Must { by: late, ..*m } } else { *m });
                let set: Vec<Must> = kept.iter().filter_map(moved).collect();
                if let Decision::Possible(_) = self.decide(dense, &set) {
                    let year = self.instance.years.get(by).copied().unwrap_or(Year(0));
                    out.push(Remedy::Later { must: *at, by: year });
                    break;
                }
            }
        }
        out
    }

    /// For each source and year the least money that resolves the set.
    fn money(&self, musts: &[Must], kept: &[usize]) -> Result<Vec<Remedy>, Malformed> {
        let set = some(musts, kept);
        let last = set.iter().map(|m| m.by as usize).max().unwrap_or(0);
        let sources: BTreeSet<FundSource> = self.instance.classes.iter().flat_map(|c| c.sources.clone()).collect();
        // nothing asked for can cost more than everything
        let all = self.instance.options.iter().flat_map(|o| &o.profile);
        let most = all.fold(0_i64, |sum, f| sum.saturating_add(f.0)).div_euclid(Fen::GRAIN.0);
        let mut out = Vec::new();
        let mut known: BTreeSet<i64> = BTreeSet::new();
        for source in sources {
            for year in self.instance.years.iter().take(last + 1) {
                let does = |grains: i64| -> Result<bool, Malformed> {
                    let Ok(amount) = Fen::from_grains(grains) else { return Ok(false) };
                    let dense = self.dense(Some((source, *year, amount)))?;
                    Ok(matches!(self.decide(&dense, &set), Decision::Possible(_)))
                };
                if !does(most)? {
                    continue;
                }
                let (mut no, mut yes) = (0, most);
                // sources and years often need the same: what is known of others is tried first
                for guess in known.iter().flat_map(|n| [*n, *n - 1]) {
                    if no < guess && guess < yes {
                        if does(guess)? {
                            yes = guess;
                        } else {
                            no = guess;
                        }
                    }
                }
                while yes - no > 1 {
                    let middle = no + (yes - no) / 2;
                    if does(middle)? {
                        yes = middle;
                    } else {
                        no = middle;
                    }
                }
                known.insert(yes);
                if let Ok(amount) = Fen::from_grains(yes) {
                    out.push(Remedy::Money { source, year: *year, amount });
                }
            }
        }
        Ok(out)
    }
}

/// The instance with more money of a source in a year (增加资金); a source without a line for the year gets one.
pub fn richer(instance: &Instance, source: FundSource, year: Year, amount: Fen) -> Instance {
    let mut out = instance.clone();
    match out.budgets.iter_mut().find(|b| b.source == source && b.year == year) {
        Some(budget) => budget.amount = Fen(budget.amount.0.saturating_add(amount.0)),
        None => out.budgets.push(Budget { source, year, amount }),
    }
    out
}
