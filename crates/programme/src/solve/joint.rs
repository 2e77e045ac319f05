//! The best that the groups of one cluster can do together at given prices (联合选择): every combination, most of them passed over.

use super::relax::{Cluster, Relax};
use super::scope::Scope;

/// So many combinations are looked at.
const STEPS: u32 = 4_000;

/// What a slot does: an entry, or nothing.
pub(crate) type Pick = Option<usize>;

/// The search of one cluster.
pub(crate) struct Joint<'a> {
    relax: &'a Relax<'a>,
    cluster: &'a Cluster,
    /// By need of the cluster and year.
    seats: Vec<Vec<f64>>,
    /// By slot of the cluster: what it may do, and what that adds alone, the most first.
    lists: Vec<Vec<(f64, Pick)>>,
    rest: Vec<f64>,
    picks: Vec<Pick>,
    best: Option<f64>,
    chosen: Vec<Pick>,
    floor: f64,
    steps: u32,
}

impl<'a> Joint<'a> {
    /// The most the cluster is worth less its money, and what its slots do for that; entries' profits leave seats out. One slot may
    /// be pinned. What stays at or below the floor is not looked for: then the floor is returned, without picks.
    pub fn best(
        relax: &'a Relax<'a>,
        cluster: &'a Cluster,
        scope: &Scope,
        profit: &[f64],
        pinned: Option<(usize, Pick)>,
        floor: f64,
    ) -> (f64, Option<Vec<Pick>>) {
        let years = relax.dense.years;
        let seats =
            cluster.needs.iter().map(|z| (0..years).map(|y| relax.there.get(*z, y)).collect::<Vec<f64>>()).collect();
        let n = cluster.slots.len();
        let mut joint = Joint {
            relax,
            cluster,
            seats,
            lists: Vec::with_capacity(n),
            rest: vec![0.0; n + 1],
            picks: vec![None; n],
            best: None,
            chosen: vec![None; n],
            floor,
            steps: 0,
        };
        let mut sum = 0.0;
        for (row, z) in joint.seats.iter().zip(&cluster.needs) {
            for (y, there) in row.iter().enumerate() {
                sum += relax.worth(*z) * there.min(relax.short(*z, y));
            }
        }
        for &slot in &cluster.slots {
            let mut list: Vec<(f64, Pick)> = Vec::new();
            match pinned {
                Some((at, pick)) if at == slot => list.push((joint.adds(pick, profit), pick)),
                _ => {
                    let open = relax.of_slot(slot).filter(|e| scope.may(*e)).map(Some);
                    let out = scope.may_stay_out(slot).then_some(None);
                    list.extend(open.chain(out).map(|pick| (joint.adds(pick, profit), pick)));
                }
            }
            list.sort_by(|a, b| b.0.total_cmp(&a.0));
            joint.lists.push(list);
        }
        for depth in (0..n).rev() {
            let most = joint.lists.get(depth).and_then(|l| l.first()).map_or(f64::NEG_INFINITY, |f| f.0);
            let after = joint.rest.get(depth + 1).copied().unwrap_or(0.0);
            if let Some(slot) = joint.rest.get_mut(depth) {
                *slot = after + most;
            }
        }
        let most = sum + joint.rest.first().copied().unwrap_or(0.0);
        joint.go(0, sum, profit);
        match joint.best {
            // too many: what each adds alone is never less
            _ if joint.steps > STEPS => (most, Some(joint.chosen)),
            Some(best) => (best, Some(joint.chosen)),
            None => (floor, None),
        }
    }

    fn go(&mut self, depth: usize, sum: f64, profit: &[f64]) {
        let rest = self.rest.get(depth + 1).copied().unwrap_or(0.0);
        let mut next = 0;
        if depth >= self.cluster.slots.len() {
            if sum > self.best.unwrap_or(self.floor) {
                self.best = Some(sum);
                self.chosen.clone_from(&self.picks);
            }
            return;
        }
        while let Some((alone, pick)) = self.lists.get(depth).and_then(|l| l.get(next)).copied() {
            next += 1;
            if sum + alone + rest <= self.best.unwrap_or(self.floor) || self.steps > STEPS {
                return;
            }
            self.steps += 1;
            let adds = self.adds(pick, profit);
            self.shift(pick, 1.0);
            if let Some(p) = self.picks.get_mut(depth) {
                *p = pick;
            }
            self.go(depth + 1, sum + adds, profit);
            self.shift(pick, -1.0);
        }
    }

    fn row(&self, need: usize) -> Option<usize> {
        self.cluster.needs.iter().position(|z| *z == need)
    }

    /// What a pick adds beside the seats that are there.
    fn adds(&self, pick: Pick, profit: &[f64]) -> f64 {
        let Some(e) = pick else { return 0.0 };
        let mut sum = profit.get(e).copied().unwrap_or(0.0);
        if let Some((z, from, n)) = self.relax.entries.get(e).and_then(|e| e.seats)
            && let Some(row) = self.row(z).and_then(|r| self.seats.get(r))
        {
            let worth = self.relax.worth(z);
            for (y, there) in row.iter().enumerate().skip(from) {
                sum += worth * (self.relax.short(z, y) - there).clamp(0.0, n);
            }
        }
        sum
    }

    fn shift(&mut self, pick: Pick, sign: f64) {
        let seats = pick.and_then(|e| self.relax.entries.get(e)).and_then(|e| e.seats);
        let Some((z, from, n)) = seats else { return };
        let row = self.row(z).and_then(|r| self.seats.get_mut(r));
        row.into_iter().flatten().skip(from).for_each(|cell| *cell += sign * n);
    }
}
