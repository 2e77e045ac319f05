//! Branch and bound (分支定界): splits what a group may do until every case is proven, or the work allowed is done.
//!
//! The case with the largest bound is split first, on the group that the relaxation is most of two minds about and that moves most
//! money. A case keeps the prices that prove it; closing what cannot be paid or stays within the claim is repeated by `checker` from
//! those prices alone, so it is done here from the splits and the prices alone too.

use super::dual::{Dual, Prices, Seen, see};
use super::joint::{Joint, Pick};
use super::relax::Relax;
use super::scope::Scope;
use super::search::{self, Promise};
use super::state::State;
use crate::halt::Halt;
use crate::outcome::Limits;
use std::collections::BTreeSet;

/// Rounds of the price search at a node.
const ROUNDS: u32 = 60;
/// How often a node is made smaller at most.
const PASSES: usize = 12;
/// How often the distance between the best plan and what is proven is halved, at the end.
const HALVINGS: u32 = 5;
/// What a move from year to year counts, against one in or out.
const YEAR: f64 = 0.05;
/// Points within which floats are not trusted.
const SLACK: f64 = 1e-3;

/// In the first case the slot picks one of these, in the second none of them.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    pub slot: usize,
    pub entries: Vec<usize>,
    pub out: bool,
}

/// A case.
pub(crate) struct Node {
    /// By the splits alone.
    scope: Scope,
    /// Index into [`Tree::prices`].
    pub prices: usize,
    pub bound: f64,
    /// How it would be split; `None` when nothing is left to split.
    pub branch: Option<Branch>,
    /// Nodes of its two cases.
    pub children: Option<(usize, usize)>,
}

/// The tree of one tier.
pub(crate) struct Tree<'r, 'a> {
    relax: &'r Relax<'a>,
    pub nodes: Vec<Node>,
    /// The first are the root's.
    pub prices: Vec<Prices>,
    /// What is to be proven, points.
    pub claim: i64,
    gap_ppm: u32,
}

impl<'r, 'a> Tree<'r, 'a> {
    /// Grows a tree from the root's prices; improves the best plan on the way.
    pub fn grow(
        relax: &'r Relax<'a>,
        root: Prices,
        best: &mut State<'a>,
        limits: &Limits,
        halt: &Halt<'_>,
    ) -> Tree<'r, 'a> {
        let mut tree = Tree { relax, nodes: Vec::new(), prices: vec![root], claim: 0, gap_ppm: limits.gap_ppm };
        tree.aim(best);
        // by falling bound, the older node first
        let mut waiting: BTreeSet<(u64, usize)> = BTreeSet::new();
        tree.visit(Scope::whole(relax), 0, best);
        tree.wait(0, &mut waiting);
        while let Some((_, at)) = waiting.pop_first() {
            if tree.nodes.len() + 2 > limits.cases as usize || halt.now() {
                break;
            }
            let Some(node) = tree.nodes.get(at) else { continue };
            let Some(branch) = node.branch.clone().filter(|_| tree.open(node.bound)) else { continue };
            let (mut first, mut second) = (node.scope.clone(), node.scope.clone());
            let prices = node.prices;
            for e in relax.of_slot(branch.slot) {
                let other = if branch.entries.contains(&e) { &mut second } else { &mut first };
                other.close(branch.slot, Some(e));
            }
            let other = if branch.out { &mut second } else { &mut first };
            other.close(branch.slot, None);
            let children = (tree.nodes.len(), tree.nodes.len() + 1);
            tree.visit(first, prices, best);
            tree.visit(second, prices, best);
            if let Some(node) = tree.nodes.get_mut(at) {
                node.children = Some(children);
            }
            tree.wait(children.0, &mut waiting);
            tree.wait(children.1, &mut waiting);
        }
        tree
    }

    /// The smallest claim that the leaves prove: the best plan's own worth if they do, else what halving finds.
    pub fn tighten(&mut self, best: &State, halt: &Halt<'_>) {
        let mut leaves: Vec<usize> = (0..self.nodes.len()).filter(|n| self.is_leaf(*n)).collect();
        let bound = |n: &usize| self.nodes.get(*n).map_or(f64::INFINITY, |n| n.bound);
        leaves.sort_by(|a, b| bound(b).total_cmp(&bound(a)).then(a.cmp(b)));
        let most = leaves.first().map_or(f64::NEG_INFINITY, bound);
        #[allow(clippy::cast_possible_truncation, reason = "a float-to-integer cast saturates")]
        let most = most.floor() as i64;
        let mut least = best.worth.get(self.relax.tier);
        let mut proven = self.claim.max(most);
        for round in 0..=HALVINGS {
            if proven <= least || halt.now() {
                break;
            }
            let middle = if round == 0 { least } else { least + (proven - least) / 2 };
            self.claim = middle;
            if leaves.iter().all(|n| self.closes(*n)) {
                proven = middle;
            } else {
                least = middle + 1;
            }
        }
        self.claim = proven;
    }

