//! The instance in dense numbers (稠密形式): years, sources, groups and classes as indices, money in grains.

use super::flow::Flow;
use checker::{Instance, Tier, Value, carry_of};
use model::{Fen, FundSource, Year};
use std::collections::BTreeMap;

/// The instance contradicts itself, so no answer to it means anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("malformed instance: {0}")]
pub struct Malformed(pub String);

/// A year in which an option may start and every year of it has a source that may pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Begin {
    pub year: usize,
    pub value: Value,
}

/// An option.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub group: usize,
    /// The tier it belongs to.
    pub tier: Tier,
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

/// Seats short by year, and what one brought is worth in the tier of seats.
#[derive(Debug, Clone)]
pub(crate) struct Seats {
    pub short: Vec<i64>,
    pub worth: i64,
}

/// A source's budget of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Purse {
    pub source: FundSource,
    pub year: Year,
    pub grains: i64,
}

/// The instance, checked and indexed. A *node* is a set of sources in a year, see [`super::flow`].
#[derive(Debug, Clone)]
pub(crate) struct Dense {
    pub years: usize,
    /// The oldest first, then in the order of sources.
    pub purses: Vec<Purse>,
    /// The distinct sets of sources that classes may use.
    pub masks: Vec<Vec<FundSource>>,
    /// For each node the purses that may pay there.
    pub reach: Vec<Vec<usize>>,
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
        let mut purses: Vec<Purse> = Vec::with_capacity(instance.budgets.len());
        for (i, b) in instance.budgets.iter().enumerate() {
            let twice = purses.iter().any(|p| p.source == b.source && p.year == b.year);
            if b.amount.0 < 0 || !b.amount.on_grain() || twice {
                return bad("budget", i);
            }
            purses.push(Purse { source: b.source, year: b.year, grains: grains(b.amount) });
        }
        purses.sort_by_key(|p| (p.year, p.source));
        let class_masks: Vec<Vec<FundSource>> = instance.classes.iter().map(|c| set(&c.sources)).collect();
        let mut masks = class_masks.clone();
        masks.sort_by_key(|m| (m.len(), m.clone()));
        masks.dedup();
        let mut reach = Vec::with_capacity(masks.len() * years);
        for mask in &masks {
            for year in &instance.years {
                let pays = |p: &Purse| {
                    let last = p.year.0.saturating_add(carry_of(&instance.carry, p.source));
                    mask.contains(&p.source) && p.year <= *year && year.0 <= last
                };
                reach.push(purses.iter().enumerate().filter(|(_, p)| pays(p)).map(|(i, _)| i).collect());
            }
        }
        let mut dense = Dense {
            years,
            purses,
            masks,
            reach,
            jobs: Vec::with_capacity(instance.options.len()),
            groups: Vec::new(),
            waiters: Vec::new(),
            seats: Vec::new(),
        };
        for (i, s) in instance.seats.iter().enumerate() {
            if s.short.len() != years || s.worth < 0 {
                return bad("seats", i);
            }
            dense.seats.push(Seats { short: s.short.iter().map(|&n| i64::from(n)).collect(), worth: s.worth });
        }
        dense.options(instance, &class_masks)?;
        Ok(dense)
    }

    fn options(&mut self, instance: &Instance, class_masks: &[Vec<FundSource>]) -> Result<(), Malformed> {
        let mut index: BTreeMap<u32, usize> = BTreeMap::new();
        for choice in &instance.options {
            let next = index.len();
            index.entry(choice.group).or_insert(next);
        }
        self.groups = vec![Vec::new(); index.len()];
        self.waiters = vec![Vec::new(); index.len()];
        let tiers = instance.tiers();
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
            let begin = |(year, value): (usize, &Option<Value>)| {
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
            let tier = tiers.get(i).copied().unwrap_or(Tier::Need);
            self.jobs.push(Job { group, tier, mask, cost, begins, seats, after });
        }
        Ok(())
    }

    /// True when some budget may pay for the mask in the year.
    fn payable(&self, mask: usize, year: usize) -> bool {
        !self.payers(mask, year).is_empty()
    }

    /// The node of a mask in a year.
    pub fn node(&self, mask: usize, year: usize) -> usize {
        mask * self.years + year
    }

    /// The purses that may pay for a mask in a year.
    pub fn payers(&self, mask: usize, year: usize) -> &[usize] {
        if year >= self.years {
            return &[];
        }
        self.reach.get(self.node(mask, year)).map_or(&[], Vec::as_slice)
    }

    /// A flow in which nothing is paid.
    pub fn flow(&self) -> Flow<'_> {
        let purses: Vec<i64> = self.purses.iter().map(|p| p.grains).collect();
        Flow::new(&self.reach, &purses)
    }

    pub fn options_of(&self, group: usize) -> &[usize] {
        self.groups.get(group).map_or(&[], Vec::as_slice)
    }
}

/// The sources in order, each once.
fn set(sources: &[FundSource]) -> Vec<FundSource> {
    let mut out = sources.to_vec();
    out.sort_unstable();
    out.dedup();
    out
}
