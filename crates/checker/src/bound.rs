//! The bound that prices prove (上界计算), in exact integers, tier by tier.
//!
//! What belongs to the tiers above is taken as the schedule has it. Then put a price λ ≥ 0 on every grain of a source's budget
//! of a year and a price ν ≥ 0 on every seat at the end of a year. Relaxing budgets and seat needs at these prices, and
//! dropping the order between projects, leaves one small choice per group, among the starts that could be paid if nothing else
//! were carried out beside what is settled. The sum of the best choices can never be less than what any feasible schedule that
//! agrees in the tiers above is worth in this tier.

use crate::certificate::{Certificate, PRICE_SCALE, Proof};
use crate::instance::{Choice, Instance, Schedule};
use crate::payable::Payable;
use crate::tier::{Tier, Value};
use model::{Fen, FundSource, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Why prices prove nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoundError {
    /// A price is negative or given twice.
    #[error("price {0} is not allowed")]
    Price(String),
    /// The arithmetic left 128 bits or the result 64: the input is absurd.
    #[error("bound out of range")]
    Overflow,
}

/// True upper bounds, tier by tier, each over every feasible schedule that starts the same options of the tiers above in the
/// same years as this one; rounded down to whole points (values are whole points). The schedule must be feasible.
pub fn bound(instance: &Instance, certificate: &Certificate, schedule: &Schedule) -> Result<Value, BoundError> {
    let mut out = Value::ZERO;
    for (tier, slot) in Tier::ALL.into_iter().zip(&mut out.0) {
        let mut proofs = certificate.proofs.iter().filter(|p| p.tier == tier);
        let bare = Proof { tier, money: Vec::new(), seats: Vec::new() };
        let proof = proofs.next().unwrap_or(&bare);
        if proofs.next().is_some() {
            return Err(BoundError::Price(format!("{tier:?} twice")));
        }
        *slot = one(instance, proof, schedule)?;
    }
    Ok(out)
}

/// The bound of one tier.
fn one(instance: &Instance, proof: &Proof, schedule: &Schedule) -> Result<i64, BoundError> {
    let prices = Prices::read(instance, proof)?;
    let mut total: i128 = 0;
    for budget in &instance.budgets {
        let grains = i128::from(budget.amount.0.div_euclid(Fen::GRAIN.0));
        total = add(total, mul(prices.money(budget.source, budget.year), grains)?)?;
    }
    for (z, need) in instance.seats.iter().enumerate() {
        let counts = if proof.tier == Tier::Seats { i128::from(PRICE_SCALE) } else { 0 };
        let worth = mul(counts, i128::from(need.worth))?;
        for (t, &short) in need.short.iter().enumerate() {
            // a seat brought while short is worth this; those beyond its price are bought whatever is built
            total = add(total, mul((worth - prices.seat(z, t)).max(0), i128::from(short))?)?;
        }
    }
    let tiers = instance.tiers();
    let above = |option: usize| tiers.get(option).is_some_and(|t| *t < proof.tier);
    let mut settled: BTreeSet<u32> = BTreeSet::new();
    let mut payable = Payable::new(instance);
    for start in &schedule.starts {
        let Some(choice) = instance.options.get(start.option as usize) else { continue };
        if above(start.option as usize) {
            settled.insert(choice.group);
            total = add(total, profit(instance, &prices, choice, start.year as usize)?.unwrap_or(0))?;
            payable.pay(choice, start.year as usize);
        }
    }
    // what pays at these prices, by group: (profit, option, year)
    let mut promising: BTreeMap<u32, Vec<(i128, usize, usize)>> = BTreeMap::new();
    for (option, choice) in instance.options.iter().enumerate() {
        if above(option) || settled.contains(&choice.group) {
            continue;
        }
        for year in 0..instance.years.len() {
            if let Some(profit) = profit(instance, &prices, choice, year)?.filter(|p| *p > 0) {
                promising.entry(choice.group).or_default().push((profit, option, year));
            }
        }
    }
    for mut starts in promising.into_values() {
        starts.sort_unstable_by(|a, b| b.cmp(a));
        let could = |(_, option, year): &&(i128, usize, usize)| {
            instance.options.get(*option).is_some_and(|choice| payable.could_pay(choice, *year))
        };
        total = add(total, starts.iter().find(could).map_or(0, |(profit, _, _)| *profit))?;
    }
    i64::try_from(total.div_euclid(i128::from(PRICE_SCALE))).map_err(|_| BoundError::Overflow)
}

/// The profit of starting a choice in a year at these prices, millionths of a point; `None` when it may not start then, would
/// not finish, or could not be paid at any price.
fn profit(instance: &Instance, prices: &Prices, choice: &Choice, t: usize) -> Result<Option<i128>, BoundError> {
    let years = instance.years.len();
    let Some(value) = choice.value.get(t).copied().flatten() else { return Ok(None) };
    if t + choice.profile.len() > years {
        return Ok(None);
    }
    let mut profit = mul(i128::from(value.get(prices.tier)), i128::from(PRICE_SCALE))?;
    for (k, cost) in choice.profile.iter().enumerate().filter(|(_, c)| c.0 != 0) {
        let Some(&year) = instance.years.get(t + k) else { continue };
        let open = instance.budgets.iter().filter(|b| instance.may_pay(b, choice.class, year));
        match open.map(|b| prices.money(b.source, b.year)).min() {
            Some(price) => profit = add(profit, -mul(price, i128::from(cost.0.div_euclid(Fen::GRAIN.0)))?)?,
            None => return Ok(None),
        }
    }
    if let Some((z, seats)) = choice.seats {
        for year in (t + choice.profile.len()).saturating_sub(1)..years {
            profit = add(profit, mul(prices.seat(z as usize, year), i128::from(seats))?)?;
        }
    }
    Ok(Some(profit))
}

struct Prices {
    tier: Tier,
    money: BTreeMap<(FundSource, Year), i64>,
    seats: BTreeMap<(usize, usize), i64>,
}

impl Prices {
    fn read(instance: &Instance, proof: &Proof) -> Result<Prices, BoundError> {
        let mut prices = Prices { tier: proof.tier, money: BTreeMap::new(), seats: BTreeMap::new() };
        for &(source, year, price) in &proof.money {
            if price < 0 || prices.money.insert((source, year), price).is_some() {
                return Err(BoundError::Price(format!("{}/{year}", source.code())));
            }
        }
        for &(z, t, price) in &proof.seats {
            let there = instance.seats.get(z as usize).is_some_and(|n| n.short.get(t as usize).is_some());
            if price < 0 || !there || prices.seats.insert((z as usize, t as usize), price).is_some() {
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
