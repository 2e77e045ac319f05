//! The yearly account of every source (分年资金结转): budget, carried in, used, carried out, returned.
//!
//! Money of a year may be used in that year and in as many years after it as its source may carry it (结转). What is left
//! then counts as surplus and is returned (结余收回). Within a source the oldest money is used first: money that can be used
//! in a year at all is never worth more later, so that if any order of use works, this one does.

use model::{Fen, FundSource, Overflow, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How long a source may carry unused money (结转年限). A source not listed carries nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Carry {
    /// The source.
    pub source: FundSource,
    /// Years after the budget year in which the money may still be used.
    pub years: u8,
}

/// One source in one year (年度资金账). `budget + carried_in = used + carried_out + returned`, unless `over` is positive:
/// then the year used that much more than there was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The source.
    pub source: FundSource,
    /// The year.
    pub year: Year,
    /// 当年预算.
    pub budget: Fen,
    /// 上年结转: money of earlier years that may still be used.
    pub carried_in: Fen,
    /// 当年安排.
    pub used: Fen,
    /// 结转下年; in the last year of the list this leaves the cycle.
    pub carried_out: Fen,
    /// 结余收回: what may not be carried any further.
    pub returned: Fen,
    /// 超支: used beyond budget and money carried in.
    pub over: Fen,
}

/// How many years after its own a source's money may be used.
pub fn carry_of(carry: &[Carry], source: FundSource) -> u16 {
    carry.iter().find(|c| c.source == source).map_or(0, |c| u16::from(c.years))
}

/// The accounts of every source named in `budget` or `used`, by source and year, without a gap from the first year named
/// anywhere to the last. [`Overflow`] when a sum does not fit 64 bits.
pub fn ledger(
    budget: &BTreeMap<(FundSource, Year), Fen>,
    used: &BTreeMap<(FundSource, Year), Fen>,
    carry: &[Carry],
) -> Result<Vec<Account>, Overflow> {
    let keys: BTreeSet<(FundSource, Year)> = budget.keys().chain(used.keys()).copied().collect();
    let years = || keys.iter().map(|(_, y)| *y);
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return Ok(Vec::new()) };
    let sources: BTreeSet<FundSource> = keys.iter().map(|(s, _)| *s).collect();
    let mut out = Vec::new();
    for source in sources {
        let kept = carry_of(carry, source);
        let mut purses: Vec<(Year, Fen)> = Vec::new(); // oldest first
        for year in first.to(last) {
            let at = |of: &BTreeMap<(FundSource, Year), Fen>| of.get(&(source, year)).copied().unwrap_or_default();
            let (budget, used) = (at(budget), at(used));
            let carried_in = Fen::sum(purses.iter().map(|p| p.1))?;
            purses.push((year, budget));
            let mut owed = used;
            for (_, left) in &mut purses {
                let paid = Fen(owed.0.min(left.0).max(0));
                *left = left.minus(paid)?;
                owed = owed.minus(paid)?;
            }
            let ends = |made: Year| made.0.saturating_add(kept) <= year.0;
            let returned = Fen::sum(purses.iter().filter(|p| ends(p.0)).map(|p| p.1))?;
            purses.retain(|p| !ends(p.0));
            let carried_out = Fen::sum(purses.iter().map(|p| p.1))?;
            out.push(Account { source, year, budget, carried_in, used, carried_out, returned, over: owed });
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTY: FundSource = FundSource::County;

    fn table(list: &[(u16, i64)]) -> BTreeMap<(FundSource, Year), Fen> {
        list.iter().map(|&(y, n)| ((COUNTY, Year(y)), Fen(n))).collect()
    }

    /// Carried in, carried out, returned, over, year by year.
    fn run(budget: &[(u16, i64)], used: &[(u16, i64)], years: u8) -> Vec<[i64; 4]> {
        let carry = [Carry { source: COUNTY, years }];
        let all = ledger(&table(budget), &table(used), &carry).unwrap();
        for a in &all {
            assert_eq!(a.budget.0 + a.carried_in.0 + a.over.0, a.used.0 + a.carried_out.0 + a.returned.0);
        }
        all.iter().map(|a| [a.carried_in.0, a.carried_out.0, a.returned.0, a.over.0]).collect()
    }

    #[test]
    fn money_is_returned_after_two_years() {
        let got = run(&[(2021, 100)], &[(2022, 30), (2024, 0)], 2);
        assert_eq!(got, vec![[0, 100, 0, 0], [100, 70, 0, 0], [70, 0, 70, 0], [0, 0, 0, 0]]);
    }

    #[test]
    fn the_oldest_money_goes_first() {
        let got = run(&[(2021, 10), (2022, 10)], &[(2022, 10), (2024, 10)], 2);
        assert_eq!(got, vec![[0, 10, 0, 0], [10, 10, 0, 0], [10, 10, 0, 0], [10, 0, 0, 0]]);
    }

    #[test]
    fn nothing_is_carried_unless_said() {
        assert_eq!(run(&[(2021, 10)], &[(2022, 4)], 0), vec![[0, 0, 10, 0], [0, 0, 0, 4]]);
        assert_eq!(ledger(&table(&[(2021, 1)]), &table(&[]), &[]).unwrap().len(), 1);
    }
}
