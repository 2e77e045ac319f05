//! A partial plan and what still fits (当前安排): exact, in integers.

use super::dense::{Dense, Job};
use super::table::Table;

/// Which option of each group is started and when, with the money and seats that follow.
#[derive(Debug, Clone)]
pub(crate) struct State<'a> {
    pub dense: &'a Dense,
    /// By group: option and year of start.
    pub at: Vec<Option<(usize, usize)>>,
    /// Cut × year: grains not yet spent.
    slack: Table<i64>,
    /// Seat need × year: seats added.
    added: Table<i64>,
    /// Σ value − Σ penalty × missing seats.
    pub worth: i64,
}

impl<'a> State<'a> {
    pub fn new(dense: &'a Dense) -> State<'a> {
        let mut worth: i64 = 0;
        for s in &dense.seats {
            let short: i64 = s.short.iter().sum();
            worth = worth.saturating_sub(short.saturating_mul(s.penalty));
        }
        State {
            dense,
            at: vec![None; dense.groups.len()],
            slack: dense.room.clone(),
            added: Table::new(dense.seats.len(), dense.years),
            worth,
        }
    }

    pub fn placed(&self, group: usize) -> Option<(usize, usize)> {
        self.at.get(group).copied().flatten()
    }

    fn job(&self, option: usize) -> Option<&'a Job> {
        self.dense.jobs.get(option)
    }

    /// Grains that sources of this mask can still pay in a year.
    pub fn slack_of(&self, mask: usize, year: usize) -> i64 {
        self.dense.cuts_of(mask).iter().map(|&c| self.slack.get(c, year)).min().unwrap_or(0)
    }

    /// True when money and order allow the option to start in the year.
    pub fn fits(&self, option: usize, t: usize) -> bool {
        let Some(job) = self.job(option) else { return false };
        let money = job.cost.iter().enumerate().all(|(k, c)| *c == 0 || *c <= self.slack_of(job.mask, t + k));
        money && job.after.iter().all(|g| self.finished_by(*g, t))
    }

    fn finished_by(&self, group: usize, t: usize) -> bool {
        self.placed(group).is_some_and(|(o, s)| self.job(o).is_some_and(|j| j.done(s) <= t))
    }

    /// What starting the option in the year adds to the worth: its value and the seats it brings.
    pub fn gain(&self, option: usize, t: usize, value: i64) -> i64 {
        let Some(job) = self.job(option) else { return 0 };
        value.saturating_add(self.relief(job, t, 1))
    }

    /// Penalty saved by adding (`sign` 1) or lost by taking away (−1) the seats of a job.
    fn relief(&self, job: &Job, t: usize, sign: i64) -> i64 {
        let Some((z, seats)) = job.seats else { return 0 };
        let Some(need) = self.dense.seats.get(z) else { return 0 };
        let mut saved: i64 = 0;
        for y in job.done(t).saturating_sub(1)..self.dense.years {
            let short = need.short.get(y).copied().unwrap_or(0);
            let added = self.added.get(z, y);
            let before = (short - added).max(0);
            let after = (short - added - sign * seats).max(0);
            saved = saved.saturating_add((before - after).saturating_mul(need.penalty));
        }
        saved
    }

    /// Starts the option; the caller has asked [`State::fits`].
    pub fn place(&mut self, option: usize, t: usize) {
        self.apply(option, t, 1);
    }

    /// Takes the group's option out and returns it. Does not look at what waits for it.
    pub fn remove(&mut self, group: usize) -> Option<(usize, usize)> {
        let (option, t) = self.placed(group)?;
        self.apply(option, t, -1);
        Some((option, t))
    }

    fn apply(&mut self, option: usize, t: usize, sign: i64) {
        let Some(job) = self.job(option) else { return };
        let value = job.begins.iter().find(|b| b.year == t).map_or(0, |b| b.value);
        let change = self.relief(job, t, sign).saturating_add(sign * value);
        self.worth = self.worth.saturating_add(change);
        for (k, cost) in job.cost.iter().enumerate() {
            for &cut in self.dense.cuts_of(job.mask) {
                if let Some(slack) = self.slack.cell(cut, t + k) {
                    *slack -= sign * cost;
                }
            }
        }
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
