//! The price search of one tier (对偶价格搜索): minimises its Lagrangian bound by a deflected subgradient with Polyak steps.
//!
//! Floats only: the prices are rounded to integers and the bound recomputed exactly by [`super::proof`].

use super::dense::{Begin, Dense, Job};
use super::state::State;
use super::table::Table;
use checker::Tier;

/// Prices in points of the tier: per grain of a purse, per seat of a need and year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prices {
    pub money: Vec<f64>,
    pub seats: Table<f64>,
}

impl Prices {
    fn zero(dense: &Dense) -> Prices {
        Prices { money: vec![0.0; dense.purses.len()], seats: Table::new(dense.seats.len(), dense.years) }
    }

    fn cells(&self) -> impl Iterator<Item = &f64> {
        self.money.iter().chain(self.seats.cells())
    }

    fn cells_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        self.money.iter_mut().chain(self.seats.cells_mut())
    }

    fn dot(&self, other: &Prices) -> f64 {
        self.cells().zip(other.cells()).map(|(a, b)| a * b).sum()
    }
}

/// One start of one option, flat for the inner loop.
struct Entry {
    group: usize,
    option: usize,
    mask: usize,
    year: usize,
    value: f64,
    cost: Vec<f64>,
    seats: Option<(usize, usize, f64)>,
}

impl Entry {
    fn of(option: usize, job: &Job, begin: &Begin, tier: Tier) -> Entry {
        Entry {
            group: job.group,
            option,
            mask: job.mask,
            year: begin.year,
            value: begin.value.get(tier) as f64,
            cost: job.cost.iter().map(|c| *c as f64).collect(),
            seats: job.seats.map(|(z, n)| (z, job.done(begin.year).saturating_sub(1), n as f64)),
        }
    }
}

pub(crate) struct Dual<'a> {
    dense: &'a Dense,
    tier: Tier,
    /// What is open to choice, by group.
    entries: Vec<Entry>,
    /// What is settled in the tiers above.
    settled: Vec<Entry>,
    prices: Prices,
    direction: Prices,
    /// The best prices found and their bound.
    pub best: Prices,
    pub bound: f64,
    step: f64,
    stale: u32,
    /// What one unit of price weighs: budgets, shortages, so that steps are of one size.
    scale: Prices,
}

const PATIENCE: u32 = 20;

