//! Good plans (可行方案搜索): greedy by reduced profit, local search, and rounds of ruin and rebuild.

use super::dense::Dense;
use super::state::State;
use checker::{Tier, Value};

/// A start with the profit it promises at the prices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Promise {
    pub profit: f64,
    pub option: usize,
    pub year: usize,
    pub value: Value,
    /// Cost in grains.
    pub cost: f64,
}

/// The starts of a tier's options in the order in which a greedy hand takes them.
pub(crate) fn promises(dense: &Dense, tier: Tier, profits: &[(f64, usize, usize)]) -> Vec<Promise> {
    let mut list: Vec<Promise> = profits
        .iter()
        .filter_map(|&(profit, option, year)| {
            let job = dense.jobs.get(option)?;
            let value = job.begins.iter().find(|b| b.year == year)?.value;
            let cost: i64 = job.cost.iter().sum();
            (job.tier == tier).then_some(Promise { profit, option, year, value, cost: cost as f64 })
        })
        .collect();
    order(&mut list, |p| p.profit);
    list
}

/// Sorts by falling key; ties by option and year, so that the order is the same everywhere.
pub(crate) fn order(list: &mut [Promise], key: impl Fn(&Promise) -> f64) {
    list.sort_by(|a, b| key(b).total_cmp(&key(a)).then((a.option, a.year).cmp(&(b.option, b.year))));
}

/// The groups a tier may move: those with an option of its own, unless one of a tier above is placed.
fn movable(state: &State, list: &[Promise]) -> Vec<usize> {
    let dense = state.dense;
    let settled = |g: usize, tier: Tier| {
        let placed = state.placed(g).and_then(|(o, _)| dense.jobs.get(o));
        placed.is_some_and(|j| j.tier < tier)
    };
    let jobs = list.iter().filter_map(|p| dense.jobs.get(p.option));
    let mut groups: Vec<usize> = jobs.filter(|j| !settled(j.group, j.tier)).map(|j| j.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// Takes every start that fits and gains, in order. What waits for something placed later gets a second pass.
pub(crate) fn fill(state: &mut State, list: &[Promise]) {
    let dense = state.dense;
    let chained = dense.waiters.iter().any(|w| !w.is_empty());
    for _ in 0..if chained { 3 } else { 1 } {
        let before = state.worth;
        for p in list {
            let Some(job) = dense.jobs.get(p.option) else { continue };
            if state.placed(job.group).is_none() && state.gain(p.option, p.year, p.value) > Value::ZERO {
                state.place(p.option, p.year);
            }
        }
        if state.worth == before {
            break;
        }
    }
}

/// Moves groups to better starts and swaps what is in for what is out, until nothing gains or the work is used up.
pub(crate) fn improve(state: &mut State, list: &[Promise], work: &mut u32) {
    let groups = movable(state, list);
    loop {
        let before = state.worth;
        for group in &groups {
            shift(state, *group);
        }
        fill(state, list);
        swap(state, list, work);
        if state.worth <= before || *work == 0 {
            return;
        }
    }
}

/// The best other start of a group that is in.
fn shift(state: &mut State, group: usize) {
    if state.awaited(group) {
        return;
    }
    let worth = state.worth;
    let Some((option, year)) = state.remove(group) else { return };
    let base = state.worth;
    let mut best = (worth.minus(base), option, year);
    for &o in state.dense.options_of(group) {
        let Some(job) = state.dense.jobs.get(o) else { continue };
        for b in &job.begins {
            let gain = state.gain(o, b.year, b.value);
            if gain > best.0 && state.fits(o, b.year) {
                best = (gain, o, b.year);
            }
        }
    }
    state.place(best.1, best.2);
}

/// One out, the best one in, then whatever fits beside it.
fn swap(state: &mut State, list: &[Promise], work: &mut u32) {
    let dense = state.dense;
    // those that promise least go first
    let mut inside: Vec<usize> = Vec::new();
    for p in list.iter().rev() {
        if let Some(job) = dense.jobs.get(p.option)
            && state.placed(job.group) == Some((p.option, p.year))
        {
            inside.push(job.group);
        }
    }
    for group in inside {
        if *work == 0 {
            return;
        }
        *work -= 1;
        if state.awaited(group) {
            continue;
        }
        let worth = state.worth;
        let Some((option, year)) = state.remove(group) else { continue };
        let lost = worth.minus(state.worth);
        let mut best: Option<(Value, &Promise)> = None;
        for p in list {
            let Some(job) = dense.jobs.get(p.option) else { continue };
            if job.group == group || state.placed(job.group).is_some() {
                continue;
            }
            let gain = state.gain(p.option, p.year, p.value);
            if gain > best.map_or(Value::ZERO, |b| b.0) && state.fits(p.option, p.year) {
                best = Some((gain, p));
            }
        }
        match best {
            Some((gain, p)) if gain > lost => {
                state.place(p.option, p.year);
                fill(state, list);
            }
            _ => {
                state.place(option, year);
            }
        }
    }
}

/// A small reproducible stream of numbers (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Takes a few groups out and builds up again in a shaken order; keeps what is not worse.
pub(crate) fn rebuild<'a>(best: State<'a>, list: &[Promise], rounds: u32, enough: impl Fn(Value) -> bool) -> State<'a> {
    let dense = best.dense;
    let mut dice = Dice::new(1);
    let mut best = best;
    let mut now = best.clone();
    // groups whose place is in doubt: those near break-even at the prices
    let scale = list.iter().map(|p| p.profit.abs()).sum::<f64>() / (list.len().max(1)) as f64;
    let groups = movable(&best, list);
    let mut shaken: Vec<Promise> = list.to_vec();
    for round in 0..rounds {
        if enough(best.worth) {
            break;
        }
        let mut next = now.clone();
        let inside: Vec<usize> = groups.iter().copied().filter(|g| next.placed(*g).is_some()).collect();
        if inside.is_empty() {
            break;
        }
        let count = 1 + dice.below(5);
        let large = dice.below(3) > 0;
        for _ in 0..count {
            // the large ones decide how well the money fits: draw them more often
            let draws = if large { 4 } else { 1 };
            let drawn = (0..draws).filter_map(|_| inside.get(dice.below(inside.len())).copied());
            if let Some(g) = drawn.max_by_key(|g| (weight(dense, &next, *g), *g)) {
                next.uproot(g);
            }
        }
        if round % 8 == 0 {
            let noise = scale * 0.5 * dice.unit();
            shaken.clear();
            shaken.extend(list.iter().map(|p| Promise { profit: p.profit + noise * (dice.unit() - 0.5), ..*p }));
            if dice.below(3) == 0 {
                order(&mut shaken, |p| p.profit / p.cost.max(1.0));
            } else {
                order(&mut shaken, |p| p.profit);
            }
        }
        fill(&mut next, &shaken);
        for _ in 0..8 {
            if let Some(g) = groups.get(dice.below(groups.len())) {
                shift(&mut next, *g);
            }
        }
        fill(&mut next, list);
        if next.worth >= now.worth {
            now = next;
            if now.worth > best.worth {
                best = now.clone();
            }
        }
    }
    best
}

/// What a group that is in costs, grains.
fn weight(dense: &Dense, state: &State, group: usize) -> i64 {
    let job = state.placed(group).and_then(|(o, _)| dense.jobs.get(o));
    job.map_or(0, |j| j.cost.iter().sum())
}
