//! What could be paid at all beside what is settled (可付性): the money of every budget against the bills of every class and year.
//!
//! A start that cannot be paid even when nothing else but the settled ones is carried out belongs to no feasible schedule that
//! agrees with them, so a bound need not count it.

use crate::instance::Instance;
use model::Fen;
use std::collections::VecDeque;

/// Bills paid from budgets, in grains.
#[derive(Debug, Clone)]
pub(crate) struct Payable {
    /// By bill (class × year) the budgets that may pay it.
    open: Vec<Vec<usize>>,
    /// By budget: not used.
    free: Vec<i64>,
    /// By budget, then bill: paid.
    paid: Vec<Vec<i64>>,
}

impl Payable {
    /// Nothing paid yet.
    pub(crate) fn new(instance: &Instance) -> Payable {
        let bills =
            (0_u32..).zip(&instance.classes).flat_map(|(class, _)| instance.years.iter().map(move |y| (class, *y)));
        let may = |class, year| {
            let list = instance.budgets.iter().enumerate();
            list.filter(|(_, b)| instance.may_pay(b, class, year)).map(|(i, _)| i).collect::<Vec<usize>>()
        };
        let open: Vec<Vec<usize>> = bills.map(|(class, year)| may(class, year)).collect();
        Payable {
            free: instance.budgets.iter().map(|b| b.amount.0.div_euclid(Fen::GRAIN.0)).collect(),
            paid: vec![vec![0; open.len()]; instance.budgets.len()],
            open,
        }
    }

    /// Pays bills, each with its grains; false when they cannot all be paid beside what is paid already (what could be stays paid).
    pub(crate) fn pay(&mut self, bills: &[(usize, i64)]) -> bool {
        bills.iter().all(|(bill, grains)| self.push(*bill, *grains))
    }

    /// The budgets that may pay a bill (class × years + year), by index.
    pub(crate) fn payers(&self, bill: usize) -> &[usize] {
        self.open.get(bill).map_or(&[], Vec::as_slice)
    }

    /// The most grains that could still be paid of a bill beside what is paid already.
    pub(crate) fn most(&self, bill: usize) -> i64 {
        let mut trial = self.clone();
        let mut sum = 0_i64;
        while let Some(path) = trial.path(bill) {
            sum = sum.saturating_add(trial.shift(&path, i64::MAX));
        }
        sum
    }

    fn push(&mut self, bill: usize, amount: i64) -> bool {
        let mut left = amount;
        while left > 0 {
            let Some(path) = self.path(bill) else { return false };
            left -= self.shift(&path, left);
        }
        true
    }

    /// A way from a bill to a budget with money free: budget and bill in turn, the bill first.
    fn path(&self, bill: usize) -> Option<Vec<(usize, usize)>> {
        let mut by: Vec<Option<(usize, usize)>> = vec![None; self.open.len()]; // how a bill was reached: (from bill, by budget)
        let mut seen = vec![false; self.free.len()];
        let mut queue = VecDeque::from([bill]);
        while let Some(at) = queue.pop_front() {
            for &budget in self.open.get(at)? {
                if std::mem::replace(seen.get_mut(budget)?, true) {
                    continue;
                }
                if *self.free.get(budget)? > 0 {
                    let mut path = vec![(at, budget)];
                    let mut back = at;
                    while let Some((from, through)) = by.get(back).copied().flatten() {
                        path.push((from, through));
                        back = from;
                    }
                    path.reverse();
                    return Some(path);
                }
                for (other, paid) in self.paid.get(budget)?.iter().enumerate() {
                    if *paid > 0 && other != bill && by.get(other).copied().flatten().is_none() {
                        *by.get_mut(other)? = Some((at, budget));
                        queue.push_back(other);
                    }
                }
            }
        }
        None
    }

    /// Moves as much as a path carries: each bill is paid by its budget, which takes it from the next bill, the last from what is free.
    fn shift(&mut self, path: &[(usize, usize)], most: i64) -> i64 {
        let paid = |all: &Vec<Vec<i64>>, budget: usize, bill: usize| {
            all.get(budget).and_then(|row| row.get(bill)).copied().unwrap_or(0)
        };
        let last = path.last().and_then(|(_, b)| self.free.get(*b)).copied().unwrap_or(0);
        let steps = path.windows(2).filter_map(|w| match w {
            [(_, budget), (next, _)] => Some(paid(&self.paid, *budget, *next)),
            _ => None,
        });
        let amount = steps.fold(most.min(last), i64::min);
        let mut add = |budget: usize, bill: usize, by: i64| {
            if let Some(cell) = self.paid.get_mut(budget).and_then(|row| row.get_mut(bill)) {
                *cell += by;
            }
        };
        for (n, (bill, budget)) in path.iter().enumerate() {
            add(*budget, *bill, amount);
            if let Some((next, _)) = path.get(n + 1) {
                add(*budget, *next, -amount);
            } else if let Some(free) = self.free.get_mut(*budget) {
                *free -= amount;
            }
        }
        amount
    }
}
