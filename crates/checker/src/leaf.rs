//! The bound of one case from its prices (分支上界).
//!
//! Put a price λ ≥ 0 on every grain of a source's budget of a year and, where many groups share a need, ν ≥ 0 on every seat at the
//! end of a year. Relaxing the budgets at these prices, and dropping the order between projects, leaves small choices: one
//! for each group, or jointly for the few groups that bring seats to the same need. The sum of the best choices is never less than
//! what a feasible schedule of the case is worth.
//!
//! Two facts make a case smaller before it is summed. What could not be paid beside what is settled and what the case forces belongs
//! to no schedule of it. And where a bound is claimed, an alternative whose schedules all stay within it need not be looked at; what
//! then remains forced leaves less money for the rest, and so on.

use crate::bound::BoundError;
use crate::certificate::PRICE_SCALE;
use crate::ground::{Alternative, Domain, Ground, Part, fits};
use crate::joint::Joint;
use model::{Fen, FundSource, Year};
use std::collections::BTreeMap;

/// How often a case is made smaller at most.
const PASSES: usize = 12;

/// Prices as they act on the choices.
pub(crate) struct Charges {
    /// What all budgets are worth at the prices.
    base: i128,
    /// What the settled starts are worth less their money.
    settled: i128,
    /// By group and alternative: worth less its money, without its seats.
    pub profit: Vec<Vec<i128>>,
    /// By need and year: price of a seat.
    pub seats: BTreeMap<(usize, usize), i128>,
}

impl Charges {
    pub(crate) fn read(
        ground: &Ground,
        money: &[(FundSource, Year, i64)],
        seats: &[(u32, u32, i64)],
    ) -> Result<Charges, BoundError> {
        let instance = ground.instance;
        let mut given: BTreeMap<(FundSource, Year), i64> = BTreeMap::new();
        for &(source, year, price) in money {
            if price < 0 || given.insert((source, year), price).is_some() {
                return Err(BoundError::Price(format!("{}/{year}", source.code())));
            }
        }
        let mut by_need = BTreeMap::new();
        for &(z, t, price) in seats {
            let (z, t) = (z as usize, t as usize);
            let there = instance.seats.get(z).is_some_and(|n| n.short.get(t).is_some());
            if price < 0 || !there || by_need.insert((z, t), i128::from(price)).is_some() {
                return Err(BoundError::Price(format!("seats {z}/{t}")));
            }
        }
        let of: Vec<i128> =
            instance.budgets.iter().map(|b| i128::from(given.get(&(b.source, b.year)).copied().unwrap_or(0))).collect();
        let mut base = 0_i128;
        for (budget, price) in instance.budgets.iter().zip(&of) {
            let grains = i128::from(budget.amount.0.div_euclid(Fen::GRAIN.0));
            base = fits(price.checked_mul(grains).and_then(|p| base.checked_add(p)))?;
        }
        let cheapest = |bill: usize| ground.payable.payers(bill).iter().filter_map(|b| of.get(*b)).min();
        let bills = instance.classes.len() * instance.years.len();
        let price: Vec<i128> = (0..bills).map(|bill| cheapest(bill).copied().unwrap_or(0)).collect();
        let profit = |a: &Alternative| {
            let mut profit = a.value;
            for (bill, grains) in &a.bills {
                let cost = price.get(*bill).copied().unwrap_or(0).checked_mul(i128::from(*grains));
                profit = fits(cost.and_then(|c| profit.checked_sub(c)))?;
            }
            Ok(profit)
        };
        let mut settled = 0_i128;
        for a in &ground.settled {
            settled = fits(settled.checked_add(profit(a)?))?;
        }
        let row = |(_, list): &(u32, Vec<Alternative>)| list.iter().map(profit).collect::<Result<Vec<i128>, _>>();
        let profit = ground.groups.iter().map(row).collect::<Result<_, _>>()?;
        Ok(Charges { base, settled, profit, seats: by_need })
    }

