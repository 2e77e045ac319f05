//! A partial plan and what still fits (当前安排): exact, in integers.

use super::dense::{Dense, Job};
use super::flow::Flow;
use super::table::Table;
use checker::{Tier, Value};

/// Which option of each group is started and when, with the money and seats that follow.
#[derive(Debug, Clone)]
pub(crate) struct State<'a> {
    pub dense: &'a Dense,
    /// By group: option and year of start.
    pub at: Vec<Option<(usize, usize)>>,
    /// Who pays.
    flow: Flow<'a>,
    /// Seat need × year: seats added.
    added: Table<i64>,
    /// Σ value, and in the tier of seats Σ worth × short seats brought.
    pub worth: Value,
}

impl<'a> State<'a> {
    pub fn new(dense: &'a Dense) -> State<'a> {
        State {
            dense,
            at: vec![None; dense.groups.len()],
            flow: dense.flow(),
            added: Table::new(dense.seats.len(), dense.years),
            worth: Value::ZERO,
        }
    }

    pub fn placed(&self, group: usize) -> Option<(usize, usize)> {
        self.at.get(group).copied().flatten()
    }

    fn job(&self, option: usize) -> Option<&'a Job> {
        self.dense.jobs.get(option)
    }

    /// True when money and order allow the option to start in the year.
    pub fn fits(&mut self, option: usize, t: usize) -> bool {
        let Some(job) = self.job(option) else { return false };
        if !job.after.iter().all(|g| self.finished_by(*g, t)) || !self.may_pay(job, t) {
            return false;
        }
        self.pay(job, t, false)
    }

    fn may_pay(&self, job: &Job, t: usize) -> bool {
        self.flow.may_pay(self.dense, job, t)
    }

    fn pay(&mut self, job: &Job, t: usize, keep: bool) -> bool {
        self.flow.pay(self.dense, job, t, keep)
    }

