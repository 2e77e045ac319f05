//! The bound that prices prove (上界计算), in exact integers.
//!
//! Put a price λ ≥ 0 on every grain of money of a source and year and a price 0 ≤ ν ≤ penalty on every seat missing at
//! the end of a year. Relaxing budgets and seat needs at these prices, and dropping the order between projects, leaves
//! one small choice per group; the sum of the best choices can never be less than the value of any feasible schedule.

use crate::certificate::{Certificate, PRICE_SCALE};
use crate::instance::{Choice, Instance};
use model::{Fen, FundSource, Year};
use std::collections::BTreeMap;

/// Why prices prove nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoundError {
    /// A price is negative, a seat price above its penalty, or a price is given twice.
    #[error("price {0} is not allowed")]
    Price(String),
    /// The arithmetic left 128 bits or the result 64: the input is absurd.
    #[error("bound out of range")]
    Overflow,
}

/// A true upper bound on the value of every feasible schedule, rounded down to a whole point (values are whole points).
pub fn bound(instance: &Instance, certificate: &Certificate) -> Result<i64, BoundError> {
    let prices = Prices::read(instance, certificate)?;
    let mut total: i128 = 0;
    for budget in &instance.budgets {
        let grains = i128::from(budget.amount.0.div_euclid(Fen::GRAIN.0));
        total = add(total, mul(prices.money(budget.source, budget.year), grains)?)?;
    }
    for (z, need) in instance.seats.iter().enumerate() {
        for (t, &short) in need.short.iter().enumerate() {
            total = add(total, -mul(prices.seat(z, t), i128::from(short))?)?;
        }
    }
    let mut best: BTreeMap<u32, i128> = BTreeMap::new();
    for choice in &instance.options {
        let profit = best_start(instance, &prices, choice)?;
        let entry = best.entry(choice.group).or_insert(0);
        *entry = (*entry).max(profit);
    }
    for profit in best.into_values() {
        total = add(total, profit)?;
    }
    i64::try_from(total.div_euclid(i128::from(PRICE_SCALE))).map_err(|_| BoundError::Overflow)
}

/// The best profit of starting a choice in any year at these prices, millionths of a point.
fn best_start(instance: &Instance, prices: &Prices, choice: &Choice) -> Result<i128, BoundError> {
    let years = instance.years.len();
    let sources = instance.classes.get(choice.class as usize).map_or(&[][..], |c| &c.sources);
    let mut best: i128 = 0;
    for (t, value) in choice.value.iter().enumerate() {
        let Some(value) = value else { continue };
        if t + choice.profile.len() > years {
            continue;
        }
        let mut profit = mul(i128::from(*value), i128::from(PRICE_SCALE))?;
        let mut payable = true;
        for (k, cost) in choice.profile.iter().enumerate() {
            if cost.0 == 0 {
                continue;
            }
            let Some(&year) = instance.years.get(t + k) else { continue };
            // a source without a budget line offers nothing, so it cannot pay at any price
            let open = sources.iter().filter(|s| instance.budgets.iter().any(|b| b.source == **s && b.year == year));
            match open.map(|s| prices.money(*s, year)).min() {
                Some(price) => profit = add(profit, -mul(price, i128::from(cost.0.div_euclid(Fen::GRAIN.0)))?)?,
                None => payable = false,
            }
        }
        if let Some((z, seats)) = choice.seats {
            for year in (t + choice.profile.len()).saturating_sub(1)..years {
                profit = add(profit, mul(prices.seat(z as usize, year), i128::from(seats))?)?;
            }
        }
        if payable {
            best = best.max(profit);
        }
    }
    Ok(best)
}

struct Prices {
    money: BTreeMap<(FundSource, Year), i64>,
    seats: BTreeMap<(usize, usize), i64>,
}

impl Prices {
    fn read(instance: &Instance, certificate: &Certificate) -> Result<Prices, BoundError> {
        let mut prices = Prices { money: BTreeMap::new(), seats: BTreeMap::new() };
        for &(source, year, price) in &certificate.money {
            if price < 0 || prices.money.insert((source, year), price).is_some() {
                return Err(BoundError::Price(format!("{}/{year}", source.code())));
            }
        }
        for &(z, t, price) in &certificate.seats {
            let need = instance.seats.get(z as usize);
            let most = need.map_or(-1, |n| i128::from(n.penalty) * i128::from(PRICE_SCALE));
            let fresh = prices.seats.insert((z as usize, t as usize), price).is_none();
            if price < 0 || i128::from(price) > most || !fresh {
                return Err(BoundError::Price(format!("seats {z}/{t}")));
            }
        }
        Ok(prices)
    }
    fn money(&self, source: FundSource, year: Year) -> i128 {
        i128::from(self.money.get(&(source, year)).copied().unwrap_or(0))
    }
    fn seat(&self, z: usize, t: usize) -> i128 {
        i128::from(self.seats.get(&(z, t)).copied().unwrap_or(0))
    }
}

fn add(a: i128, b: i128) -> Result<i128, BoundError> {
    a.checked_add(b).ok_or(BoundError::Overflow)
}
fn mul(a: i128, b: i128) -> Result<i128, BoundError> {
    a.checked_mul(b).ok_or(BoundError::Overflow)
}
