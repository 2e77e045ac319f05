//! Trying everything: the slow, plain way to the best schedule of a small problem. Shares no code with checker or optimiser.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "shared by several tests; a test fails by panicking"
)]

use checker::{Instance, Money, Schedule, Start, Tier, Value, verify};
use model::{Fen, Year};

/// Money for the starts, found by sending one grain after another along augmenting paths; `None` when there is none.
pub fn paid(instance: &Instance, starts: &[Start]) -> Option<Vec<Money>> {
    struct Bill {
        option: u32,
        year: Year,
        class: u32,
        from: Vec<i64>, // by budget, grains
    }
    fn send(instance: &Instance, bills: &mut [Bill], left: &mut [i64], at: usize, seen: &mut [bool]) -> bool {
        for b in 0..instance.budgets.len() {
            if seen[b] || !instance.may_pay(&instance.budgets[b], bills[at].class, bills[at].year) {
                continue;
            }
            seen[b] = true;
            if left[b] > 0 {
                left[b] -= 1;
                bills[at].from[b] += 1;
                return true;
            }
            for other in 0..bills.len() {
                if bills[other].from[b] > 0 && send(instance, bills, left, other, seen) {
                    bills[other].from[b] -= 1;
                    bills[at].from[b] += 1;
                    return true;
                }
            }
        }
        false
    }
    let mut left: Vec<i64> = instance.budgets.iter().map(|b| b.amount.0 / Fen::GRAIN.0).collect();
    let mut bills: Vec<Bill> = vec![];
    for s in starts {
        let choice = &instance.options[s.option as usize];
        for (k, cost) in choice.profile.iter().enumerate() {
            let year = *instance.years.get(s.year as usize + k)?;
            bills.push(Bill { option: s.option, year, class: choice.class, from: vec![0; left.len()] });
            for _ in 0..cost.0 / Fen::GRAIN.0 {
                let at = bills.len() - 1;
                if !send(instance, &mut bills, &mut left, at, &mut vec![false; instance.budgets.len()]) {
                    return None;
                }
            }
        }
    }
    let mut money: Vec<Money> = vec![];
    for bill in &bills {
        for (b, n) in bill.from.iter().enumerate().filter(|(_, n)| **n > 0) {
            let amount = Fen::from_grains(*n).unwrap();
            let source = instance.budgets[b].source;
            money.push(Money { option: bill.option, year: bill.year, source, amount });
        }
    }
    Some(money)
}

/// Every schedule that extends these starts by options that `may` be chosen, with its value.
pub fn every(instance: &Instance, starts: &[Start], may: &dyn Fn(u32) -> bool, see: &mut dyn FnMut(&Schedule, Value)) {
    fn go(
        instance: &Instance,
        option: usize,
        starts: &mut Vec<Start>,
        may: &dyn Fn(u32) -> bool,
        see: &mut dyn FnMut(&Schedule, Value),
    ) {
        if option == instance.options.len() {
            if let Some(money) = paid(instance, starts) {
                let schedule = Schedule { starts: starts.clone(), money };
                if let Ok(value) = verify(instance, &schedule) {
                    see(&schedule, value);
                }
            }
            return;
        }
        go(instance, option + 1, starts, may, see);
        let group = instance.options[option].group;
        let taken = starts.iter().any(|s| instance.options[s.option as usize].group == group);
        if taken || !may(option as u32) {
            return;
        }
        for year in 0..instance.years.len() {
            if instance.options[option].value[year].is_some() {
                starts.push(Start { option: option as u32, year: year as u32 });
                go(instance, option + 1, starts, may, see);
                starts.pop();
            }
        }
    }
    go(instance, 0, &mut starts.to_vec(), may, see);
}

/// The best of all schedules, tier by tier.
pub fn best(instance: &Instance) -> (Value, Schedule) {
    let mut found = (Value([i64::MIN; checker::TIERS]), Schedule::default());
    every(instance, &[], &|_| true, &mut |schedule, value| {
        if value > found.0 {
            found = (value, schedule.clone());
        }
    });
    found
}

/// The largest value in a tier of all schedules that start, of the tiers above, just what is kept; zeros when there is none.
pub fn best_of(instance: &Instance, tier: Tier, kept: &[Start]) -> Value {
    let mut found: Option<Value> = None;
    let tiers = instance.tiers();
    let own = |option: u32| tiers[option as usize] >= tier;
    every(instance, kept, &own, &mut |_, value| {
        if found.is_none_or(|f| value.get(tier) > f.get(tier)) {
            found = Some(value);
        }
    });
    found.unwrap_or_default()
}