    /// Worth of an alternative less its money.
    pub(crate) fn profit(&self, group: usize, alternative: usize) -> i128 {
        self.profit.get(group).and_then(|row| row.get(alternative)).copied().unwrap_or(0)
    }
}

/// The bound of a case in whole points; `None` when no schedule belongs to it.
pub(crate) fn bound(
    ground: &Ground,
    charges: &Charges,
    mut domain: Domain,
    claim: Option<i64>,
) -> Result<Option<i64>, BoundError> {
    let scale = i128::from(PRICE_SCALE);
    // what a schedule must be worth to matter
    let enough = claim.map(|points| (i128::from(points) + 1) * scale);
    let mut sum = 0_i128;
    for _ in 0..PASSES {
        if !pay(ground, &mut domain) {
            return Ok(None);
        }
        let joint = Joint::new(ground, charges)?;
        let mut parts: Vec<i128> = Vec::with_capacity(ground.parts.len());
        for part in &ground.parts {
            let Some(best) = joint.best(part, &domain, None, None)? else { return Ok(None) };
            parts.push(best);
        }
        sum = charges.base + charges.settled;
        for best in &parts {
            sum = fits(sum.checked_add(*best))?;
        }
        let Some(enough) = enough.filter(|e| sum >= *e) else { break };
        let mut closed = false;
        for (part, best) in ground.parts.iter().zip(&parts) {
            closed |= close(&joint, part, &mut domain, enough - (sum - best))?;
        }
        if !closed {
            break;
        }
    }
    i64::try_from(sum.div_euclid(scale)).map(Some).map_err(|_| BoundError::Overflow)
}

/// Pays for what a case forces and closes what could not be paid beside it; false when that leaves no schedule.
fn pay(ground: &Ground, domain: &mut Domain) -> bool {
    let mut payable = ground.payable.clone();
    let mut forced = vec![false; ground.groups.len()];
    for (g, (_, alternatives)) in ground.groups.iter().enumerate() {
        let mut open = domain.of(g);
        let (first, second) = (open.next(), open.next());
        if let (Some(only), None, false) = (first, second, domain.may_stay_out(g))
            && let (Some(a), Some(slot)) = (alternatives.get(only), forced.get_mut(g))
        {
            *slot = true;
            if !payable.pay(&a.bills) {
                return false;
            }
        }
    }
    let bills = ground.instance.classes.len() * ground.instance.years.len();
    let most: Vec<i64> = (0..bills).map(|bill| payable.most(bill)).collect();
    for (g, (_, alternatives)) in ground.groups.iter().enumerate() {
        if forced.get(g).copied().unwrap_or(false) {
            continue;
        }
        for i in domain.of(g).collect::<Vec<usize>>() {
            let Some(a) = alternatives.get(i) else { continue };
            let each = a.bills.iter().all(|(bill, n)| most.get(*bill).is_some_and(|m| n <= m));
            if !each || (a.bills.len() > 1 && !payable.clone().pay(&a.bills)) {
                domain.close(g, Some(i));
            }
        }
        if !domain.may_stay_out(g) && domain.of(g).next().is_none() {
            return false;
        }
    }
    true
}

/// Closes what a part may do when nothing it could do beside it reaches the limit; true when anything was closed.
fn close(joint: &Joint, part: &Part, domain: &mut Domain, limit: i128) -> Result<bool, BoundError> {
    let mut doomed = Vec::new();
    for &g in &part.groups {
        let out = domain.may_stay_out(g).then_some(None);
        for alternative in domain.of(g).map(Some).chain(out) {
            let best = joint.best(part, domain, Some((g, alternative)), Some(limit - 1))?;
            if best.is_none_or(|b| b < limit) {
                doomed.push((g, alternative));
            }
        }
    }
    for (g, alternative) in &doomed {
        domain.close(*g, *alternative);
    }
    Ok(!doomed.is_empty())
}
