//! From prices to a proof (上界证明): whole millionths, and the bound they prove in exact integers.

use super::dense::Dense;
use super::dual::Prices;
use super::table::Table;
use checker::{Certificate, Instance, PRICE_SCALE};

/// Prices in whole millionths of a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Whole {
    pub money: Table<i64>,
    pub seats: Table<i64>,
}

impl Whole {
    /// Rounds to the nearest millionth, inside what the proof allows.
    pub fn of(dense: &Dense, prices: &Prices) -> Whole {
        let mut money = Table::new(dense.sources.len(), dense.years);
        let mut seats = Table::new(dense.seats.len(), dense.years);
        for (to, from) in money.cells_mut().iter_mut().zip(prices.money.cells()) {
            *to = round(*from, i64::MAX / 2);
        }
        for (z, need) in dense.seats.iter().enumerate() {
            let most = need.penalty.saturating_mul(PRICE_SCALE);
            for y in 0..dense.years {
                seats.set(z, y, round(prices.seats.get(z, y), most));
            }
        }
        Whole { money, seats }
    }

    /// The certificate, zeros left out.
    pub fn certificate(&self, dense: &Dense, instance: &Instance) -> Certificate {
        let mut out = Certificate::default();
        for (s, source) in dense.sources.iter().enumerate() {
            for (y, year) in instance.years.iter().enumerate() {
                let price = self.money.get(s, y);
                if price != 0 {
                    out.money.push((*source, *year, price));
                }
            }
        }
        for z in 0..dense.seats.len() {
            for y in 0..dense.years {
                let price = self.seats.get(z, y);
                if let (true, Ok(z), Ok(y)) = (price != 0, u32::try_from(z), u32::try_from(y)) {
                    out.seats.push((z, y, price));
                }
            }
        }
        out
    }

    /// Price of a grain for a mask in a year: that of the cheapest source that may pay.
    pub fn price(&self, dense: &Dense, mask: usize, year: usize) -> i64 {
        dense.open(mask, year).map(|s| self.money.get(s, year)).min().unwrap_or(0)
    }

    /// Profit of a start in millionths of a point.
    pub fn profit(&self, dense: &Dense, option: usize, year: usize, value: i64) -> i128 {
        let Some(job) = dense.jobs.get(option) else { return 0 };
        let mut profit = i128::from(value) * i128::from(PRICE_SCALE);
        for (k, cost) in job.cost.iter().enumerate() {
            profit -= i128::from(self.price(dense, job.mask, year + k)) * i128::from(*cost);
        }
        if let Some((z, n)) = job.seats {
            for y in job.done(year).saturating_sub(1)..dense.years {
                profit += i128::from(self.seats.get(z, y)) * i128::from(n);
            }
        }
        profit
    }

    /// The bound these prices prove, rounded down to a whole point; `None` when it does not fit 64 bits.
    pub fn bound(&self, dense: &Dense) -> Option<i64> {
        let mut total: i128 = 0;
        for (price, budget) in self.money.cells().iter().zip(dense.budget.cells()) {
            total = total.checked_add(i128::from(*price) * i128::from(*budget))?;
        }
        for (z, need) in dense.seats.iter().enumerate() {
            for (y, short) in need.short.iter().enumerate() {
                total = total.checked_sub(i128::from(self.seats.get(z, y)) * i128::from(*short))?;
            }
        }
        for options in &dense.groups {
            let starts = options.iter().filter_map(|o| dense.jobs.get(*o).map(|j| (*o, j)));
            let profits =
                starts.flat_map(|(o, j)| j.begins.iter().map(move |b| self.profit(dense, o, b.year, b.value)));
            total = total.checked_add(profits.max().unwrap_or(0).max(0))?;
        }
        i64::try_from(total.div_euclid(i128::from(PRICE_SCALE))).ok()
    }
}

/// Points to millionths; the cast saturates, and what is not a number becomes zero.
fn round(points: f64, most: i64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "a float-to-integer cast saturates")]
    let whole = (points * PRICE_SCALE as f64).round() as i64;
    whole.clamp(0, most)
}