    /// Who pays for everything placed.
    pub fn money(&self) -> Flow<'a> {
        self.flow.clone()
    }

    fn unpay(&mut self, job: &Job, t: usize) {
        for (k, cost) in job.cost.iter().enumerate().filter(|(_, c)| **c > 0) {
            self.flow.take_back(self.dense.node(job.mask, t + k), *cost);
        }
    }

    /// Grains missing for an option to start in a year beside everything placed, by year of the work.
    pub fn lacking(&mut self, option: usize, t: usize) -> Vec<i64> {
        let Some(job) = self.job(option) else { return Vec::new() };
        let node = |k: usize| self.dense.node(job.mask, t + k);
        let paid: Vec<i64> = job.cost.iter().enumerate().map(|(k, c)| self.flow.push(node(k), *c)).collect();
        for (k, p) in paid.iter().enumerate() {
            self.flow.take_back(node(k), *p);
        }
        job.cost.iter().zip(paid).map(|(c, p)| c - p).collect()
    }

    fn finished_by(&self, group: usize, t: usize) -> bool {
        self.placed(group).is_some_and(|(o, s)| self.job(o).is_some_and(|j| j.done(s) <= t))
    }

    /// What starting the option in the year adds to the worth: its value and the seats it brings.
    pub fn gain(&self, option: usize, t: usize, value: Value) -> Value {
        let Some(job) = self.job(option) else { return Value::ZERO };
        value.plus(Value::of(Tier::Seats, self.relief(job, t, 1)))
    }

    /// Points gained by adding (`sign` 1) or lost by taking away (−1) the seats of a job.
    fn relief(&self, job: &Job, t: usize, sign: i64) -> i64 {
        let Some((z, seats)) = job.seats else { return 0 };
        let Some(need) = self.dense.seats.get(z) else { return 0 };
        let mut saved: i64 = 0;
        for y in job.done(t).saturating_sub(1)..self.dense.years {
            let short = need.short.get(y).copied().unwrap_or(0);
            let added = self.added.get(z, y);
            let before = (short - added).max(0);
            let after = (short - added - sign * seats).max(0);
            saved = saved.saturating_add((before - after).saturating_mul(need.worth));
        }
        saved
    }

    /// True when seats of a need are still short at the end of a year.
    pub fn is_short(&self, need: usize, year: usize) -> bool {
        let short = self.dense.seats.get(need).and_then(|n| n.short.get(year)).copied().unwrap_or(0);
        self.added.get(need, year) < short
    }

    /// A plan of only what belongs to the tiers above one, as it is placed here.
    pub fn above(&self, tier: Tier) -> State<'a> {
        let mut out = State::new(self.dense);
        for (option, t) in self.at.iter().copied().flatten() {
            if let Some(job) = self.job(option).filter(|j| j.tier < tier)
                && out.pay(job, t, true)
            {
                out.apply(job, option, t, 1);
            }
        }
        out
    }

    /// True when money alone allows the option to start in the year beside everything placed.
    pub fn payable(&mut self, option: usize, t: usize) -> bool {
        self.job(option).is_some_and(|job| self.may_pay(job, t) && self.pay(job, t, false))
    }

    /// Starts the option if it fits; true when it did.
    pub fn place(&mut self, option: usize, t: usize) -> bool {
        let Some(job) = self.job(option) else { return false };
        let free = self.placed(job.group).is_none() && job.after.iter().all(|g| self.finished_by(*g, t));
        let placed = free && self.may_pay(job, t) && self.pay(job, t, true);
        if placed {
            self.apply(job, option, t, 1);
        }
        placed
    }

    /// Starts the option if money allows it, whether or not what it waits for is finished; true when it did.
    pub fn put(&mut self, option: usize, t: usize) -> bool {
        let Some(job) = self.job(option) else { return false };
        let put = self.placed(job.group).is_none() && self.may_pay(job, t) && self.pay(job, t, true);
        if put {
            self.apply(job, option, t, 1);
        }
        put
    }

    /// Takes the group's option out and returns it. Does not look at what waits for it.
    pub fn remove(&mut self, group: usize) -> Option<(usize, usize)> {
        let (option, t) = self.placed(group)?;
        let job = self.job(option)?;
        self.unpay(job, t);
        self.apply(job, option, t, -1);
        Some((option, t))
    }

    fn apply(&mut self, job: &Job, option: usize, t: usize, sign: i64) {
        let value = job.begins.iter().find(|b| b.year == t).map_or(Value::ZERO, |b| b.value);
        let seats = Value::of(Tier::Seats, self.relief(job, t, sign));
        self.worth = if sign > 0 { self.worth.plus(value) } else { self.worth.minus(value) }.plus(seats);
        if let Some((z, seats)) = job.seats {
            for y in job.done(t).saturating_sub(1)..self.dense.years {
                if let Some(added) = self.added.cell(z, y) {
                    *added += sign * seats;
                }
            }
        }
        if let Some(slot) = self.at.get_mut(job.group) {
            *slot = (sign > 0).then_some((option, t));
        }
    }

    /// True when something placed waits for the group.
    pub fn awaited(&self, group: usize) -> bool {
        let waiting =
            |w: &usize| self.placed(*w).and_then(|(o, _)| self.job(o)).is_some_and(|j| j.after.contains(&group));
        self.dense.waiters.get(group).is_some_and(|list| list.iter().any(waiting))
    }

    /// Takes the group out, and everything that waits for it.
    pub fn uproot(&mut self, group: usize) {
        if self.remove(group).is_none() {
            return;
        }
        let waiters = self.dense.waiters.get(group).map_or(&[][..], Vec::as_slice);
        for &w in waiters {
            let waits = self.placed(w).and_then(|(o, _)| self.job(o)).is_some_and(|j| j.after.contains(&group));
            if waits {
                self.uproot(w);
            }
        }
    }
}
