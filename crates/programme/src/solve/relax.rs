//! A tier with its budgets relaxed (层级松弛): what may start, which groups bring seats to the same needs, which money is alike.

use super::dense::{Begin, Dense, Job};
use super::state::State;
use super::table::Table;
use checker::Tier;
use std::collections::BTreeMap;

/// One start of one option, flat for the inner loop.
pub(crate) struct Entry {
    pub slot: usize,
    pub option: usize,
    pub mask: usize,
    pub year: usize,
    pub value: f64,
    pub cost: Vec<f64>,
    /// Need, first year in which they are there, number.
    pub seats: Option<(usize, usize, f64)>,
}

impl Entry {
    fn of(slot: usize, option: usize, job: &Job, begin: &Begin, tier: Tier) -> Entry {
        let from = job.done(begin.year).saturating_sub(1);
        Entry {
            slot,
            option,
            mask: job.mask,
            year: begin.year,
            value: begin.value.get(tier) as f64,
            cost: job.cost.iter().map(|c| *c as f64).collect(),
            seats: job.seats.filter(|_| tier == Tier::Seats).map(|(z, n)| (z, from, n as f64)),
        }
    }
}

/// Groups that bring seats to the same needs.
pub(crate) struct Cluster {
    pub slots: Vec<usize>,
    pub needs: Vec<usize>,
    /// Few enough to be tried together; else seats have prices.
    pub tried: bool,
}

/// Groups in one cluster that are tried together.
const TOGETHER: usize = 5;

/// The relaxed tier. A *slot* is a group open to choice.
pub(crate) struct Relax<'a> {
    pub dense: &'a Dense,
    pub tier: Tier,
    /// What is open to choice, by slot.
    pub entries: Vec<Entry>,
    /// By slot: its entries, from and to.
    pub slots: Vec<(usize, usize)>,
    /// What is settled in the tiers above.
    pub settled: Vec<Entry>,
    pub clusters: Vec<Cluster>,
    /// Slots that bring no seats.
    pub loners: Vec<usize>,
    /// Money that may pay for the same: grains.
    pub pots: Vec<f64>,
    /// By purse: its pot.
    pub pot_of: Vec<usize>,
    /// By node: the pots that reach it.
    pub reach: Vec<Vec<usize>>,
    /// Seats that settled projects bring, by need and year.
    pub there: Table<f64>,
    /// The plan with nothing but what is settled.
    pub base: State<'a>,
}

