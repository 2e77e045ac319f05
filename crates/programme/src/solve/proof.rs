//! From prices to a proof (上界证明): whole millionths, and the cases with theirs, as `checker` reads them.

use super::dense::{Begin, Dense, Job};
use super::dual::Prices;
use super::relax::{Entry, Relax};
use super::state::State;
use super::table::Table;
use super::tree::Tree;
use checker::{Case, Instance, PRICE_SCALE, Proof, Start, Tier};
use model::Year;
use std::collections::BTreeMap;

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
    pub fn of(relax: &Relax, prices: &Prices) -> Whole {
        let dense = relax.dense;
        let mut seats = Table::new(dense.seats.len(), dense.years);
        for (to, from) in seats.cells_mut().iter_mut().zip(prices.seats.cells()) {
            *to = round(*from);
        }
        let money = |pot: &usize| prices.money.get(*pot).map_or(0, |p| round(*p));
        Whole { tier: relax.tier, money: relax.pot_of.iter().map(money).collect(), seats }
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

    /// The prices as a certificate has them, zeros left out.
    fn prices(&self, dense: &Dense, instance: &Instance) -> checker::Prices {
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
        checker::Prices { money, seats }
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
}

/// The proof of a tier: the root's prices, the claim, and the cases with what prices of their own they need.
///
/// Groups that are tried together need no price on seats. The root says what a seat more is worth beside the best plan all the same:
/// reasons are given at these prices, and a bound is never the worse for them.
pub(crate) fn proof(relax: &Relax, tree: &Tree, best: &State, instance: &Instance) -> Proof {
    let write = |prices: &Prices| Whole::of(relax, prices).prices(relax.dense, instance);
    let mut root = tree.prices.first().cloned().unwrap_or_else(|| Prices::zero(relax));
    for z in relax.clusters.iter().filter(|c| c.tried).flat_map(|c| &c.needs) {
        for y in (0..relax.dense.years).filter(|y| best.is_short(*z, *y)) {
            root.seats.set(*z, y, relax.worth(*z));
        }
    }
    let root = write(&root);
    let mut proof = Proof::of(relax.tier, root.money, root.seats);
    proof.claim = Some(tree.claim);
    let mut at: BTreeMap<usize, u32> = BTreeMap::new();
    let mut waiting = vec![0_usize];
    while let Some(node) = waiting.pop().and_then(|n| tree.nodes.get(n)) {
        let split = node.children.zip(node.branch.as_ref()).filter(|_| tree.open(node.bound));
        let Some(((first, second), branch)) = split else {
            let prices = (node.prices > 0).then(|| {
                *at.entry(node.prices).or_insert_with(|| {
                    proof.prices.extend(tree.prices.get(node.prices).map(&write));
                    u32::try_from(proof.prices.len()).unwrap_or(u32::MAX).saturating_sub(1)
                })
            });
            proof.cases.push(Case::Leaf { prices });
            continue;
        };
        let entries = branch.entries.iter().filter_map(|e| relax.entries.get(*e));
        let start =
            |e: &Entry| Some(Start { option: u32::try_from(e.option).ok()?, year: u32::try_from(e.year).ok()? });
        let of_slot = relax.of_slot(branch.slot).next().and_then(|e| relax.entries.get(e));
        let group = of_slot.and_then(|e| instance.options.get(e.option)).map_or(u32::MAX, |o| o.group);
        proof.cases.push(Case::Split { group, out: branch.out, starts: entries.filter_map(start).collect() });
        waiting.push(second);
        waiting.push(first);
    }
    proof
}

/// Points to millionths; the cast saturates, and what is not a number becomes zero.
fn round(points: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "a float-to-integer cast saturates")]
    let whole = (points * PRICE_SCALE as f64).round() as i64;
    whole.clamp(0, i64::MAX / 2)
}
