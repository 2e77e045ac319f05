//! Whether everything that must be reached can be reached at once (必办事项能否同时做到): exact, by trying, with counted work.
//!
//! Only the groups demanded, what they wait for, and work that brings demanded seats are tried; whatever else a plan
//! holds can be left out. At every step what is still to come is paid for in the loosest way (each group its least
//! cost, from any money any of its starts might draw on, all at once): where not even that can be paid, nothing below can.

use crate::solve::state::State;
use crate::solve::{Dense, flow::Flow};
use checker::{Aim, Must};
use std::collections::{BTreeMap, BTreeSet};

/// How many steps are tried before the question is left open. A county's demands usually take fewer than a hundred.
pub const STEPS: u64 = 20_000;

/// The answer (判定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Yes, in this way: option and index of the year, in the order in which they were placed.
    Possible(Vec<(usize, usize)>),
    /// No.
    Impossible,
    /// The steps ran out first.
    Open,
}

/// Decides whether all can be reached at once.
pub(crate) fn decide(dense: &Dense, musts: &[Must], group_of: &BTreeMap<u32, usize>, steps: u64) -> Decision {
    let mut due: BTreeMap<usize, usize> = BTreeMap::new();
    let mut seats: Vec<(usize, usize, i64)> = Vec::new(); // need, by, seats
    for must in musts {
        let by = must.by as usize;
        match must.aim {
            Aim::Never => return Decision::Impossible,
            Aim::Group(group) => match group_of.get(&group) {
                Some(at) => sooner(&mut due, *at, by),
                None => return Decision::Impossible,
            },
            Aim::Seats(need, n) => seats.push((need as usize, by, i64::from(n))),
        }
    }
    let mut search = Search { dense, seats, left: steps, open: false };
    let mut state = State::new(dense);
    match search.go(&mut state, &due, &BTreeSet::new()) {
        Some(found) => Decision::Possible(found),
        None if search.open => Decision::Open,
        None => Decision::Impossible,
    }
}

fn sooner(due: &mut BTreeMap<usize, usize>, group: usize, by: usize) {
    let slot = due.entry(group).or_insert(by);
    *slot = (*slot).min(by);
}

struct Search<'a> {
    dense: &'a Dense,
    seats: Vec<(usize, usize, i64)>,
    left: u64,
    open: bool,
}

impl<'a> Search<'a> {
    /// A way to place what is due; `due` holds groups not placed yet with the last year in which they may finish, `without`
    /// the work that is not to bring seats for a demand.
    fn go(
        &mut self,
        state: &mut State<'a>,
        due: &BTreeMap<usize, usize>,
        without: &BTreeSet<(usize, usize)>,
    ) -> Option<Vec<(usize, usize)>> {
        if self.left == 0 {
            self.open = true;
            return None;
        }
        self.left -= 1;
        let starts: BTreeMap<usize, Vec<(usize, usize)>> =
            due.iter().map(|(g, by)| (*g, self.starts(state, *g, *by))).collect();
        if starts.values().any(Vec::is_empty) || !self.affordable(state, &starts) {
            return None;
        }
        // the group with the fewest ways first
        if let Some((group, list)) = starts.iter().min_by_key(|(g, list)| (list.len(), **g)) {
            for &(option, year) in list {
                let mut rest = due.clone();
                rest.remove(group);
                if !self.await_all(state, option, year, &mut rest) {
                    continue;
                }
                // what it waits for is placed later in this search, so its order is kept by the dates alone
                let mut next = state.clone();
                if !next.put(option, year) {
                    continue;
                }
                if let Some(found) = self.go(&mut next, &rest, without) {
                    return Some(found);
                }
            }
            return None;
        }
        self.bring_seats(state, without)
    }

    /// What an option waits for has to be finished before it starts: done already in time, or due by then.
    fn await_all(&self, state: &State, option: usize, year: usize, due: &mut BTreeMap<usize, usize>) -> bool {
        let Some(job) = self.dense.jobs.get(option) else { return false };
        job.after.iter().all(|group| match state.placed(*group) {
            Some((o, t)) => self.dense.jobs.get(o).is_some_and(|j| j.done(t) <= year),
            None => match year.checked_sub(1) {
                Some(by) => {
                    sooner(due, *group, by);
                    true
                }
                None => false,
            },
        })
    }

