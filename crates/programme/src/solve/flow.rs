//! Who can pay for what (资金流): a flow from purses to bills, kept up to date as projects come and go.
//!
//! A *purse* is a source's budget of a year, a *node* the bills of one set of sources in one year. A purse reaches a node
//! when its source may pay there and its money may still be used then. Whether a bill can be paid beside all others is
//! exact: what is already paid is moved between purses along augmenting paths.

use super::dense::{Dense, Job};
use super::table::Table;

/// What is paid from where.
#[derive(Debug, Clone)]
pub(crate) struct Flow<'a> {
    /// For each node the purses that reach it, in the order in which they are drawn on.
    reach: &'a [Vec<usize>],
    /// By purse: grains not used.
    free: Vec<i64>,
    /// Purse × node: grains paid.
    paid: Table<i64>,
    /// By node: never less than what could still be paid there; a cheap no.
    most: Vec<i64>,
}

/// An upper limit on what could still be paid at a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known(i64);

impl<'a> Flow<'a> {
    pub fn new(reach: &'a [Vec<usize>], purses: &[i64]) -> Flow<'a> {
        let sum =
            |list: &Vec<usize>| list.iter().filter_map(|p| purses.get(*p)).fold(0i64, |a, b| a.saturating_add(*b));
        Flow {
            reach,
            free: purses.to_vec(),
            paid: Table::new(purses.len(), reach.len()),
            most: reach.iter().map(sum).collect(),
        }
    }

    /// False when the amount surely cannot be paid at the node.
    pub fn may_take(&self, node: usize, amount: i64) -> bool {
        self.most.get(node).is_some_and(|most| amount <= *most)
    }

    /// Grains the purse paid for the node.
    pub fn paid(&self, purse: usize, node: usize) -> i64 {
        self.paid.get(purse, node)
    }

    /// Pays as much of the amount as can be paid and returns it. The rest of the flow stays feasible.
    pub fn push(&mut self, node: usize, amount: i64) -> i64 {
        let mut left = amount;
        for &p in self.reach.get(node).map_or(&[][..], Vec::as_slice) {
            let now = left.min(self.free.get(p).copied().unwrap_or(0));
            if now > 0 {
                self.move_into(p, node, now);
                left -= now;
            }
        }
        while left > 0 {
            let now = self.augment(node, left);
            if now == 0 {
                break;
            }
            left -= now;
        }
        if let Some(most) = self.most.get_mut(node) {
            *most = if left > 0 { 0 } else { (*most - amount).max(0) };
        }
        amount - left
    }

    /// Gives back an amount paid for the node.
    pub fn take_back(&mut self, node: usize, amount: i64) {
        self.give_back(node, amount);
        for most in &mut self.most {
            *most = most.saturating_add(amount);
        }
    }

    /// Undoes a payment just made; what was known before of what can still be paid elsewhere holds again. `tight` says
    /// that nothing else is being tried, so that what was paid is all that can be.
    pub fn undo(&mut self, node: usize, paid: i64, before: Known, tight: bool) {
        self.give_back(node, paid);
        if let Some(most) = self.most.get_mut(node) {
            *most = if tight { paid } else { before.0 };
        }
    }

    /// What is known of a node.
    pub fn known(&self, node: usize) -> Known {
        Known(self.most.get(node).copied().unwrap_or(0))
    }

    /// Pays for a whole job started in a year, or for nothing. With `keep` false the money goes back at once.
    pub fn pay(&mut self, dense: &Dense, job: &Job, t: usize, keep: bool) -> bool {
        let mut done: Vec<(usize, i64, Known)> = Vec::with_capacity(job.cost.len());
        let mut whole = true;
        for (k, cost) in job.cost.iter().enumerate().filter(|(_, c)| **c > 0) {
            let node = dense.node(job.mask, t + k);
            let known = self.known(node);
            let paid = self.push(node, *cost);
            done.push((node, paid, known));
            if paid < *cost {
                whole = false;
                break;
            }
        }
        if whole && keep {
            return true;
        }
        let tight = !whole && done.len() == 1;
        for (node, paid, known) in done {
            self.undo(node, paid, known, tight);
        }
        whole
    }

    /// True when a job started in a year could be paid beside everything that is.
    pub fn could_pay(&mut self, dense: &Dense, job: &Job, t: usize) -> bool {
        self.may_pay(dense, job, t) && self.pay(dense, job, t, false)
    }

    /// False when a job started in a year surely cannot be paid.
    pub fn may_pay(&self, dense: &Dense, job: &Job, t: usize) -> bool {
        let may = |(k, c): (usize, &i64)| *c == 0 || self.may_take(dense.node(job.mask, t + k), *c);
        job.cost.iter().enumerate().all(may)
    }

    fn give_back(&mut self, node: usize, amount: i64) {
        let mut left = amount;
        // the newest money goes back first
        for &p in self.reach.get(node).map_or(&[][..], Vec::as_slice).iter().rev() {
            let now = left.min(self.paid.get(p, node));
            if now > 0 {
                self.move_into(p, node, -now);
                left -= now;
            }
        }
    }

    fn move_into(&mut self, purse: usize, node: usize, amount: i64) {
        if let (Some(free), Some(paid)) = (self.free.get_mut(purse), self.paid.cell(purse, node)) {
            *free -= amount;
            *paid += amount;
        }
    }

    /// One augmenting path to the node; the grains it brings.
    fn augment(&mut self, node: usize, amount: i64) -> i64 {
        const NONE: usize = usize::MAX;
        let nodes = self.reach.len();
        // for a purse: the node it was reached from; for a node: the purse whose payment would be moved
        let mut from = vec![NONE; self.free.len()];
        let mut via = vec![NONE; nodes];
        let mut queue: Vec<usize> = Vec::with_capacity(self.free.len());
        let spread = |at: usize, from: &mut Vec<usize>, queue: &mut Vec<usize>| {
            for &p in self.reach.get(at).map_or(&[][..], Vec::as_slice) {
                if let Some(f) = from.get_mut(p).filter(|f| **f == NONE) {
                    *f = at;
                    queue.push(p);
                }
            }
        };
        spread(node, &mut from, &mut queue);
        let mut head = 0;
        let mut end = None;
        while let Some(&p) = queue.get(head) {
            head += 1;
            if self.free.get(p).is_some_and(|f| *f > 0) {
                end = Some(p);
                break;
            }
            for (n, paid) in self.paid.row(p).iter().enumerate() {
                if *paid > 0
                    && n != node
                    && let Some(v) = via.get_mut(n).filter(|v| **v == NONE)
                {
                    *v = p;
                    spread(n, &mut from, &mut queue);
                }
            }
        }
        let Some(end) = end else { return 0 };
        let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(NONE);
        // back along the path: purse ← node ← purse ← … ← the node asked for
        let mut path: Vec<(usize, usize)> = Vec::new(); // purse that pays, node it pays for
        let mut now = amount.min(self.free.get(end).copied().unwrap_or(0));
        let mut purse = end;
        loop {
            let at = get(&from, purse);
            path.push((purse, at));
            if at == node || at == NONE {
                break;
            }
            purse = get(&via, at);
            now = now.min(self.paid.get(purse, at));
        }
        for &(purse, at) in &path {
            self.move_into(purse, at, now);
            if at != node {
                self.move_into(get(&via, at), at, -now);
            }
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_move_to_make_room() {
        // node 0 may use purses 0 and 1, node 1 only purse 0, node 2 purses 1 and 2
        let reach = vec![vec![0, 1], vec![0], vec![1, 2]];
        let mut flow = Flow::new(&reach, &[5, 5, 2]);
        assert_eq!(flow.push(0, 5), 5);
        assert_eq!(flow.paid(0, 0), 5);
        assert_eq!(flow.push(1, 4), 4);
        assert_eq!((flow.paid(0, 1), flow.paid(0, 0), flow.paid(1, 0)), (4, 1, 4));
        assert_eq!(flow.push(2, 9), 3);
        assert!(!flow.may_take(2, 1));
        flow.take_back(1, 4);
        assert!(flow.may_take(2, 1));
        assert_eq!(flow.push(2, 9), 4);
    }
}