impl<'a> Relax<'a> {
    /// For a tier, with everything above it as the state has it.
    pub fn new(state: &State<'a>, tier: Tier) -> Relax<'a> {
        let dense = state.dense;
        let (mut entries, mut settled, mut slots) = (Vec::new(), Vec::new(), Vec::new());
        let base = state.above(tier);
        // what could not even be paid beside the tiers above belongs to no plan that agrees with them
        let mut alone = base.clone();
        for (group, options) in dense.groups.iter().enumerate() {
            if let Some((option, year)) = base.placed(group)
                && let Some(job) = dense.jobs.get(option)
            {
                let begins = job.begins.iter().filter(|b| b.year == year);
                settled.extend(begins.map(|b| Entry::of(usize::MAX, option, job, b, tier)));
                continue;
            }
            let from = entries.len();
            for (option, job) in options.iter().filter_map(|o| Some((*o, dense.jobs.get(*o)?))) {
                let open = job.begins.iter().filter(|b| job.tier == tier && alone.payable(option, b.year));
                entries.extend(open.map(|b| Entry::of(slots.len(), option, job, b, tier)));
            }
            if entries.len() > from {
                slots.push((from, entries.len()));
            }
        }
        let (pots, pot_of, reach) = pots(dense);
        let mut there = Table::new(dense.seats.len(), dense.years);
        for (z, from, n) in settled.iter().filter_map(|e| e.seats) {
            for y in from..dense.years {
                there.set(z, y, there.get(z, y) + n);
            }
        }
        let (clusters, loners) = clusters(&entries, &slots, dense.seats.len());
        Relax { dense, tier, entries, slots, settled, clusters, loners, pots, pot_of, reach, there, base }
    }

    /// True when nothing open is worth anything in this tier.
    pub fn is_empty(&self) -> bool {
        !self.entries.iter().any(|e| e.value > 0.0 || e.seats.is_some())
    }

    /// What a seat brought while short is worth.
    pub fn worth(&self, need: usize) -> f64 {
        let worth = self.dense.seats.get(need).map_or(0, |n| n.worth);
        if self.tier == Tier::Seats { worth as f64 } else { 0.0 }
    }

    /// Seats short of a need in a year.
    pub fn short(&self, need: usize, year: usize) -> f64 {
        self.dense.seats.get(need).and_then(|n| n.short.get(year)).map_or(0.0, |n| *n as f64)
    }

    /// The entries of a slot, by index.
    pub fn of_slot(&self, slot: usize) -> std::ops::Range<usize> {
        self.slots.get(slot).map_or(0..0, |(from, to)| *from..*to)
    }

    /// Points per grain at which all money would be spent if options could be split: where the search starts.
    pub fn knee(&self) -> f64 {
        let cost = |e: &Entry| e.cost.iter().sum::<f64>();
        let mut list: Vec<(f64, f64)> = Vec::new();
        for slot in 0..self.slots.len() {
            let of = self.of_slot(slot).filter_map(|e| self.entries.get(e));
            let best = of.map(|e| (e.value / cost(e).max(1.0), cost(e)));
            list.extend(best.reduce(|a, b| if b.0 > a.0 { b } else { a }));
        }
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut money = self.pots.iter().sum::<f64>() - self.settled.iter().map(cost).sum::<f64>();
        for (density, cost) in list {
            money -= cost;
            if money < 0.0 {
                return density.max(0.0);
            }
        }
        0.0
    }
}

/// Purses that reach the same nodes, put together: grains, pot of each purse, pots by node.
fn pots(dense: &Dense) -> (Vec<f64>, Vec<usize>, Vec<Vec<usize>>) {
    let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let (mut pots, mut pot_of) = (Vec::new(), Vec::new());
    for (p, purse) in dense.purses.iter().enumerate() {
        let nodes = dense.reach.iter().enumerate().filter(|(_, r)| r.contains(&p)).map(|(n, _)| n).collect();
        let at = *known.entry(nodes).or_insert(pots.len());
        if at == pots.len() {
            pots.push(0.0);
        }
        pot_of.push(at);
        if let Some(pot) = pots.get_mut(at) {
            *pot += purse.grains as f64;
        }
    }
    let of = |purses: &Vec<usize>| {
        let mut list: Vec<usize> = purses.iter().filter_map(|p| pot_of.get(*p)).copied().collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let reach = dense.reach.iter().map(of).collect();
    (pots, pot_of, reach)
}

/// The slots by the needs they share, and those that bring no seats.
fn clusters(entries: &[Entry], slots: &[(usize, usize)], needs: usize) -> (Vec<Cluster>, Vec<usize>) {
    let of = |slot: &(usize, usize)| entries.get(slot.0..slot.1).unwrap_or(&[]).iter().filter_map(|e| e.seats);
    let mut joined: Vec<usize> = (0..needs).collect();
    for slot in slots {
        let mut first: Option<usize> = None;
        for (z, _, _) in of(slot) {
            let Some(at) = joined.get(z).copied() else { continue };
            let keep = *first.get_or_insert(at);
            joined.iter_mut().filter(|j| **j == at).for_each(|j| *j = keep);
        }
    }
    let mut by: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (need, at) in joined.iter().enumerate() {
        let cluster = by.entry(*at).or_insert(Cluster { slots: Vec::new(), needs: Vec::new(), tried: true });
        cluster.needs.push(need);
    }
    let mut loners = Vec::new();
    for (s, slot) in slots.iter().enumerate() {
        let need = of(slot).next().map(|(z, _, _)| z);
        match need.and_then(|z| joined.get(z)).and_then(|at| by.get_mut(at)) {
            Some(cluster) => cluster.slots.push(s),
            None => loners.push(s),
        }
    }
    let mut clusters: Vec<Cluster> = by.into_values().collect();
    for cluster in &mut clusters {
        cluster.tried = cluster.slots.len() <= TOGETHER;
    }
    (clusters, loners)
}
