//! Looking back at an answer (结果解读): what money is left, and what the prices say of each option.

use super::dense::{Dense, Job};
use super::proof::Whole;
use super::state::State;
use checker::{Certificate, Instance, PRICE_SCALE, Schedule};

/// Grains missing for an option to start in a year, by year of the work: beside a schedule, or with nothing else planned.
pub(crate) struct Remaining<'a> {
    beside: State<'a>,
    alone: State<'a>,
}

impl<'a> Remaining<'a> {
    pub fn after(dense: &'a Dense, schedule: &Schedule) -> Remaining<'a> {
        let alone = State::new(dense);
        let mut beside = alone.clone();
        // what waits for another starts after it, so in the order of years everything finds its place
        let mut starts = schedule.starts.clone();
        starts.sort_by_key(|s| s.year);
        for s in starts {
            beside.place(s.option as usize, s.year as usize);
        }
        Remaining { beside, alone }
    }

    /// The year of the cycle that lacks most, and the sum over the years of the work.
    pub fn short(&mut self, option: usize, start: usize, alone: bool) -> (usize, i64) {
        let state = if alone { &mut self.alone } else { &mut self.beside };
        let lacking = state.lacking(option, start);
        let sum = lacking.iter().sum();
        let worst = lacking.iter().enumerate().rev().max_by_key(|(_, n)| **n).map_or(0, |(k, _)| k);
        (start + worst, sum)
    }
}

/// A certificate read back against its instance.
pub(crate) struct Prices<'a> {
    dense: &'a Dense,
    tiers: Vec<Whole>,
}

impl<'a> Prices<'a> {
    pub fn of(dense: &'a Dense, instance: &Instance, certificate: &Certificate) -> Prices<'a> {
        Prices { dense, tiers: certificate.proofs.iter().map(|p| Whole::read(dense, instance, p)).collect() }
    }

    /// The prices of the tier the option belongs to.
    fn of_job(&self, job: &Job) -> Option<&Whole> {
        self.tiers.iter().find(|w| w.tier == job.tier)
    }

    /// Points by which the option falls short of paying for its money when started in a year; not positive when it pays.
    pub fn lacking(&self, option: usize, start: usize) -> i64 {
        let found = self.dense.jobs.get(option).and_then(|j| Some((j, j.begins.iter().find(|b| b.year == start)?)));
        let Some((job, begin)) = found else { return i64::MAX };
        let Some(whole) = self.of_job(job) else { return 0 };
        let loss = -whole.profit(self.dense, job, begin);
        let scale = i128::from(PRICE_SCALE);
        let points = loss.div_euclid(scale) + i128::from(loss.rem_euclid(scale) > 0);
        i64::try_from(points).unwrap_or(i64::MAX)
    }

    /// Grains that its value and its seats would buy at the prices of those years: the cost at which it would just pay.
    pub fn affordable(&self, option: usize, start: usize) -> Option<i64> {
        let job = self.dense.jobs.get(option)?;
        let whole = self.of_job(job)?;
        let begin = job.begins.iter().find(|b| b.year == start)?;
        let cost: i128 = job.cost.iter().map(|c| i128::from(*c)).sum();
        let charge = whole.charge(self.dense, job, start);
        let value = whole.value(begin) + whole.relief(self.dense, job, start);
        if charge <= 0 || value <= 0 {
            return None;
        }
        i64::try_from(value.checked_mul(cost)? / charge).ok()
    }
}