    /// The starts of a group that finish in time and could be paid now, late ones first: money gathers.
    fn starts(&self, state: &mut State<'a>, group: usize, by: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for &option in self.dense.options_of(group) {
            let Some(job) = self.dense.jobs.get(option) else { continue };
            for begin in job.begins.iter().rev() {
                let in_time = job.done(begin.year) <= by.saturating_add(1);
                if in_time && state.payable(option, begin.year) {
                    out.push((option, begin.year));
                }
            }
        }
        out
    }

    /// Whether the least cost of everything due could be paid at once from whatever money any of its starts may draw on.
    fn affordable(&self, state: &State, starts: &BTreeMap<usize, Vec<(usize, usize)>>) -> bool {
        let dense = self.dense;
        let mut reach: Vec<Vec<usize>> = Vec::new();
        let mut bills: Vec<i64> = Vec::new();
        let mut bill = |purses: BTreeSet<usize>, cost: i64| {
            reach.push(purses.into_iter().collect());
            bills.push(cost);
        };
        for (option, t) in state.at.iter().copied().flatten() {
            let Some(job) = dense.jobs.get(option) else { continue };
            for (k, cost) in job.cost.iter().enumerate().filter(|(_, c)| **c > 0) {
                bill(dense.payers(job.mask, t + k).iter().copied().collect(), *cost);
            }
        }
        for list in starts.values() {
            let mut purses = BTreeSet::new();
            let mut least = i64::MAX;
            for &(option, t) in list {
                let Some(job) = dense.jobs.get(option) else { continue };
                least = least.min(job.cost.iter().sum());
                for k in 0..job.cost.len() {
                    purses.extend(dense.payers(job.mask, t + k).iter().copied());
                }
            }
            bill(purses, if list.is_empty() { 0 } else { least });
        }
        let purses: Vec<i64> = dense.purses.iter().map(|p| p.grains).collect();
        let mut flow = Flow::new(&reach, &purses);
        bills.iter().enumerate().all(|(node, cost)| flow.push(node, *cost) == *cost)
    }

    /// Nothing is due any more: work is added until the demanded seats are there.
    fn bring_seats(
        &mut self,
        state: &mut State<'a>,
        without: &BTreeSet<(usize, usize)>,
    ) -> Option<Vec<(usize, usize)>> {
        let dense = self.dense;
        let placed: Vec<(usize, usize)> = state.at.iter().copied().flatten().collect();
        let brought = |z: usize, by: usize| -> i64 {
            let of = |(o, t): &(usize, usize)| {
                let job = dense.jobs.get(*o).filter(|j| j.done(*t) <= by + 1)?;
                job.seats.filter(|(need, _)| *need == z).map(|(_, n)| n)
            };
            placed.iter().filter_map(of).sum()
        };
        let lacks = |(at, &(z, by, n)): (usize, &(usize, usize, i64))| (at, z, by, n - brought(z, by));
        let Some((at, z, by, short)) = self.seats.iter().enumerate().map(lacks).find(|(_, _, _, short)| *short > 0)
        else {
            return Some(placed);
        };
        // groups that could still bring some, the most first
        let most = |g: &usize| -> i64 {
            let jobs = dense.options_of(*g).iter().filter_map(|o| dense.jobs.get(*o));
            jobs.filter_map(|j| j.seats.filter(|(need, _)| *need == z)).map(|(_, n)| n).max().unwrap_or(0)
        };
        let free = |g: &usize| state.placed(*g).is_none() && !without.contains(&(at, *g)) && most(g) > 0;
        let mut groups: Vec<usize> = (0..dense.groups.len()).filter(free).collect();
        groups.retain(|g| {
            let list = dense.options_of(*g).iter().copied().filter_map(|o| dense.jobs.get(o));
            list.into_iter().any(|j| j.begins.iter().any(|b| j.done(b.year) <= by + 1))
        });
        if groups.iter().map(most).sum::<i64>() < short {
            return None;
        }
        let group = groups.iter().copied().max_by_key(|g| (most(g), std::cmp::Reverse(*g)))?;
        // with it, in any way that brings some by then …
        for (option, year) in self.starts(state, group, by) {
            let brings = dense.jobs.get(option).and_then(|j| j.seats).is_some_and(|(need, n)| need == z && n > 0);
            let mut due = BTreeMap::new();
            if !brings || !self.await_all(state, option, year, &mut due) {
                continue;
            }
            let mut next = state.clone();
            if next.put(option, year)
                && let Some(found) = self.go(&mut next, &due, without)
            {
                return Some(found);
            }
        }
        // … or without it
        let mut without = without.clone();
        without.insert((at, group));
        self.go(state, &BTreeMap::new(), &without)
    }
}
