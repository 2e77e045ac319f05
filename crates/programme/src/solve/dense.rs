//! The instance in dense numbers (稠密形式): years, sources, groups and classes as indices, money in grains.

use super::table::Table;
use checker::Instance;
use model::{Fen, FundSource};
use std::collections::BTreeMap;

/// The instance contradicts itself, so no answer to it means anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("malformed instance: {0}")]
pub struct Malformed(pub String);

/// A year in which an option may start and every year of it has a source that may pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Begin {
    pub year: usize,
    pub value: i64,
}

/// An option.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub group: usize,
    /// Index into [`Dense::masks`].
    pub mask: usize,
    /// Cost in grains by year of the work.
    pub cost: Vec<i64>,
    pub begins: Vec<Begin>,
    pub seats: Option<(usize, i64)>,
    /// Groups that must be finished first.
    pub after: Vec<usize>,
}

impl Job {
    /// Index of the year after which it is finished, when started in `t`.
    pub fn done(&self, t: usize) -> usize {
        t + self.cost.len()
    }
}

/// Seats short by year, and what one missing costs.
#[derive(Debug, Clone)]
pub(crate) struct Seats {
    pub short: Vec<i64>,
    pub penalty: i64,
}

/// The instance, checked and indexed.
///
/// **Money.** Whether the spending of a year can be paid is Hall's condition: for every union `T` of source sets, the
/// spending of classes that may use nothing outside `T` is at most the budget of `T`. These unions are the `cuts`.
#[derive(Debug, Clone)]
pub(crate) struct Dense {
    pub years: usize,
    pub sources: Vec<FundSource>,
    /// Source × year, grains.
    pub budget: Table<i64>,
    /// Source × year: a budget line exists (it may be zero).
    pub offered: Table<bool>,
    /// The distinct sets of sources that classes may use, as bits over `sources`.
    pub masks: Vec<u32>,
    /// Unions of masks.
    pub cuts: Vec<u32>,
    /// For each mask the cuts that contain it.
    pub cuts_of: Vec<Vec<usize>>,
    /// Cut × year, grains.
    pub room: Table<i64>,
    pub jobs: Vec<Job>,
    pub groups: Vec<Vec<usize>>,
    /// For each group, the groups with an option that waits for it.
    pub waiters: Vec<Vec<usize>>,
    pub seats: Vec<Seats>,
}

fn grains(amount: Fen) -> i64 {
    amount.0.div_euclid(Fen::GRAIN.0)
}

