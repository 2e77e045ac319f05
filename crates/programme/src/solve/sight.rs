//! Looking back at an answer (结果解读): what money is left, and what the prices say of each option.

use super::dense::{Dense, Malformed};
use super::proof::Whole;
use super::state::State;
use super::table::Table;
use checker::{Certificate, Instance, PRICE_SCALE, Schedule};

/// Money left when a schedule is carried out.
pub(crate) struct Remaining {
    dense: Dense,
    /// Mask × year, grains: after the schedule, and with nothing planned at all.
    left: Table<i64>,
    whole: Table<i64>,
}

impl Remaining {
    pub fn after(instance: &Instance, schedule: &Schedule) -> Result<Remaining, Malformed> {
        let dense = Dense::read(instance)?;
        let mut left = Table::new(dense.masks.len(), dense.years);
        let mut whole = left.clone();
        let mut state = State::new(&dense);
        let read = |state: &State, to: &mut Table<i64>| {
            for mask in 0..dense.masks.len() {
                for y in 0..dense.years {
                    to.set(mask, y, state.slack_of(mask, y));
                }
            }
        };
        read(&state, &mut whole);
        for s in &schedule.starts {
            state.place(s.option as usize, s.year as usize);
        }
        read(&state, &mut left);
        Ok(Remaining { left, whole, dense })
    }

    /// Grains missing for an option to start in a year: the year that lacks most, and the sum over its years.
    pub fn short(&self, option: usize, start: usize, alone: bool) -> (usize, i64) {
        let from = if alone { &self.whole } else { &self.left };
        let mut worst = (start, 0);
        let mut sum: i64 = 0;
        if let Some(job) = self.dense.jobs.get(option) {
            for (k, cost) in job.cost.iter().enumerate() {
                let lack = (cost - from.get(job.mask, start + k)).max(0);
                if lack > worst.1 {
                    worst = (start + k, lack);
                }
                sum = sum.saturating_add(lack);
            }
        }
        (worst.0, sum)
    }
}

/// A certificate read back against its instance.
pub(crate) struct Prices {
    dense: Dense,
    whole: Whole,
}

impl Prices {
    pub fn of(instance: &Instance, certificate: &Certificate) -> Result<Prices, Malformed> {
        let dense = Dense::read(instance)?;
        let mut money = Table::new(dense.sources.len(), dense.years);
        for (source, year, price) in &certificate.money {
            let s = dense.sources.iter().position(|x| x == source);
            let y = instance.years.iter().position(|x| x == year);
            if let (Some(s), Some(y)) = (s, y) {
                money.set(s, y, *price);
            }
        }
        let mut seats = Table::new(dense.seats.len(), dense.years);
        for (z, y, price) in &certificate.seats {
            seats.set(*z as usize, *y as usize, *price);
        }
        Ok(Prices { whole: Whole { money, seats }, dense })
    }

    /// Points by which the option falls short of paying for its money when started in a year; not positive when it pays.
    pub fn lacking(&self, option: usize, start: usize) -> i64 {
        let begin = self.dense.jobs.get(option).and_then(|j| j.begins.iter().find(|b| b.year == start));
        let Some(begin) = begin else { return i64::MAX };
        let profit = self.whole.profit(&self.dense, option, start, begin.value);
        let points = (-profit).div_euclid(i128::from(PRICE_SCALE))
            + i128::from((-profit).rem_euclid(i128::from(PRICE_SCALE)) > 0);
        i64::try_from(points).unwrap_or(i64::MAX)
    }

    /// Grains that its value and its seats would buy at the prices of those years: the cost at which it would just pay.
    pub fn affordable(&self, option: usize, start: usize) -> Option<i64> {
        let job = self.dense.jobs.get(option)?;
        let begin = job.begins.iter().find(|b| b.year == start)?;
        let cost: i128 = job.cost.iter().map(|c| i128::from(*c)).sum();
        let price =
            |(k, c): (usize, &i64)| i128::from(self.whole.price(&self.dense, job.mask, start + k)) * i128::from(*c);
        let charge: i128 = job.cost.iter().enumerate().map(price).sum();
        let value = self.whole.profit(&self.dense, option, start, begin.value) + charge;
        if charge <= 0 || value <= 0 {
            return None;
        }
        i64::try_from(value.checked_mul(cost)? / charge).ok()
    }
}
