//! What the groups may still do at a node of the tree (节点范围), and what money says to that.

use super::relax::Relax;

/// By entry and slot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scope {
    pub open: Vec<bool>,
    /// By slot: it may stay out.
    pub out: Vec<bool>,
}

impl Scope {
    /// Everything.
    pub fn whole(relax: &Relax) -> Scope {
        Scope { open: vec![true; relax.entries.len()], out: vec![true; relax.slots.len()] }
    }

    pub fn may(&self, entry: usize) -> bool {
        self.open.get(entry).copied().unwrap_or(false)
    }

    pub fn may_stay_out(&self, slot: usize) -> bool {
        self.out.get(slot).copied().unwrap_or(false)
    }

    /// Closes an entry of a slot, or its staying out.
    pub fn close(&mut self, slot: usize, entry: Option<usize>) {
        let cell = match entry {
            Some(e) => self.open.get_mut(e),
            None => self.out.get_mut(slot),
        };
        if let Some(cell) = cell {
            *cell = false;
        }
    }

    /// The entry a slot must start: the only thing it may do.
    pub fn forced(&self, relax: &Relax, slot: usize) -> Option<usize> {
        let mut open = relax.of_slot(slot).filter(|e| self.may(*e));
        let only = open.next()?;
        (open.next().is_none() && !self.may_stay_out(slot)).then_some(only)
    }

    /// Pays for what is forced and closes what could not be paid beside it; false when that leaves no plan.
    pub fn pay(&mut self, relax: &Relax) -> bool {
        let dense = relax.dense;
        let mut flow = relax.base.money();
        let mut forced = vec![false; relax.slots.len()];
        for (slot, mark) in forced.iter_mut().enumerate() {
            let Some(entry) = self.forced(relax, slot).and_then(|e| relax.entries.get(e)) else { continue };
            *mark = true;
            let Some(job) = dense.jobs.get(entry.option) else { continue };
            for (k, cost) in job.cost.iter().enumerate().filter(|(_, c)| **c > 0) {
                if flow.push(dense.node(job.mask, entry.year + k), *cost) < *cost {
                    return false;
                }
            }
        }
        for (slot, mark) in forced.iter().enumerate() {
            if *mark {
                continue;
            }
            let mut left = self.may_stay_out(slot);
            for e in relax.of_slot(slot) {
                let Some(entry) = relax.entries.get(e).filter(|_| self.may(e)) else { continue };
                let Some(job) = dense.jobs.get(entry.option) else { continue };
                if flow.could_pay(dense, job, entry.year) {
                    left = true;
                } else {
                    self.close(slot, Some(e));
                }
            }
            if !left {
                return false;
            }
        }
        true
    }
}