impl Dense {
    pub fn read(instance: &Instance) -> Result<Dense, Malformed> {
        let years = instance.years.len();
        let bad = |what: &str, i: usize| Err(Malformed(format!("{what} {i}")));
        for (i, pair) in instance.years.windows(2).enumerate() {
            if !matches!(pair, [a, b] if a.0.checked_add(1) == Some(b.0)) {
                return bad("years", i);
            }
        }
        let mut sources: Vec<FundSource> = instance.budgets.iter().map(|b| b.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut budget = Table::new(sources.len(), years);
        let mut offered = Table::new(sources.len(), years);
        for (i, b) in instance.budgets.iter().enumerate() {
            let at = sources.iter().position(|s| *s == b.source).unwrap_or(usize::MAX);
            let year = instance.years.iter().position(|y| *y == b.year);
            if b.amount.0 < 0 || year.is_some_and(|y| offered.get(at, y)) {
                return bad("budget", i);
            }
            if let Some(y) = year {
                budget.set(at, y, grains(b.amount));
                offered.set(at, y, true);
            }
        }
        let bits = |list: &[FundSource]| {
            let has = sources.iter().enumerate().filter(|(_, s)| list.contains(s));
            has.fold(0u32, |m, (i, _)| m | 1 << i)
        };
        let class_masks: Vec<u32> = instance.classes.iter().map(|c| bits(&c.sources)).collect();
        let mut masks = class_masks.clone();
        masks.sort_unstable();
        masks.dedup();
        let cuts = unions(&masks);
        let cuts_of = masks.iter().map(|m| (0..cuts.len()).filter(|&c| contains(&cuts, c, *m)).collect()).collect();
        let mut room = Table::new(cuts.len(), years);
        for (c, cut) in cuts.iter().enumerate() {
            for y in 0..years {
                let members = (0..sources.len()).filter(|s| cut >> s & 1 == 1);
                let sum = members.map(|s| i128::from(budget.get(s, y))).sum::<i128>();
                room.set(c, y, i64::try_from(sum).unwrap_or(i64::MAX));
            }
        }
        let mut dense = Dense {
            years,
            sources,
            budget,
            offered,
            masks,
            cuts,
            cuts_of,
            room,
            jobs: Vec::with_capacity(instance.options.len()),
            groups: Vec::new(),
            waiters: Vec::new(),
            seats: Vec::new(),
        };
        for (i, s) in instance.seats.iter().enumerate() {
            if s.short.len() != years || s.penalty < 0 {
                return bad("seats", i);
            }
            dense.seats.push(Seats { short: s.short.iter().map(|&n| i64::from(n)).collect(), penalty: s.penalty });
        }
        dense.options(instance, &class_masks)?;
        Ok(dense)
    }

    fn options(&mut self, instance: &Instance, class_masks: &[u32]) -> Result<(), Malformed> {
        let mut index: BTreeMap<u32, usize> = BTreeMap::new();
        for choice in &instance.options {
            let next = index.len();
            index.entry(choice.group).or_insert(next);
        }
        self.groups = vec![Vec::new(); index.len()];
        self.waiters = vec![Vec::new(); index.len()];
        for (i, choice) in instance.options.iter().enumerate() {
            let mask = class_masks.get(choice.class as usize);
            let Some(mask) = mask.and_then(|m| self.masks.iter().position(|x| x == m)) else {
                return Err(Malformed(format!("option {i}: class")));
            };
            let bad_amount = choice.profile.iter().any(|f| f.0 < 0 || !f.on_grain());
            if choice.value.len() != self.years || choice.profile.is_empty() || bad_amount {
                return Err(Malformed(format!("option {i}: value or profile")));
            }
            if choice.seats.is_some_and(|(z, _)| self.seats.get(z as usize).is_none()) {
                return Err(Malformed(format!("option {i}: seats")));
            }
            let cost: Vec<i64> = choice.profile.iter().map(|f| grains(*f)).collect();
            let group = index.get(&choice.group).copied().unwrap_or(0);
            // waiting for a group that nobody offers means never
            let after: Option<Vec<usize>> = choice.after.iter().map(|g| index.get(g).copied()).collect();
            let possible = after.is_some();
            let after = after.unwrap_or_default();
            let begin = |(year, value): (usize, &Option<i64>)| {
                let fits = possible && year + cost.len() <= self.years;
                let paid = cost.iter().enumerate().all(|(k, c)| *c == 0 || self.payable(mask, year + k));
                value.filter(|_| fits && paid).map(|value| Begin { year, value })
            };
            let begins = choice.value.iter().enumerate().filter_map(begin).collect();
            for before in &after {
                if let Some(list) = self.waiters.get_mut(*before)
                    && !list.contains(&group)
                {
                    list.push(group);
                }
            }
            if let Some(list) = self.groups.get_mut(group) {
                list.push(i);
            }
            let seats = choice.seats.map(|(z, n)| (z as usize, i64::from(n)));
            self.jobs.push(Job { group, mask, cost, begins, seats, after });
        }
        Ok(())
    }

    /// True when some source of the mask has a budget line in the year.
    fn payable(&self, mask: usize, year: usize) -> bool {
        self.open(mask, year).next().is_some()
    }

    /// The sources of a mask that have a budget line in the year.
    pub fn open(&self, mask: usize, year: usize) -> impl Iterator<Item = usize> + '_ {
        let bits = self.masks.get(mask).copied().unwrap_or(0);
        (0..self.sources.len()).filter(move |s| bits >> s & 1 == 1 && self.offered.get(*s, year))
    }

    /// The cuts that limit a mask.
    pub fn cuts_of(&self, mask: usize) -> &[usize] {
        self.cuts_of.get(mask).map_or(&[], Vec::as_slice)
    }

    pub fn options_of(&self, group: usize) -> &[usize] {
        self.groups.get(group).map_or(&[], Vec::as_slice)
    }
}

fn contains(cuts: &[u32], cut: usize, mask: u32) -> bool {
    cuts.get(cut).is_some_and(|c| c & mask == mask)
}

/// Every union of the given sets, in rising order.
fn unions(masks: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    for &m in masks {
        let joined: Vec<u32> = all.iter().map(|u| u | m).collect();
        all.extend(joined);
        all.push(m);
        all.sort_unstable();
        all.dedup();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unions_are_closed() {
        assert_eq!(unions(&[0b001, 0b010, 0b110]), vec![0b001, 0b010, 0b011, 0b110, 0b111]);
    }
}