impl<'a> Dual<'a> {
    /// For a tier, with everything above it as the state has it.
    pub fn new(state: &State<'a>, tier: Tier) -> Dual<'a> {
        let dense = state.dense;
        let (mut entries, mut settled) = (Vec::new(), Vec::new());
        // what could not even be paid beside the tiers above belongs to no plan that agrees with them
        let mut alone = state.above(tier);
        for (group, options) in dense.groups.iter().enumerate() {
            let above = |o: usize| dense.jobs.get(o).filter(|j| j.tier < tier);
            if let Some((option, year)) = state.placed(group)
                && let Some(job) = above(option)
            {
                settled.extend(job.begins.iter().filter(|b| b.year == year).map(|b| Entry::of(option, job, b, tier)));
                continue;
            }
            for (option, job) in options.iter().filter_map(|o| Some((*o, dense.jobs.get(*o)?))) {
                if job.tier >= tier {
                    let open: Vec<&Begin> = job.begins.iter().filter(|b| alone.payable(option, b.year)).collect();
                    let all = open.into_iter().map(|b| Entry::of(option, job, b, tier));
                    // what belongs below can only cost here, unless it is worth something in this tier too
                    entries.extend(all.filter(|e| job.tier == tier || e.value > 0.0 || e.seats.is_some()));
                }
            }
        }
        let zero = Prices::zero(dense);
        let mut prices = zero.clone();
        prices.money.fill(knee(&entries, &settled, dense));
        let mut scale = zero.clone();
        let mean = |sum: f64, n: usize| if n == 0 || sum <= 0.0 { 1.0 } else { sum / n as f64 };
        scale.money.fill(mean(dense.purses.iter().map(|p| p.grains as f64).sum(), dense.purses.len()));
        let short: i64 = dense.seats.iter().flat_map(|s| &s.short).sum();
        scale.seats.fill(mean(short as f64, dense.seats.len() * dense.years));
        Dual {
            dense,
            tier,
            entries,
            settled,
            best: prices.clone(),
            prices,
            direction: zero,
            bound: f64::INFINITY,
            step: 1.0,
            stale: 0,
            scale,
        }
    }

    /// True when nothing open is worth anything in this tier.
    pub fn is_empty(&self) -> bool {
        let seats = self.tier == Tier::Seats && self.entries.iter().any(|e| e.seats.is_some());
        !seats && !self.entries.iter().any(|e| e.value > 0.0)
    }

    /// One round: evaluates the bound at the current prices and moves towards `target`, a value already reached.
    pub fn round(&mut self, target: f64) {
        let (value, slope) = self.evaluate();
        if value < self.bound - self.bound.abs() * 1e-9 || self.bound.is_infinite() {
            if value < self.bound - self.bound.abs() * 1e-5 {
                self.stale = 0;
            }
            self.bound = value;
            self.best = self.prices.clone();
        }
        self.stale += 1;
        if self.stale > PATIENCE {
            // start again from the best prices with smaller steps
            self.stale = 0;
            self.step *= 0.7;
            self.prices = self.best.clone();
            self.direction = Prices::zero(self.dense);
            return;
        }
        self.walk(value - target, &slope);
    }

    fn walk(&mut self, distance: f64, slope: &Prices) {
        let old = self.direction.dot(&self.direction);
        let turn = slope.dot(&self.direction);
        let keep = if old > 0.0 && turn < 0.0 { -1.5 * turn / old } else { 0.0 };
        for (d, g) in self.direction.cells_mut().zip(slope.cells()) {
            *d = g + keep * *d;
        }
        let length = self.direction.dot(&self.direction);
        if length <= 0.0 {
            return;
        }
        let step = self.step * distance.max(self.bound.abs() * 1e-6) / length;
        for ((p, d), s) in self.prices.cells_mut().zip(self.direction.cells()).zip(self.scale.cells()) {
            *p = (*p - step * d / s).max(0.0);
        }
    }

    /// The bound at the current prices and its slope (scaled).
    fn evaluate(&self) -> (f64, Prices) {
        let dense = self.dense;
        let view = View::new(dense, &self.prices);
        let mut slope = Prices::zero(dense);
        let mut value = 0.0;
        for ((p, g), b) in self.prices.money.iter().zip(&mut slope.money).zip(&dense.purses) {
            value += p * b.grains as f64;
            *g = b.grains as f64;
        }
        let counts = if self.tier == Tier::Seats { 1.0 } else { 0.0 };
        for (z, need) in dense.seats.iter().enumerate() {
            for (y, short) in need.short.iter().enumerate() {
                let above = counts * need.worth as f64 - self.prices.seats.get(z, y);
                if above > 0.0 {
                    value += above * *short as f64;
                    slope.seats.set(z, y, -(*short as f64));
                }
            }
        }
        for e in &self.settled {
            value += view.profit(e);
            self.draw(e, &view, &mut slope);
        }
        let mut at = 0;
        while let Some(first) = self.entries.get(at) {
            let mut best = 0.0;
            let mut chosen = None;
            while let Some(e) = self.entries.get(at).filter(|e| e.group == first.group) {
                let profit = view.profit(e);
                if profit > best {
                    best = profit;
                    chosen = Some(e);
                }
                at += 1;
            }
            let Some(e) = chosen else { continue };
            value += best;
            self.draw(e, &view, &mut slope);
        }
        for (g, s) in slope.cells_mut().zip(self.scale.cells()) {
            *g /= s;
        }
        (value, slope)
    }

    /// What a start takes and brings.
    fn draw(&self, e: &Entry, view: &View, slope: &mut Prices) {
        for (k, c) in e.cost.iter().enumerate() {
            if let Some(g) = slope.money.get_mut(view.cheapest.get(e.mask, e.year + k)) {
                *g -= c;
            }
        }
        if let Some((z, from, n)) = e.seats {
            for y in from..self.dense.years {
                if let Some(g) = slope.seats.cell(z, y) {
                    *g += n;
                }
            }
        }
    }

    /// Reduced profit of every start that can be worth something, at the best prices: (profit, option, year).
    pub fn profits(&self) -> Vec<(f64, usize, usize)> {
        let view = View::new(self.dense, &self.best);
        self.entries.iter().map(|e| (view.profit(e), e.option, e.year)).collect()
    }
}

/// Prices seen from the options: per mask and year the cheapest purse, per need the sum of seat prices to the end.
struct View {
    price: Table<f64>,
    cheapest: Table<usize>,
    suffix: Table<f64>,
}

impl View {
    fn new(dense: &Dense, prices: &Prices) -> View {
        let mut price = Table::new(dense.masks.len(), dense.years);
        let mut cheapest = Table::new(dense.masks.len(), dense.years);
        for mask in 0..dense.masks.len() {
            for y in 0..dense.years {
                let of = |p: &usize| (prices.money.get(*p).copied().unwrap_or(0.0), *p);
                let least = dense.payers(mask, y).iter().map(of).reduce(|a, b| if b.0 < a.0 { b } else { a });
                if let Some((p, s)) = least {
                    price.set(mask, y, p);
                    cheapest.set(mask, y, s);
                }
            }
        }
        let mut suffix = Table::new(dense.seats.len(), dense.years);
        for z in 0..dense.seats.len() {
            let mut sum = 0.0;
            for y in (0..dense.years).rev() {
                sum += prices.seats.get(z, y);
                suffix.set(z, y, sum);
            }
        }
        View { price, cheapest, suffix }
    }

    fn profit(&self, e: &Entry) -> f64 {
        let price = self.price.row(e.mask);
        let spent: f64 = e.cost.iter().zip(price.iter().skip(e.year)).map(|(c, p)| c * p).sum();
        let seats = e.seats.map_or(0.0, |(z, from, n)| self.suffix.get(z, from) * n);
        e.value - spent + seats
    }
}

/// Points per grain at which all money would be spent if options could be split: where the search starts.
fn knee(entries: &[Entry], settled: &[Entry], dense: &Dense) -> f64 {
    let cost = |e: &Entry| e.cost.iter().sum::<f64>();
    let mut list: Vec<(f64, f64)> = Vec::new();
    for group in entries.chunk_by(|a, b| a.group == b.group) {
        let best = group.iter().map(|e| (e.value / cost(e).max(1.0), cost(e)));
        list.extend(best.reduce(|a, b| if b.0 > a.0 { b } else { a }));
    }
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut money: f64 =
        dense.purses.iter().map(|p| p.grains as f64).sum::<f64>() - settled.iter().map(cost).sum::<f64>();
    for (density, cost) in list {
        money -= cost;
        if money < 0.0 {
            return density.max(0.0);
        }
    }
    0.0
}
