//! From prices to a proof (上界证明): whole millionths, and the bound they prove in exact integers.

use super::dense::{Begin, Dense, Job};
use super::dual::Prices;
use super::state::State;
use super::table::Table;
use checker::{Instance, PRICE_SCALE, Proof, Tier};
use model::Year;

/// Prices of one tier in whole millionths of a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Whole {
    pub tier: Tier,
    /// By purse.
    pub money: Vec<i64>,
    /// Seat need × year.
    pub seats: Table<i64>,
}

impl Whole {
    /// Rounds to the nearest millionth.
    pub fn of(dense: &Dense, tier: Tier, prices: &Prices) -> Whole {
        let mut seats = Table::new(dense.seats.len(), dense.years);
        for (to, from) in seats.cells_mut().iter_mut().zip(prices.seats.cells()) {
            *to = round(*from);
        }
        Whole { tier, money: prices.money.iter().map(|p| round(*p)).collect(), seats }
    }

    /// No prices at all: everything worth something is taken.
    pub fn bare(dense: &Dense, tier: Tier) -> Whole {
        Whole { tier, money: vec![0; dense.purses.len()], seats: Table::new(dense.seats.len(), dense.years) }
    }

    /// A proof read back against its instance; prices of unknown budgets and needs are left out.
    pub fn read(dense: &Dense, instance: &Instance, proof: &Proof) -> Whole {
        let price = |source, year: Year| proof.money.iter().find(|(s, y, _)| *s == source && *y == year).map(|p| p.2);
        let money = dense.purses.iter().map(|p| price(p.source, p.year).unwrap_or(0)).collect();
        let mut seats = Table::new(dense.seats.len(), instance.years.len());
        for (z, y, price) in &proof.seats {
            seats.set(*z as usize, *y as usize, *price);
        }
        Whole { tier: proof.tier, money, seats }
    }

    /// The proof, zeros left out.
    pub fn proof(&self, dense: &Dense, instance: &Instance) -> Proof {
        let money = dense.purses.iter().zip(&self.money).filter(|(_, price)| **price != 0);
        let money = money.map(|(p, price)| (p.source, p.year, *price)).collect();
        let mut seats = Vec::new();
        for z in 0..dense.seats.len() {
            for y in 0..instance.years.len() {
                let price = self.seats.get(z, y);
                if let (true, Ok(z), Ok(y)) = (price != 0, u32::try_from(z), u32::try_from(y)) {
                    seats.push((z, y, price));
                }
            }
        }
        Proof { tier: self.tier, money, seats }
    }

    /// Price of a grain for a mask in a year: that of the cheapest budget that may pay.
    pub fn price(&self, dense: &Dense, mask: usize, year: usize) -> i64 {
        dense.payers(mask, year).iter().filter_map(|p| self.money.get(*p)).min().copied().unwrap_or(0)
    }

    /// What the money of a start costs at these prices.
    pub fn charge(&self, dense: &Dense, job: &Job, year: usize) -> i128 {
        let of = |(k, cost): (usize, &i64)| i128::from(self.price(dense, job.mask, year + k)) * i128::from(*cost);
        job.cost.iter().enumerate().filter(|(_, c)| **c > 0).map(of).sum()
    }

    /// What the seats of a start bring at these prices.
    pub fn relief(&self, dense: &Dense, job: &Job, year: usize) -> i128 {
        let Some((z, n)) = job.seats else { return 0 };
        let from = job.done(year).saturating_sub(1);
        (from..dense.years).map(|y| i128::from(self.seats.get(z, y)) * i128::from(n)).sum()
    }

    /// What a start is worth in this tier, millionths of a point.
    pub fn value(&self, begin: &Begin) -> i128 {
        i128::from(begin.value.get(self.tier)) * i128::from(PRICE_SCALE)
    }

    /// Profit of a start in millionths of a point.
    pub fn profit(&self, dense: &Dense, job: &Job, begin: &Begin) -> i128 {
        self.value(begin) + self.relief(dense, job, begin.year) - self.charge(dense, job, begin.year)
    }

    /// The bound these prices prove over all that agree with the state in the tiers above, rounded down to a whole point;
    /// `None` when it does not fit 64 bits.
    pub fn bound(&self, state: &State) -> Option<i64> {
        let dense = state.dense;
        let mut total: i128 = 0;
        for (price, purse) in self.money.iter().zip(&dense.purses) {
            total = total.checked_add(i128::from(*price) * i128::from(purse.grains))?;
        }
        let counts = if self.tier == Tier::Seats { PRICE_SCALE } else { 0 };
        for (z, need) in dense.seats.iter().enumerate() {
            let worth = i128::from(counts) * i128::from(need.worth);
            for (y, short) in need.short.iter().enumerate() {
                let above = (worth - i128::from(self.seats.get(z, y))).max(0);
                total = total.checked_add(above * i128::from(*short))?;
            }
        }
        let mut alone = state.above(self.tier);
        for (group, options) in dense.groups.iter().enumerate() {
            let placed = state.placed(group).and_then(|(o, t)| Some((dense.jobs.get(o)?, t)));
            if let Some((job, t)) = placed.filter(|(j, _)| j.tier < self.tier) {
                let settled = job.begins.iter().find(|b| b.year == t).map(|b| self.profit(dense, job, b));
                total = total.checked_add(settled.unwrap_or(0))?;
                continue;
            }
            let open =
                options.iter().filter_map(|o| Some((*o, dense.jobs.get(*o)?))).filter(|(_, j)| j.tier >= self.tier);
            let profits = open.flat_map(|(o, j)| j.begins.iter().map(move |b| (self.profit(dense, j, b), o, b.year)));
            let mut profits: Vec<(i128, usize, usize)> = profits.filter(|(profit, _, _)| *profit > 0).collect();
            profits.sort_unstable_by(|a, b| b.cmp(a));
            let first = profits.into_iter().find(|(_, option, year)| alone.payable(*option, *year));
            total = total.checked_add(first.map_or(0, |(profit, _, _)| profit))?;
        }
        i64::try_from(total.div_euclid(i128::from(PRICE_SCALE))).ok()
    }
}

/// Points to millionths; the cast saturates, and what is not a number becomes zero.
fn round(points: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "a float-to-integer cast saturates")]
    let whole = (points * PRICE_SCALE as f64).round() as i64;
    whole.clamp(0, i64::MAX / 2)
}