    fn is_leaf(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|n| n.children.is_none())
    }

    /// True when a case stays within the claim.
    fn closes(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at).filter(|n| self.open(n.bound)) else { return true };
        let prices = self.prices.get(node.prices);
        prices.is_some_and(|p| self.settle(&node.scope, p).is_none_or(|(seen, _)| !self.open(seen.value)))
    }

    /// True when a bound is above what is claimed.
    pub fn open(&self, bound: f64) -> bool {
        bound >= self.claim as f64 + 1.0 - SLACK
    }

    /// What is claimed: as near to the best plan as is asked for.
    fn aim(&mut self, best: &State) {
        let worth = best.worth.get(self.relax.tier);
        let more = i128::from(worth.unsigned_abs()) * i128::from(self.gap_ppm) / 1_000_000;
        self.claim = worth.saturating_add(i64::try_from(more).unwrap_or(0));
    }

    fn wait(&self, at: usize, waiting: &mut BTreeSet<(u64, usize)>) {
        if let Some(node) = self.nodes.get(at).filter(|n| n.branch.is_some() && self.open(n.bound)) {
            waiting.insert((u64::MAX - rank(node.bound), at));
        }
    }

    /// Bounds a case from its parent's prices, or from its own when those do not suffice.
    fn visit(&mut self, scope: Scope, parent: usize, best: &mut State<'a>) {
        let relax = self.relax;
        let Some(from) = self.prices.get(parent).cloned() else { return };
        let mut node = Node { prices: parent, bound: f64::NEG_INFINITY, branch: None, children: None, scope };
        let first = self.settle(&node.scope, &from);
        if let Some((seen, smaller)) = first {
            node.bound = seen.value;
            if self.open(seen.value) {
                let mut dual = Dual::near(relax, &from);
                for _ in 0..ROUNDS {
                    dual.round(&smaller);
                    if !self.open(dual.bound) || dual.is_still() {
                        break;
                    }
                }
                let mut own = dual.best.clone();
                own.round();
                let second = self.settle(&node.scope, &own);
                let better = second.as_ref().is_none_or(|(s, _)| s.value < node.bound);
                let (seen, smaller) = match second {
                    _ if !better => (seen, smaller),
                    Some((seen, smaller)) => {
                        node.bound = seen.value;
                        (seen, smaller)
                    }
                    None => {
                        node.bound = f64::NEG_INFINITY;
                        (seen, smaller)
                    }
                };
                if better {
                    node.prices = self.prices.len();
                    self.prices.push(own);
                }
                if self.open(node.bound) {
                    self.attempt(&smaller, &seen, best);
                    node.branch = self.branch(&smaller, &seen);
                }
            }
        }
        self.nodes.push(node);
    }

    /// The relaxation of a case, made smaller as `checker` makes it; `None` when no plan belongs to it.
    fn settle(&self, scope: &Scope, prices: &Prices) -> Option<(Seen, Scope)> {
        let relax = self.relax;
        let enough = self.claim as f64 + 1.0;
        let mut scope = scope.clone();
        if !scope.pay(relax) {
            return None;
        }
        let mut seen = see(relax, &scope, prices);
        for _ in 1..PASSES {
            if !self.open(seen.value) {
                break;
            }
            let mut doomed: Vec<(usize, Pick)> = Vec::new();
            let picks = |slot: usize| {
                let out = scope.may_stay_out(slot).then_some(None);
                relax.of_slot(slot).filter(|e| scope.may(*e)).map(Some).chain(out).collect::<Vec<Pick>>()
            };
            for slot in 0..relax.slots.len() {
                let most = seen.most.get(slot).copied().unwrap_or(0.0);
                let limit = enough - SLACK - (seen.value - most);
                let worth = |pick: Pick| pick.map_or(0.0, |e| seen.profit.get(e).copied().unwrap_or(0.0));
                if !self.tried(slot) {
                    doomed.extend(picks(slot).into_iter().filter(|p| worth(*p) < limit).map(|p| (slot, p)));
                }
            }
            for (cluster, most) in relax.clusters.iter().zip(&seen.clusters).filter(|(c, _)| c.tried) {
                let limit = enough - SLACK - (seen.value - most);
                for &slot in &cluster.slots {
                    for pick in picks(slot) {
                        let pinned = Some((slot, pick));
                        let found = Joint::best(relax, cluster, &scope, &seen.profit, pinned, limit);
                        if found.1.is_none() {
                            doomed.push((slot, pick));
                        }
                    }
                }
            }
            if doomed.is_empty() {
                break;
            }
            doomed.into_iter().for_each(|(slot, pick)| scope.close(slot, pick));
            if !scope.pay(relax) {
                return None;
            }
            seen = see(relax, &scope, prices);
        }
        Some((seen, scope))
    }

    fn tried(&self, slot: usize) -> bool {
        self.relax.clusters.iter().any(|c| c.tried && c.slots.contains(&slot))
    }

    /// A plan of the case: what it forces, then what the relaxation picks, then whatever fits.
    fn attempt(&mut self, scope: &Scope, seen: &Seen, best: &mut State<'a>) {
        let relax = self.relax;
        let list = promises(relax, seen, |e| scope.may(e));
        let mut state = relax.base.clone();
        for slot in 0..relax.slots.len() {
            if let Some(e) = scope.forced(relax, slot).and_then(|e| relax.entries.get(e)) {
                state.place(e.option, e.year);
            }
        }
        let picked = |p: &Promise| {
            let mut all = seen.picks.iter().flatten().filter_map(|e| relax.entries.get(*e));
            all.any(|e| e.option == p.option && e.year == p.year)
        };
        let (mut first, then): (Vec<Promise>, Vec<Promise>) = list.iter().copied().partition(picked);
        search::order(&mut first, |p| p.profit / p.cost.max(1.0));
        first.extend(then);
        for list in [&first, &list] {
            let mut trial = state.clone();
            search::fill(&mut trial, list);
            if trial.worth > best.worth {
                *best = trial;
                self.aim(best);
            }
        }
    }

    /// The group to split on: of those for which two picks are about as good at these prices, the one whose picks differ by most
    /// money. In the first case it makes the one pick, in the second it does not.
    fn branch(&self, scope: &Scope, seen: &Seen) -> Option<Branch> {
        let relax = self.relax;
        let measure = 1.0 + 0.02 * (seen.value - self.claim as f64).max(0.0);
        let mut found: Option<(f64, usize, Pick, Pick)> = None;
        for slot in 0..relax.slots.len() {
            let mut picks = self.margins(scope, seen, slot);
            picks.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let (Some(&(most, top)), Some(&(then, other))) = (picks.first(), picks.get(1)) else { continue };
            let score = self.differ(top, other) / (1.0 + (most - then) / measure);
            if found.is_none_or(|f| score > f.0) {
                found = Some((score, slot, top, other));
            }
        }
        let (_, slot, top, other) = found?;
        let branch = |entries: Vec<usize>, out: bool| Some(Branch { slot, entries, out });
        let option = |pick: usize| relax.entries.get(pick).map(|e| e.option);
        match (top, other) {
            // in or out
            (None, _) | (_, None) => branch(Vec::new(), true),
            // one option or another
            (Some(a), Some(b)) if option(a) != option(b) => {
                branch(relax.of_slot(slot).filter(|e| option(*e) == option(a)).collect(), false)
            }
            // one year or another: up to the earlier of the two, or later
            (Some(a), Some(b)) => {
                branch(relax.of_slot(slot).filter(|e| option(*e) == option(a) && *e <= a.min(b)).collect(), false)
            }
        }
    }

    /// What the relaxation is worth with each pick of a slot, less what it is worth whatever the slot does.
    fn margins(&self, scope: &Scope, seen: &Seen, slot: usize) -> Vec<(f64, Pick)> {
        let relax = self.relax;
        let out = scope.may_stay_out(slot).then_some(None);
        let picks = relax.of_slot(slot).filter(|e| scope.may(*e)).map(Some).chain(out);
        if let Some(cluster) = relax.clusters.iter().find(|c| c.tried && c.slots.contains(&slot)) {
            let worth = |pick| {
                let pinned = Some((slot, pick));
                Joint::best(relax, cluster, scope, &seen.profit, pinned, f64::NEG_INFINITY).0
            };
            return picks.map(|pick| (worth(pick), pick)).collect();
        }
        picks.map(|pick| (pick.map_or(0.0, |e| seen.profit.get(e).copied().unwrap_or(0.0)), pick)).collect()
    }

    /// Grains that move between years when a slot makes one pick or the other.
    fn differ(&self, a: Pick, b: Pick) -> f64 {
        let entry = |pick: Pick| pick.and_then(|e| self.relax.entries.get(e));
        let bill =
            |pick: Pick, y: usize| entry(pick).and_then(|e| e.cost.get(y.checked_sub(e.year)?)).copied().unwrap_or(0.0);
        let moved: f64 = (0..self.relax.dense.years).map(|y| (bill(a, y) - bill(b, y)).abs()).sum();
        let same = entry(a).zip(entry(b)).is_some_and(|(a, b)| a.option == b.option);
        // another year often changes nothing but the order of the same work
        if same { moved * YEAR } else { moved }
    }
}

/// The starts of a tier in the order in which a greedy hand takes them.
pub(crate) fn promises(relax: &Relax, seen: &Seen, may: impl Fn(usize) -> bool) -> Vec<Promise> {
    let tried: BTreeSet<usize> =
        relax.clusters.iter().filter(|c| c.tried).flat_map(|c| c.slots.iter().copied()).collect();
    let mut list = Vec::with_capacity(relax.entries.len());
    for (i, e) in relax.entries.iter().enumerate().filter(|(i, _)| may(*i)) {
        let mut profit = seen.profit.get(i).copied().unwrap_or(0.0);
        if let Some((z, from, n)) = e.seats.filter(|_| tried.contains(&e.slot)) {
            let adds = |y: usize| relax.worth(z) * (relax.short(z, y) - relax.there.get(z, y)).clamp(0.0, n);
            profit += (from..relax.dense.years).map(adds).sum::<f64>();
        }
        list.push((profit, e.option, e.year));
    }
    search::promises(relax.dense, relax.tier, &list)
}

/// A bound as a number that orders like it.
fn rank(bound: f64) -> u64 {
    let bits = bound.to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}
